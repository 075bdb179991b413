//! The file that a simulator starts from, and that the present situation is written as.

use serde::{Deserialize, Serialize};

use super::{Account, App, Person, ReviewPolicy, Settings, Switches};

/// The section `simulator` of a file: what is there besides, or instead of, the seeded.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SeedFile {
    /// How submitted apps are decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<ReviewPolicy>,
    /// How it behaves where nobody knows how WeChat does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub switches: Option<Switches>,
    /// Open Platform accounts.
    #[serde(default)]
    pub accounts: Vec<Account>,
    /// Apps.
    #[serde(default)]
    pub apps: Vec<App>,
    /// People.
    #[serde(default)]
    pub people: Vec<Person>,
}

/// A whole file; other sections belong to others.
#[derive(Serialize, Deserialize)]
struct Whole {
    #[serde(default)]
    simulator: SeedFile,
}

impl SeedFile {
    /// Reads a whole TOML file.
    ///
    /// # Errors
    ///
    /// A sentence that names the place and the problem.
    pub fn read(text: &str) -> Result<Self, String> {
        let whole: Whole = toml::from_str(text).map_err(|error| error.message().to_owned())?;
        Ok(whole.simulator)
    }

    /// Writes a whole TOML file.
    ///
    /// # Errors
    ///
    /// A sentence, where a value cannot stand in such a file.
    pub fn write(self) -> Result<String, String> {
        toml::to_string(&Whole { simulator: self }).map_err(|error| error.to_string())
    }

    /// Adds everything; what is there already under the same id is replaced.
    ///
    /// # Errors
    ///
    /// A sentence that names the first entry that is not accepted, and why. Nothing is added then.
    pub fn add_to(&self, settings: &mut Settings) -> Result<(), String> {
        let wrong = |what: &str, id: &str| {
            let place = format!("{what} {id}");
            move |problem: String| format!("{place}: {problem}")
        };
        for app in &self.apps {
            app.check().map_err(wrong("app", &app.app_id))?;
        }
        for person in &self.people {
            person.check().map_err(wrong("person", &person.id))?;
        }
        for account in &self.accounts {
            account.check().map_err(wrong("account", &account.id))?;
        }
        if let Some(switches) = &self.switches {
            switches
                .check()
                .map_err(|problem| format!("switches: {problem}"))?;
            settings.switches = switches.clone();
        }
        if let Some(review) = self.review {
            review
                .check()
                .map_err(|problem| format!("review: {problem}"))?;
            settings.review = review;
        }
        for app in &self.apps {
            settings.apps.retain(|known| known.app_id != app.app_id);
            settings.apps.push(app.clone());
        }
        for person in &self.people {
            settings.people.retain(|known| known.id != person.id);
            settings.people.push(person.clone());
        }
        for account in &self.accounts {
            let is_other = |known: &Account| known.id != account.id && known.email != account.email;
            settings.accounts.retain(is_other);
            settings.accounts.push(account.clone());
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Lines that a file could have, and lines that it could not.
    fn line() -> impl Strategy<Value = String> {
        prop_oneof![
            prop::sample::select(vec![
                "[simulator]",
                "[[simulator.apps]]",
                "[[simulator.people]]",
                "[[simulator.accounts]]",
                "[simulator.switches]",
                "[simulator.review]",
                "app_id = \"wx0123456789abcdef\"",
                "name = \"x\"",
                "id = \"x\"",
                "nickname = \"\"",
                "mode = \"desk\"",
                "qr_seconds = 0",
                "ip_whitelist = [\"::1\"]",
                "details = { small_icon = \"x\" }",
                "review = { change = { name = \"\" } }",
            ])
            .prop_map(str::to_owned),
            ".{0,30}",
            "[a-z_]{1,12} = (-?[0-9]{1,20}|true|\\[\\]|\\{\\}|\"[a-z]{0,5}\")",
        ]
    }

    proptest! {
        #[test]
        fn every_file_is_read_or_refused_with_a_sentence(lines in prop::collection::vec(line(), 0..8)) {
            match SeedFile::read(&lines.join("\n")) {
                Err(sentence) => prop_assert!(!sentence.is_empty()),
                Ok(file) => {
                    let address = "http://localhost:3002".parse().unwrap();
                    let mut settings = Settings::seeded(address);
                    let before = settings.people.len();
                    if let Err(sentence) = file.add_to(&mut settings) {
                        prop_assert!(!sentence.is_empty());
                        prop_assert_eq!(settings.people.len(), before, "nothing is added then");
                    }
                    prop_assert!(SeedFile::read(&file.write().unwrap()).is_ok());
                }
            }
        }
    }
}

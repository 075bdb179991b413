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

//! The apps and the people: adding and changing them.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::Platform;
use crate::settings::{Account, App, Person, Switches};

/// Why a wish of a script or of the phone was not fulfilled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Complaint {
    /// What was named does not exist.
    Unknown(String),
    /// Not in this state.
    OutOfOrder(String),
    /// Too late.
    Gone(String),
    /// Not understood, or not accepted.
    Bad(String),
}

impl Complaint {
    pub(crate) fn unknown(what: &str, name: &str) -> Self {
        Self::Unknown(format!("there is no {what} “{}”", shortened(name)))
    }

    /// The sentence to show.
    pub(crate) fn sentence(&self) -> &str {
        match self {
            Self::Unknown(text) | Self::OutOfOrder(text) | Self::Gone(text) | Self::Bad(text) => {
                text
            }
        }
    }
}

impl Platform {
    /// Registers an app; its review is passed at once unless it says otherwise.
    pub(crate) fn add_app(&mut self, app: App) -> Result<App, Complaint> {
        app.check().map_err(Complaint::Bad)?;
        if self.app(&app.app_id).is_some() {
            return Err(already("app", &app.app_id));
        }
        self.apps.push(app.clone());
        self.touch();
        Ok(app)
    }

    /// Changes the named fields of an app.
    pub(crate) fn change_app(
        &mut self,
        app_id: &str,
        fields: Map<String, Value>,
    ) -> Result<App, Complaint> {
        let app = self
            .apps
            .iter_mut()
            .find(|app| app.app_id == app_id)
            .ok_or_else(|| Complaint::unknown("app", app_id))?;
        let changed: App = overlay(app, fields)?;
        if changed.app_id != app_id {
            return Err(Complaint::Bad("app_id cannot be changed".to_owned()));
        }
        changed.check().map_err(Complaint::Bad)?;
        *app = changed.clone();
        self.touch();
        Ok(changed)
    }

    /// Changes the named switches.
    pub(crate) fn change_switches(
        &mut self,
        fields: Map<String, Value>,
    ) -> Result<Switches, Complaint> {
        let changed: Switches = overlay(&self.switches, fields)?;
        changed.check().map_err(Complaint::Bad)?;
        self.switches = changed.clone();
        self.touch();
        Ok(changed)
    }

    /// Adds an Open Platform account.
    pub(crate) fn add_account(&mut self, account: Account) -> Result<Account, Complaint> {
        account.check().map_err(Complaint::Bad)?;
        let is_same = |known: &Account| known.id == account.id || known.email == account.email;
        if self.accounts.iter().any(is_same) {
            return Err(already("account", &account.id));
        }
        let account = account.sealed();
        self.accounts.push(account.clone());
        self.touch();
        Ok(account)
    }

    /// Adds a person.
    pub(crate) fn add_person(&mut self, person: Person) -> Result<Person, Complaint> {
        person.check().map_err(Complaint::Bad)?;
        if self.person(&person.id).is_some() {
            return Err(already("person", &person.id));
        }
        self.people.push(person.clone());
        self.touch();
        Ok(person)
    }

    /// Changes the named fields of a person.
    pub(crate) fn change_person(
        &mut self,
        id: &str,
        fields: Map<String, Value>,
    ) -> Result<Person, Complaint> {
        let person = self
            .people
            .iter_mut()
            .find(|person| person.id == id)
            .ok_or_else(|| Complaint::unknown("person", id))?;
        let changed: Person = overlay(person, fields)?;
        if changed.id != id {
            return Err(Complaint::Bad("id cannot be changed".to_owned()));
        }
        changed.check().map_err(Complaint::Bad)?;
        *person = changed.clone();
        self.touch();
        Ok(changed)
    }
}

/// A copy of the value with some fields replaced; fields that it does not have are refused.
fn overlay<T: Serialize + DeserializeOwned>(
    value: &T,
    fields: Map<String, Value>,
) -> Result<T, Complaint> {
    let bad = |error: serde_json::Error| Complaint::Bad(error.to_string());
    let mut whole = serde_json::to_value(value).map_err(bad)?;
    if let Value::Object(known) = &mut whole {
        known.extend(fields);
    }
    serde_json::from_value(whole).map_err(bad)
}

fn already(what: &str, name: &str) -> Complaint {
    Complaint::OutOfOrder(format!("there is already a {what} “{name}”"))
}

fn shortened(name: &str) -> String {
    name.chars().take(64).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::{Settings, seed};

    fn platform() -> Platform {
        Platform::new(&Settings::seeded("http://localhost:3002".parse().unwrap()))
    }

    fn fields(value: Value) -> Map<String, Value> {
        match value {
            Value::Object(fields) => fields,
            _ => panic!("not an object"),
        }
    }

    #[test]
    fn only_named_fields_change() {
        let mut platform = platform();
        let app = platform
            .change_app(seed::APP_ID, fields(json!({"permission": false})))
            .unwrap();
        assert!(!app.permission);
        assert_eq!(app.name, seed::APP_NAME);
        let person = platform
            .change_person(
                "emma",
                fields(json!({"avatar": "https://p/1", "frozen": true})),
            )
            .unwrap();
        assert_eq!(person.nickname, "Emma");
        assert!(person.frozen && !person.union_id);
        assert_eq!(platform.person("emma"), Some(&person));
    }

    #[test]
    fn bad_changes_change_nothing() {
        let mut platform = platform();
        for change in [
            json!({"id": "other"}),
            json!({"nick": "x"}),
            json!({"frozen": "yes"}),
            json!({"nickname": null}),
            json!({"nickname": "x".repeat(33)}),
        ] {
            assert!(matches!(
                platform.change_person("emma", fields(change)),
                Err(Complaint::Bad(_))
            ));
        }
        for change in [
            json!({"app_id": "wx0123456789abcdef"}),
            json!({"status": "fine"}),
        ] {
            assert!(matches!(
                platform.change_app(seed::APP_ID, fields(change)),
                Err(Complaint::Bad(_))
            ));
        }
        assert_eq!(platform.people, seed::people());
        assert_eq!(platform.apps, seed::apps());
    }

    #[test]
    fn names_are_unique_and_must_exist() {
        let mut platform = platform();
        let app = seed::apps().remove(0);
        assert!(matches!(
            platform.add_app(app),
            Err(Complaint::OutOfOrder(_))
        ));
        let person = seed::people().remove(0);
        assert!(matches!(
            platform.add_person(person),
            Err(Complaint::OutOfOrder(_))
        ));
        assert!(matches!(
            platform.change_person("nobody", Map::new()),
            Err(Complaint::Unknown(_))
        ));
        assert!(matches!(
            platform.change_app("wx", Map::new()),
            Err(Complaint::Unknown(_))
        ));
    }
}

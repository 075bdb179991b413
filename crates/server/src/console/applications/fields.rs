//! The fields of an application: as they stand, as somebody typed them, and what they make of it.

use std::collections::{BTreeMap, BTreeSet};

use oidc::{Application, ManagementApi, SigningAlgorithm};
use pages::console::Input;
use pages::console::applications::settings::Form;
use pages::console::applications::{Kind, Tab};
use serde_json::Value;

use super::view;
use crate::manage::applications::Problem;
use crate::web::parameters::Parameters;

/// The fields of *Settings*, for what people sign in to.
const FOR_PEOPLE: [&str; 11] = [
    "name",
    "description",
    "client_uri",
    "redirect_uris",
    "post_logout_redirect_uris",
    "backchannel_logout_uri",
    "backchannel_logout_session_required",
    "cors_allowed_origins",
    "third_party",
    "device_flow",
    "id_token_alg",
];
/// The same for machines.
const FOR_MACHINES: [&str; 3] = ["name", "description", "management_api"];

/// How *all that are on* is written.
const ALL: &str = "all";
/// How a choice of ways begins.
const ONLY: &str = "only";

/// What stands in the fields of a tab, by their names in the record of changes. Lists have an
/// entry a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fields(BTreeMap<&'static str, String>);

/// The fields of a tab.
fn names(kind: Kind, tab: Tab) -> &'static [&'static str] {
    match tab {
        Tab::Ways => &["ways"],
        _ if kind.is_for_people() => &FOR_PEOPLE,
        _ => &FOR_MACHINES,
    }
}

impl Fields {
    /// What somebody typed, or chose where two have met.
    pub(super) fn typed(kind: Kind, tab: Tab, form: &Parameters) -> Self {
        let field = |name: &&'static str| {
            let text = form.get(name).unwrap_or_default();
            let text = match *name {
                "ways" => ways(form),
                name if is_list(name) => lines(text).join("\n"),
                _ => text.trim().to_owned(),
            };
            (*name, text)
        };
        Self(names(kind, tab).iter().map(field).collect())
    }

    /// What is there.
    pub(super) fn stored(tab: Tab, application: &Application) -> Self {
        let document = serde_json::to_value(application).unwrap_or_default();
        let names = names(view::kind(application.kind), tab).iter();
        Self(
            names
                .map(|name| (*name, text(name, &document[*name])))
                .collect(),
        )
    }

    pub(super) fn get(&self, name: &str) -> &str {
        self.0.get(name).map_or("", String::as_str)
    }

    /// Each field: its name and what stands in it.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.0.iter().map(|(name, value)| (*name, value.as_str()))
    }

    /// The same with what a change says that a field was.
    pub(super) fn set_back(&mut self, field: &str, before: &Value) {
        if let Some((name, value)) = self.0.iter_mut().find(|(name, _)| **name == field) {
            *value = text(name, before);
        }
    }

    /// These fields, but `theirs` where nothing is different from `base`.
    pub(super) fn unless_same(&self, base: &Self, theirs: &Self) -> Self {
        let field = |(name, mine): (&'static str, &str)| {
            let is_mine = mine != base.get(name);
            let value = if is_mine { mine } else { theirs.get(name) };
            (name, value.to_owned())
        };
        Self(self.iter().map(field).collect())
    }

    /// An application with these fields.
    pub(super) fn onto(&self, before: &Application) -> Application {
        let mut after = before.clone();
        for (name, value) in self.iter() {
            let list = || lines(value).into_iter().map(str::to_owned).collect();
            let optional = || Some(value.to_owned()).filter(|value| !value.is_empty());
            match name {
                "name" => value.clone_into(&mut after.name),
                "description" => after.description = optional(),
                "client_uri" => after.client_uri = optional(),
                "redirect_uris" => after.redirect_uris = list(),
                "post_logout_redirect_uris" => after.post_logout_redirect_uris = list(),
                "cors_allowed_origins" => after.cors_allowed_origins = list(),
                "backchannel_logout_uri" => after.backchannel_logout_uri = optional(),
                "backchannel_logout_session_required" => {
                    after.backchannel_logout_session_required = !value.is_empty();
                }
                "third_party" => after.third_party = !value.is_empty(),
                "device_flow" => after.device_flow = !value.is_empty(),
                "id_token_alg" => {
                    let all = SigningAlgorithm::ALL;
                    let chosen = all.into_iter().find(|known| known.as_str() == value);
                    after.id_token_alg = chosen.unwrap_or(before.id_token_alg);
                }
                "management_api" => after.management_api = access(value),
                _ => after.ways = chosen(value),
            }
        }
        // The order in which ways were written down means nothing.
        let set = |ways: &Option<Vec<String>>| ways.clone().map(BTreeSet::<String>::from_iter);
        if set(&before.ways) == set(&after.ways) {
            after.ways.clone_from(&before.ways);
        }
        after
    }

    /// The form of *Settings* with these values.
    pub(super) fn form(&self) -> Form {
        let input = |name| Input::new(self.get(name));
        Form {
            name: input("name"),
            description: input("description"),
            client_uri: input("client_uri"),
            redirect_uris: input("redirect_uris"),
            post_logout_redirect_uris: input("post_logout_redirect_uris"),
            backchannel_logout_uri: input("backchannel_logout_uri"),
            session_required: !self.get("backchannel_logout_session_required").is_empty(),
            cors_allowed_origins: input("cors_allowed_origins"),
            third_party: !self.get("third_party").is_empty(),
            device_flow: !self.get("device_flow").is_empty(),
            id_token_alg: input("id_token_alg"),
            management_api: input("management_api"),
        }
    }
}

/// The form with what is wrong, each at its field.
pub(super) fn with_problems(mut form: Form, problems: &[Problem]) -> Form {
    for found in problems {
        let field = match found.field {
            "description" => &mut form.description,
            "client_uri" => &mut form.client_uri,
            "redirect_uris" => &mut form.redirect_uris,
            "post_logout_redirect_uris" => &mut form.post_logout_redirect_uris,
            "backchannel_logout_uri" => &mut form.backchannel_logout_uri,
            "cors_allowed_origins" => &mut form.cors_allowed_origins,
            _ => &mut form.name,
        };
        field.problem = Some(view::shown(found));
    }
    form
}

/// How far a machine may go, by the name in forms.
pub(super) fn access(value: &str) -> Option<ManagementApi> {
    match value {
        "read" => Some(ManagementApi::Read),
        "all" => Some(ManagementApi::All),
        _ => None,
    }
}

fn is_list(name: &str) -> bool {
    name.ends_with("_uris") || name.ends_with("_origins")
}

fn lines(text: &str) -> Vec<&str> {
    let lines = text.lines().map(str::trim);
    lines.filter(|line| !line.is_empty()).collect()
}

/// The ways that a form wants. It has all of them with a box for each; where two
/// administrators have met, it has the choice as a whole.
fn ways(form: &Parameters) -> String {
    match form.get("which") {
        Some("some") => {
            let ids = form.get("order").unwrap_or_default().split_whitespace();
            only(ids.filter(|id| form.get(&format!("way-{id}")).is_some()))
        }
        Some(_) => ALL.to_owned(),
        None => form.get("ways").unwrap_or(ALL).to_owned(),
    }
}

fn only<'a>(ids: impl Iterator<Item = &'a str>) -> String {
    let ids: BTreeSet<&str> = ids.collect();
    let words: Vec<&str> = [ONLY].into_iter().chain(ids).collect();
    words.join(" ")
}

fn chosen(value: &str) -> Option<Vec<String>> {
    let mut words = value.split_whitespace();
    let is_choice = words.next() == Some(ONLY);
    is_choice.then(|| words.map(str::to_owned).collect())
}

/// A value of the record of changes, as its field shows it.
fn text(name: &str, value: &Value) -> String {
    let entries = |all: &Vec<Value>| {
        let texts = all.iter().filter_map(Value::as_str);
        texts.map(str::to_owned).collect::<Vec<_>>()
    };
    match value {
        Value::Array(all) if name == "ways" => only(entries(all).iter().map(String::as_str)),
        Value::Array(all) => entries(all).join("\n"),
        Value::Bool(true) => "yes".to_owned(),
        Value::String(text) => text.clone(),
        _ if name == "ways" => ALL.to_owned(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use oidc::ApplicationType;
    use pages::console::applications::conflict::label;

    use super::*;

    fn parameters(text: &str) -> Parameters {
        Parameters::parse(text.as_bytes()).unwrap()
    }

    fn application() -> Application {
        let mut application = Application::new("shop", "Shop", ApplicationType::Traditional);
        application.redirect_uris = vec!["https://a/".to_owned(), "https://b/".to_owned()];
        application.third_party = true;
        application.device_flow = true;
        application
    }

    #[test]
    fn pages_know_every_field() {
        let labelled = |name: &&str| label::FIELDS.iter().any(|(known, _)| known == name);
        let all = FOR_PEOPLE.iter().chain(&FOR_MACHINES);
        assert!(all.chain(&["ways"]).all(labelled));
    }

    #[test]
    fn what_is_there_makes_what_is_there() {
        let machine = Application::new("ops", "Ops", ApplicationType::MachineToMachine);
        for mut application in [application(), machine] {
            for ways in [None, Some(vec!["b".to_owned(), "a".to_owned()])] {
                application.ways = ways;
                for tab in [Tab::Settings, Tab::Ways] {
                    let stored = Fields::stored(tab, &application);
                    assert_eq!(stored.onto(&application), application, "{tab:?}");
                }
            }
        }
    }

    #[test]
    fn lists_are_read_line_by_line() {
        let form = parameters("redirect_uris=+https://a/+%0D%0A%0D%0Ahttps://c/%0A&name=+Shop+");
        let typed = Fields::typed(Kind::Web, Tab::Settings, &form);
        assert_eq!(typed.get("redirect_uris"), "https://a/\nhttps://c/");
        let after = typed.onto(&application());
        assert_eq!(after.redirect_uris, ["https://a/", "https://c/"]);
        assert_eq!(after.name, "Shop");
        assert!(!after.third_party, "a box that is not ticked is not sent");
        // What no form of ours sends changes nothing.
        assert_eq!(after.id_token_alg, SigningAlgorithm::Es256);
        assert_eq!(after.management_api, None);
    }

    #[test]
    fn ways_are_all_or_those_that_are_ticked() {
        for (form, expected) in [
            ("which=all&order=a+b&way-a=yes", None),
            ("which=some&order=b+a+c&way-a=yes&way-b=yes", Some("a b")),
            ("which=some&order=a+b&way-x=yes", Some("")),
            ("which=some", Some("")),
            ("ways=only+b+a", Some("b a")),
            ("ways=only", Some("")),
            ("ways=all", None),
            ("", None),
        ] {
            let typed = Fields::typed(Kind::Web, Tab::Ways, &parameters(form));
            let ways = typed.onto(&application()).ways;
            let expected = expected.map(|ids| ids.split_whitespace().map(str::to_owned).collect());
            assert_eq!(ways, expected, "{form}");
        }
    }

    #[test]
    fn changes_say_what_a_field_was() {
        let mut fields = Fields::stored(Tab::Settings, &application());
        for (field, before, expected) in [
            ("redirect_uris", serde_json::json!(["x", "y"]), "x\ny"),
            ("third_party", serde_json::json!(false), ""),
            ("description", Value::Null, ""),
            ("name", serde_json::json!("Old"), "Old"),
        ] {
            fields.set_back(field, &before);
            assert_eq!(fields.get(field), expected);
        }
        let before = fields.clone();
        fields.set_back("secrets", &Value::Null);
        assert_eq!(fields, before);
    }
}

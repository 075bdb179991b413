//! Connectors as their pages show them.

use connector_kit::Action;
use pages::Language;
use pages::console::connectors::{Check, Fix, Head, Line, Tab, Verdict};
use store::{CheckLine, ConnectorRecord, LastCheck, StoreError};

use crate::manage::connectors as manage;
use crate::state::Inner;

/// The name of a connector: that of its kind.
pub(super) fn name(record: &ConnectorRecord, language: Language) -> String {
    let factory = connectors::factory(&record.factory);
    let name = factory.map(|it| it.metadata().name.text(language.tag()));
    name.unwrap_or(&record.id).to_owned()
}

/// Whether a connector is for mobile applications.
pub(super) fn is_native(factory: &str) -> bool {
    let factory = connectors::factory(factory);
    factory.is_some_and(|it| it.metadata().is_native())
}

/// What is above the tabs of a connector.
pub(super) async fn head(
    state: &Inner,
    record: &ConnectorRecord,
    language: Language,
    check: Option<&LastCheck>,
    tab: Tab,
) -> Result<Head, StoreError> {
    let social = state.store.experience().await?.social;
    Ok(Head {
        id: record.id.clone(),
        name: name(record, language),
        is_on: social.contains(&record.id),
        is_set_up: manage::is_set_up(record),
        is_simulated: record.endpoints.is_some(),
        to_fix: check.map_or(0, |check| i64::try_from(check.to_fix()).unwrap_or(0)),
        tab,
    })
}

/// What a check found, in a language.
pub(super) fn check(connector: &str, found: Option<&LastCheck>, language: Language) -> Check {
    found.map_or_else(Check::default, |found| Check {
        at: Some(found.at.0),
        lines: found
            .lines
            .iter()
            .map(|found| line(connector, found, language))
            .collect(),
    })
}

fn line(connector: &str, found: &CheckLine, language: Language) -> Line {
    let text = |texts: &std::collections::BTreeMap<String, String>| {
        let text = texts.get(language.tag()).or_else(|| texts.get("en"));
        text.cloned().unwrap_or_default()
    };
    Line {
        verdict: match found.verdict {
            connector_kit::Verdict::Pass => Verdict::Pass,
            connector_kit::Verdict::Warning => Verdict::Warning,
            connector_kit::Verdict::Fail => Verdict::Fail,
            connector_kit::Verdict::CouldNotTell => Verdict::CouldNotTell,
            connector_kit::Verdict::NotRun => Verdict::NotRun,
        },
        title: text(&found.title),
        text: text(&found.text),
        fix: found.action.as_ref().map(|action| fix(connector, action)),
    }
}

/// Where the one thing to do is done.
fn fix(connector: &str, action: &Action) -> Fix {
    let here = format!("/console/connectors/{connector}");
    match action {
        Action::Copy(value) => Fix::Copy(value.clone()),
        Action::OpenField(field) if field == "public_address" => {
            Fix::Settings(String::from("/console/settings"))
        }
        Action::OpenField(field) => Fix::Field(format!("{here}#{}", super::form::field(field))),
        // The first step of the guide as a text is the account and the app; here they are two.
        Action::OpenGuide(1) => Fix::Guide(format!("{here}/guide#step-2")),
        Action::OpenGuide(step) => Fix::Guide(format!("{here}/guide#step-{}", step + 1)),
    }
}

//! The change history of one thing, of a kind, or of everything, as pages show it.
//!
//! A page with a *Change history* tab calls [`of`] and shows what it gets with the part in
//! `console/changes.html`.

use connector_kit::Timestamp;
use pages::console::changes::{Action, By, Change, Field, History, Shown, Subject};
use serde_json::Value;
use store::{ActorKind, Before, FieldChange, RecordedChange, StoreError, SubjectKind};
use uuid::Uuid;

use crate::state::Inner;
use crate::web::parameters::Parameters;

/// How many changes a page shows.
const PAGE: u32 = 25;

/// The changes of one thing, from the place in the list that the query of the page names on.
/// `address` is the page without a query, or with one that ends before `&`.
pub(crate) async fn of(
    state: &Inner,
    kind: SubjectKind,
    subject: &str,
    query: &Parameters,
    address: &str,
) -> Result<History, StoreError> {
    let before = place(query);
    let store = &state.store;
    let found = store.changes_of(kind, subject, before, PAGE + 1).await?;
    Ok(history(found, before, address, false))
}

/// The changes of everything, or of all things of a kind.
pub(super) async fn all(
    state: &Inner,
    kind: Option<SubjectKind>,
    query: &Parameters,
    address: &str,
) -> Result<History, StoreError> {
    let before = place(query);
    let store = &state.store;
    let found = match kind {
        Some(kind) => store.changes_of_kind(kind, before, PAGE + 1).await?,
        None => store.changes(before, PAGE + 1).await?,
    };
    Ok(history(found, before, address, true))
}

fn history(
    mut found: Vec<RecordedChange>,
    before: Option<Before>,
    address: &str,
    names_subject: bool,
) -> History {
    let has_more = found.len() > PAGE as usize;
    found.truncate(PAGE as usize);
    let last = found.last().filter(|_| has_more);
    let joint = if address.contains('?') { '&' } else { '?' };
    History {
        older: last.map(|last| format!("{address}{joint}before={}.{}", last.at, last.id)),
        newest: before.map(|_| address.to_owned()),
        changes: found.into_iter().map(shown).collect(),
        names_subject,
    }
}

/// The place in the list that an address names; one that is none of ours is the beginning.
fn place(query: &Parameters) -> Option<Before> {
    let (at, id) = query.get("before")?.split_once('.')?;
    let id = Uuid::try_parse(id).ok()?;
    Some(Before {
        at: Timestamp(at.parse().ok()?),
        id,
    })
}

fn shown(change: RecordedChange) -> Change {
    let id = &change.subject_id;
    let href = match change.subject_kind {
        _ if change.action == store::Action::Deleted => None,
        SubjectKind::Application => Some(format!("/console/applications/{id}")),
        SubjectKind::Connector => Some(format!("/console/connectors/{id}")),
        SubjectKind::User => Some(format!("/console/users/{id}")),
        SubjectKind::SignInExperience => Some(String::from("/console/sign-in-page")),
        SubjectKind::Settings | SubjectKind::Administrator | SubjectKind::SigningKey => {
            Some(String::from("/console/settings"))
        }
        SubjectKind::Activity => Some(String::from("/console/activity")),
        SubjectKind::ChangeHistory => Some(String::from("/console/activity/changes")),
        // Programs and files change these; the console has no page for them.
        SubjectKind::Resource | SubjectKind::Role => None,
    };
    Change {
        at: change.at,
        subject: subject(change.subject_kind),
        name: change.subject_name,
        href,
        action: action(change.action),
        by: by(change.actor.kind),
        by_name: change.actor.name,
        fields: change.fields.into_iter().map(field).collect(),
    }
}

/// The kind of thing as pages know it.
fn subject(kind: SubjectKind) -> Subject {
    match kind {
        SubjectKind::Application => Subject::Application,
        SubjectKind::Connector => Subject::Connector,
        SubjectKind::SignInExperience => Subject::SignInPage,
        SubjectKind::User => Subject::User,
        SubjectKind::Resource => Subject::Resource,
        SubjectKind::Role => Subject::Role,
        SubjectKind::Administrator => Subject::Administrator,
        SubjectKind::Settings => Subject::Settings,
        SubjectKind::SigningKey => Subject::SigningKey,
        SubjectKind::Activity => Subject::Activity,
        SubjectKind::ChangeHistory => Subject::ChangeHistory,
    }
}

/// The kind of thing as the store knows it.
pub(super) fn kind(subject: Subject) -> SubjectKind {
    match subject {
        Subject::Application => SubjectKind::Application,
        Subject::Connector => SubjectKind::Connector,
        Subject::SignInPage => SubjectKind::SignInExperience,
        Subject::User => SubjectKind::User,
        Subject::Resource => SubjectKind::Resource,
        Subject::Role => SubjectKind::Role,
        Subject::Administrator => SubjectKind::Administrator,
        Subject::Settings => SubjectKind::Settings,
        Subject::SigningKey => SubjectKind::SigningKey,
        Subject::Activity => SubjectKind::Activity,
        Subject::ChangeHistory => SubjectKind::ChangeHistory,
    }
}

fn action(action: store::Action) -> Action {
    match action {
        store::Action::Created => Action::Created,
        store::Action::Changed => Action::Changed,
        store::Action::Deleted => Action::Deleted,
        store::Action::TurnedOn => Action::TurnedOn,
        store::Action::TurnedOff => Action::TurnedOff,
        store::Action::Suspended => Action::Suspended,
        store::Action::Resumed => Action::Resumed,
        store::Action::Unlinked => Action::Unlinked,
        store::Action::SignedOut => Action::SignedOut,
        store::Action::Exported => Action::Exported,
    }
}

fn by(kind: ActorKind) -> By {
    match kind {
        ActorKind::Administrator => By::Administrator,
        ActorKind::Application => By::Program,
        ActorKind::Command => By::Command,
        ActorKind::Person => By::Person,
        ActorKind::Server => By::Server,
    }
}

fn field(change: FieldChange) -> Field {
    if change == FieldChange::replaced(&change.field) {
        return Field {
            name: change.field,
            before: Shown::Nothing,
            after: Shown::Replaced,
        };
    }
    Field {
        before: value(&change.before),
        after: value(&change.after),
        name: change.field,
    }
}

fn value(value: &Value) -> Shown {
    let is_plain = |value: &Value| !value.is_array() && !value.is_object();
    match value {
        Value::Null => Shown::Nothing,
        Value::Bool(true) => Shown::Yes,
        Value::Bool(false) => Shown::No,
        Value::String(text) if text.is_empty() => Shown::Nothing,
        Value::Array(all) if all.is_empty() => Shown::Nothing,
        Value::Array(all) if all.iter().all(is_plain) => {
            Shown::List(all.iter().map(text).collect())
        }
        value => Shown::Text(text(value)),
    }
}

/// A value as text; the middle of a long one is of no use in a table.
fn text(value: &Value) -> String {
    const LONGEST: usize = 400;
    let mut text = match value {
        Value::String(text) => text.clone(),
        value => value.to_string(),
    };
    if text.len() > LONGEST {
        text.truncate(text.floor_char_boundary(LONGEST));
        text.push('…');
    }
    text
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn query(text: &str) -> Parameters {
        Parameters::parse(text.as_bytes()).unwrap()
    }

    #[test]
    fn a_place_is_read_as_it_was_written_and_nothing_else() {
        let id = Uuid::from_u128(7);
        let at = Timestamp(1_790_000_000_000);
        let there = query(&format!("before={}.{id}", at.0));
        assert_eq!(place(&there), Some(Before { at, id }));
        for other in [
            "",
            "before=",
            "before=1",
            "before=x.y",
            "before=1.2",
            "before=.",
            "before=1.-",
        ] {
            assert_eq!(place(&query(other)), None, "{other}");
        }
    }

    #[test]
    fn values_are_shown_as_what_they_are() {
        for (before, expected) in [
            (json!(null), Shown::Nothing),
            (json!(""), Shown::Nothing),
            (json!([]), Shown::Nothing),
            (json!(true), Shown::Yes),
            (json!(false), Shown::No),
            (json!("x"), Shown::Text("x".into())),
            (json!(90), Shown::Text("90".into())),
            (json!(["a", 1]), Shown::List(vec!["a".into(), "1".into()])),
            (json!([{"a": 1}]), Shown::Text("[{\"a\":1}]".into())),
        ] {
            assert_eq!(value(&before), expected, "{before}");
        }
        let long = value(&json!("微".repeat(1000)));
        assert!(matches!(long, Shown::Text(text) if text.len() < 410 && text.ends_with('…')));
    }

    #[test]
    fn a_secret_is_only_ever_replaced() {
        let shown = field(FieldChange::replaced("config.clientSecret"));
        assert_eq!(
            (shown.before, shown.after),
            (Shown::Nothing, Shown::Replaced)
        );
        let other = FieldChange {
            field: String::from("name"),
            before: json!("old"),
            after: json!("replaced"),
        };
        assert_eq!(field(other).after, Shown::Text("replaced".into()));
    }
}

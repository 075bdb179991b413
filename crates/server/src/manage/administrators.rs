//! Who may use the console, changed by an owner.

use serde_json::json;
use store::{
    Action, Added, Administered, Administrator, FieldChange, NewAdministrator, Role, StoreError,
    SubjectKind,
};
use uuid::Uuid;

use super::{Author, diff};
use crate::state::Inner;

/// Somebody who is to be added.
pub(crate) struct New<'a> {
    pub(crate) id: Uuid,
    pub(crate) name: &'a str,
    pub(crate) email: &'a str,
    pub(crate) role: Role,
}

/// Adds somebody, who has no password yet.
pub(crate) async fn add(
    state: &Inner,
    author: Author<'_>,
    new: &New<'_>,
) -> Result<Added, StoreError> {
    let after = json!({ "name": new.name, "email": new.email, "role": new.role });
    let fields = diff(&serde_json::Value::Null, &after, &[]);
    let id = new.id.to_string();
    let subject = (SubjectKind::Administrator, id.as_str(), new.name);
    let change = author.change(Action::Created, subject, &fields);
    let new = NewAdministrator {
        id: new.id,
        name: new.name,
        email: new.email,
        role: new.role,
        password_hash: None,
        language: None,
    };
    state.store.add_administrator(new, &change).await
}

/// Gives somebody another name, role or language.
pub(crate) async fn edit(
    state: &Inner,
    author: Author<'_>,
    before: &Administrator,
    (name, role, language): (&str, Role, Option<&str>),
) -> Result<Administered, StoreError> {
    let document = |name: &str, role: Role, language: Option<&str>| json!({ "name": name, "role": role, "language": language });
    let was = document(&before.name, before.role, before.language.as_deref());
    let fields = diff(&was, &document(name, role, language), &[]);
    if fields.is_empty() {
        return Ok(Administered::Done);
    }
    let id = before.id.to_string();
    let subject = (SubjectKind::Administrator, id.as_str(), name);
    let change = author.change(Action::Changed, subject, &fields);
    let details = (name, role, language);
    state
        .store
        .edit_administrator(before.id, details, &change)
        .await
}

/// Removes somebody, with their sessions.
pub(crate) async fn remove(
    state: &Inner,
    author: Author<'_>,
    who: &Administrator,
) -> Result<Administered, StoreError> {
    let before = json!({ "email": who.email, "role": who.role });
    let fields = diff(&before, &serde_json::Value::Null, &[]);
    let id = who.id.to_string();
    let subject = (SubjectKind::Administrator, id.as_str(), who.name.as_str());
    let change = author.change(Action::Deleted, subject, &fields);
    state.store.remove_administrator(who.id, &change).await
}

/// Writes down that somebody was given a link with which they choose a password.
pub(crate) async fn note_link(
    state: &Inner,
    author: Author<'_>,
    who: &Administrator,
) -> Result<(), StoreError> {
    let fields = [FieldChange::replaced("link")];
    let id = who.id.to_string();
    let subject = (SubjectKind::Administrator, id.as_str(), who.name.as_str());
    let change = author.change(Action::Changed, subject, &fields);
    state.store.note_change(&change).await
}

/// Ends one session of somebody, or all but one; says how many that were.
pub(crate) async fn end_sessions(
    state: &Inner,
    author: Author<'_>,
    who: &Administrator,
    which: Which,
) -> Result<u64, StoreError> {
    let id = who.id.to_string();
    let subject = (SubjectKind::Administrator, id.as_str(), who.name.as_str());
    let change = author.change(Action::SignedOut, subject, &[]);
    let store = &state.store;
    match which {
        Which::One(session) => {
            let ended = store
                .end_administrator_session(who.id, session, Some(&change))
                .await?;
            Ok(u64::from(ended))
        }
        Which::AllBut(keep) => {
            store
                .end_administrator_sessions(who.id, keep, &change)
                .await
        }
    }
}

/// Which sessions end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Which {
    /// This one.
    One(Uuid),
    /// All but this one, if any.
    AllBut(Option<Uuid>),
}

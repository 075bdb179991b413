//! Who changed what.

use connector_kit::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use crate::columns::{from_json, from_word, json, word};
use crate::database::Tx;
use crate::{Store, StoreError};

/// Who changes something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Actor {
    /// What they are.
    pub kind: ActorKind,
    /// Their id; for a command its name.
    pub id: String,
    /// The name that the change history shows, also when they are long gone.
    pub name: String,
}

/// What somebody who changes something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ActorKind {
    /// An administrator in the console.
    Administrator,
    /// An application with a token of the Management API.
    Application,
    /// A command such as `pailou apply`.
    Command,
    /// A person on their own account page.
    Person,
    /// The server by itself.
    Server,
}

impl Actor {
    /// A command, by its name.
    pub fn command(name: &str) -> Self {
        Self {
            kind: ActorKind::Command,
            id: name.to_owned(),
            name: name.to_owned(),
        }
    }
}

/// What a change is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SubjectKind {
    /// An application.
    Application,
    /// A connector.
    Connector,
    /// The sign-in experience; its id is `sign_in_experience`.
    SignInExperience,
    /// A user.
    User,
    /// An API of the operator.
    Resource,
    /// A role.
    Role,
    /// An administrator.
    Administrator,
    /// The settings of the server; their id is `settings`.
    Settings,
    /// A signing key.
    SigningKey,
    /// The tries to sign in, when they are handed out; their id is `activity`.
    Activity,
    /// The record of changes itself, when it is handed out; its id is `changes`.
    ChangeHistory,
}

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// It was made.
    Created,
    /// Some fields became others.
    Changed,
    /// It was removed.
    Deleted,
    /// A connector was put on the sign-in page.
    TurnedOn,
    /// A connector was taken off the sign-in page.
    TurnedOff,
    /// An account was shut.
    Suspended,
    /// An account was opened again.
    Resumed,
    /// An identity was taken from an account.
    Unlinked,
    /// Sessions were ended.
    SignedOut,
    /// All data of a person were handed out.
    Exported,
}

/// One field before and after. A secret is never here: its value is `"replaced"`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldChange {
    /// The field, such as `config.clientId`.
    pub field: String,
    /// What it was; `null` when it was not there.
    pub before: Value,
    /// What it is now; `null` when it is gone.
    pub after: Value,
}

impl FieldChange {
    /// A secret that became another one.
    pub fn replaced(field: &str) -> Self {
        Self {
            field: field.to_owned(),
            before: Value::Null,
            after: Value::from("replaced"),
        }
    }
}

/// A change to be written down, in the same transaction as what it tells of.
#[derive(Clone, Copy, Debug)]
pub struct Change<'a> {
    /// A new id, sortable by time.
    pub id: Uuid,
    /// When.
    pub at: Timestamp,
    /// Who.
    pub actor: &'a Actor,
    /// What kind of thing.
    pub subject_kind: SubjectKind,
    /// Which one.
    pub subject_id: &'a str,
    /// Its name at this moment.
    pub subject_name: &'a str,
    /// What was done.
    pub action: Action,
    /// What is different.
    pub fields: &'a [FieldChange],
}

/// A change that was written down.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RecordedChange {
    /// Its id.
    pub id: Uuid,
    /// When, in milliseconds.
    pub at: i64,
    /// Who.
    pub actor: Actor,
    /// What kind of thing.
    pub subject_kind: SubjectKind,
    /// Which one.
    pub subject_id: String,
    /// Its name at that moment.
    pub subject_name: String,
    /// What was done.
    pub action: Action,
    /// What is different.
    pub fields: Vec<FieldChange>,
}

/// The place in a list where the next page begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Before {
    /// The moment of the last one shown.
    pub at: Timestamp,
    /// Its id.
    pub id: Uuid,
}

impl Store {
    /// Writes a change down that is about nothing in this database, such as an export.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn note_change(&self, change: &Change<'_>) -> Result<(), StoreError> {
        transaction!(self, |tx| { add(tx, change).await })
    }

    /// The latest changes, newest first.
    ///
    /// # Errors
    /// Fails when the database does, or a row cannot be read.
    pub async fn changes(
        &self,
        before: Option<Before>,
        limit: u32,
    ) -> Result<Vec<RecordedChange>, StoreError> {
        let (at, id) = place(before);
        let mut read = self.database().read().await?;
        let rows = all!(Row, read, sql::LATEST, at, id, i64::from(limit))?;
        rows.into_iter().map(RecordedChange::try_from).collect()
    }

    /// The latest changes of one thing, newest first.
    ///
    /// # Errors
    /// Fails when the database does, or a row cannot be read.
    pub async fn changes_of(
        &self,
        kind: SubjectKind,
        subject: &str,
        before: Option<Before>,
        limit: u32,
    ) -> Result<Vec<RecordedChange>, StoreError> {
        let (at, id) = place(before);
        let (kind, limit) = (word(&kind), i64::from(limit));
        let mut read = self.database().read().await?;
        let rows = all!(Row, read, sql::OF_SUBJECT, kind, subject, at, id, limit)?;
        rows.into_iter().map(RecordedChange::try_from).collect()
    }
}

impl Store {
    /// The latest changes of things of a kind, newest first.
    ///
    /// # Errors
    /// Fails when the database does, or a row cannot be read.
    pub async fn changes_of_kind(
        &self,
        kind: SubjectKind,
        before: Option<Before>,
        limit: u32,
    ) -> Result<Vec<RecordedChange>, StoreError> {
        let (at, id) = place(before);
        let (kind, limit) = (word(&kind), i64::from(limit));
        let mut read = self.database().read().await?;
        let rows = all!(Row, read, sql::OF_KIND, kind, at, id, limit)?;
        rows.into_iter().map(RecordedChange::try_from).collect()
    }
}

/// Where a list begins; without a place at its end, which is the newest.
fn place(before: Option<Before>) -> (i64, Uuid) {
    before.map_or((i64::MAX, Uuid::max()), |before| (before.at.0, before.id))
}

/// Writes a change down, in the transaction that makes it.
pub(crate) async fn add(tx: &mut Tx, change: &Change<'_>) -> Result<(), StoreError> {
    run!(
        tx,
        sql::ADD,
        change.id,
        change.at.0,
        word(&change.actor.kind),
        &change.actor.id,
        &change.actor.name,
        word(&change.subject_kind),
        change.subject_id,
        change.subject_name,
        word(&change.action),
        json(&change.fields),
    )?;
    Ok(())
}

row!(Row {
    id: Uuid,
    at: i64,
    actor_kind: String,
    actor_id: String,
    actor_name: String,
    subject_kind: String,
    subject_id: String,
    subject_name: String,
    action: String,
    fields: String,
});

impl TryFrom<Row> for RecordedChange {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.id,
            at: row.at,
            actor: Actor {
                kind: from_word("changes.actor_kind", &row.actor_kind)?,
                id: row.actor_id,
                name: row.actor_name,
            },
            subject_kind: from_word("changes.subject_kind", &row.subject_kind)?,
            subject_id: row.subject_id,
            subject_name: row.subject_name,
            action: from_word("changes.action", &row.action)?,
            fields: from_json("changes.fields", &row.fields)?,
        })
    }
}

macro_rules! select_changes {
    ($rest:literal) => {
        concat!(
            "SELECT id, at, actor_kind, actor_id, actor_name, subject_kind, subject_id, \
             subject_name, action, fields FROM changes ",
            $rest
        )
    };
}

pub(crate) mod sql {
    statements! {
        ADD = "INSERT INTO changes (id, at, actor_kind, actor_id, actor_name, subject_kind,
                subject_id, subject_name, action, fields)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
        LATEST = select_changes!("WHERE (at, id) < ($1, $2) ORDER BY at DESC, id DESC LIMIT $3");
        OF_KIND = select_changes!(
            "WHERE subject_kind = $1 AND (at, id) < ($2, $3)
            ORDER BY at DESC, id DESC LIMIT $4"
        );
        OF_SUBJECT = select_changes!(
            "WHERE subject_kind = $1 AND subject_id = $2 AND (at, id) < ($3, $4)
            ORDER BY at DESC, id DESC LIMIT $5"
        );
    }
}

//! What applications may be, and who changes them: the one gate for the file of `apply`, the
//! Management API and the console.

mod problem;
mod rules;
mod secrets;

use std::collections::BTreeSet;

use oidc::Application;
use serde_json::Value;
use store::{
    Action, ApplicationRecord, FieldChange, NewSecret, Saved, Store, StoreError, SubjectKind,
};

use super::{Author, diff};

pub(crate) use problem::{Problem, Wrong};
pub(crate) use rules::is_id;
pub(crate) use secrets::{
    FIRST_SECRET, add_secret, delete_secret, new_id, new_secret, rename_secret, secret_of_form,
};

/// Why an application is not changed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Refused {
    /// Fields are wrong.
    #[error("fields are wrong")]
    Wrong(Vec<Problem>),
    /// There is one of this id already.
    #[error("there is one of this id already")]
    Taken,
    /// Somebody else has changed it meanwhile.
    #[error("somebody else has changed it meanwhile")]
    Stale,
    /// It is no longer there.
    #[error("it is no longer there")]
    Gone,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Refused {
    fn wrong(field: &'static str, what: Wrong) -> Self {
        Self::Wrong(vec![Problem { field, what }])
    }
}

/// Makes an application with its secrets.
pub(crate) async fn create(
    store: &Store,
    author: Author<'_>,
    mut application: Application,
    secrets: &[NewSecret<'_>],
) -> Result<ApplicationRecord, Refused> {
    check(store, None, &mut application, secrets).await?;
    let mut fields = diff(&Value::Null, &document(&application), &[]);
    fields.retain(|field| says_something(&field.after));
    fields.extend(secrets.iter().map(|secret| added(secret.name)));
    let subject = subject(&application);
    let change = author.change(Action::Created, subject, &fields);
    let made = store.create_application(&application, secrets, author.entropy, &change);
    if !made.await? {
        return Err(Refused::Taken);
    }
    let at = change.at;
    Ok(ApplicationRecord {
        application,
        created_at: at,
        updated_at: at,
    })
}

/// Changes an application from what somebody has seen to what they want, and gives it other
/// values for the secrets that are named. Says what it is now, and whether anything is
/// different.
pub(crate) async fn change(
    store: &Store,
    author: Author<'_>,
    seen: ApplicationRecord,
    mut wanted: Application,
    secrets: &[NewSecret<'_>],
) -> Result<(ApplicationRecord, bool), Refused> {
    check(store, Some(&seen.application), &mut wanted, secrets).await?;
    let mut fields = diff(&document(&seen.application), &document(&wanted), &[]);
    let mut others = Vec::new();
    for secret in secrets {
        if !store.has_application_secret(&wanted.id, secret).await? {
            let field = format!("secrets.{}", secret.name);
            fields.push(FieldChange::replaced(&field));
            others.push(*secret);
        }
    }
    if fields.is_empty() {
        return Ok((seen, false));
    }
    let change = author.change(Action::Changed, subject(&wanted), &fields);
    let since = seen.updated_at;
    let saved = store.change_application(&wanted, since, &others, author.entropy, &change);
    match saved.await? {
        Saved::Saved(updated_at) => {
            let record = ApplicationRecord {
                application: wanted,
                updated_at,
                ..seen
            };
            Ok((record, true))
        }
        Saved::Stale => Err(Refused::Stale),
        Saved::Gone => Err(Refused::Gone),
    }
}

/// Deletes an application with everything that it was given.
pub(crate) async fn delete(
    store: &Store,
    author: Author<'_>,
    application: &Application,
) -> Result<(), Refused> {
    let change = author.change(Action::Deleted, subject(application), &[]);
    if store.delete_application(&application.id, &change).await? {
        Ok(())
    } else {
        Err(Refused::Gone)
    }
}

/// What is wrong with an application, given what it was.
pub(crate) async fn problems(
    store: &Store,
    before: Option<&Application>,
    after: &Application,
) -> Result<Vec<Problem>, StoreError> {
    let connectors: BTreeSet<String> = if after.ways.is_some() {
        let records = store.connectors().await?.into_iter();
        records.map(|record| record.id).collect()
    } else {
        BTreeSet::new()
    };
    Ok(rules::problems(before, after, &connectors))
}

async fn check(
    store: &Store,
    before: Option<&Application>,
    after: &mut Application,
    secrets: &[NewSecret<'_>],
) -> Result<(), Refused> {
    rules::tidy(after);
    let mut problems = problems(store, before, after).await?;
    for secret in secrets {
        problems.extend(rules::secret_problem(after, secret.value));
        if let Some(what) = rules::secret_name_problem(secret.name) {
            let field = "secrets.name";
            problems.push(Problem { field, what });
        }
    }
    if problems.is_empty() {
        Ok(())
    } else {
        Err(Refused::Wrong(problems))
    }
}

fn document(application: &Application) -> Value {
    // Cannot fail: every key is a text.
    serde_json::to_value(application).unwrap_or_default()
}

fn subject(application: &Application) -> (SubjectKind, &str, &str) {
    let Application { id, name, .. } = application;
    (SubjectKind::Application, id, name)
}

fn says_something(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => false,
        Value::Array(entries) => !entries.is_empty(),
        Value::Object(fields) => !fields.is_empty(),
        Value::Bool(true) | Value::Number(_) | Value::String(_) => true,
    }
}

/// A secret that was not there before.
fn added(name: &str) -> FieldChange {
    FieldChange {
        field: "secrets".to_owned(),
        before: Value::Null,
        after: name.into(),
    }
}

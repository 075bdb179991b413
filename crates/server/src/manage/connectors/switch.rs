//! Whether people are offered a connector, and in which order.

use serde_json::json;
use store::{Action, Change, ConnectorRecord, FieldChange, SignInExperience, Store, SubjectKind};

use super::{Refused, build, is_set_up, subject};
use crate::manage::Author;

/// So often somebody else may be quicker.
const TRIES: usize = 8;

/// Puts a connector on the sign-in page, or takes it off.
pub(crate) async fn turn(
    store: &Store,
    author: Author<'_>,
    id: &str,
    on: bool,
) -> Result<Change, Refused> {
    let record = store.connector(id).await?.ok_or(Refused::Gone)?;
    if on && build(&record).is_err() {
        return Err(Refused::NotSetUp);
    }
    let action = if on {
        Action::TurnedOn
    } else {
        Action::TurnedOff
    };
    for _ in 0..TRIES {
        let seen = store.experience().await?;
        let mut wanted = seen.clone();
        if on == is_listed(&seen, id) {
            return Ok(Change::Unchanged);
        }
        if on {
            wanted.social.push(id.to_owned());
        } else {
            wanted.social.retain(|other| other != id);
        }
        let change = author.change(action, subject(&record), &[]);
        if store.change_experience(&seen, &wanted, &change).await? {
            return Ok(Change::Changed);
        }
    }
    Err(Refused::Stale)
}

/// Moves the button of a connector that is on by one place among the buttons that people see,
/// towards the first or the last.
pub(crate) async fn shift(
    store: &Store,
    author: Author<'_>,
    id: &str,
    up: bool,
) -> Result<Change, Refused> {
    for _ in 0..TRIES {
        let seen = store.experience().await?;
        let mut wanted = seen.clone();
        let at = seen.social.iter().position(|other| other == id);
        let at = at.ok_or(Refused::Gone)?;
        let records = store.connectors().await?;
        let has_button = |place: &usize| {
            let record = records.iter().find(|it| it.id == seen.social[*place]);
            record.is_some_and(has_button)
        };
        let other = if up {
            (0..at).rev().find(has_button)
        } else {
            (at + 1..seen.social.len()).find(has_button)
        };
        let Some(other) = other else {
            return Ok(Change::Unchanged);
        };
        let moved = wanted.social.remove(at);
        wanted.social.insert(other, moved);
        let fields = [FieldChange {
            field: "social".to_owned(),
            before: json!(seen.social),
            after: json!(wanted.social),
        }];
        let what = (
            SubjectKind::SignInExperience,
            "sign_in_experience",
            "sign_in_experience",
        );
        let change = author.change(Action::Changed, what, &fields);
        if store.change_experience(&seen, &wanted, &change).await? {
            return Ok(Change::Changed);
        }
    }
    Err(Refused::Stale)
}

/// Whether people see a button of a connector that is on.
pub(crate) fn has_button(record: &ConnectorRecord) -> bool {
    let factory = connectors::factory(&record.factory);
    is_set_up(record) && factory.is_some_and(|it| !it.metadata().is_native())
}

fn is_listed(experience: &SignInExperience, id: &str) -> bool {
    experience.social.iter().any(|other| other == id)
}

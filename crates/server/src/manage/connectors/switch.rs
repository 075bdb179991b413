//! Whether people are offered a connector, and in which order.

use serde_json::json;
use store::{Action, Change, FieldChange, SignInExperience, Store, SubjectKind};

use super::{Refused, build, subject};
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

/// Moves the button of a connector that is on by one place, towards the first or the last.
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
        let other = if up { at.checked_sub(1) } else { Some(at + 1) };
        let Some(other) = other.filter(|other| *other < seen.social.len()) else {
            return Ok(Change::Unchanged);
        };
        wanted.social.swap(at, other);
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

fn is_listed(experience: &SignInExperience, id: &str) -> bool {
    experience.social.iter().any(|other| other == id)
}

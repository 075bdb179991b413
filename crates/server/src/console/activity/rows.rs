//! One row of a list of tries to sign in.

use accounts::Outcome as Ended;
use pages::console::activity::{Outcome, Row, Who};
use store::Seen;

use super::{Names, cause};

/// One try to sign in as a list shows it.
pub(crate) fn row(seen: Seen, names: &Names) -> Row {
    let vendor = names.connector(&seen.connector_id);
    let connector = &seen.connector_id;
    let cause = cause::of(
        seen.outcome,
        seen.failure.as_ref(),
        seen.user_id,
        connector,
        &vendor,
    );
    Row {
        href: format!("/console/activity/{}", seen.reference),
        who: Who {
            person: seen.user_id.map(|id| (id.to_string(), seen.user_name)),
            user_agent: seen.user_agent,
        },
        application: names.application(&seen.application_id),
        way: vendor,
        outcome: outcome(seen.outcome),
        // That somebody is lost or refused is said by the outcome already.
        cause: cause.filter(|_| matches!(seen.outcome, Some(Ended::Failed | Ended::Blocked))),
        at: seen.created_at.0,
    }
}

/// An outcome as pages know it.
pub(super) fn outcome(outcome: Option<Ended>) -> Outcome {
    match outcome {
        None => Outcome::Open,
        Some(Ended::SignedIn) => Outcome::SignedIn,
        Some(Ended::SignedUp) => Outcome::SignedUp,
        Some(Ended::Linked) => Outcome::Linked,
        Some(Ended::Refused) => Outcome::Refused,
        Some(Ended::Failed) => Outcome::Failed,
        Some(Ended::Blocked) => Outcome::Blocked,
        Some(Ended::Lost) => Outcome::Lost,
        Some(Ended::Tried) => Outcome::Tried,
    }
}

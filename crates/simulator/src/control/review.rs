//! `/_sim/review`: who decides about submitted apps, and decisions. `/_sim/mails`: what was sent.

use axum::extract::{Path, State};
use axum::response::Response;
use serde::Deserialize;

use super::json::{self, Body};
use crate::platform::console::review::Decision;
use crate::platform::registry::Complaint;
use crate::{ReviewPolicy, Simulator};

/// A decision.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Verdict {
    approve: bool,
    #[serde(default)]
    reason: String,
    #[serde(default)]
    answer: String,
}

pub(super) async fn policy(State(simulator): State<Simulator>) -> Response {
    simulator.with(|platform, _| json::ok(&platform.review))
}

pub(super) async fn change(
    State(simulator): State<Simulator>,
    Body(policy): Body<ReviewPolicy>,
) -> Response {
    let checked = policy.check().map_err(Complaint::Bad);
    json::outcome(checked.map(|()| {
        simulator.with(|platform, now| platform.change_policy(policy, now));
        policy
    }))
}

/// `/_sim/review/{app_id}`.
pub(super) async fn decide(
    State(simulator): State<Simulator>,
    Path(app_id): Path<String>,
    Body(verdict): Body<Verdict>,
) -> Response {
    let (reason, answer) = (verdict.reason.as_str(), verdict.answer.as_str());
    let decision = if verdict.approve {
        Decision::Approve { answer }
    } else {
        Decision::Reject { reason, answer }
    };
    json::outcome(simulator.with(|platform, now| {
        let app = platform.app(&app_id);
        let number = app
            .ok_or_else(|| Complaint::unknown("app", &app_id))?
            .number();
        platform.decide(&number, &decision, now)
    }))
}

/// `/_sim/mails`, newest first.
pub(super) async fn mails(State(simulator): State<Simulator>) -> Response {
    simulator.with(|platform, _| json::ok(&platform.mailbox.newest().collect::<Vec<_>>()))
}

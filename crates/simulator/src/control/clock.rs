//! `/_sim/clock`: time that passes at once.

use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;
use serde_json::json;

use super::json::{self, Body};
use crate::Simulator;
use crate::platform::registry::Complaint;

/// How far to go; forward only.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Advance {
    advance_seconds: u64,
}

/// Ten years: enough for every expiry, and no date becomes unwritable.
const FARTHEST: u64 = 10 * 365 * 86_400;

pub(super) async fn advance(
    State(simulator): State<Simulator>,
    Body(Advance { advance_seconds }): Body<Advance>,
) -> Response {
    if advance_seconds > FARTHEST {
        return json::outcome(Err::<(), _>(Complaint::Bad(format!(
            "advance_seconds is at most {FARTHEST}"
        ))));
    }
    simulator.with(|platform, _| platform.advance(advance_seconds));
    json::ok(&simulator.with(|_, now| json!({ "now": now })))
}

//! `/_sim/reset`: as at start.

use axum::extract::State;
use axum::response::Response;
use serde_json::json;

use super::json;
use crate::Simulator;

pub(super) async fn reset(State(simulator): State<Simulator>) -> Response {
    simulator.reset();
    json::ok(&simulator.with(|_, now| json!({ "now": now })))
}

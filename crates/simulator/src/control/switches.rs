//! `/_sim/switches`: how the simulator behaves where nobody knows how WeChat does.

use axum::extract::State;
use axum::response::Response;
use serde_json::{Map, Value};

use super::json::{self, Body};
use crate::Simulator;

pub(super) async fn read(State(simulator): State<Simulator>) -> Response {
    simulator.with(|platform, _| json::ok(&platform.switches))
}

pub(super) async fn change(
    State(simulator): State<Simulator>,
    Body(fields): Body<Map<String, Value>>,
) -> Response {
    json::outcome(simulator.with(|platform, _| platform.change_switches(fields)))
}

//! `/_sim/faults`: failures that are on.

use axum::extract::State;
use axum::response::Response;

use super::json::{self, Body};
use crate::Simulator;
use crate::platform::faults::Fault;

pub(super) async fn list(State(simulator): State<Simulator>) -> Response {
    simulator.with(|platform, _| json::ok(&platform.faults.entries()))
}

pub(super) async fn add(State(simulator): State<Simulator>, Body(fault): Body<Fault>) -> Response {
    json::outcome(simulator.with(|platform, _| platform.add_fault(fault)))
}

/// Turns all off and answers what is left: nothing.
pub(super) async fn clear(State(simulator): State<Simulator>) -> Response {
    simulator.with(|platform, _| {
        platform.clear_faults();
        json::ok(&platform.faults.entries())
    })
}

//! `/_sim/faults`: failures that are on.

use axum::extract::{Path, State};
use axum::response::Response;

use super::json::{self, Body};
use crate::Simulator;
use crate::platform::faults::Fault;
use crate::platform::registry::Complaint;

pub(super) async fn list(State(simulator): State<Simulator>) -> Response {
    simulator.with(|platform, _| json::ok(&platform.faults.entries()))
}

pub(super) async fn add(State(simulator): State<Simulator>, Body(fault): Body<Fault>) -> Response {
    json::outcome(simulator.with(|platform, _| platform.add_fault(fault)))
}

/// `/_sim/faults/{id}`: turns one off, and answers what it was.
pub(super) async fn remove(State(simulator): State<Simulator>, Path(id): Path<String>) -> Response {
    let unknown = || Complaint::unknown("failure", &id);
    let outcome = id.parse().map_err(|_| unknown());
    json::outcome(outcome.and_then(|id| simulator.with(|platform, _| platform.remove_fault(id))))
}

/// Turns all off and answers what is left: nothing.
pub(super) async fn clear(State(simulator): State<Simulator>) -> Response {
    simulator.with(|platform, _| {
        platform.clear_faults();
        json::ok(&platform.faults.entries())
    })
}

//! `/_sim/requests`: what the platform was asked, oldest first.

use axum::extract::State;
use axum::response::Response;

use super::json;
use crate::Simulator;
use crate::web::parameters::Parameters;

pub(super) async fn list(State(simulator): State<Simulator>, parameters: Parameters) -> Response {
    simulator.with(|platform, _| {
        let entries: Vec<_> = platform
            .requests
            .entries(parameters.get("path"), parameters.get("transaction"))
            .collect();
        json::ok(&entries)
    })
}

/// Forgets all, and answers what is left: nothing.
pub(super) async fn clear(State(simulator): State<Simulator>) -> Response {
    simulator.with(|platform, _| {
        platform.requests = platform.requests.emptied();
        json::ok(&platform.requests.entries("", "").collect::<Vec<_>>())
    })
}

//! `/_sim/requests`: what the platform was asked, oldest first.

use axum::extract::State;
use axum::response::Response;

use super::json;
use crate::Simulator;
use crate::web::parameters::Parameters;

pub(super) async fn list(State(simulator): State<Simulator>, parameters: Parameters) -> Response {
    simulator.with(|platform, _| {
        let entries: Vec<_> = platform.requests.entries(parameters.get("path")).collect();
        json::ok(&entries)
    })
}

//! `/_sim/apps`: what is registered on the Open Platform, secrets included, as nothing real hangs on them.

use axum::extract::{Path, State};
use axum::response::Response;
use serde_json::{Map, Value};

use super::json::{self, Body};
use crate::{App, Simulator};

pub(super) async fn list(State(simulator): State<Simulator>) -> Response {
    simulator.with(|platform, _| json::ok(&platform.apps))
}

pub(super) async fn add(State(simulator): State<Simulator>, Body(app): Body<App>) -> Response {
    json::outcome(simulator.with(|platform, _| platform.add_app(app)))
}

pub(super) async fn change(
    State(simulator): State<Simulator>,
    Path(app_id): Path<String>,
    Body(fields): Body<Map<String, Value>>,
) -> Response {
    json::outcome(simulator.with(|platform, _| platform.change_app(&app_id, fields)))
}

//! `/_sim/people`: who has a WeChat account.

use axum::extract::{Path, State};
use axum::response::Response;
use serde_json::{Map, Value};

use super::json::{self, Body};
use crate::{Person, Simulator};

pub(super) async fn list(State(simulator): State<Simulator>) -> Response {
    simulator.with(|platform, _| json::ok(&platform.people))
}

pub(super) async fn add(
    State(simulator): State<Simulator>,
    Body(person): Body<Person>,
) -> Response {
    json::outcome(simulator.with(|platform, _| platform.add_person(person)))
}

pub(super) async fn change(
    State(simulator): State<Simulator>,
    Path(id): Path<String>,
    Body(fields): Body<Map<String, Value>>,
) -> Response {
    json::outcome(simulator.with(|platform, _| platform.change_person(&id, fields)))
}

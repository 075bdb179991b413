//! `/_sim/accounts`: who can sign in to the console of the Open Platform.

use axum::extract::State;
use axum::response::Response;

use super::json::{self, Body};
use crate::{Account, Simulator};

pub(super) async fn list(State(simulator): State<Simulator>) -> Response {
    simulator.with(|platform, _| json::ok(&platform.accounts))
}

pub(super) async fn add(
    State(simulator): State<Simulator>,
    Body(account): Body<Account>,
) -> Response {
    json::outcome(simulator.with(|platform, _| platform.add_account(account)))
}

//! `/console/connectors/{id}/try`: leads to a trial sign-in, with an address made just now.

use axum::extract::{Path, State};
use axum::response::Response;

use super::gone;
use crate::console::admin::Admin;
use crate::sign_in::trial;
use crate::state::AppState;
use crate::web::html;

pub(super) async fn get(
    State(state): State<AppState>,
    Path(id): Path<String>,
    admin: Admin,
) -> Response {
    // An address lets whoever has it in, so it is made for owners alone.
    let live = state.configuration().connector(&id);
    match live.filter(|_| admin.is_owner()) {
        Some(live) => html::see_other(&trial::address(&state, &live.id)),
        None => gone(&state, &admin),
    }
}

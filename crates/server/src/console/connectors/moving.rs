//! `/console/connectors/{id}/move`: another place for its button.

use axum::extract::{Path, State};
use axum::response::Response;
use pages::console::connectors::done;

use super::{gone, said, view};
use crate::console::admin::Admin;
use crate::manage::connectors::{self as manage, Refused};
use crate::state::AppState;
use crate::web::error::Unexpected;
use crate::web::parameters::Form;

pub(super) async fn post(
    State(state): State<AppState>,
    Path(id): Path<String>,
    admin: Admin,
    Form(form): Form,
) -> Result<Response, Unexpected> {
    let Some(record) = state.store.connector(&id).await? else {
        return Ok(gone(&state, &admin));
    };
    let up = form.get("to") != Some("down");
    match manage::shift(&state.store, admin.author(&state), &id, up).await {
        Ok(_) => {}
        Err(Refused::Store(error)) => return Err(error.into()),
        Err(_) => return Ok(gone(&state, &admin)),
    }
    state.refresh().await?;
    let name = view::name(&record, admin.frame(&state, None).language);
    let address = format!("/console/connectors/{id}");
    Ok(said(&state, &address, done::MOVED, &name))
}

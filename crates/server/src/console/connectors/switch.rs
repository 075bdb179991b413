//! `/console/connectors/{id}/switch`: on the sign-in page, or off it.

use axum::extract::{Path, State};
use axum::response::Response;
use pages::console::connectors::done;

use super::{gone, said, view};
use crate::console::admin::Admin;
use crate::manage::connectors::{self as manage, Refused};
use crate::state::AppState;
use crate::web::error::Unexpected;
use crate::web::html;
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
    let on = form.get("on").is_some();
    let turned = manage::turn(&state.store, admin.author(&state), &id, on).await;
    let key = match turned {
        Ok(_) if on => done::TURNED_ON,
        Ok(_) => done::TURNED_OFF,
        Err(Refused::Store(error)) => return Err(error.into()),
        Err(Refused::Gone) => return Ok(gone(&state, &admin)),
        Err(_) => done::NOT_SET_UP,
    };
    state.refresh().await?;
    let name = view::name(&record, admin.frame(&state, None).language);
    let back = form.get("back");
    let back = back.filter(|path| html::is_path_here(path) && path.starts_with("/console/"));
    let back = back.unwrap_or("/console/connectors");
    Ok(said(&state, back, key, &name))
}

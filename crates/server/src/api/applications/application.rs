//! `/api/applications/{id}`: one application.

use axum::Json;
use axum::extract::State;
use http::StatusCode;

use super::form::Fields;
use super::view::ApplicationView;
use super::{author, find};
use crate::api::body::JsonBody;
use crate::api::guard::Caller;
use crate::api::path::Path;
use crate::api::{ApiError, ErrorBody};
use crate::manage::applications::{self as manage, Refused};
use crate::state::AppState;

/// So often a change that meets another one is tried again.
const TRIES: usize = 5;

/// Get an application
#[utoipa::path(
    get,
    path = "/api/applications/{id}",
    tag = "Applications",
    operation_id = "GetApplication",
    params(("id" = String, Path, description = "Its id, which is also its `client_id`.")),
    responses(
        (status = 200, description = "The application, without its secret.", body = ApplicationView),
        (status = 404, description = "`entity.not_found`", body = ErrorBody),
    ),
)]
pub(in crate::api) async fn get(
    State(state): State<AppState>,
    Path(id): Path<String>,
) -> Result<Json<ApplicationView>, ApiError> {
    Ok(Json(ApplicationView::of(&find(&state, &id).await?)))
}

/// Change an application
///
/// Fields that are left out stay, also those inside `oidcClientMetadata` and
/// `customClientMetadata`. `customData` is replaced as a whole.
#[utoipa::path(
    patch,
    path = "/api/applications/{id}",
    tag = "Applications",
    operation_id = "UpdateApplication",
    params(("id" = String, Path, description = "Its id.")),
    request_body = Fields,
    responses(
        (status = 200, description = "It is like this now.", body = ApplicationView),
        (status = 400, description = "`guard.invalid_input`: a field is wrong, or means something that is not here.", body = ErrorBody),
        (status = 404, description = "`entity.not_found`", body = ErrorBody),
        (status = 409, description = "`entity.changed_meanwhile`: others change it all the time.", body = ErrorBody),
    ),
)]
pub(in crate::api) async fn patch(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<String>,
    JsonBody(fields): JsonBody<Fields>,
) -> Result<Json<ApplicationView>, ApiError> {
    fields.check()?;
    let actor = caller.actor();
    for _ in 0..TRIES {
        let seen = find(&state, &id).await?;
        let wanted = fields.onto(seen.application.clone());
        let author = author(&state, &actor);
        match manage::change(&state.store, author, seen, wanted, &[]).await {
            Err(Refused::Stale) => {}
            done => return Ok(Json(ApplicationView::of(&done?.0))),
        }
    }
    Err(Refused::Stale.into())
}

/// Delete an application
///
/// Its secrets go with it, what it was given, and what people have agreed that it may know.
/// The people stay.
#[utoipa::path(
    delete,
    path = "/api/applications/{id}",
    tag = "Applications",
    operation_id = "DeleteApplication",
    params(("id" = String, Path, description = "Its id.")),
    responses(
        (status = 204, description = "It is gone."),
        (status = 404, description = "`entity.not_found`", body = ErrorBody),
    ),
)]
pub(in crate::api) async fn delete(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<StatusCode, ApiError> {
    let record = find(&state, &id).await?;
    let actor = caller.actor();
    manage::delete(&state.store, author(&state, &actor), &record.application).await?;
    Ok(StatusCode::NO_CONTENT)
}

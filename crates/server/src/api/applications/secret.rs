//! `/api/applications/{id}/secrets/{name}`: one secret of an application.

use axum::Json;
use axum::extract::State;
use http::StatusCode;
use serde::Deserialize;
use utoipa::ToSchema;

use super::view::SecretView;
use super::{author, find};
use crate::api::body::JsonBody;
use crate::api::guard::Caller;
use crate::api::path::Path;
use crate::api::{ApiError, ErrorBody};
use crate::manage::applications as manage;
use crate::state::{AppState, Inner};

/// What can be changed about a secret.
#[derive(Deserialize, ToSchema)]
#[schema(as = ApplicationSecretFields)]
pub(in crate::api) struct Fields {
    /// Its new name.
    name: String,
}

/// Rename a secret
///
/// It goes on working. Its value stays, and stays unseen.
#[utoipa::path(
    patch,
    path = "/api/applications/{id}/secrets/{name}",
    tag = "Applications",
    operation_id = "UpdateApplicationSecret",
    params(
        ("id" = String, Path, description = "The id of the application."),
        ("name" = String, Path, description = "The name of the secret."),
    ),
    request_body = Fields,
    responses(
        (status = 200, description = "It has this name now.", body = SecretView),
        (status = 400, description = "`guard.invalid_input`", body = ErrorBody),
        (status = 404, description = "`entity.not_found`", body = ErrorBody),
        (status = 422, description = "`entity.unique_integrity_violation`: there is one of this name.", body = ErrorBody),
    ),
)]
pub(in crate::api) async fn patch(
    State(state): State<AppState>,
    caller: Caller,
    Path((id, name)): Path<(String, String)>,
    JsonBody(fields): JsonBody<Fields>,
) -> Result<Json<SecretView>, ApiError> {
    let record = find(&state, &id).await?;
    if fields.name != name {
        let actor = caller.actor();
        let (author, names) = (
            author(&state, &actor),
            (name.as_str(), fields.name.as_str()),
        );
        manage::rename_secret(&state.store, author, &record.application, names).await?;
    }
    Ok(Json(view(&state, &id, &fields.name).await?))
}

/// Delete a secret
///
/// Whoever uses it gets no more tokens at once. Tokens that were given out stay.
#[utoipa::path(
    delete,
    path = "/api/applications/{id}/secrets/{name}",
    tag = "Applications",
    operation_id = "DeleteApplicationSecret",
    params(
        ("id" = String, Path, description = "The id of the application."),
        ("name" = String, Path, description = "The name of the secret."),
    ),
    responses(
        (status = 204, description = "It is gone."),
        (status = 404, description = "`entity.not_found`", body = ErrorBody),
    ),
)]
pub(in crate::api) async fn delete(
    State(state): State<AppState>,
    caller: Caller,
    Path((id, name)): Path<(String, String)>,
) -> Result<StatusCode, ApiError> {
    let record = find(&state, &id).await?;
    let actor = caller.actor();
    let author = author(&state, &actor);
    manage::delete_secret(&state.store, author, &record.application, &name).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A secret as it is now, without its value.
pub(super) async fn view(state: &Inner, id: &str, name: &str) -> Result<SecretView, ApiError> {
    let secrets = state.store.application_secrets(id).await?;
    let secret = secrets.iter().find(|secret| secret.name == name);
    let secret = secret.ok_or_else(ApiError::not_found)?;
    Ok(SecretView::of(id, secret))
}

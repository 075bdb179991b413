//! `/api/resources/{id}`: one resource.

use axum::Json;
use axum::extract::State;
use http::StatusCode;
use oidc::{Resource, SigningAlgorithm};
use serde::Deserialize;
use utoipa::ToSchema;

use super::view::ResourceView;
use super::{author, edit, find};
use crate::api::body::JsonBody;
use crate::api::guard::Caller;
use crate::api::path::Path;
use crate::api::{ApiError, ErrorBody};
use crate::manage::resources as manage;
use crate::state::AppState;

/// What can be changed of a resource. Its indicator stays, and is not looked at.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = ResourceFields)]
pub(in crate::api) struct Fields {
    name: Option<String>,
    access_token_ttl: Option<i64>,
    /// Not in Logto.
    #[schema(value_type = Option<String>)]
    token_signing_algorithm: Option<SigningAlgorithm>,
}

/// Get a resource
#[utoipa::path(
    get,
    path = "/api/resources/{id}",
    tag = "Resources",
    operation_id = "GetResource",
    params(("id" = String, Path, description = "Its id.")),
    responses(
        (status = 200, description = "The resource.", body = ResourceView),
        (status = 404, description = "`entity.not_found`", body = ErrorBody),
    ),
)]
pub(in crate::api) async fn get(
    State(state): State<AppState>,
    Path(id): Path<String>,
) -> Result<Json<ResourceView>, ApiError> {
    Ok(Json(ResourceView::of(&find(&state, &id).await?)))
}

/// Change a resource
///
/// Fields that are left out stay. Tokens that were given stay as they are.
#[utoipa::path(
    patch,
    path = "/api/resources/{id}",
    tag = "Resources",
    operation_id = "UpdateResource",
    params(("id" = String, Path, description = "Its id.")),
    request_body = Fields,
    responses(
        (status = 200, description = "It is like this now.", body = ResourceView),
        (status = 400, description = "`guard.invalid_input`", body = ErrorBody),
        (status = 404, description = "`entity.not_found`", body = ErrorBody),
        (status = 409, description = "`entity.changed_meanwhile`: others change it all the time.", body = ErrorBody),
    ),
)]
pub(in crate::api) async fn patch(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<String>,
    JsonBody(fields): JsonBody<Fields>,
) -> Result<Json<ResourceView>, ApiError> {
    let lifetime = fields.access_token_ttl.map(manage::lifetime).transpose()?;
    let record = edit(&state, &caller, &id, |before| {
        let before = before.clone();
        Ok(Resource {
            name: fields.name.clone().unwrap_or(before.name),
            access_token_ttl: lifetime.unwrap_or(before.access_token_ttl),
            token_alg: fields.token_signing_algorithm.unwrap_or(before.token_alg),
            ..before
        })
    });
    Ok(Json(ResourceView::of(&record.await?)))
}

/// Delete a resource
///
/// Its scopes go with it. Nobody gets tokens for it any more, and those that were given count no
/// more where this server is asked about them.
#[utoipa::path(
    delete,
    path = "/api/resources/{id}",
    tag = "Resources",
    operation_id = "DeleteResource",
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
    manage::delete(&state.store, author(&state, &actor), &record.resource).await?;
    state.refresh().await?;
    Ok(StatusCode::NO_CONTENT)
}

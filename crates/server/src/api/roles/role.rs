//! `/api/roles/{id}`: one role.

use axum::Json;
use axum::extract::State;
use http::StatusCode;
use oidc::Role;
use serde::Deserialize;
use utoipa::ToSchema;

use super::view::RoleView;
use super::{author, edit, find, no_default};
use crate::api::body::JsonBody;
use crate::api::guard::Caller;
use crate::api::path::Path;
use crate::api::{ApiError, ErrorBody};
use crate::manage::roles as manage;
use crate::state::AppState;

/// What can be changed of a role. Its type stays, and is not looked at.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = RoleFields)]
pub(in crate::api) struct Fields {
    name: Option<String>,
    description: Option<String>,
    /// Only `false`: nobody gets a role by themselves.
    is_default: Option<bool>,
}

/// Get a role
#[utoipa::path(
    get,
    path = "/api/roles/{id}",
    tag = "Roles",
    operation_id = "GetRole",
    params(("id" = String, Path, description = "Its id.")),
    responses(
        (status = 200, description = "The role.", body = RoleView),
        (status = 404, description = "`entity.not_found`", body = ErrorBody),
    ),
)]
pub(in crate::api) async fn get(
    State(state): State<AppState>,
    Path(id): Path<String>,
) -> Result<Json<RoleView>, ApiError> {
    Ok(Json(RoleView::of(&find(&state, &id).await?.role)))
}

/// Change a role
///
/// Fields that are left out stay.
#[utoipa::path(
    patch,
    path = "/api/roles/{id}",
    tag = "Roles",
    operation_id = "UpdateRole",
    params(("id" = String, Path, description = "Its id.")),
    request_body = Fields,
    responses(
        (status = 200, description = "It is like this now.", body = RoleView),
        (status = 400, description = "`guard.invalid_input`", body = ErrorBody),
        (status = 404, description = "`entity.not_found`", body = ErrorBody),
        (status = 409, description = "`entity.changed_meanwhile`: others change it all the time.", body = ErrorBody),
        (status = 422, description = "`role.name_in_use`", body = ErrorBody),
    ),
)]
pub(in crate::api) async fn patch(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<String>,
    JsonBody(fields): JsonBody<Fields>,
) -> Result<Json<RoleView>, ApiError> {
    no_default(fields.is_default)?;
    let record = edit(&state, &caller, &id, |before| {
        let before = before.clone();
        Ok(Role {
            name: fields.name.clone().unwrap_or(before.name),
            description: fields.description.clone().unwrap_or(before.description),
            ..before
        })
    });
    Ok(Json(RoleView::of(&record.await?.role)))
}

/// Delete a role
///
/// Whoever has it has it no longer.
#[utoipa::path(
    delete,
    path = "/api/roles/{id}",
    tag = "Roles",
    operation_id = "DeleteRole",
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
    manage::delete(&state.store, author(&state, &actor), &record.role).await?;
    Ok(StatusCode::NO_CONTENT)
}

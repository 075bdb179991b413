//! `/api/resources/{id}/scopes/{scopeId}`: one scope of a resource.

use axum::Json;
use axum::extract::State;
use http::StatusCode;
use oidc::Resource;
use serde::Deserialize;
use utoipa::ToSchema;

use super::edit;
use super::view::ScopeView;
use crate::api::body::JsonBody;
use crate::api::guard::Caller;
use crate::api::path::Path;
use crate::api::{ApiError, ErrorBody};
use crate::state::AppState;

/// What can be changed of a scope.
#[derive(Deserialize, ToSchema)]
#[schema(as = ScopeFields)]
pub(in crate::api) struct Fields {
    name: Option<String>,
    description: Option<String>,
}

/// Change a scope
///
/// Roles that give it go on giving it, also under another name.
#[utoipa::path(
    patch,
    path = "/api/resources/{id}/scopes/{scopeId}",
    tag = "Resources",
    operation_id = "UpdateResourceScope",
    params(
        ("id" = String, Path, description = "The id of the resource."),
        ("scopeId" = String, Path, description = "The id of the scope."),
    ),
    request_body = Fields,
    responses(
        (status = 200, description = "It is like this now.", body = ScopeView),
        (status = 400, description = "`guard.invalid_input`", body = ErrorBody),
        (status = 404, description = "`entity.not_found`", body = ErrorBody),
        (status = 409, description = "`entity.changed_meanwhile`: others change it all the time.", body = ErrorBody),
        (status = 422, description = "`scope.name_exists`", body = ErrorBody),
    ),
)]
pub(in crate::api) async fn patch(
    State(state): State<AppState>,
    caller: Caller,
    Path((id, scope_id)): Path<(String, String)>,
    JsonBody(fields): JsonBody<Fields>,
) -> Result<Json<ScopeView>, ApiError> {
    let record = edit(&state, &caller, &id, |before| {
        let mut wanted = before.clone();
        let mut scopes = wanted.scopes.iter_mut();
        let scope = scopes.find(|scope| scope.id == scope_id);
        let scope = scope.ok_or_else(ApiError::not_found)?;
        if let Some(name) = &fields.name {
            scope.name.clone_from(name);
        }
        if let Some(description) = &fields.description {
            scope.description.clone_from(description);
        }
        Ok(wanted)
    });
    let resource = record.await?.resource;
    let scope = resource.scopes.iter().find(|scope| scope.id == scope_id);
    let scope = scope.ok_or_else(ApiError::not_found)?;
    Ok(Json(ScopeView::of(&resource, scope)))
}

/// Delete a scope
///
/// No role gives it any more.
#[utoipa::path(
    delete,
    path = "/api/resources/{id}/scopes/{scopeId}",
    tag = "Resources",
    operation_id = "DeleteResourceScope",
    params(
        ("id" = String, Path, description = "The id of the resource."),
        ("scopeId" = String, Path, description = "The id of the scope."),
    ),
    responses(
        (status = 204, description = "It is gone."),
        (status = 404, description = "`entity.not_found`", body = ErrorBody),
        (status = 409, description = "`entity.changed_meanwhile`: others change it all the time.", body = ErrorBody),
    ),
)]
pub(in crate::api) async fn delete(
    State(state): State<AppState>,
    caller: Caller,
    Path((id, scope_id)): Path<(String, String)>,
) -> Result<StatusCode, ApiError> {
    let record = edit(&state, &caller, &id, |before| {
        let mut scopes = before.scopes.clone();
        scopes.retain(|scope| scope.id != scope_id);
        if scopes.len() == before.scopes.len() {
            return Err(ApiError::not_found());
        }
        Ok(Resource {
            scopes,
            ..before.clone()
        })
    });
    record.await?;
    Ok(StatusCode::NO_CONTENT)
}

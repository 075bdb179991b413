//! `/api/roles/{id}/scopes`: what a role gives.

use axum::Json;
use axum::extract::State;
use axum::response::Response;
use http::StatusCode;
use oidc::Role;
use serde::Deserialize;
use store::ResourceRecord;
use utoipa::ToSchema;

use super::{all_there, edit, find};
use crate::api::body::JsonBody;
use crate::api::guard::Caller;
use crate::api::pagination::Pagination;
use crate::api::path::Path;
use crate::api::resources::part;
use crate::api::resources::view::ScopeView;
use crate::api::{ApiError, ErrorBody};
use crate::state::AppState;

/// The ids of scopes that a role is to give.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = ScopeIds)]
pub(in crate::api) struct ScopeIds {
    scope_ids: Vec<String>,
}

/// List what a role gives
#[utoipa::path(
    get,
    path = "/api/roles/{id}/scopes",
    tag = "Roles",
    operation_id = "ListRoleScopes",
    params(
        ("id" = String, Path, description = "The id of the role."),
        ("page" = Option<u32>, Query, description = "The number of the page, from 1."),
        ("page_size" = Option<u32>, Query, description = "How many scopes a page has: 20, or up to 100."),
    ),
    responses(
        (status = 200, description = "Scopes, each with its resource.", body = [ScopeView]),
        (status = 400, description = "`guard.invalid_pagination`", body = ErrorBody),
        (status = 404, description = "`entity.not_found`", body = ErrorBody),
    ),
)]
pub(in crate::api) async fn list(
    State(state): State<AppState>,
    pagination: Pagination,
    Path(id): Path<String>,
) -> Result<Response, ApiError> {
    let role = find(&state, &id).await?.role;
    let resources = state.store.resources().await?;
    Ok(part(&pagination, given(&role, &resources)))
}

/// Let a role give more
#[utoipa::path(
    post,
    path = "/api/roles/{id}/scopes",
    tag = "Roles",
    operation_id = "CreateRoleScope",
    params(("id" = String, Path, description = "The id of the role.")),
    request_body = ScopeIds,
    responses(
        (status = 200, description = "All that it gives now.", body = [ScopeView]),
        (status = 400, description = "`guard.invalid_input`", body = ErrorBody),
        (status = 404, description = "`entity.not_found`: the role, or one of the scopes.", body = ErrorBody),
        (status = 409, description = "`entity.changed_meanwhile`: others change it all the time.", body = ErrorBody),
        (status = 422, description = "`role.scope_exists`: it gives one of them already.", body = ErrorBody),
    ),
)]
pub(in crate::api) async fn create(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<String>,
    JsonBody(wish): JsonBody<ScopeIds>,
) -> Result<Json<Vec<ScopeView>>, ApiError> {
    find(&state, &id).await?;
    let resources = state.store.resources().await?;
    all_there(&wish.scope_ids, &resources)?;
    let record = edit(&state, &caller, &id, |before| {
        if wish.scope_ids.iter().any(|id| before.scopes.contains(id)) {
            let text = "The role gives one of these scopes already.";
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return Err(ApiError::new(status, "role.scope_exists", text));
        }
        let mut scopes = before.scopes.clone();
        scopes.extend(wish.scope_ids.iter().cloned());
        Ok(Role {
            scopes,
            ..before.clone()
        })
    });
    Ok(Json(given(&record.await?.role, &resources)))
}

/// Let a role give less
#[utoipa::path(
    delete,
    path = "/api/roles/{id}/scopes/{scopeId}",
    tag = "Roles",
    operation_id = "DeleteRoleScope",
    params(
        ("id" = String, Path, description = "The id of the role."),
        ("scopeId" = String, Path, description = "The id of the scope."),
    ),
    responses(
        (status = 204, description = "It gives this scope no longer."),
        (status = 404, description = "`entity.not_found`: there is no such role, or it does not give this scope.", body = ErrorBody),
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
        scopes.retain(|id| *id != scope_id);
        if scopes.len() == before.scopes.len() {
            return Err(ApiError::not_found());
        }
        Ok(Role {
            scopes,
            ..before.clone()
        })
    });
    record.await?;
    Ok(StatusCode::NO_CONTENT)
}

fn given(role: &Role, resources: &[ResourceRecord]) -> Vec<ScopeView> {
    let scopes = resources.iter().flat_map(|record| {
        let scopes = record.resource.scopes.iter();
        let given = scopes.filter(|scope| role.scopes.contains(&scope.id));
        given.map(|scope| ScopeView::with_resource(record, scope))
    });
    scopes.collect()
}

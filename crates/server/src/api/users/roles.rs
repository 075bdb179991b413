//! `/api/users/{id}/roles`: the roles of a person.

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use oidc::Role;
use serde_json::json;

use super::person;
use crate::api::body::JsonBody;
use crate::api::guard::Caller;
use crate::api::pagination::Pagination;
use crate::api::path::Path;
use crate::api::resources::paged;
use crate::api::roles::view::RoleView;
use crate::api::roles::{RoleIds, author};
use crate::api::{ApiError, ErrorBody};
use crate::manage::roles::{self as manage, Holder};
use crate::state::{AppState, Inner};

/// List the roles of a person
#[utoipa::path(
    get,
    path = "/api/users/{id}/roles",
    tag = "Users",
    operation_id = "ListUserRoles",
    params(
        ("id" = String, Path, description = "The id of the user."),
        ("page" = Option<u32>, Query, description = "The number of the page, from 1."),
        ("page_size" = Option<u32>, Query, description = "How many roles a page has: 20, or up to 100."),
    ),
    responses(
        (status = 200, description = "One page.", body = [RoleView]),
        (status = 400, description = "`guard.invalid_pagination`", body = ErrorBody),
        (status = 404, description = "`entity.not_found`: there is no such user.", body = ErrorBody),
    ),
)]
pub(in crate::api) async fn list(
    State(state): State<AppState>,
    pagination: Pagination,
    Path(id): Path<String>,
) -> Result<Response, ApiError> {
    let user = person(&state.store, &id).await?.user;
    let roles = state.store.roles_of(Holder::User(&user).key()).await?;
    Ok(paged(&pagination, roles.iter().map(RoleView::of).collect()))
}

/// Give roles to a person
///
/// Those that they have already stay.
#[utoipa::path(
    post,
    path = "/api/users/{id}/roles",
    tag = "Users",
    operation_id = "AssignUserRoles",
    params(("id" = String, Path, description = "The id of the user.")),
    request_body = RoleIds,
    responses(
        (status = 201, description = "`roleIds` are those that were asked for, `addedRoleIds` those that are new."),
        (status = 400, description = "`guard.invalid_input`", body = ErrorBody),
        (status = 404, description = "`entity.not_found`: the user, or one of the roles.", body = ErrorBody),
        (status = 422, description = "`user.invalid_role_type`: one of them is for applications.", body = ErrorBody),
    ),
)]
pub(in crate::api) async fn create(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<String>,
    JsonBody(wish): JsonBody<RoleIds>,
) -> Result<Response, ApiError> {
    let user = person(&state.store, &id).await?.user;
    let holder = Holder::User(&user);
    let held = state.store.roles_of(holder.key()).await?;
    let mut roles = wish.roles(&state).await?;
    roles.retain(|role| !held.iter().any(|known| known.id == role.id));
    assign(&state, &caller, holder, &roles, &[]).await?;
    let added: Vec<_> = roles.into_iter().map(|role| role.id).collect();
    let body = json!({ "roleIds": wish.role_ids, "addedRoleIds": added });
    Ok((StatusCode::CREATED, Json(body)).into_response())
}

/// Replace the roles of a person
#[utoipa::path(
    put,
    path = "/api/users/{id}/roles",
    tag = "Users",
    operation_id = "ReplaceUserRoles",
    params(("id" = String, Path, description = "The id of the user.")),
    request_body = RoleIds,
    responses(
        (status = 200, description = "These roles, and no others."),
        (status = 400, description = "`guard.invalid_input`", body = ErrorBody),
        (status = 404, description = "`entity.not_found`: the user, or one of the roles.", body = ErrorBody),
        (status = 422, description = "`user.invalid_role_type`: one of them is for applications.", body = ErrorBody),
    ),
)]
pub(in crate::api) async fn put(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<String>,
    JsonBody(wish): JsonBody<RoleIds>,
) -> Result<StatusCode, ApiError> {
    let user = person(&state.store, &id).await?.user;
    let holder = Holder::User(&user);
    let roles = wish.roles(&state).await?;
    let mut others = state.store.roles_of(holder.key()).await?;
    others.retain(|role| !roles.iter().any(|kept| kept.id == role.id));
    assign(&state, &caller, holder, &roles, &others).await?;
    Ok(StatusCode::OK)
}

/// Take a role from a person
#[utoipa::path(
    delete,
    path = "/api/users/{id}/roles/{roleId}",
    tag = "Users",
    operation_id = "DeleteUserRole",
    params(
        ("id" = String, Path, description = "The id of the user."),
        ("roleId" = String, Path, description = "The id of the role."),
    ),
    responses(
        (status = 204, description = "The user has it no longer."),
        (status = 404, description = "`entity.not_found`: there is no such user, or it does not have this role.", body = ErrorBody),
    ),
)]
pub(in crate::api) async fn delete(
    State(state): State<AppState>,
    caller: Caller,
    Path((id, role)): Path<(String, String)>,
) -> Result<StatusCode, ApiError> {
    let user = person(&state.store, &id).await?.user;
    let holder = Holder::User(&user);
    let mut roles = state.store.roles_of(holder.key()).await?;
    roles.retain(|held| held.id == role);
    if assign(&state, &caller, holder, &[], &roles).await? {
        Ok(StatusCode::NO_CONTENT)
    } else {
        Err(ApiError::not_found())
    }
}

async fn assign(
    state: &Inner,
    caller: &Caller,
    holder: Holder<'_>,
    give: &[Role],
    take: &[Role],
) -> Result<bool, ApiError> {
    let actor = caller.actor();
    let author = author(state, &actor);
    Ok(manage::assign(&state.store, author, holder, give, take).await?)
}

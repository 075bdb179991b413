//! `/api/users/{id}/roles`: the roles of a person.

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::StatusCode;

use super::person;
use crate::api::body::JsonBody;
use crate::api::guard::Caller;
use crate::api::pagination::Pagination;
use crate::api::path::Path;
use crate::api::resources::paged;
use crate::api::roles::RoleIds;
use crate::api::roles::holding::{self, GivenRoles};
use crate::api::roles::view::RoleView;
use crate::api::{ApiError, ErrorBody};
use crate::manage::roles::Holder;
use crate::state::AppState;

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
        (status = 201, description = "They have been given.", body = GivenRoles),
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
    let given = holding::give(&state, &caller, holder, wish).await?;
    Ok((StatusCode::CREATED, Json(given)).into_response())
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
    holding::replace(&state, &caller, holder, &wish).await
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
    holding::take(&state, &caller, holder, &role).await
}

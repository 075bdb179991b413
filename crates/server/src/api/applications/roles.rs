//! `/api/applications/{id}/roles`: the roles of an application.

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::StatusCode;

use super::find;
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

/// List the roles of an application
#[utoipa::path(
    get,
    path = "/api/applications/{id}/roles",
    tag = "Applications",
    operation_id = "ListApplicationRoles",
    params(
        ("id" = String, Path, description = "The id of the application."),
        ("page" = Option<u32>, Query, description = "The number of the page, from 1."),
        ("page_size" = Option<u32>, Query, description = "How many roles a page has: 20, or up to 100."),
    ),
    responses(
        (status = 200, description = "One page.", body = [RoleView]),
        (status = 400, description = "`guard.invalid_pagination`", body = ErrorBody),
        (status = 404, description = "`entity.not_found`: there is no such application.", body = ErrorBody),
    ),
)]
pub(in crate::api) async fn list(
    State(state): State<AppState>,
    pagination: Pagination,
    Path(id): Path<String>,
) -> Result<Response, ApiError> {
    let application = find(&state, &id).await?.application;
    let roles = state
        .store
        .roles_of(Holder::Application(&application).key())
        .await?;
    Ok(paged(&pagination, roles.iter().map(RoleView::of).collect()))
}

/// Give roles to an application
///
/// Those that it has already stay.
#[utoipa::path(
    post,
    path = "/api/applications/{id}/roles",
    tag = "Applications",
    operation_id = "AssignApplicationRoles",
    params(("id" = String, Path, description = "The id of the application.")),
    request_body = RoleIds,
    responses(
        (status = 201, description = "They have been given.", body = GivenRoles),
        (status = 400, description = "`guard.invalid_input`", body = ErrorBody),
        (status = 404, description = "`entity.not_found`: the application, or one of the roles.", body = ErrorBody),
        (status = 422, description = "`application.invalid_type`, or `application.invalid_role_type`: one of them is for people.", body = ErrorBody),
    ),
)]
pub(in crate::api) async fn create(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<String>,
    JsonBody(wish): JsonBody<RoleIds>,
) -> Result<Response, ApiError> {
    let application = find(&state, &id).await?.application;
    let holder = Holder::Application(&application);
    let given = holding::give(&state, &caller, holder, wish).await?;
    Ok((StatusCode::CREATED, Json(given)).into_response())
}

/// Replace the roles of an application
#[utoipa::path(
    put,
    path = "/api/applications/{id}/roles",
    tag = "Applications",
    operation_id = "ReplaceApplicationRoles",
    params(("id" = String, Path, description = "The id of the application.")),
    request_body = RoleIds,
    responses(
        (status = 200, description = "These roles, and no others."),
        (status = 400, description = "`guard.invalid_input`", body = ErrorBody),
        (status = 404, description = "`entity.not_found`: the application, or one of the roles.", body = ErrorBody),
        (status = 422, description = "`application.invalid_type`, or `application.invalid_role_type`: one of them is for people.", body = ErrorBody),
    ),
)]
pub(in crate::api) async fn put(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<String>,
    JsonBody(wish): JsonBody<RoleIds>,
) -> Result<StatusCode, ApiError> {
    let application = find(&state, &id).await?.application;
    let holder = Holder::Application(&application);
    holding::replace(&state, &caller, holder, &wish).await
}

/// Take a role from an application
#[utoipa::path(
    delete,
    path = "/api/applications/{id}/roles/{roleId}",
    tag = "Applications",
    operation_id = "DeleteApplicationRole",
    params(
        ("id" = String, Path, description = "The id of the application."),
        ("roleId" = String, Path, description = "The id of the role."),
    ),
    responses(
        (status = 204, description = "The application has it no longer."),
        (status = 404, description = "`entity.not_found`: there is no such application, or it does not have this role.", body = ErrorBody),
    ),
)]
pub(in crate::api) async fn delete(
    State(state): State<AppState>,
    caller: Caller,
    Path((id, role)): Path<(String, String)>,
) -> Result<StatusCode, ApiError> {
    let application = find(&state, &id).await?.application;
    let holder = Holder::Application(&application);
    holding::take(&state, &caller, holder, &role).await
}

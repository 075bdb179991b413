//! `/api/roles/{id}/users`: the people who have a role.

use axum::extract::State;
use axum::response::Response;
use http::StatusCode;
use serde::Deserialize;
use store::{Part, PeopleOf};
use utoipa::ToSchema;

use super::{author, find};
use crate::api::body::JsonBody;
use crate::api::guard::Caller;
use crate::api::pagination::{Pagination, Total};
use crate::api::path::Path;
use crate::api::users::{UserView, person};
use crate::api::{ApiError, ErrorBody};
use crate::manage::roles::{self as manage, Holder};
use crate::state::AppState;

/// So many are counted, and no fewer than lie before the end of the page.
const COUNTED: u32 = 10_000;

/// The ids of people who are to have a role.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = UserIds)]
pub(in crate::api) struct UserIds {
    user_ids: Vec<String>,
}

/// List the people of a role
///
/// The newest first.
#[utoipa::path(
    get,
    path = "/api/roles/{id}/users",
    tag = "Roles",
    operation_id = "ListRoleUsers",
    params(
        ("id" = String, Path, description = "The id of the role."),
        ("page" = Option<u32>, Query, description = "The number of the page, from 1."),
        ("page_size" = Option<u32>, Query, description = "How many people a page has: 20, or up to 100."),
    ),
    responses(
        (status = 200, description = "One page.", body = [UserView]),
        (status = 400, description = "`guard.invalid_pagination`", body = ErrorBody),
        (status = 404, description = "`entity.not_found`", body = ErrorBody),
    ),
)]
pub(in crate::api) async fn list(
    State(state): State<AppState>,
    pagination: Pagination,
    Path(id): Path<String>,
) -> Result<Response, ApiError> {
    find(&state, &id).await?;
    let of = PeopleOf::Role(&id);
    let part = Part {
        after: None,
        skip: pagination.offset().unsigned_abs(),
        limit: pagination.page_size,
    };
    let most = part.skip.saturating_add(u64::from(part.limit));
    let most = u32::try_from(most).unwrap_or(u32::MAX - 1).max(COUNTED);
    let count = state.store.count_people(of, most).await?;
    let mut views = Vec::new();
    for person in &state.store.people(of, part).await?.people {
        views.push(UserView::of(&state, person).await?);
    }
    let total = if count.capped {
        Total::AtLeast(count.count + 1)
    } else {
        Total::Exact(count.count)
    };
    Ok(pagination.answer(&views, total))
}

/// Give a role to people
#[utoipa::path(
    post,
    path = "/api/roles/{id}/users",
    tag = "Roles",
    operation_id = "CreateRoleUser",
    params(("id" = String, Path, description = "The id of the role.")),
    request_body = UserIds,
    responses(
        (status = 201, description = "All of them have it."),
        (status = 400, description = "`guard.invalid_input`", body = ErrorBody),
        (status = 404, description = "`entity.not_found`: the role, or one of the people.", body = ErrorBody),
        (status = 422, description = "`role.user_exists`: one of them has it already; `user.invalid_role_type`", body = ErrorBody),
    ),
)]
pub(in crate::api) async fn create(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<String>,
    JsonBody(wish): JsonBody<UserIds>,
) -> Result<StatusCode, ApiError> {
    let role = [find(&state, &id).await?.role];
    let mut people = Vec::new();
    for id in &wish.user_ids {
        let user = person(&state.store, id).await?.user;
        let held = state.store.roles_of(Holder::User(&user).key()).await?;
        if held.iter().any(|held| held.id == role[0].id) {
            return Err(ApiError::new(
                StatusCode::UNPROCESSABLE_ENTITY,
                "role.user_exists",
                "One of these people has the role already.",
            ));
        }
        people.push(user);
    }
    let actor = caller.actor();
    for user in &people {
        let author = author(&state, &actor);
        manage::assign(&state.store, author, Holder::User(user), &role, &[]).await?;
    }
    Ok(StatusCode::CREATED)
}

/// Take a role from somebody
#[utoipa::path(
    delete,
    path = "/api/roles/{id}/users/{userId}",
    tag = "Roles",
    operation_id = "DeleteRoleUser",
    params(
        ("id" = String, Path, description = "The id of the role."),
        ("userId" = String, Path, description = "The id of the person."),
    ),
    responses(
        (status = 204, description = "The person has it no longer."),
        (status = 404, description = "`entity.not_found`: there is no such role or person, or the person does not have it.", body = ErrorBody),
    ),
)]
pub(in crate::api) async fn delete(
    State(state): State<AppState>,
    caller: Caller,
    Path((id, user)): Path<(String, String)>,
) -> Result<StatusCode, ApiError> {
    let role = [find(&state, &id).await?.role];
    let user = person(&state.store, &user).await?.user;
    let actor = caller.actor();
    let author = author(&state, &actor);
    let taken = manage::assign(&state.store, author, Holder::User(&user), &[], &role).await?;
    if taken {
        Ok(StatusCode::NO_CONTENT)
    } else {
        Err(ApiError::not_found())
    }
}

//! `/api/users/{id}`: one person.

use axum::Json;
use axum::extract::State;
use http::StatusCode;

use super::form::UserForm;
use super::{UserView, author, edit, person};
use crate::api::body::JsonBody;
use crate::api::guard::Caller;
use crate::api::path::Path;
use crate::api::{ApiError, ErrorBody};
use crate::manage::users;
use crate::state::AppState;

/// Get a person
#[utoipa::path(
    get,
    path = "/api/users/{id}",
    tag = "Users",
    operation_id = "GetUser",
    params(("id" = String, Path, description = "The id of the person.")),
    responses(
        (status = 200, description = "The person.", body = UserView),
        (status = 404, description = "`entity.not_found`: there is no such person.", body = ErrorBody),
    ),
)]
pub(crate) async fn get(
    State(state): State<AppState>,
    Path(id): Path<String>,
) -> Result<Json<UserView>, ApiError> {
    let person = person(&state.store, &id).await?;
    Ok(Json(UserView::of(&state, &person).await?))
}

/// Change a person
#[utoipa::path(
    patch,
    path = "/api/users/{id}",
    tag = "Users",
    operation_id = "UpdateUser",
    params(("id" = String, Path, description = "The id of the person.")),
    request_body = UserForm,
    responses(
        (status = 200, description = "The person as it is now.", body = UserView),
        (status = 400, description = "`guard.invalid_input`.", body = ErrorBody),
        (status = 404, description = "`entity.not_found`: there is no such person.", body = ErrorBody),
        (status = 409, description = "`entity.changed_meanwhile`: others change it all the time.", body = ErrorBody),
        (status = 422, description = "`user.username_already_in_use`, `user.email_already_in_use`, `user.phone_already_in_use`.", body = ErrorBody),
    ),
)]
pub(crate) async fn patch(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<String>,
    JsonBody(form): JsonBody<UserForm>,
) -> Result<Json<UserView>, ApiError> {
    let patch = form.patch()?;
    let person = edit(&state, &caller, &id, |_| patch.clone()).await?;
    Ok(Json(UserView::of(&state, &person).await?))
}

/// Delete a person
///
/// With everything of theirs: ways to sign in, sessions, tokens of applications. Nothing tells
/// then that the account was there; whoever comes again is a stranger.
#[utoipa::path(
    delete,
    path = "/api/users/{id}",
    tag = "Users",
    operation_id = "DeleteUser",
    params(("id" = String, Path, description = "The id of the person.")),
    responses(
        (status = 204, description = "The account is gone."),
        (status = 404, description = "`entity.not_found`: there is no such person.", body = ErrorBody),
    ),
)]
pub(crate) async fn delete(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<StatusCode, ApiError> {
    let id = id.parse().map_err(|_| ApiError::not_found())?;
    let actor = caller.actor();
    let deleted = users::delete(&state.store, author(&state, &actor), id).await?;
    deleted.ok_or_else(ApiError::not_found)?;
    Ok(StatusCode::NO_CONTENT)
}

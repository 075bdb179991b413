//! `/api/users/{id}/is-suspended`: whether an account is shut.

use axum::Json;
use axum::extract::State;
use serde::Deserialize;
use utoipa::ToSchema;

use super::{UserView, author, person, view};
use crate::api::body::JsonBody;
use crate::api::guard::Caller;
use crate::api::path::Path;
use crate::api::{ApiError, ErrorBody};
use crate::manage::users;
use crate::state::AppState;

/// Whether an account is shut.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = Suspension)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SuspensionForm {
    is_suspended: bool,
}

/// Shut an account or open it again
///
/// Nobody signs in to an account that is shut, and its sessions and tokens do not count as long
/// as it is.
#[utoipa::path(
    patch,
    path = "/api/users/{id}/is-suspended",
    tag = "Users",
    operation_id = "UpdateUserIsSuspended",
    params(("id" = String, Path, description = "The id of the person.")),
    request_body = SuspensionForm,
    responses(
        (status = 200, description = "The person as it is now.", body = UserView),
        (status = 400, description = "`guard.invalid_input`.", body = ErrorBody),
        (status = 404, description = "`entity.not_found`: there is no such person.", body = ErrorBody),
    ),
)]
pub(crate) async fn patch(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<String>,
    JsonBody(form): JsonBody<SuspensionForm>,
) -> Result<Json<UserView>, ApiError> {
    let person = person(&state.store, &id).await?;
    let (actor, user) = (caller.actor(), &person.user);
    users::suspend(
        &state.store,
        author(&state, &actor),
        user,
        form.is_suspended,
    )
    .await?;
    view(&state, user.id).await
}

//! `/api/users/{id}/profile`: further fields of a profile.

use axum::Json;
use axum::extract::State;
use serde::Deserialize;
use serde_json::{Map, Value};
use utoipa::ToSchema;

use super::edit;
use super::form::ProfileForm;
use crate::api::body::JsonBody;
use crate::api::guard::Caller;
use crate::api::path::Path;
use crate::api::{ApiError, ErrorBody};
use crate::manage::users::UserPatch;
use crate::state::AppState;

/// The fields that are to be different.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = ProfileChange)]
pub(crate) struct ProfileChangeForm {
    profile: ProfileForm,
}

/// Change further fields of a profile
///
/// Fields that are absent stay.
#[utoipa::path(
    patch,
    path = "/api/users/{id}/profile",
    tag = "Users",
    operation_id = "UpdateUserProfile",
    params(("id" = String, Path, description = "The id of the person.")),
    request_body = ProfileChangeForm,
    responses(
        (status = 200, description = "The fields as they are now.", body = ProfileForm),
        (status = 400, description = "`guard.invalid_input`.", body = ErrorBody),
        (status = 404, description = "`entity.not_found`: there is no such person.", body = ErrorBody),
        (status = 409, description = "`entity.changed_meanwhile`: others change it all the time.", body = ErrorBody),
    ),
)]
pub(crate) async fn patch(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<String>,
    JsonBody(form): JsonBody<ProfileChangeForm>,
) -> Result<Json<Map<String, Value>>, ApiError> {
    let person = edit(&state, &caller, &id, |seen| {
        let mut all = seen.profile.clone();
        all.extend(form.profile.fields());
        UserPatch {
            profile: Some(all),
            ..UserPatch::default()
        }
    });
    Ok(Json(person.await?.profile))
}

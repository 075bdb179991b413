//! `/api/users/{id}/custom-data`: what is noted about a person.

use axum::Json;
use axum::extract::State;
use serde::Deserialize;
use serde_json::{Map, Value};
use utoipa::ToSchema;

use super::{edit, person};
use crate::api::body::JsonBody;
use crate::api::guard::Caller;
use crate::api::path::Path;
use crate::api::{ApiError, ErrorBody};
use crate::manage::users::UserPatch;
use crate::state::AppState;

/// What is to be noted about a person.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = CustomData)]
#[serde(rename_all = "camelCase")]
pub(crate) struct CustomDataForm {
    #[schema(value_type = Object)]
    custom_data: Map<String, Value>,
}

/// Get what is noted about a person
#[utoipa::path(
    get,
    path = "/api/users/{id}/custom-data",
    tag = "Users",
    operation_id = "ListUserCustomData",
    params(("id" = String, Path, description = "The id of the person.")),
    responses(
        (status = 200, description = "The notes.", body = Object),
        (status = 404, description = "`entity.not_found`: there is no such person.", body = ErrorBody),
    ),
)]
pub(crate) async fn get(
    State(state): State<AppState>,
    Path(id): Path<String>,
) -> Result<Json<Map<String, Value>>, ApiError> {
    Ok(Json(person(&state.store, &id).await?.custom_data))
}

/// Note something about a person
///
/// What is sent is added to what is there; a name that is there already gets the new value.
/// `PATCH /api/users/{id}` replaces the whole.
#[utoipa::path(
    patch,
    path = "/api/users/{id}/custom-data",
    tag = "Users",
    operation_id = "UpdateUserCustomData",
    params(("id" = String, Path, description = "The id of the person.")),
    request_body = CustomDataForm,
    responses(
        (status = 200, description = "The notes as they are now.", body = Object),
        (status = 400, description = "`guard.invalid_input`.", body = ErrorBody),
        (status = 404, description = "`entity.not_found`: there is no such person.", body = ErrorBody),
        (status = 409, description = "`entity.changed_meanwhile`: others change it all the time.", body = ErrorBody),
    ),
)]
pub(crate) async fn patch(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<String>,
    JsonBody(form): JsonBody<CustomDataForm>,
) -> Result<Json<Map<String, Value>>, ApiError> {
    let person = edit(&state, &caller, &id, |seen| {
        let mut all = seen.custom_data.clone();
        all.extend(form.custom_data.clone());
        UserPatch {
            custom_data: Some(all),
            ..UserPatch::default()
        }
    });
    Ok(Json(person.await?.custom_data))
}

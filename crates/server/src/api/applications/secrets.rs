//! `/api/applications/{id}/secrets`: the secrets of an application.

use axum::Json;
use axum::extract::State;
use connector_kit::Timestamp;
use http::StatusCode;
use secrecy::ExposeSecret;
use serde::Deserialize;
use store::{ApplicationSecret, NewSecret};
use utoipa::ToSchema;

use super::view::SecretView;
use super::{author, find};
use crate::api::body::JsonBody;
use crate::api::guard::Caller;
use crate::api::path::Path;
use crate::api::{ApiError, ErrorBody};
use crate::manage::applications as manage;
use crate::state::AppState;

/// A new secret. Its value is made here.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = NewApplicationSecret)]
pub(in crate::api) struct New {
    /// Its name, unique within the application.
    name: String,
    /// When it stops working, in milliseconds since 1970; never when it is absent or `null`.
    expires_at: Option<i64>,
}

/// List the secrets of an application
///
/// The oldest first, without their values: a value is shown once, when it is made.
/// (Logto shows it as often as it is asked for.)
#[utoipa::path(
    get,
    path = "/api/applications/{id}/secrets",
    tag = "Applications",
    operation_id = "ListApplicationSecrets",
    params(("id" = String, Path, description = "The id of the application.")),
    responses(
        (status = 200, description = "Its secrets; `value` is empty.", body = [SecretView]),
        (status = 404, description = "`entity.not_found`", body = ErrorBody),
    ),
)]
pub(in crate::api) async fn list(
    State(state): State<AppState>,
    Path(id): Path<String>,
) -> Result<Json<Vec<SecretView>>, ApiError> {
    find(&state, &id).await?;
    let secrets = state.store.application_secrets(&id).await?;
    let view = |secret: &ApplicationSecret| SecretView::of(&id, secret);
    Ok(Json(secrets.iter().map(view).collect()))
}

/// Give an application one more secret
///
/// The answer is the only one that holds the value. The others go on working, so that a
/// program can change from one to the next.
#[utoipa::path(
    post,
    path = "/api/applications/{id}/secrets",
    tag = "Applications",
    operation_id = "CreateApplicationSecret",
    params(("id" = String, Path, description = "The id of the application.")),
    request_body = New,
    responses(
        (status = 201, description = "It was made; `value` is shown this once.", body = SecretView),
        (status = 400, description = "`guard.invalid_input`", body = ErrorBody),
        (status = 404, description = "`entity.not_found`", body = ErrorBody),
        (status = 422, description = "`entity.unique_integrity_violation`: there is one of this name; \
            `application.cannot_keep_secrets`: the application runs where everybody could read them.", body = ErrorBody),
    ),
)]
pub(in crate::api) async fn create(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<String>,
    JsonBody(new): JsonBody<New>,
) -> Result<(StatusCode, Json<SecretView>), ApiError> {
    let record = find(&state, &id).await?;
    let value = manage::new_secret(&*state.entropy);
    let secret = NewSecret {
        name: &new.name,
        value: &value,
        expires_at: new.expires_at.map(Timestamp),
    };
    let actor = caller.actor();
    let author = author(&state, &actor);
    manage::add_secret(&state.store, author, &record.application, &secret).await?;
    let view = super::secret::view(&state, &id, &new.name).await?;
    let view = SecretView {
        value: value.expose_secret().to_owned(),
        ..view
    };
    Ok((StatusCode::CREATED, Json(view)))
}

//! `/api/connectors/{id}`: one connector.

use axum::Json;
use axum::extract::State;
use http::StatusCode;

use super::view::{ConnectorView, Reader};
use super::{Fields, actor, answer, author, find};
use crate::api::body::JsonBody;
use crate::api::guard::Caller;
use crate::api::path::Path;
use crate::api::query::Query;
use crate::api::{ApiError, ErrorBody};
use crate::manage::connectors::{self as manage, Refused};
use crate::state::AppState;

/// So often a change that meets another one is tried again.
const TRIES: usize = 5;

/// Get a connector
///
/// Secrets are left out; see the list for what `includeSecrets` costs.
#[utoipa::path(
    get,
    path = "/api/connectors/{id}",
    tag = "Connectors",
    operation_id = "GetConnector",
    params(
        ("id" = String, Path, description = "Its id."),
        ("includeSecrets" = Option<bool>, Query, description = "Whether `config` holds secrets."),
    ),
    responses(
        (status = 200, description = "The connector.", body = ConnectorView),
        (status = 400, description = "`guard.invalid_input`", body = ErrorBody),
        (status = 403, description = "`auth.forbidden`: secrets need the scope `all`.", body = ErrorBody),
        (status = 404, description = "`entity.not_found`", body = ErrorBody),
    ),
)]
pub(in crate::api) async fn get(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<String>,
    query: Query,
) -> Result<Json<ConnectorView>, ApiError> {
    let reader = Reader::new(&state, &caller, &query).await?;
    let view = reader.view(&find(&state, &id).await?).await?;
    view.map(Json).ok_or_else(ApiError::not_found)
}

/// Change a connector
///
/// Fields that are left out stay. `config` is replaced as a whole, but for secrets that it
/// leaves out.
#[utoipa::path(
    patch,
    path = "/api/connectors/{id}",
    tag = "Connectors",
    operation_id = "UpdateConnector",
    params(("id" = String, Path, description = "Its id.")),
    request_body = Fields,
    responses(
        (status = 200, description = "It is like this now.", body = ConnectorView),
        (status = 400, description = "`connector.invalid_config`: also where App ID or endpoints change \
            and a secret is not given again; \
            `connector.cannot_overwrite_metadata_for_non_standard_connector`; `guard.invalid_input`", body = ErrorBody),
        (status = 404, description = "`entity.not_found`", body = ErrorBody),
        (status = 409, description = "`entity.changed_meanwhile`: others change it all the time.", body = ErrorBody),
    ),
)]
pub(in crate::api) async fn patch(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<String>,
    JsonBody(fields): JsonBody<Fields>,
) -> Result<Json<ConnectorView>, ApiError> {
    let edit = fields.into_edit()?;
    let actor = actor(&caller);
    for _ in 0..TRIES {
        let before = find(&state, &id).await?;
        let after = manage::edited(&before, &edit, state.now())?;
        let author = author(&state, &actor);
        match manage::save(&state.store, author, &before, &after, None).await {
            Err(Refused::Stale) => {}
            done => {
                done?;
                state.refresh().await?;
                return answer(&state, &id).await;
            }
        }
    }
    Err(Refused::Stale.into())
}

/// Delete a connector
///
/// It leaves the sign-in experience too. The people who came through it stay.
#[utoipa::path(
    delete,
    path = "/api/connectors/{id}",
    tag = "Connectors",
    operation_id = "DeleteConnector",
    params(("id" = String, Path, description = "Its id.")),
    responses(
        (status = 204, description = "It is gone."),
        (status = 404, description = "`entity.not_found`", body = ErrorBody),
    ),
)]
pub(in crate::api) async fn delete(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<StatusCode, ApiError> {
    let record = find(&state, &id).await?;
    let actor = actor(&caller);
    manage::delete(&state.store, author(&state, &actor), &record).await?;
    state.refresh().await?;
    Ok(StatusCode::NO_CONTENT)
}

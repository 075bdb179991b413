//! `/api/resources/{id}/is-default`: which resource is meant where an application names none.

use axum::Json;
use axum::extract::State;
use serde::Deserialize;
use utoipa::ToSchema;

use super::view::ResourceView;
use super::{author, find};
use crate::api::body::JsonBody;
use crate::api::guard::Caller;
use crate::api::path::Path;
use crate::api::{ApiError, ErrorBody};
use crate::manage::resources as manage;
use crate::state::AppState;

/// Whether a resource is the default one.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = ResourceIsDefault)]
pub(in crate::api) struct IsDefault {
    is_default: bool,
}

/// Make a resource the default one, or no longer
///
/// At most one is: another one that was it is it no longer.
#[utoipa::path(
    patch,
    path = "/api/resources/{id}/is-default",
    tag = "Resources",
    operation_id = "SetDefaultResource",
    params(("id" = String, Path, description = "Its id.")),
    request_body = IsDefault,
    responses(
        (status = 200, description = "It is like this now.", body = ResourceView),
        (status = 400, description = "`guard.invalid_input`", body = ErrorBody),
        (status = 404, description = "`entity.not_found`", body = ErrorBody),
    ),
)]
pub(in crate::api) async fn patch(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<String>,
    JsonBody(wish): JsonBody<IsDefault>,
) -> Result<Json<ResourceView>, ApiError> {
    let record = find(&state, &id).await?;
    let actor = caller.actor();
    let author = author(&state, &actor);
    manage::set_default(&state.store, author, &record, wish.is_default).await?;
    state.refresh().await?;
    Ok(Json(ResourceView::of(&find(&state, &id).await?)))
}

//! `/api/dashboard/users/total`: how many people there are.

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;

use crate::api::ApiError;
use crate::state::AppState;

/// How many people there are.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = TotalUsers)]
pub(crate) struct TotalUsers {
    total_user_count: i64,
}

/// Count all people
#[utoipa::path(
    get,
    path = "/api/dashboard/users/total",
    tag = "Dashboard",
    operation_id = "GetTotalUserCount",
    responses(
        (status = 200, description = "How many there are.", body = TotalUsers),
    ),
)]
pub(crate) async fn get(State(state): State<AppState>) -> Result<Json<TotalUsers>, ApiError> {
    let total_user_count = state.store.people_in_total().await?;
    Ok(Json(TotalUsers { total_user_count }))
}

//! `/api/dashboard/users/new`: how many people came.

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;

use super::{Count, sum};
use crate::api::ApiError;
use crate::state::AppState;
use crate::web::days::DAY;

/// How many accounts were made.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = NewUsers)]
pub(crate) struct NewUsers {
    /// Today, compared with yesterday.
    today: Count,
    /// In seven days that end today, compared with the seven before.
    last7_days: Count,
}

/// Count new people
#[utoipa::path(
    get,
    path = "/api/dashboard/users/new",
    tag = "Dashboard",
    operation_id = "GetNewUserCounts",
    responses(
        (status = 200, description = "How many came.", body = NewUsers),
    ),
)]
pub(crate) async fn get(State(state): State<AppState>) -> Result<Json<NewUsers>, ApiError> {
    let today = state.now().0.div_euclid(DAY);
    let days = state.store.new_people(today - 13..today + 1).await?;
    Ok(Json(NewUsers {
        today: Count::of(sum(&days, today..today + 1), sum(&days, today - 1..today)),
        last7_days: Count::of(
            sum(&days, today - 6..today + 1),
            sum(&days, today - 13..today - 6),
        ),
    }))
}

//! `/api/dashboard/users/active`: how many people use it.

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;

use super::Count;
use crate::api::query::Query;
use crate::api::{ApiError, ErrorBody};
use crate::state::AppState;
use crate::web::days::{self, DAY};

/// How many people were active. Somebody is active on a day when an application gets an
/// access token for them.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = ActiveUsers)]
pub(crate) struct ActiveUsers {
    /// The thirty days that end with the date.
    dau_curve: Vec<ActiveDay>,
    /// On the date, compared with the day before.
    dau: Count,
    /// In seven days, compared with the seven before.
    wau: Count,
    /// In thirty days, compared with the thirty before.
    mau: Count,
}

/// How many people were active on a day.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ActiveDay)]
struct ActiveDay {
    #[schema(example = "2026-11-25")]
    date: String,
    count: i64,
}

/// Count active people
#[utoipa::path(
    get,
    path = "/api/dashboard/users/active",
    tag = "Dashboard",
    operation_id = "GetActiveUserCounts",
    params(("date" = Option<String>, Query, description = "The last day, `YYYY-MM-DD`; today without it.")),
    responses(
        (status = 200, description = "How many were active.", body = ActiveUsers),
        (status = 400, description = "`guard.invalid_input`: no such day.", body = ErrorBody),
    ),
)]
pub(crate) async fn get(
    State(state): State<AppState>,
    query: Query,
) -> Result<Json<ActiveUsers>, ApiError> {
    let last = query.parsed("date", "a day such as 2026-01-31", days::parse)?;
    let last = last.unwrap_or_else(|| state.now().0.div_euclid(DAY));
    let store = &state.store;
    let end = last + 1;
    let by_day = store.active_people_by_day(end - 30..end).await?;
    let on = |day: i64| by_day.get(&day).copied().unwrap_or(0);
    let curve = (end - 30..end).map(|day| ActiveDay {
        date: days::written(day),
        count: on(day),
    });
    let over = async |days: i64| {
        let now = store.active_people(end - days..end).await?;
        let before = store.active_people(end - 2 * days..end - days).await?;
        Ok::<_, ApiError>(Count::of(now, before))
    };
    Ok(Json(ActiveUsers {
        dau_curve: curve.collect(),
        dau: Count::of(on(last), on(last - 1)),
        wau: over(7).await?,
        mau: over(30).await?,
    }))
}

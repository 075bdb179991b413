//! `/api/logs`: how sign-ins went, in Logto's shape.
//!
//! Logto writes a row for each call of its experience API. Here one row stands for one try
//! to sign in, once it has ended: that is what people look for, and nothing else is kept.

use accounts::Outcome;
use axum::Json;
use axum::extract::State;
use axum::response::Response;
use connector_kit::Timestamp;
use http::StatusCode;
use serde::Serialize;
use store::{ActivityFilter, ActivityPart, Seen, Wanted};
use utoipa::ToSchema;
use uuid::Uuid;

use super::pagination::{Pagination, Total};
use super::path::Path;
use super::query::Query;
use super::{ApiError, ErrorBody};
use crate::state::AppState;

/// Up to here rows are counted exactly.
const COUNTED: u32 = 10_000;
/// The only tenant that there is.
const TENANT: &str = "default";
const SIGN_IN: &str = "Interaction.SignIn.Submit";
const SIGN_UP: &str = "Interaction.Register.Submit";
/// How other keys of Logto begin. Nothing of theirs is kept, so there are no rows.
const OTHERS: &[&str] = &[
    "Interaction.",
    "ExchangeTokenBy.",
    "RevokeToken",
    "RevokeGrants",
    "TriggerHook.",
    "JwtCustomizer.",
    "SamlApplication.",
    "Unknown",
];

/// How a sign-in went.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Log)]
pub(super) struct LogView {
    id: String,
    tenant_id: &'static str,
    /// `Interaction.SignIn.Submit`, or `Interaction.Register.Submit` for a new account.
    key: &'static str,
    payload: Payload,
    /// When it began, in milliseconds since 1970.
    created_at: i64,
}

/// What is known about it.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = LogPayload)]
struct Payload {
    key: &'static str,
    /// `Success` or `Error`.
    result: &'static str,
    /// Why it went wrong, in English.
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    user_agent: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    user_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    application_id: Option<String>,
    connector_id: String,
    /// What the person can read to support, such as `7QK4-M2XW`.
    reference: String,
    /// `signed_in`, `signed_up`, `linked`, `refused`, `failed`, `blocked` or `lost`.
    #[schema(value_type = String)]
    outcome: Option<Outcome>,
}

impl LogView {
    fn of(seen: Seen) -> Self {
        let key = match seen.outcome {
            Some(Outcome::SignedUp) => SIGN_UP,
            _ => SIGN_IN,
        };
        let good = seen.outcome.is_some_and(Outcome::is_success);
        let failure = seen.failure.map(|failure| failure.to_string());
        let error = failure.or_else(|| {
            let text = match seen.outcome? {
                Outcome::Lost => "The person did not come back.",
                Outcome::Refused => "The person refused.",
                _ => return None,
            };
            Some(text.to_owned())
        });
        Self {
            id: seen.id.to_string(),
            tenant_id: TENANT,
            key,
            payload: Payload {
                key,
                result: if good { "Success" } else { "Error" },
                error: error.filter(|_| !good),
                user_agent: seen.user_agent,
                user_id: seen.user_id.map(|id| id.to_string()),
                application_id: Some(seen.application_id).filter(|id| !id.is_empty()),
                connector_id: seen.connector_id,
                reference: seen.reference.to_string(),
                outcome: seen.outcome,
            },
            created_at: seen.created_at.0,
        }
    }
}

/// List logs
///
/// One row for each try to sign in that has ended, the newest first; trials are left out. The
/// key is `Interaction.Register.Submit` where an account was made, else
/// `Interaction.SignIn.Submit`; other keys of Logto have no rows. Beyond 10 000 rows
/// `Total-Number` is a lower bound, and `Total-Number-Is-Capped` says so.
#[utoipa::path(
    get,
    path = "/api/logs",
    tag = "Logs",
    operation_id = "ListLogs",
    params(
        ("page" = Option<u32>, Query, description = "The number of the page, from 1."),
        ("page_size" = Option<u32>, Query, description = "How many rows a page has: 20, or up to 100."),
        ("userId" = Option<String>, Query, description = "Only of this person."),
        ("applicationId" = Option<String>, Query, description = "Only for this application."),
        ("logKey" = Option<String>, Query, description = "Only with this key."),
        ("start_time" = Option<i64>, Query, description = "From this moment on, in milliseconds since 1970."),
        ("end_time" = Option<i64>, Query, description = "Up to this moment, in milliseconds since 1970."),
    ),
    responses(
        (status = 200, description = "One page.", body = [LogView]),
        (status = 400, description = "`log.invalid_type`, `log.invalid_time_window`, `guard.invalid_input` or `guard.invalid_pagination`.", body = ErrorBody),
    ),
)]
pub(super) async fn list(
    State(state): State<AppState>,
    pagination: Pagination,
    query: Query,
) -> Result<Response, ApiError> {
    let moment = |text: &str| text.parse::<i64>().ok().filter(|at| *at >= 0);
    let expected = "a moment in milliseconds since 1970";
    let from = query.parsed("start_time", expected, moment)?;
    let until = query.parsed("end_time", expected, moment)?;
    if from.zip(until).is_some_and(|(from, until)| until < from) {
        return Err(Wrong::TimeWindow.into());
    }
    let user = query.one("userId")?;
    let id = user.map(Uuid::try_parse).transpose();
    let outcome = match query.one("logKey")? {
        None => Some(Wanted::Ended),
        Some(SIGN_UP) => Some(Wanted::Only(Outcome::SignedUp)),
        Some(SIGN_IN) => Some(Wanted::EndedWithoutSignUp),
        Some(key) if OTHERS.iter().any(|start| key.starts_with(start)) => None,
        Some(_) => return Err(Wrong::Type.into()),
    };
    // An id of another form is nobody's.
    let (Some(outcome), Ok(user)) = (outcome, id) else {
        return Ok(pagination.answer::<LogView>(&[], Total::Exact(0)));
    };
    let filter = ActivityFilter {
        user,
        application: query.one("applicationId")?,
        connector: None,
        outcome: Some(outcome),
        from: from.map(Timestamp),
        until: until.map(|at| Timestamp(at.saturating_add(1))),
    };
    let skip = u32::try_from(pagination.offset()).unwrap_or(u32::MAX);
    let part = ActivityPart {
        before: None,
        skip,
        limit: pagination.page_size,
    };
    // One more than the page shows, so that the next one is linked.
    let most = skip
        .saturating_add(part.limit)
        .saturating_add(1)
        .max(COUNTED);
    let count = state.store.count_activity(&filter, most).await?;
    let rows = state.store.activity(&filter, part).await?;
    let views: Vec<LogView> = rows.into_iter().map(LogView::of).collect();
    let total = match count {
        count if count < most => Total::Exact(count.into()),
        count => Total::AtLeast(count.into()),
    };
    Ok(pagination.answer(&views, total))
}

/// Get a log
#[utoipa::path(
    get,
    path = "/api/logs/{id}",
    tag = "Logs",
    operation_id = "GetLog",
    params(("id" = String, Path, description = "The id of the row.")),
    responses(
        (status = 200, description = "The row.", body = LogView),
        (status = 404, description = "`entity.not_found`: there is no such row.", body = ErrorBody),
    ),
)]
pub(super) async fn get(
    State(state): State<AppState>,
    Path(id): Path<String>,
) -> Result<Json<LogView>, ApiError> {
    let id = Uuid::try_parse(&id).map_err(|_| ApiError::not_found())?;
    let seen = state.store.seen_attempt(id).await?;
    let seen = seen.filter(|seen| seen.outcome.is_some());
    let seen = seen.ok_or_else(ApiError::not_found)?;
    Ok(Json(LogView::of(seen)))
}

/// What can be wrong with a question for logs.
enum Wrong {
    Type,
    TimeWindow,
}

impl From<Wrong> for ApiError {
    fn from(wrong: Wrong) -> Self {
        let (code, text) = match wrong {
            Wrong::Type => ("log.invalid_type", "There is no such key of logs."),
            Wrong::TimeWindow => ("log.invalid_time_window", "end_time is before start_time."),
        };
        Self::new(StatusCode::BAD_REQUEST, code, text)
    }
}

//! `GET /sign-in/attempt/{id}`: what became of an attempt, at an address without a code.
//!
//! While the vendor has not answered, this is the page *Finishing*; afterwards it leads
//! to the application, or says what went wrong. Reloading is safe at any time.

use std::time::Duration;

use accounts::{Attempt, Outcome, Phase};
use axum::Json;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, StatusCode};
use pages::Frame;
use pages::finishing::Finishing;
use pages::start_again::Why;
use serde_json::json;
use store::StoreError;
use uuid::Uuid;

use super::interaction::Interaction;
use super::social::Visit;
use super::{answer, exchange, first_time, link, new_account, start_again};
use crate::state::{AppState, Inner};
use crate::web::error::Unexpected;
use crate::web::parameters::{Parameters, Query};
use crate::web::{html, visitor};

/// How long *Continue* waits for the result.
const PATIENCE: Duration = Duration::from_secs(5);

pub(crate) fn path(id: Uuid) -> String {
    format!("/sign-in/attempt/{id}")
}

pub(crate) async fn get(
    State(state): State<AppState>,
    Path(id): Path<String>,
    Query(query): Query,
    headers: HeaderMap,
) -> Result<Response, Unexpected> {
    let id = Uuid::parse_str(&id).unwrap_or_default();
    let Some(attempt) = wait_for_result(&state, id, patience(&query)).await? else {
        return Ok(start_again::page(&state, &headers, Why::OldLink));
    };
    let Some(interaction) = Interaction::of(&state, &headers, &attempt).await? else {
        return Ok(start_again::page(&state, &headers, Why::OtherBrowser));
    };
    if attempt.phase == Phase::Sent {
        return Ok(html::see_other(&interaction.sign_in_path()));
    }
    if attempt.phase == Phase::Claimed && !attempt.asked {
        let Some(visit) = Visit::of(&state, &headers, interaction).await? else {
            return Ok(start_again::page(&state, &headers, Why::OldLink));
        };
        return Ok(finishing(&headers, visit.frame(&path(id)), &path(id)));
    }
    if visitor::wants_json(&headers) {
        return Ok(location(&path(id)));
    }
    if attempt.asked && attempt.phase == Phase::Claimed {
        Ok(html::see_other(&question(&state, id, &interaction)))
    } else if attempt.outcome.is_some_and(Outcome::is_success) {
        answer::signed_in(&state, &headers, &attempt, interaction).await
    } else {
        answer::not_signed_in(&state, &headers, &attempt, interaction).await
    }
}

/// Where the person is asked who has come back and has to say where that belongs.
fn question(state: &Inner, id: Uuid, interaction: &Interaction) -> String {
    if interaction.goal.link().is_some() {
        link::path(id)
    } else if state.configuration().asks_strangers() {
        first_time::path(id)
    } else {
        new_account::path(id)
    }
}

/// How long a request waits for the result: the page itself is shown at once, its
/// *Continue* is patient.
pub(super) fn patience(query: &Parameters) -> Duration {
    let continues = query.get("wait").is_some();
    if continues { PATIENCE } else { Duration::ZERO }
}

/// The page *Finishing*, or for a script that there is nothing yet.
pub(super) fn finishing(headers: &HeaderMap, frame: Frame, path: &str) -> Response {
    if visitor::wants_json(headers) {
        return Json(json!({})).into_response();
    }
    let address = format!("{path}?wait=1");
    html::page(StatusCode::OK, &Finishing { frame, address }, &[])
}

/// For a script: where the result is.
pub(super) fn location(path: &str) -> Response {
    Json(json!({ "location": path })).into_response()
}

/// The attempt, after its result or after `patience`, whichever comes first.
///
/// The result may come about on another node, so the database is what is watched.
pub(crate) async fn wait_for_result(
    state: &Inner,
    id: Uuid,
    patience: Duration,
) -> Result<Option<Attempt>, StoreError> {
    const SHORTEST: Duration = Duration::from_millis(20);
    const LONGEST: Duration = Duration::from_millis(160);
    let begin = tokio::time::Instant::now();
    let mut pause = SHORTEST;
    loop {
        let attempt = state.store.attempt(id).await?;
        let Some(attempt) = attempt else {
            return Ok(None);
        };
        if attempt.is_overdue(state.now()) {
            // Its claimer never brought a result.
            let (outcome, failure) = attempt.overdue_end();
            exchange::end(state, &attempt, outcome, &failure, &[]).await?;
            return state.store.attempt(id).await;
        }
        let waits = attempt.phase == Phase::Claimed && !attempt.asked;
        if !waits || begin.elapsed() >= patience {
            return Ok(Some(attempt));
        }
        tokio::time::sleep(pause).await;
        pause = (pause * 2).min(LONGEST);
    }
}

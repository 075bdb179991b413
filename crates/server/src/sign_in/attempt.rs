//! `GET /sign-in/attempt/{id}`: what became of an attempt, at an address without a code.
//!
//! While the vendor has not answered, this is the page *Finishing*; afterwards it leads
//! to the application, or says what went wrong. Reloading is safe at any time.

use std::time::Duration;

use accounts::{Attempt, Failure, Outcome, Phase};
use axum::Json;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, StatusCode};
use pages::finishing::Finishing;
use pages::start_again::Why;
use serde_json::json;
use store::{AttemptEnd, StoreError};
use uuid::Uuid;

use super::interaction::Interaction;
use super::{answer, start_again};
use crate::state::{AppState, Inner};
use crate::web::error::Unexpected;
use crate::web::parameters::Query;
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
    // The page itself is shown at once; only its *Continue* is patient.
    let patience = if query.get("wait").is_some() {
        PATIENCE
    } else {
        Duration::ZERO
    };
    let Some(attempt) = wait_for_result(&state, id, patience).await? else {
        return Ok(start_again::page(&state, &headers, Why::OldLink));
    };
    let interaction = Interaction::find(&state, &headers, &attempt.interaction).await?;
    let ours =
        |interaction: &Interaction| keys::equal(&interaction.binding_hash(), &attempt.binding_hash);
    let Some(interaction) = interaction.filter(ours) else {
        return Ok(start_again::page(&state, &headers, Why::OtherBrowser));
    };
    if attempt.phase == Phase::Sent {
        return Ok(html::see_other(&interaction.sign_in_path()));
    }
    let finished = attempt.phase == Phase::Finished;
    if visitor::wants_json(&headers) {
        let body = if finished {
            json!({ "location": path(id) })
        } else {
            json!({})
        };
        return Ok(Json(body).into_response());
    }
    let Some(application) = state.store.application(&attempt.application_id).await? else {
        return Ok(start_again::page(&state, &headers, Why::OldLink));
    };
    if !finished {
        let frame = visitor::frame_in(&state, &headers, &path(id), &interaction, &application);
        let page = Finishing {
            frame,
            address: format!("{}?wait=1", path(id)),
        };
        return Ok(html::page(StatusCode::OK, &page, &[]));
    }
    if attempt.outcome.is_some_and(Outcome::is_success) {
        answer::signed_in(&state, &headers, &attempt, &interaction).await
    } else {
        Ok(answer::not_signed_in(
            &state,
            &headers,
            &attempt,
            &interaction,
            &application,
        ))
    }
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
            abandon(state, &attempt).await?;
            return state.store.attempt(id).await;
        }
        if attempt.phase != Phase::Claimed || begin.elapsed() >= patience {
            return Ok(Some(attempt));
        }
        tokio::time::sleep(pause).await;
        pause = (pause * 2).min(LONGEST);
    }
}

/// Ends an attempt whose claimer never brought a result.
async fn abandon(state: &Inner, attempt: &Attempt) -> Result<(), StoreError> {
    let end = AttemptEnd {
        outcome: Outcome::Failed,
        failure: Some(&Failure::Abandoned),
        steps: &[],
        at: state.now(),
    };
    state
        .store
        .finish_attempt(attempt.id, Phase::Claimed, end)
        .await?;
    Ok(())
}

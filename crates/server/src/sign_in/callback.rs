//! `GET /callback/{connector}`: a person comes back from a vendor.
//!
//! Everything here is a claim of the browser. The state must be one that we made, for
//! this connector, not too long ago, for this very browser. The first arrival claims the
//! attempt and spends the vendor's code; every other arrival joins its result. Whatever
//! happens, the browser leaves this address, because it holds a code.

use std::time::Duration;

use accounts::{Attempt, Failure, Outcome, Phase};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use connector_kit::Timestamp;
use http::{HeaderMap, Method, StatusCode};
use pages::start_again::Why;
use store::AttemptEnd;
use tokio::time::Instant;

use super::interaction::Interaction;
use super::start::step;
use super::{answer, attempt, exchange, session, start_again};
use crate::state::AppState;
use crate::web::error::Unexpected;
use crate::web::html::see_other;
use crate::web::parameters::{Malformed, Parameters, Query};
use crate::web::visitor;

/// How long an arrival waits for the result before the person sees a page.
const PATIENCE: Duration = Duration::from_secs(1);

pub(crate) async fn get(
    State(state): State<AppState>,
    Path(connector): Path<String>,
    method: Method,
    headers: HeaderMap,
    query: Result<Query, Malformed>,
) -> Result<Response, Unexpected> {
    // Somebody looks ahead or checks the link: nothing may happen, nothing may be kept.
    if method != Method::GET || visitor::is_prefetch(&headers) {
        return Ok(StatusCode::SERVICE_UNAVAILABLE.into_response());
    }
    let Ok(Query(query)) = query else {
        return Ok(see_other(&start_again::address(Why::OldLink)));
    };
    match admit(&state, &connector, &headers, &query).await? {
        Admission::Refused(why) => Ok(see_other(&start_again::address(why))),
        Admission::Granted(attempt, interaction) => {
            arrive(state, headers, query, *attempt, *interaction).await
        }
    }
}

enum Admission {
    Granted(Box<Attempt>, Box<Interaction>),
    Refused(Why),
}

/// Finds the attempt of a state, if everything about the arrival fits it.
async fn admit(
    state: &AppState,
    connector: &str,
    headers: &HeaderMap,
    query: &Parameters,
) -> Result<Admission, Unexpected> {
    let Some(presented) = query.get("state") else {
        return Ok(Admission::Refused(Why::OldLink));
    };
    let hash = keys::sha256(presented.as_bytes());
    let Some(attempt) = state.store.attempt_by_state(hash).await? else {
        tracing::info!(
            connector,
            "came back with a state that is unknown or altered"
        );
        return Ok(Admission::Refused(Why::OldLink));
    };
    let reference = &attempt.reference;
    if attempt.connector_id != connector {
        tracing::warn!(%reference, connector, "came back through another connector");
        return Ok(Admission::Refused(Why::OldLink));
    }
    let interaction = Interaction::find(state, headers, &attempt.interaction).await?;
    let ours =
        |interaction: &Interaction| keys::equal(&interaction.binding_hash(), &attempt.binding_hash);
    let Some(interaction) = interaction.filter(ours) else {
        tracing::info!(%reference, "came back without the cookie of the browser that began");
        return Ok(Admission::Refused(Why::OtherBrowser));
    };
    Ok(Admission::Granted(Box::new(attempt), Box::new(interaction)))
}

async fn arrive(
    state: AppState,
    headers: HeaderMap,
    query: Parameters,
    attempt: Attempt,
    interaction: Interaction,
) -> Result<Response, Unexpected> {
    let (now, until) = (state.now(), Instant::now() + PATIENCE);
    let id = attempt.id;
    if attempt.phase == Phase::Sent {
        let configuration = state.configuration();
        if attempt.is_lost(now) {
            refuse(&state, &attempt, Outcome::Lost, &Failure::CameBackLate, now).await?;
        } else if let Some(connector) = configuration.on(&attempt.connector_id) {
            let deadline = now.plus(state.settings.lifetimes.claim);
            let step = step("came_back", now);
            if state.store.claim_attempt(id, deadline, step).await? {
                let work = exchange::Exchange {
                    connector: connector.clone(),
                    callback: query.into_map(),
                    replaces: session::presented(&state, &headers),
                    attempt,
                    interaction: interaction.clone(),
                };
                // The work goes on when the person does not wait for it.
                let work = state.tasks.spawn(work.run(state.clone()));
                let _ = tokio::time::timeout_at(until, work).await;
            }
        } else {
            refuse(
                &state,
                &attempt,
                Outcome::Blocked,
                &Failure::ConnectorOff,
                now,
            )
            .await?;
        }
    }
    let patience = until.saturating_duration_since(Instant::now());
    match attempt::wait_for_result(&state, id, patience).await? {
        Some(attempt) if attempt.outcome.is_some_and(Outcome::is_success) => {
            answer::signed_in(&state, &headers, &attempt, &interaction).await
        }
        _ => Ok(see_other(&attempt::path(id))),
    }
}

/// Ends an attempt whose code is not even looked at.
async fn refuse(
    state: &AppState,
    attempt: &Attempt,
    outcome: Outcome,
    failure: &Failure,
    at: Timestamp,
) -> Result<(), Unexpected> {
    let end = AttemptEnd {
        outcome,
        failure: Some(failure),
        steps: &[step("came_back", at)],
        at,
    };
    state
        .store
        .finish_attempt(attempt.id, Phase::Sent, end)
        .await?;
    Ok(())
}

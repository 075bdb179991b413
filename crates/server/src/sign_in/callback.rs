//! `GET /callback/{connector}`: a person comes back from a vendor.
//!
//! Everything here is a claim of the browser. The state must be one that we made, for
//! this connector, not too long ago, for this very browser. The first arrival claims the
//! attempt and spends the vendor's code; every other arrival joins its result. Whatever
//! happens, the browser leaves this address, because it holds a code.

use std::sync::Arc;
use std::time::Duration;

use accounts::{Attempt, Failure, Outcome, Phase};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use connector_kit::Timestamp;
use http::{HeaderMap, Method, StatusCode};
use pages::framed::Framed;
use pages::start_again::Why;
use store::{AttemptEnd, StoreError};
use tokio::time::Instant;

use super::interaction::{Interaction, has_no_cookie};
use super::social::Visit;
use super::start::{step, went_directly};
use super::{answer, attempt, cookies_blocked, exchange, session, start_again, trial};
use crate::configuration::LiveConnector;
use crate::state::{AppState, Inner};
use crate::web::error::Unexpected;
use crate::web::headers::Policy;
use crate::web::html::{self, see_other};
use crate::web::parameters::{Malformed, Parameters, Query};
use crate::web::visitor;

/// How long an arrival waits for the result before the person sees a page.
pub(super) const PATIENCE: Duration = Duration::from_secs(1);

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
    if visitor::is_framed(&headers) || query.get("framed").is_some() {
        return Ok(leave_frame(&state, &headers, &connector, query));
    }
    match admit(&state, &connector, &headers, &query).await? {
        Admission::Refused(why) => Ok(see_other(&start_again::address(why))),
        Admission::BlocksCookies => Ok(see_other(cookies_blocked::PATH)),
        Admission::Trial(attempt) => trial::arrive(state, query, *attempt).await,
        Admission::Granted(attempt, interaction) => {
            arrive(state, headers, query, *attempt, *interaction).await
        }
    }
}

enum Admission {
    Granted(Box<Attempt>, Box<Interaction>),
    Trial(Box<Attempt>),
    Refused(Why),
    BlocksCookies,
}

/// Finds the attempt of a state, if everything about the arrival fits it.
async fn admit(
    state: &Inner,
    connector: &str,
    headers: &HeaderMap,
    query: &Parameters,
) -> Result<Admission, StoreError> {
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
    if attempt.trial && trial::is_this_browser(state, headers, &attempt) {
        return Ok(Admission::Trial(Box::new(attempt)));
    }
    let Some(interaction) = Interaction::of(state, headers, &attempt).await? else {
        tracing::info!(%reference, "came back without the cookie of the browser that began");
        return Ok(if blocks_cookies(state, headers, &attempt) {
            Admission::BlocksCookies
        } else {
            Admission::Refused(Why::OtherBrowser)
        });
    };
    Ok(Admission::Granted(Box::new(attempt), Box::new(interaction)))
}

/// Whether a browser without its cookie seems to keep none: it calls itself as the one that
/// began, was sent straight to the vendor, so that nobody could know, and has no cookie of
/// ours. This chooses words and nothing else.
fn blocks_cookies(state: &Inner, headers: &HeaderMap, attempt: &Attempt) -> bool {
    let this = visitor::user_agent(headers).map(visitor::cut_user_agent);
    went_directly(attempt)
        && this.is_some()
        && this == attempt.user_agent
        && has_no_cookie(state, headers)
}

/// Touches nothing: the same address is loaded once more, in the whole window, from a
/// page of ours. A navigation that began in the vendor's frame brings no cookies.
fn leave_frame(state: &Inner, headers: &HeaderMap, connector: &str, query: Parameters) -> Response {
    let mut pairs = query.into_map();
    pairs.remove("framed");
    let query = form_urlencoded::Serializer::new(String::new())
        .extend_pairs(pairs)
        .finish();
    let address = format!("/callback/{}?{query}", encoded(connector));
    let frame = visitor::frame(state, headers, "/");
    let policy = Policy {
        framed_by_us: true,
        ..Policy::default()
    };
    html::page_with(StatusCode::OK, &Framed { frame, address }, &policy)
}

fn encoded(segment: &str) -> String {
    form_urlencoded::byte_serialize(segment.as_bytes()).collect()
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
        let connector = usable(&state, &headers, &attempt, &interaction).await?;
        if attempt.is_lost(now) {
            refuse(&state, &attempt, Outcome::Lost, &Failure::CameBackLate, now).await?;
        } else if !is_still_there(&state, &headers, &interaction).await? {
            let (outcome, failure) = (Outcome::Blocked, Failure::SessionEnded);
            refuse(&state, &attempt, outcome, &failure, now).await?;
        } else if let Some(connector) = connector {
            if claim(&state, &attempt).await? {
                let arrival = exchange::Arrival {
                    connector,
                    replaces: session::presented(&state, &headers),
                    attempt,
                    interaction: interaction.clone(),
                };
                // The work goes on when the person does not wait for it.
                let work = arrival.exchange(state.clone(), query.into_map());
                let work = state.tasks.spawn(work);
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
            answer::signed_in(&state, &headers, &attempt, interaction).await
        }
        _ => Ok(see_other(&attempt::path(id))),
    }
}

/// The connector of an attempt, if it is still on, and the application still there and
/// still offering it.
async fn usable(
    state: &Inner,
    headers: &HeaderMap,
    attempt: &Attempt,
    interaction: &Interaction,
) -> Result<Option<Arc<LiveConnector>>, StoreError> {
    let configuration = state.configuration();
    let Some(connector) = configuration.on(&attempt.connector_id) else {
        return Ok(None);
    };
    let visit = Visit::of(state, headers, interaction.clone()).await?;
    let offered = visit.is_some_and(|visit| visit.offers(connector));
    Ok(offered.then(|| Arc::clone(connector)))
}

/// Whether whoever adds a way to sign in is still signed in. For every other goal nobody
/// need be.
async fn is_still_there(
    state: &Inner,
    headers: &HeaderMap,
    interaction: &Interaction,
) -> Result<bool, StoreError> {
    match interaction.goal.link() {
        Some((id, user)) => {
            let session = session::current(state, headers).await?;
            Ok(session.is_some_and(|session| session.id == id && session.user.id == user))
        }
        None => Ok(true),
    }
}

/// Whether this arrival is the one that spends the vendor's code.
pub(super) async fn claim(state: &Inner, attempt: &Attempt) -> Result<bool, StoreError> {
    let now = state.now();
    let deadline = now.plus(state.settings.lifetimes.claim);
    state
        .store
        .claim_attempt(attempt.id, deadline, step("came_back", now))
        .await
}

/// Ends an attempt whose code is not even looked at.
async fn refuse(
    state: &Inner,
    attempt: &Attempt,
    outcome: Outcome,
    failure: &Failure,
    at: Timestamp,
) -> Result<(), StoreError> {
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

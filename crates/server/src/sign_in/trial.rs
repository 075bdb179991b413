//! `/trial/{connector}`: the real way to a vendor and back, signing nobody in.
//!
//! An administrator gets the address, valid for ten minutes, from `pailou doctor`. It
//! needs no session, because its end needs none: nothing is made but a report.

use std::time::Duration;

use accounts::{Attempt, Failure, Outcome, Phase};
use axum::extract::{Path, State};
use axum::response::Response;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use connector_kit::{SocialUserInfo, Step, Steps, Timestamp};
use http::{HeaderMap, StatusCode};
use pages::Frame;
use pages::start_again::Why;
use pages::trial::{CameBack, Trial, TrialResult};
use serde_json::{Value, json};
use tokio::time::Instant;
use uuid::Uuid;

use super::interaction::is_bound;
use super::start::{Departure, Traveller, begin};
use super::{answer, attempt, avatar, callback, exchange, start_again};
use crate::configuration::LiveConnector;
use crate::state::{AppState, Inner};
use crate::web::error::Unexpected;
use crate::web::parameters::{Form, Parameters, Query};
use crate::web::{anti_forgery, cookies, headers, html, visitor};

/// How long the address of a trial works.
const VALID: Duration = Duration::from_mins(10);

/// The address at which a connector can be tried, for whoever runs the server.
pub(crate) fn address(state: &Inner, connector: &str) -> String {
    let until = state.now().plus(VALID).seconds();
    let proof = proof(state, connector, until);
    let path = beginning(connector, &until.to_string(), &proof);
    state.settings.address(&path)
}

/// Path and query of the first page.
fn beginning(connector: &str, until: &str, proof: &str) -> String {
    format!("/trial/{connector}?until={until}&proof={proof}")
}

fn proof(state: &Inner, connector: &str, until: i64) -> String {
    let parts = [connector.as_bytes(), &until.to_be_bytes()];
    keys::base64url(&state.keyring.mac("trial", &parts))
}

/// Whether the address was made here, for this connector, and not too long ago.
fn is_genuine(state: &Inner, connector: &str, parameters: &Parameters) -> bool {
    let until = parameters
        .get("until")
        .and_then(|text| text.parse::<i64>().ok());
    let presented = parameters.get("proof").unwrap_or_default();
    until.is_some_and(|until| {
        state.now().seconds() < until
            && keys::equal(
                presented.as_bytes(),
                proof(state, connector, until).as_bytes(),
            )
    })
}

pub(crate) async fn get(
    State(state): State<AppState>,
    Path(connector): Path<String>,
    Query(query): Query,
    headers: HeaderMap,
) -> Response {
    let live = state.configuration().connector(&connector);
    let Some(live) = live.filter(|_| is_genuine(&state, &connector, &query)) else {
        return start_again::page(&state, &headers, Why::OldLink);
    };
    let given = |name| query.get(name).unwrap_or_default();
    let (until, proof) = (given("until"), given("proof"));
    let here = beginning(&live.id, until, proof);
    let mut frame = visitor::frame(&state, &headers, &here);
    frame.csrf = anti_forgery::token(&state, proof);
    let page = Trial {
        name: live.metadata().name.text(frame.language.tag()).to_owned(),
        frame,
        action: format!("/trial/{}", live.id),
        hidden: [("until", until), ("proof", proof)]
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .into(),
    };
    let vendor = headers::policy_source(&live.social.authorization_origin());
    html::page(StatusCode::OK, &page, vendor.as_slice())
}

pub(crate) async fn post(
    State(state): State<AppState>,
    Path(connector): Path<String>,
    headers: HeaderMap,
    Form(form): Form,
) -> Result<Response, Unexpected> {
    let live = state.configuration().connector(&connector);
    let token = anti_forgery::is_token(
        &state,
        form.get("proof").unwrap_or_default(),
        form.get("csrf"),
    );
    let Some(live) = live.filter(|_| token && is_genuine(&state, &connector, &form)) else {
        return Ok(start_again::page(&state, &headers, Why::OldLink));
    };
    let id = state.new_id();
    let binding = keys::random_token(&*state.entropy);
    let name = id.simple().to_string();
    let traveller = Traveller {
        interaction: &name,
        binding: &binding,
        application_id: "",
        ui_locales: None,
        asked_at: state.now(),
        directly: false,
        is_trial: true,
    };
    let away = Departure::new(&state, &headers, &live, id, &traveller)
        .and_then(|departure| Ok((departure.away(&live)?, departure)));
    let (away, departure) = match away {
        Ok(away) => away,
        Err(error) => {
            let failure = Failure::Connector(error);
            let given = |name| form.get(name).unwrap_or_default();
            let here = beginning(&live.id, given("until"), given("proof"));
            let frame = visitor::frame(&state, &headers, &here);
            return Ok(result_page(frame, failed(&failure), Vec::new(), ""));
        }
    };
    begin(&state, &live, id, &traveller, &departure, away.session).await?;
    let lives = state.settings.lifetimes.interaction;
    let cookie = cookies::set(&state.settings, &cookie_name(&name), &binding, lives);
    Ok(html::with_cookies(html::see_other(&away.uri), [cookie]))
}

fn cookie_name(interaction: &str) -> String {
    format!("t_{interaction}")
}

/// Whether a trial was begun by this browser.
pub(super) fn is_this_browser(state: &Inner, headers: &HeaderMap, attempt: &Attempt) -> bool {
    let binding = cookies::read(&state.settings, headers, &cookie_name(&attempt.interaction));
    binding.is_some_and(|binding| is_bound(attempt, &binding))
}

/// Somebody comes back from a trial.
pub(super) async fn arrive(
    state: AppState,
    query: Parameters,
    attempt: Attempt,
) -> Result<Response, Unexpected> {
    let id = attempt.id;
    let live = state.configuration().connector(&attempt.connector_id);
    if let Some(live) = live.filter(|_| attempt.phase == Phase::Sent)
        && !attempt.is_lost(state.now())
        && callback::claim(&state, &attempt).await?
    {
        let until = Instant::now() + callback::PATIENCE;
        let work = state
            .tasks
            .spawn(find_out(state.clone(), live, attempt, query));
        let _ = tokio::time::timeout_at(until, work).await;
    }
    Ok(html::see_other(&path(id)))
}

/// Asks the vendor, and writes a report instead of a sign-in.
async fn find_out(
    state: AppState,
    live: std::sync::Arc<LiveConnector>,
    attempt: Attempt,
    query: Parameters,
) {
    let steps = Steps::default();
    let callback = query.into_map();
    let answer = exchange::ask(&state, &live, &attempt.connector_session, &callback, &steps).await;
    let kept = match answer {
        Ok(info) => {
            let finding = finding(&state, &live, &info).await;
            state
                .store
                .finish_trial(attempt.id, &finding, &steps.take(), state.now())
                .await
                .map(|_| ())
        }
        Err(error) => {
            let failure = Failure::Connector(error);
            let steps = steps.take();
            exchange::end(&state, &attempt, Outcome::Failed, &failure, &steps).await
        }
    };
    if let Err(error) = kept {
        tracing::error!(reference = %attempt.reference, %error, "a trial could not be kept");
    }
}

/// What an administrator may see of what came back: ids only by their beginning.
async fn finding(state: &Inner, live: &LiveConnector, info: &SocialUserInfo) -> Value {
    let picture = match &info.avatar {
        Some(address) => avatar::fetch(state, live, address).await,
        None => None,
    };
    let picture = picture.map(|picture| {
        format!(
            "data:{};base64,{}",
            picture.content_type,
            BASE64_STANDARD.encode(picture.bytes)
        )
    });
    let ids: Vec<(&str, String)> = info
        .keys
        .as_slice()
        .iter()
        .map(|key| (key.realm.as_str(), key.value.chars().take(6).collect()))
        .collect();
    json!({ "name": info.name, "picture": picture, "ids": ids })
}

fn path(id: Uuid) -> String {
    format!("/trial/result/{id}")
}

pub(crate) async fn result(
    State(state): State<AppState>,
    Path(id): Path<String>,
    Query(query): Query,
    headers: HeaderMap,
) -> Result<Response, Unexpected> {
    let id = Uuid::parse_str(&id).unwrap_or_default();
    let patience = attempt::patience(&query);
    let found = attempt::wait_for_result(&state, id, patience).await?;
    let ours = |attempt: &Attempt| attempt.trial && is_this_browser(&state, &headers, attempt);
    let Some(attempt) = found.filter(ours) else {
        return Ok(start_again::page(&state, &headers, Why::OtherBrowser));
    };
    let frame = visitor::frame(&state, &headers, &path(id));
    if attempt.phase == Phase::Claimed {
        return Ok(attempt::finishing(&headers, frame, &path(id)));
    }
    if visitor::wants_json(&headers) {
        return Ok(attempt::location(&path(id)));
    }
    let came_back = match (&attempt.finding, &attempt.failure) {
        (Some(finding), _) => person(finding),
        (None, Some(failure)) => failed(failure),
        (None, None) => failed(&Failure::CameBackLate),
    };
    let reference = attempt.reference.to_string();
    let steps = durations(&attempt.steps);
    Ok(result_page(frame, came_back, steps, &reference))
}

fn result_page(
    frame: Frame,
    came_back: CameBack,
    steps: Vec<(String, u64)>,
    reference: &str,
) -> Response {
    let page = TrialResult {
        frame,
        came_back,
        steps,
        reference: reference.to_owned(),
    };
    html::page(StatusCode::OK, &page, &[])
}

fn person(finding: &Value) -> CameBack {
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let ids = finding["ids"]
        .as_array()
        .map(Vec::as_slice)
        .unwrap_or_default();
    CameBack::Person {
        name: text(&finding["name"]),
        picture: text(&finding["picture"]),
        ids: ids
            .iter()
            .filter_map(|id| Some((text(&id[0])?, text(&id[1])?)))
            .collect(),
    }
}

fn failed(failure: &Failure) -> CameBack {
    CameBack::Failure {
        situation: answer::of_failure(failure),
        administrator: failure.to_string(),
    }
}

/// How long each step took, since the one before.
fn durations(steps: &[Step]) -> Vec<(String, u64)> {
    let mut before: Option<Timestamp> = None;
    steps
        .iter()
        .filter(|step| step.name != "asked")
        .map(|step| {
            let took = before.map_or(Duration::ZERO, |before| step.at.since(before));
            before = Some(step.at);
            (
                step.name.clone(),
                u64::try_from(took.as_millis()).unwrap_or(u64::MAX),
            )
        })
        .collect()
}

//! `GET /console/activity/{reference}`: one try to sign in, step by step.

use accounts::{Attempt, Outcome, Reference};
use axum::extract::{Path, State};
use axum::response::Response;
use connector_kit::Timestamp;
use http::StatusCode;
use pages::console::Section;
use pages::console::access::Message;
use pages::console::activity::Who;
use pages::console::activity::attempt::{Answer, OneAttempt, Step, StepKind};
use serde_json::{Value, json};

use super::{Names, cause, rows};
use crate::console::admin::Admin;
use crate::state::AppState;
use crate::web::error::Unexpected;
use crate::web::html;

pub(super) async fn get(
    State(state): State<AppState>,
    Path(reference): Path<String>,
    admin: Admin,
) -> Result<Response, Unexpected> {
    let frame = admin.frame(&state, Section::Activity);
    let attempt = match reference.parse::<Reference>() {
        Ok(reference) => state.store.attempt_by_reference(&reference).await?,
        Err(_) => None,
    };
    let Some(attempt) = attempt else {
        let page = Message::not_found(frame);
        return Ok(html::page(StatusCode::NOT_FOUND, &page, &[]));
    };
    let (mut name, mut taken_over) = (None, None);
    if let Some(user) = attempt.user_id {
        name = state.store.user(user).await?.and_then(|user| user.name);
        taken_over = state.store.taken_over_at(user, attempt.id).await?;
    }
    let names = Names::read(&state, frame.language).await?;
    let vendor = names.connector(&attempt.connector_id);
    let failure = attempt.failure.as_ref();
    let (user, connector) = (attempt.user_id, &attempt.connector_id);
    let application = names.application(&attempt.application_id);
    let page = OneAttempt {
        frame,
        reference: attempt.reference.to_string(),
        outcome: rows::outcome(attempt.outcome),
        trial: attempt.trial,
        who: Who {
            person: user.map(|id| (id.to_string(), name)),
            user_agent: attempt.user_agent.clone(),
        },
        application: application.map(|name| (attempt.application_id.clone(), name)),
        way: (connector.clone(), vendor.clone()),
        began: attempt.created_at.0,
        ended: attempt.finished_at.map(|at| at.0),
        steps: steps(&attempt, taken_over),
        cause: cause::of(attempt.outcome, failure, user, connector, &vendor),
        answer: failure.and_then(cause::answer).map(|answer| Answer {
            code: answer.code,
            message: answer.message.clone(),
            request_id: answer.request_id.clone(),
        }),
        raw: raw(&attempt),
    };
    Ok(html::page(StatusCode::OK, &page, &[]))
}

/// What happened, in order, and then what was to happen.
fn steps(attempt: &Attempt, taken_over: Option<Timestamp>) -> Vec<Step> {
    let answered = attempt.steps.iter().any(|step| step.name == "answered");
    let mut happened: Vec<(StepKind, Timestamp, Option<String>)> = Vec::new();
    for step in &attempt.steps {
        let kind = kind(&step.name, attempt.outcome, answered);
        happened.push((kind, step.at, step.detail.clone()));
    }
    let account = account(attempt.outcome);
    let known = happened
        .iter()
        .any(|(kind, ..)| Some(kind) == account.as_ref());
    if let (Some(kind), Some(at), false) = (account, attempt.finished_at, known) {
        happened.push((kind, at, None));
    }
    let has_session = matches!(attempt.outcome, Some(Outcome::SignedIn | Outcome::SignedUp));
    if let Some(at) = attempt.finished_at.filter(|_| has_session) {
        happened.push((StepKind::SessionBegan, at, None));
    }
    if let Some(at) = taken_over {
        happened.push((StepKind::TakenOver, at, None));
    }
    // Steps of a connector and of ours are written down by the same clock, but not always
    // in the order in which they happened.
    happened.sort_by_key(|(_, at, _)| *at);
    let expected = expected(attempt);
    let missing = expected
        .iter()
        .filter(|kind| !happened.iter().any(|(done, ..)| stage(done) == stage(kind)))
        .cloned();
    let missing: Vec<StepKind> = missing.collect();
    let mut before: Option<Timestamp> = None;
    let mut steps: Vec<Step> = Vec::new();
    for (kind, at, detail) in happened {
        steps.push(Step {
            kind,
            at: Some(at.0),
            after: before.map(|before| at.0.saturating_sub(before.0).max(0)),
            detail,
        });
        before = Some(at);
    }
    steps.extend(missing.into_iter().map(|kind| Step {
        kind,
        at: None,
        after: None,
        detail: None,
    }));
    steps
}

/// The steps of one that goes well. A trial ends with the profile; one that added a way to
/// sign in, or whose codes are deleted by now, has no more to wait for.
fn expected(attempt: &Attempt) -> Vec<StepKind> {
    let mut all = vec![
        StepKind::SentAway,
        StepKind::CameBack,
        StepKind::CodeExchanged,
        StepKind::ProfileRead,
    ];
    if attempt.trial {
        return all;
    }
    all.push(StepKind::AccountFound);
    match attempt.outcome {
        Some(Outcome::Linked | Outcome::SignedIn | Outcome::SignedUp) => {}
        _ if attempt.application_id.is_empty() => all.push(StepKind::SessionBegan),
        _ => all.extend([StepKind::SessionBegan, StepKind::TakenOver]),
    }
    all
}

/// Steps that stand for one another have the same stage.
fn stage(kind: &StepKind) -> u8 {
    match kind {
        StepKind::Asked => 0,
        StepKind::SentAway => 1,
        StepKind::CameBack => 2,
        StepKind::CodeExchanged => 3,
        StepKind::ProfileRead | StepKind::ProfileLeftOut => 4,
        StepKind::LookedUp | StepKind::Answered => 5,
        StepKind::AccountFound | StepKind::AccountCreated | StepKind::WayAdded => 6,
        StepKind::SessionBegan => 7,
        StepKind::TakenOver => 8,
        StepKind::Other(_) => u8::MAX,
    }
}

fn kind(name: &str, outcome: Option<Outcome>, answered: bool) -> StepKind {
    match name {
        "asked" => StepKind::Asked,
        "sent_away" => StepKind::SentAway,
        "came_back" => StepKind::CameBack,
        "code_exchanged" => StepKind::CodeExchanged,
        "profile_read" => StepKind::ProfileRead,
        "profile_left_out" => StepKind::ProfileLeftOut,
        "account_found" => account(outcome).unwrap_or(StepKind::LookedUp),
        // Without a question in between, this is when the account was there.
        "account_looked_up" if !answered => account(outcome).unwrap_or(StepKind::LookedUp),
        "account_looked_up" => StepKind::LookedUp,
        "answered" => StepKind::Answered,
        other => StepKind::Other(other.to_owned()),
    }
}

/// What became of the account, when it went well.
fn account(outcome: Option<Outcome>) -> Option<StepKind> {
    Some(match outcome? {
        Outcome::SignedIn => StepKind::AccountFound,
        Outcome::SignedUp => StepKind::AccountCreated,
        Outcome::Linked => StepKind::WayAdded,
        Outcome::Refused | Outcome::Failed | Outcome::Blocked | Outcome::Lost | Outcome::Tried => {
            return None;
        }
    })
}

/// All that is kept, but for what binds it to a browser and what a trial has shown of a
/// person.
fn raw(attempt: &Attempt) -> String {
    let seconds = |at: Option<Timestamp>| at.map_or(Value::Null, |at| json!(at.0));
    let document = json!({
        "id": attempt.id,
        "reference": attempt.reference,
        "connectorId": attempt.connector_id,
        "applicationId": attempt.application_id,
        "userAgent": attempt.user_agent,
        "trial": attempt.trial,
        "phase": attempt.phase,
        "outcome": attempt.outcome,
        "failure": attempt.failure,
        "userId": attempt.user_id,
        "steps": attempt.steps,
        "createdAt": attempt.created_at.0,
        "expiresAt": attempt.expires_at.0,
        "claimDeadline": seconds(attempt.claim_deadline),
        "finishedAt": seconds(attempt.finished_at),
    });
    serde_json::to_string_pretty(&document).unwrap_or_default()
}

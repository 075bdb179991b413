//! `/review`: the desk where somebody plays the reviewer. It is the simulator's own screen.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};

use super::{kind_said, refused};
use crate::platform::Platform;
use crate::platform::console::review::{Decision, REASONS, Reason};
use crate::platform::registry::Complaint;
use crate::settings::{App, AppKind, Happening, ReviewMode, ReviewPolicy};
use crate::web::html::{self, Frame};
use crate::web::parameters::Parameters;
use crate::web::speech::Said;
use crate::{Simulator, clock, screens};

#[derive(Template)]
#[template(path = "platform/review.html")]
struct ReviewPage {
    frame: Frame,
    problem: Option<String>,
    queue: Vec<CaseView>,
    policy: ReviewPolicy,
    is_desk: bool,
    reasons: &'static [Reason],
}

struct CaseView {
    app: App,
    number: String,
    kind: Said,
    owner: String,
    at_iso: String,
    at_time: String,
    note: String,
    /// A change of an approved app.
    is_change: bool,
    /// What was said about it before.
    before: Option<Said>,
    due_in: Option<u64>,
}

pub(super) async fn desk(State(simulator): State<Simulator>, headers: HeaderMap) -> Response {
    html::page(&page(&simulator, &headers, None))
}

/// `/review/{number}`: a decision.
pub(super) async fn decide(
    State(simulator): State<Simulator>,
    headers: HeaderMap,
    Path(number): Path<String>,
    parameters: Parameters,
) -> Response {
    let answer = parameters.last("answer");
    let decision = match parameters.last("act") {
        "approve" => Decision::Approve { answer },
        "reject" => Decision::Reject {
            reason: parameters.last("reason"),
            answer,
        },
        _ => return StatusCode::BAD_REQUEST.into_response(),
    };
    match simulator.with(|platform, now| platform.decide(&number, &decision, now)) {
        Ok(_) => html::see_other("/review"),
        Err(Complaint::Unknown(_)) => screens::nothing_here(screens::mode(&headers)),
        Err(complaint) => {
            let problem = format!("Nothing was decided: {}.", complaint.sentence());
            refused(html::page(&page(&simulator, &headers, Some(problem))))
        }
    }
}

/// `/review/all`.
pub(super) async fn approve_all(State(simulator): State<Simulator>) -> Response {
    simulator.with(Platform::approve_all);
    html::see_other("/review")
}

/// `/review/policy`: who decides, after how long, and how strictly.
pub(super) async fn change_policy(
    State(simulator): State<Simulator>,
    headers: HeaderMap,
    parameters: Parameters,
) -> Response {
    let number = |name: &str| parameters.last(name).trim().parse::<u64>().ok();
    let mode = match parameters.last("mode") {
        "desk" => Some(ReviewMode::Desk),
        "automatic" => Some(ReviewMode::Automatic),
        _ => None,
    };
    let policy = mode
        .zip(number("after_seconds"))
        .zip(number("rejection_percent"));
    let policy = policy.map(|((mode, after_seconds), percent)| ReviewPolicy {
        mode,
        after_seconds,
        rejection_percent: u8::try_from(percent).unwrap_or(u8::MAX),
    });
    let checked = policy
        .ok_or_else(|| "enter whole numbers".to_owned())
        .and_then(|policy| policy.check().map(|()| policy));
    match checked {
        Ok(policy) => {
            simulator.with(|platform, now| platform.change_policy(policy, now));
            html::see_other("/review")
        }
        Err(problem) => {
            let problem = format!("Nothing was changed: {problem}.");
            refused(html::page(&page(&simulator, &headers, Some(problem))))
        }
    }
}

fn page(simulator: &Simulator, headers: &HeaderMap, problem: Option<String>) -> ReviewPage {
    let frame = screens::frame(headers, "review", "/review");
    simulator.with(|platform, now| {
        let queue = platform.queue().into_iter();
        let queue = queue.map(|app| {
            let submitted = app.review.last(Happening::Submitted);
            let at = submitted.map_or(now, |event| event.at);
            let owner = platform.account(&app.open_platform);
            CaseView {
                number: app.number(),
                kind: kind_said(frame.mode, app.kind),
                owner: owner.map_or_else(String::new, |owner| owner.subject_name.clone()),
                at_iso: clock::iso(at),
                at_time: clock::time_of_day(at),
                note: submitted
                    .map(|event| event.text.clone())
                    .unwrap_or_default(),
                is_change: app.review.change.is_some(),
                before: super::app::rejection(frame.mode, app),
                due_in: app.review.due_at.map(|at| at.saturating_sub(now)),
                app: app.changed(),
            }
        });
        ReviewPage {
            queue: queue.collect(),
            policy: platform.review,
            is_desk: platform.review.mode == ReviewMode::Desk,
            reasons: &REASONS,
            problem,
            frame,
        }
    })
}

//! `/faults`: every failure there is; once, some times, or until it is turned off.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};

use super::frame;
use crate::Simulator;
use crate::platform::faults::{Entry, Fault, GROUPS, PRESETS, Preset};
use crate::web::html::{self, Frame};
use crate::web::parameters::Parameters;

#[derive(Template)]
#[template(path = "faults.html")]
struct FaultsPage {
    frame: Frame,
    on: Vec<OnView>,
    groups: Vec<GroupView>,
    calls: [&'static str; 5],
    problem: Option<String>,
    /// What was typed, after a refusal.
    count: String,
}

struct GroupView {
    name: &'static str,
    presets: Vec<&'static Preset>,
}

struct OnView {
    id: u64,
    title: String,
    at: String,
    left: String,
}

impl OnView {
    fn of(entry: &Entry) -> Self {
        let fault = entry.fault();
        Self {
            id: entry.id(),
            title: entry
                .preset()
                .map_or_else(|| said(fault), |preset| preset.title.to_owned()),
            at: fault.at.clone(),
            left: match fault.times {
                None => "until turned off".to_owned(),
                Some(1) => "once".to_owned(),
                Some(times) => format!("{times} times"),
            },
        }
    }
}

/// A failure that a script turned on.
fn said(fault: &Fault) -> String {
    let mut parts = Vec::new();
    parts.extend(fault.errcode.map(|code| format!("error {code}")));
    parts.extend(fault.status.map(|status| format!("HTTP {status}")));
    parts.extend(fault.delay_ms.map(|delay| format!("{delay} ms late")));
    parts.extend(fault.content_type.as_ref().map(|kind| format!("as {kind}")));
    if fault.body.is_some() {
        parts.push("another body".to_owned());
    }
    if fault.reset {
        parts.push("connection cut".to_owned());
    }
    parts.join(", ")
}

/// The calls at which a failure of a call can be wished.
const CALLS: [&str; 5] = [
    "/sns/oauth2/access_token",
    "/sns/oauth2/refresh_token",
    "/sns/userinfo",
    "/sns/auth",
    "/sns/jscode2session",
];

pub(super) async fn faults(State(simulator): State<Simulator>, headers: HeaderMap) -> Response {
    html::page(&page(&simulator, &headers))
}

fn page(simulator: &Simulator, headers: &HeaderMap) -> FaultsPage {
    FaultsPage {
        frame: frame(headers, "faults", "/faults"),
        on: simulator
            .with(|platform, _| platform.faults.entries().iter().map(OnView::of).collect()),
        groups: GROUPS
            .iter()
            .map(|&name| GroupView {
                name,
                presets: PRESETS
                    .iter()
                    .filter(|preset| preset.group == name)
                    .collect(),
            })
            .collect(),
        calls: CALLS,
        problem: None,
        count: "2".to_owned(),
    }
}

/// Turns one on.
pub(super) async fn add(
    State(simulator): State<Simulator>,
    headers: HeaderMap,
    parameters: Parameters,
) -> Response {
    match wished(&parameters) {
        Ok((fault, name)) => {
            let added = simulator.with(|platform, _| platform.add_chosen(fault, name));
            match added {
                Ok(()) => html::see_other("/faults"),
                Err(complaint) => refused(&simulator, &headers, &parameters, complaint.sentence()),
            }
        }
        Err(problem) => refused(&simulator, &headers, &parameters, problem),
    }
}

fn wished(parameters: &Parameters) -> Result<(Fault, &'static str), &'static str> {
    let preset = Preset::named(parameters.get("preset")).ok_or("Choose a failure.")?;
    let mut fault = preset.fault().ok_or("Choose a failure.")?;
    fault.times = match parameters.get("often") {
        "always" => None,
        "count" => {
            let count = parameters.get("count").trim().parse().ok();
            let count = count.filter(|count| (1..=1_000_000).contains(count));
            Some(count.ok_or("How often is a number from 1 to 1000000.")?)
        }
        _ => fault.times,
    };
    let at = parameters.get("at");
    if !at.is_empty() && fault.at.starts_with("/sns/") {
        let known = CALLS.iter().find(|call| **call == at);
        let known: &str = known.ok_or("Choose a call from the list.")?;
        known.clone_into(&mut fault.at);
    }
    Ok((fault, preset.name))
}

fn refused(
    simulator: &Simulator,
    headers: &HeaderMap,
    parameters: &Parameters,
    problem: &str,
) -> Response {
    let page = FaultsPage {
        problem: Some(problem.to_owned()),
        count: parameters.get("count").chars().take(8).collect(),
        ..page(simulator, headers)
    };
    (StatusCode::BAD_REQUEST, html::page(&page)).into_response()
}

/// `/faults/{id}`: turns one off; `all` turns all off. One that is over already is off too.
pub(super) async fn remove(State(simulator): State<Simulator>, Path(id): Path<String>) -> Response {
    simulator.with(|platform, _| {
        if id == "all" {
            platform.clear_faults();
        } else if let Ok(id) = id.parse()
            && let Err(complaint) = platform.remove_fault(id)
        {
            tracing::debug!(reason = complaint.sentence(), "nothing was turned off");
        }
    });
    html::see_other("/faults")
}

//! `/phone`: the bench. The phone in the middle, codes and people beside it, failures and log on the other side.

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use url::Url;

use super::device::{CodeView, Device, SHOWN, Screen};
use super::{PersonView, frame};
use crate::platform::Platform;
use crate::platform::faults::{PRESETS, Preset};
use crate::platform::tickets::{Ticket, TicketState};
use crate::web::cookies;
use crate::web::html::{self, Frame, local_path};
use crate::web::parameters::Parameters;
use crate::{Simulator, clock};

#[derive(Template)]
#[template(path = "phone.html")]
struct PhonePage {
    frame: Frame,
    device: Device,
    codes: Vec<CodeView>,
    on_screen: usize,
    not_found: Option<String>,
    people: Vec<PersonView>,
    calls: Vec<String>,
    presets: &'static [Preset],
    chosen: &'static str,
    is_rare: bool,
    lines: Vec<LineView>,
    steps: Vec<String>,
    revision: String,
}

struct LineView {
    iso: String,
    time: String,
    text: String,
}

pub(super) async fn phone(
    State(simulator): State<Simulator>,
    headers: HeaderMap,
    parameters: Parameters,
) -> Response {
    let typed = parameters.get("typed").trim().to_uppercase();
    simulator.with(|platform, now| {
        let found = platform.on_screen(now).find(|ticket| ticket.short == typed);
        if let Some(ticket) = found {
            return html::see_other(&format!("/phone?uuid={}", ticket.uuid));
        }
        let mut page = page(platform, &headers, parameters.get("uuid"), now);
        page.not_found = (!typed.is_empty()).then(|| typed.chars().take(8).collect());
        html::page(&page)
    })
}

/// `/phone/revision`: whether the page is out of date, for its script.
pub(super) async fn revision(State(simulator): State<Simulator>) -> String {
    simulator.with(|platform, now| platform.revision(now))
}

fn page(platform: &Platform, headers: &HeaderMap, uuid: &str, now: u64) -> PhonePage {
    let device = Device::new(platform, headers, Some(uuid), "phone", now);
    let chosen = platform.faults.preset().unwrap_or(PRESETS[0].name);
    let asked = platform.ticket(uuid);
    let mut lines: Vec<_> = platform
        .requests
        .lines()
        .rev()
        .take(8)
        .map(|line| LineView {
            iso: clock::iso(line.at),
            time: clock::time_of_day(line.at),
            text: line.text.clone(),
        })
        .collect();
    lines.reverse();
    PhonePage {
        frame: frame(headers, "phone", &device.here),
        codes: platform
            .on_screen(now)
            .take(SHOWN)
            .map(|ticket| CodeView::of(platform, ticket, now))
            .collect(),
        on_screen: platform.on_screen(now).count(),
        not_found: None,
        people: platform.people.iter().map(PersonView::of).collect(),
        calls: calls(platform, &device, asked, now),
        presets: &PRESETS,
        chosen,
        is_rare: PRESETS.iter().skip(5).any(|preset| preset.name == chosen),
        lines,
        steps: asked.map_or_else(Vec::new, |ticket| steps_ahead(ticket, now)),
        revision: platform.revision(now),
        device,
    }
}

/// The calls that do what the phone's buttons do.
fn calls(platform: &Platform, device: &Device, asked: Option<&Ticket>, now: u64) -> Vec<String> {
    let public = &platform.public;
    let post = |uuid: &str, act: &str| format!("curl -X POST {public}/_sim/codes/{uuid}/{act}");
    match asked {
        Some(ticket) => match ticket.state(now) {
            TicketState::Waiting | TicketState::Refused => vec![format!(
                "{} -d '{{\"person\":\"{}\"}}'",
                post(&ticket.uuid, "scan"),
                device.owner.id
            )],
            TicketState::Scanned => {
                vec![post(&ticket.uuid, "allow"), post(&ticket.uuid, "refuse")]
            }
            TicketState::Allowed | TicketState::Expired => {
                vec![format!("curl {public}/_sim/requests")]
            }
        },
        None => vec![format!("curl {public}/_sim/codes")],
    }
}

/// What has not happened yet on the way of a code.
fn steps_ahead(ticket: &Ticket, now: u64) -> Vec<String> {
    let host = Url::parse(&ticket.request.redirect_uri)
        .ok()
        .and_then(|address| address.host_str().map(str::to_owned))
        .unwrap_or_default();
    let all = [
        "Scan".to_owned(),
        "Confirm".to_owned(),
        format!("Back to {host} with a code"),
        "Code exchanged, profile read".to_owned(),
    ];
    let done = match ticket.state(now) {
        TicketState::Waiting | TicketState::Refused => 0,
        TicketState::Scanned => 1,
        TicketState::Allowed | TicketState::Expired => all.len(),
    };
    all.into_iter().skip(done).collect()
}

/// `/phone/owner`: takes somebody's phone into this browser's hand.
pub(super) async fn choose_owner(
    State(simulator): State<Simulator>,
    parameters: Parameters,
) -> Response {
    let chosen = parameters.get("person");
    if simulator.with(|platform, _| platform.person(chosen).is_none()) {
        return StatusCode::NOT_FOUND.into_response();
    }
    let cookie = cookies::set(cookies::PHONE, chosen, simulator.is_https());
    let back = local_path(parameters.get("back"), "/phone");
    ([(header::SET_COOKIE, cookie)], html::see_other(back)).into_response()
}

/// `/phone/next`: how the next sign-in shall fail, or that it shall work.
pub(super) async fn choose_next(
    State(simulator): State<Simulator>,
    parameters: Parameters,
) -> Response {
    let Some(preset) = Preset::named(parameters.get("preset")) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    simulator.with(|platform, _| platform.choose_next(preset));
    html::see_other(local_path(parameters.get("back"), "/phone"))
}

//! `/connect/confirm`: what the QR code opens on a phone. Looking changes nothing; scanning is a button.

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};

use crate::Simulator;
use crate::screens::device::{Device, Screen};
use crate::screens::{PersonView, frame};
use crate::web::html::{self, Frame};
use crate::web::parameters::Parameters;

#[derive(Template)]
#[template(path = "confirm.html")]
struct ConfirmPage {
    frame: Frame,
    device: Device,
    people: Vec<PersonView>,
    revision: String,
}

pub(super) async fn confirm(
    State(simulator): State<Simulator>,
    headers: HeaderMap,
    parameters: Parameters,
) -> Response {
    let page = simulator.with(|platform, now| {
        let device = Device::new(
            platform,
            &headers,
            Some(parameters.get("uuid")),
            "confirm",
            now,
        );
        ConfirmPage {
            frame: frame(&headers, "phone", &device.here),
            device,
            people: platform.people.iter().map(PersonView::of).collect(),
            revision: platform.revision(now),
        }
    });
    html::page(&page)
}

/// Scans, allows or refuses, then shows the phone again, which says what came of it.
pub(super) async fn act(State(simulator): State<Simulator>, parameters: Parameters) -> Response {
    let uuid = parameters.get("uuid");
    let known = simulator.with(|platform, now| {
        let outcome = match parameters.get("act") {
            "scan" => platform.scan(uuid, parameters.get("person"), now),
            "allow" => platform.allow(uuid, now),
            "refuse" => platform.refuse(uuid, now),
            _ => return None,
        };
        // Pressed twice or too late: the page shows where the code stands now.
        if let Err(complaint) = &outcome {
            tracing::debug!(reason = complaint.sentence(), "the phone did nothing");
        }
        Some(platform.ticket(uuid).is_some())
    });
    let page = match parameters.get("from") {
        "phone" => "/phone",
        _ => "/connect/confirm",
    };
    match known {
        None => StatusCode::BAD_REQUEST.into_response(),
        Some(true) => html::see_other(&format!("{page}?uuid={uuid}")),
        Some(false) => html::see_other(page),
    }
}

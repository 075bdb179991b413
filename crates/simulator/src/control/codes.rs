//! `/_sim/codes`: the QR codes on screens, and the phone that scans, allows and refuses.

use axum::extract::{Path, State};
use axum::response::Response;
use serde::{Deserialize, Serialize};

use super::json::{self, Body};
use crate::Simulator;
use crate::connect::confirm_url;
use crate::platform::tickets::{Ticket, TicketState};

/// A code on a screen.
#[derive(Serialize)]
struct Code {
    uuid: String,
    app_id: String,
    person: Option<String>,
    state: TicketState,
    expires_at: u64,
    confirm_url: String,
    /// What a person can type instead of scanning.
    short: String,
}

impl Code {
    fn of(ticket: &Ticket, public: &str, now: u64) -> Self {
        Self {
            uuid: ticket.uuid.clone(),
            app_id: ticket.request.app_id.clone(),
            person: ticket.person().map(str::to_owned),
            state: ticket.state(now),
            expires_at: ticket.expires_at,
            confirm_url: confirm_url(public, &ticket.uuid),
            short: ticket.short.clone(),
        }
    }
}

/// Whose phone scans.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Scan {
    person: String,
}

/// Newest first.
pub(super) async fn list(State(simulator): State<Simulator>) -> Response {
    simulator.with(|platform, now| {
        let codes: Vec<_> = platform
            .tickets()
            .map(|ticket| Code::of(ticket, &platform.public, now))
            .collect();
        json::ok(&codes)
    })
}

pub(super) async fn scan(
    State(simulator): State<Simulator>,
    Path(uuid): Path<String>,
    Body(scan): Body<Scan>,
) -> Response {
    json::outcome(simulator.with(|platform, now| {
        let ticket = platform.scan(&uuid, &scan.person, now)?;
        Ok(Code::of(&ticket, &platform.public, now))
    }))
}

pub(super) async fn allow(
    State(simulator): State<Simulator>,
    Path(uuid): Path<String>,
) -> Response {
    json::outcome(simulator.with(|platform, now| {
        let ticket = platform.allow(&uuid, now)?;
        Ok(Code::of(&ticket, &platform.public, now))
    }))
}

pub(super) async fn refuse(
    State(simulator): State<Simulator>,
    Path(uuid): Path<String>,
) -> Response {
    json::outcome(simulator.with(|platform, now| {
        let ticket = platform.refuse(&uuid, now)?;
        Ok(Code::of(&ticket, &platform.public, now))
    }))
}

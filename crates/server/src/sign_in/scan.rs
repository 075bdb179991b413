//! `GET /sign-in/scan/{attempt}`: the vendor's code, on a page of ours.
//!
//! The vendor's page is in a frame, and so is the return from it; see `callback`.

use accounts::Phase;
use axum::extract::{Path, State};
use axum::response::Response;
use http::{HeaderMap, StatusCode};
use pages::scan::Scan;
use pages::start_again::Why;
use uuid::Uuid;

use super::interaction::Interaction;
use super::social::Visit;
use super::start::{Departure, Traveller};
use super::{attempt, start_again};
use crate::state::AppState;
use crate::web::error::Unexpected;
use crate::web::headers::Policy;
use crate::web::html;

pub(crate) fn path(attempt: Uuid) -> String {
    format!("/sign-in/scan/{attempt}")
}

pub(crate) async fn get(
    State(state): State<AppState>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Unexpected> {
    let again = || Ok(start_again::page(&state, &headers, Why::OldLink));
    let id = Uuid::parse_str(&id).unwrap_or_default();
    let Some(attempt) = state.store.attempt(id).await? else {
        return again();
    };
    let Some(interaction) = Interaction::of(&state, &headers, &attempt).await? else {
        return Ok(start_again::page(&state, &headers, Why::OtherBrowser));
    };
    if attempt.phase != Phase::Sent {
        return Ok(html::see_other(&attempt::path(id)));
    }
    let configuration = state.configuration();
    let Some(visit) = Visit::of(&state, &headers, interaction).await? else {
        return again();
    };
    let interaction = &visit.interaction;
    let connector = configuration.on(&attempt.connector_id);
    let connector = connector.filter(|way| visit.offers(way));
    let Some(connector) = connector.filter(|_| !attempt.is_lost(state.now())) else {
        return Ok(html::see_other(&interaction.sign_in_path()));
    };
    let traveller = Traveller::of(interaction);
    let departure = Departure::new(&state, &headers, connector, id, &traveller).ok();
    let addresses = departure.and_then(|departure| {
        Some((
            departure.embedded(connector)?.uri,
            departure.away(connector).ok()?.uri,
        ))
    });
    let Some((frame_address, vendor_page)) = addresses else {
        return Ok(html::see_other(&interaction.sign_in_path()));
    };
    let page = Scan {
        frame: visit.frame(&path(id)),
        frame_address,
        vendor_page,
        back: interaction.sign_in_path(),
    };
    let policy = Policy {
        frames: vec![connector.social.authorization_origin()],
        ..Policy::default()
    };
    Ok(html::page_with(StatusCode::OK, &page, &policy))
}

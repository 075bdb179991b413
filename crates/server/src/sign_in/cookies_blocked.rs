//! `/sign-in/cookies`: a browser that keeps no cookies for this site.

use axum::extract::State;
use axum::response::Response;
use http::{HeaderMap, StatusCode};
use pages::cookies_blocked::CookiesBlocked;

use crate::state::{AppState, Inner};
use crate::web::{html, visitor};

/// A clean address to send a browser to whose address holds a code or a state.
pub(super) const PATH: &str = "/sign-in/cookies";

pub(crate) async fn get(State(state): State<AppState>, headers: HeaderMap) -> Response {
    page(&state, &headers)
}

pub(super) fn page(state: &Inner, headers: &HeaderMap) -> Response {
    let frame = visitor::frame(state, headers, PATH);
    html::page(StatusCode::BAD_REQUEST, &CookiesBlocked { frame }, &[])
}

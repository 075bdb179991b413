//! `/sign-in/start-again`: an old link, another browser, a lost cookie.

use axum::extract::State;
use axum::response::Response;
use http::{HeaderMap, StatusCode};
use pages::start_again::{StartAgain, Why};

use crate::state::{AppState, Inner};
use crate::web::parameters::Query;
use crate::web::{html, visitor};

const PATH: &str = "/sign-in/start-again";

/// A clean address to send a browser to whose address holds a code or a state.
pub(crate) fn address(why: Why) -> String {
    let why = match why {
        Why::OldLink => "old_link",
        Why::OtherBrowser => "other_browser",
    };
    format!("{PATH}?why={why}")
}

pub(crate) async fn get(
    State(state): State<AppState>,
    Query(query): Query,
    headers: HeaderMap,
) -> Response {
    let why = match query.get("why") {
        Some("other_browser") => Why::OtherBrowser,
        _ => Why::OldLink,
    };
    page(&state, &headers, why)
}

pub(crate) fn page(state: &Inner, headers: &HeaderMap, why: Why) -> Response {
    let frame = visitor::frame(state, headers, &address(why));
    let page = StartAgain {
        frame,
        why,
        reference: None,
    };
    html::page(StatusCode::BAD_REQUEST, &page, &[])
}

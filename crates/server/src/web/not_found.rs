//! Every other path.

use axum::extract::State;
use axum::response::Response;
use http::{HeaderMap, StatusCode, Uri};
use pages::start_again::{StartAgain, Why};

use super::{html, visitor};
use crate::state::AppState;

/// A bookmark or an old link, most likely: a page with a way on, not a bare number.
pub(crate) async fn handle(
    State(state): State<AppState>,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    let frame = visitor::frame(&state, &headers, uri.path());
    let page = StartAgain {
        frame,
        why: Why::OldLink,
        reference: None,
    };
    html::page(StatusCode::NOT_FOUND, &page, &[])
}

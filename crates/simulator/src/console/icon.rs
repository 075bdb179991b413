//! `/platform/apps/{number}/icon/{side}`: an uploaded icon, for the account and for the review desk.

use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::Simulator;

pub(super) async fn icon(
    State(simulator): State<Simulator>,
    Path((number, side)): Path<(String, String)>,
) -> Response {
    let png = simulator.with(|platform, _| {
        let app = platform.app_numbered(&number)?;
        let details = &app.details;
        match side.as_str() {
            "28" => details.small_icon.png(28),
            "108" => details.large_icon.png(108),
            "new" => app.review.change.as_ref()?.details.large_icon.png(108),
            _ => None,
        }
    });
    match png {
        Some(png) => ([(header::CONTENT_TYPE, "image/png")], png).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

//! `/console`: how sign-ins go.

use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::get;
use http::StatusCode;
use pages::console::Section;
use pages::console::overview::Overview;

use super::admin::Admin;
use crate::state::AppState;
use crate::web::html;

pub(super) fn routes() -> Router<AppState> {
    Router::new().route("/console", get(show))
}

async fn show(State(state): State<AppState>, admin: Admin) -> Response {
    let page = Overview {
        frame: admin.frame(&state, Section::Overview),
    };
    html::page(StatusCode::OK, &page, &[])
}

//! `/console/sign-in-page`: which ways there are, how the hosted pages look and speak, what
//! is asked of people.

mod fields;
mod look;
mod picture;
mod preview;
mod rules;
mod save;
mod texts;
mod view;
mod ways;
mod words;

use axum::Router;
use axum::routing::{get, post};

use crate::state::AppState;

pub(super) fn routes() -> Router<AppState> {
    Router::new()
        .route("/console/sign-in-page", get(ways::get).post(ways::post))
        .route(
            "/console/sign-in-page/look",
            get(look::get).post(look::post),
        )
        .route("/console/sign-in-page/look/{name}", post(picture::post))
        .route(
            "/console/sign-in-page/words",
            get(words::get).post(words::post),
        )
        .route(
            "/console/sign-in-page/words/{language}",
            get(texts::get).post(texts::post),
        )
        .route(
            "/console/sign-in-page/rules",
            get(rules::get).post(rules::post),
        )
        .route(
            "/console/sign-in-page/preview",
            get(preview::get).post(preview::post),
        )
}

//! The hosted pages: choose a way, go to the vendor, come back.

mod answer;
mod attempt;
pub(crate) mod avatar;
mod callback;
pub(crate) mod choose;
mod consent;
mod cookies_blocked;
pub(crate) mod exchange;
mod first_time;
pub(crate) mod goal;
pub(crate) mod interaction;
mod language;
mod link;
pub(crate) mod new_account;
mod page;
pub(crate) mod permissions;
mod scan;
pub(crate) mod session;
pub(crate) mod social;
pub(crate) mod start;
pub(crate) mod start_again;
mod strangers;
pub(crate) mod to_application;
pub(crate) mod trial;
mod waiting;

pub(crate) use page::LAST_USED;

use axum::routing::{get, post};
use axum::{Router, middleware};

use crate::state::AppState;
use crate::web::{anti_forgery, error};

pub(crate) fn routes(state: &AppState) -> Router<AppState> {
    Router::new()
        .route("/sign-in", get(page::get))
        .route("/sign-in/social/{connector}", post(social::post))
        .route("/sign-in/scan/{attempt}", get(scan::get))
        .route("/sign-in/attempt/{id}", get(attempt::get))
        .route(
            "/sign-in/first-time/{attempt}",
            get(first_time::get).post(first_time::post),
        )
        .route(
            "/sign-in/new-account/{attempt}",
            get(new_account::get).post(new_account::post),
        )
        .route("/sign-in/link/{attempt}", get(link::get).post(link::post))
        .route(choose::PATH, get(choose::get).post(choose::post))
        .route(cookies_blocked::PATH, get(cookies_blocked::get))
        .route("/sign-in/start-again", get(start_again::get))
        .route("/callback/{connector}", get(callback::get))
        .route("/consent", get(consent::get).post(consent::post))
        .route("/trial/{connector}", get(trial::get).post(trial::post))
        .route("/trial/result/{id}", get(trial::result))
        .route("/avatars/{user}/{hash}", get(avatar::get))
        .route("/language", post(language::post))
        .layer(middleware::from_fn_with_state(
            state.clone(),
            anti_forgery::same_origin,
        ))
        .layer(middleware::from_fn_with_state(
            state.clone(),
            error::as_page,
        ))
}

//! `/account`: what a person can see and change of their own account.
//!
//! Everything here belongs to whoever is signed in with this browser. Without a session a
//! sign-in begins that leads back here; the server is its own application then. What leads
//! into the account, or ends it, asks for a sign-in of the last ten minutes.

mod applications;
pub(crate) mod delete;
mod link;
mod name;
mod owner;
mod page;
mod picture;
mod sessions;
mod sign_out;
pub(crate) mod switch;
pub(crate) mod unlink;

use axum::routing::{get, post};
use axum::{Router, middleware};

pub(crate) use pages::account::Done;

use crate::state::AppState;
use crate::web::{anti_forgery, error};

pub(crate) const PATH: &str = "/account";

pub(crate) fn routes(state: &AppState) -> Router<AppState> {
    Router::new()
        .route(PATH, get(page::get))
        .route("/account/name", post(name::post))
        .route("/account/picture", post(picture::post))
        .route("/account/link/{connector}", post(link::post))
        .route("/account/switch/{connector}", post(switch::post))
        .route(
            "/account/unlink/{identity}",
            get(unlink::get).post(unlink::post),
        )
        .route("/account/sessions", post(sessions::post))
        .route("/account/applications", post(applications::post))
        .route("/account/sign-out", post(sign_out::post))
        .route("/account/signed-out", get(sign_out::get))
        .route(delete::PATH, get(delete::get).post(delete::post))
        .route("/account/deleted", get(delete::deleted))
        .layer(middleware::from_fn_with_state(
            state.clone(),
            anti_forgery::same_origin,
        ))
        .layer(middleware::from_fn_with_state(
            state.clone(),
            error::as_page,
        ))
}

/// The account, with a line about what has just been done.
pub(crate) fn after(done: Done) -> String {
    format!("{PATH}?done={}", done.word())
}

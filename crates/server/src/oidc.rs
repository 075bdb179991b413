//! The OpenID Provider that applications talk to.
//!
//! What is allowed is decided by the crate `oidc`; here its questions are answered from the database
//! and its decisions carried out.

mod auth;
pub(crate) mod backchannel_logout;
mod body;
mod claims;
mod client;
mod cors;
pub(crate) mod device;
mod discovery;
mod hint;
mod introspection;
mod jwks;
mod me;
mod refused;
mod revocation;
mod session_end;
mod token;

use ::oidc::{ErrorCode, OAuthError};
use axum::response::Response;
use axum::routing::{any, get, post};
use axum::{Router, middleware};
use http::StatusCode;

use crate::state::AppState;
use crate::web::{anti_forgery, error};

pub(crate) fn routes(state: &AppState) -> Router<AppState> {
    Router::new()
        .merge(for_people(state))
        .merge(for_programs())
        .route("/oidc", any(unknown))
        .route("/oidc/", any(unknown))
        .route("/oidc/{*path}", any(unknown))
        .method_not_allowed_fallback(wrong_method)
}

/// Where browsers are sent: answers are redirects and pages.
fn for_people(state: &AppState) -> Router<AppState> {
    let from_here = || middleware::from_fn_with_state(state.clone(), anti_forgery::same_origin);
    let confirm = post(session_end::confirm).layer(from_here());
    Router::new()
        .route("/oidc/auth", get(auth::get).post(auth::post))
        .route(
            "/oidc/session/end",
            get(session_end::get).post(session_end::post),
        )
        .route(session_end::CONFIRM, confirm)
        .route(
            device::PATH,
            get(device::code::get)
                .post(device::code::post)
                .layer(from_here()),
        )
        .route(
            device::CONFIRM,
            get(device::confirm::get)
                .post(device::confirm::post)
                .layer(from_here()),
        )
        .layer(middleware::from_fn_with_state(
            state.clone(),
            error::as_page,
        ))
}

/// What applications call: answers are JSON.
fn for_programs() -> Router<AppState> {
    Router::new()
        .route("/oidc/token", post(token::post).options(cors::preflight))
        .route(
            "/oidc/token/revocation",
            post(revocation::post).options(cors::preflight),
        )
        .route(
            "/oidc/token/introspection",
            post(introspection::post).options(cors::preflight),
        )
        .route("/oidc/device/auth", post(device::auth::post))
        .route(
            "/oidc/me",
            get(me::get).post(me::post).options(cors::preflight),
        )
        .route("/oidc/jwks", get(jwks::get).options(cors::preflight))
        .merge(discovery::routes())
}

/// Programs come here, so the answer is one that they can read.
async fn unknown() -> Response {
    let error = OAuthError::new(ErrorCode::InvalidRequest, "there is no such endpoint");
    cors::for_anybody(refused::json(StatusCode::NOT_FOUND, &error.body()))
}

async fn wrong_method() -> Response {
    let error = OAuthError::new(ErrorCode::InvalidRequest, "this endpoint has other methods");
    cors::for_anybody(refused::json(StatusCode::METHOD_NOT_ALLOWED, &error.body()))
}

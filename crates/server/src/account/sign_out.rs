//! `POST /account/sign-out`: a person leaves; and the page that says so.

use axum::extract::State;
use axum::response::Response;
use http::{HeaderMap, StatusCode};
use pages::signed_out::SignedOut;
use store::StoreError;

use super::owner::Owner;
use crate::sign_in::session;
use crate::state::AppState;
use crate::web::error::Unexpected;
use crate::web::parameters::Form;
use crate::web::{html, visitor};

const DONE: &str = "/account/signed-out";

pub(super) async fn post(
    State(state): State<AppState>,
    headers: HeaderMap,
    Form(form): Form,
) -> Result<Response, Unexpected> {
    match Owner::sends(&state, &headers, &form).await? {
        Ok(owner) => Ok(leave(&owner).await?),
        Err(elsewhere) => Ok(elsewhere),
    }
}

/// Ends the session of this browser.
pub(super) async fn leave(owner: &Owner<'_>) -> Result<Response, StoreError> {
    let Owner { state, session, .. } = owner;
    let ended = state.store.end_session(session.id, state.now()).await?;
    tracing::info!(session = %session.id, ended, "signed out");
    let page = html::see_other(DONE);
    Ok(html::with_cookies(page, [session::forget(state)]))
}

pub(super) async fn get(State(state): State<AppState>, headers: HeaderMap) -> Response {
    let page = SignedOut {
        frame: visitor::frame(&state, &headers, DONE),
        return_link: Some(super::PATH.to_owned()),
    };
    html::page(StatusCode::OK, &page, &[])
}

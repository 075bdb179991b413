//! Somebody at their own account.

use axum::response::Response;
use http::HeaderMap;
use pages::Frame;
use pages::start_again::Why;
use store::{Session, StoreError};

use crate::sign_in::goal::{Destination, Own};
use crate::sign_in::interaction::Interaction;
use crate::sign_in::{session, start_again};
use crate::state::Inner;
use crate::web::error::Unexpected;
use crate::web::parameters::Parameters;
use crate::web::{anti_forgery, html, visitor};

/// Somebody at their own account.
pub(super) struct Owner<'a> {
    pub(super) state: &'a Inner,
    pub(super) headers: &'a HeaderMap,
    pub(super) session: Session,
}

impl<'a> Owner<'a> {
    /// Whoever is signed in with this browser; otherwise the way to a sign-in that leads to
    /// `destination`.
    pub(super) async fn find(
        state: &'a Inner,
        headers: &'a HeaderMap,
        destination: Destination,
    ) -> Result<Result<Self, Response>, Unexpected> {
        match session::current(state, headers).await? {
            Some(session) => Ok(Ok(Self {
                state,
                headers,
                session,
            })),
            None => Ok(Err(sign_in(state, headers, destination).await?)),
        }
    }

    /// The same, where the sign-in must be of the last minutes.
    pub(super) async fn find_fresh(
        state: &'a Inner,
        headers: &'a HeaderMap,
        destination: Destination,
    ) -> Result<Result<Self, Response>, Unexpected> {
        match Self::find(state, headers, destination).await? {
            Ok(owner) if !session::is_fresh(state, &owner.session) => {
                Ok(Err(sign_in(state, headers, destination).await?))
            }
            found => Ok(found),
        }
    }

    /// Whoever sends a form of ours.
    pub(super) async fn sends(
        state: &'a Inner,
        headers: &'a HeaderMap,
        form: &Parameters,
    ) -> Result<Result<Self, Response>, Unexpected> {
        match Self::find(state, headers, Destination::Overview).await? {
            Ok(owner) if !owner.has_sent(form) => Ok(Err(old_form(state, headers))),
            found => Ok(found),
        }
    }

    /// Whoever sends a form of ours for which the sign-in must be of the last minutes.
    pub(super) async fn sends_fresh(
        state: &'a Inner,
        headers: &'a HeaderMap,
        destination: Destination,
        form: &Parameters,
    ) -> Result<Result<Self, Response>, Unexpected> {
        match Self::find_fresh(state, headers, destination).await? {
            Ok(owner) if !owner.has_sent(form) => Ok(Err(old_form(state, headers))),
            found => Ok(found),
        }
    }

    fn has_sent(&self, form: &Parameters) -> bool {
        anti_forgery::is_token(self.state, &self.secret(), form.get("csrf"))
    }

    /// The frame of a page of the account.
    pub(super) fn frame(&self, path: &str) -> Frame {
        Frame {
            csrf: anti_forgery::token(self.state, &self.secret()),
            ..visitor::frame(self.state, self.headers, path)
        }
    }

    /// What forms are tied to: this session, so that a form of somebody else who was signed
    /// in with this browser does nothing.
    fn secret(&self) -> String {
        format!("account {}", self.session.id)
    }
}

/// Answers a form that is not ours, or of another session.
fn old_form(state: &Inner, headers: &HeaderMap) -> Response {
    start_again::page(state, headers, Why::OldLink)
}

/// Begins a sign-in that leads to a page of the account.
async fn sign_in(
    state: &Inner,
    headers: &HeaderMap,
    destination: Destination,
) -> Result<Response, StoreError> {
    let own = Own::Account(destination);
    let (interaction, cookies) = Interaction::begin(state, headers, own).await?;
    let page = html::see_other(&interaction.first_path(state));
    Ok(html::with_cookies(page, cookies))
}

//! Somebody whom the vendor has told us, and who has to say where that belongs: what the
//! pages that ask have in common.

use std::sync::Arc;

use accounts::{Attempt, Failure, Outcome, Phase};
use axum::response::Response;
use connector_kit::SocialUserInfo;
use http::HeaderMap;
use pages::Identity;
use pages::failure::Situation;
use pages::start_again::Why;
use store::Stranger;
use uuid::Uuid;

use super::exchange::{self, Arrival};
use super::interaction::Interaction;
use super::social::Visit;
use super::start::step;
use super::{answer, attempt, session, start_again};
use crate::configuration::LiveConnector;
use crate::state::{AppState, Inner};
use crate::web::error::Unexpected;
use crate::web::html;

/// Somebody who waits at an attempt, in the browser that began it.
pub(super) struct Waiting<'a> {
    pub(super) visit: Visit<'a>,
    pub(super) attempt: Attempt,
    pub(super) info: SocialUserInfo,
    pub(super) connector: Arc<LiveConnector>,
}

impl<'a> Waiting<'a> {
    /// Finds who waits at an attempt; otherwise where to go instead.
    ///
    /// Everything is checked at each step anew: that this is the browser, that the time is
    /// not over, and that the connector is on.
    pub(super) async fn find(
        state: &'a Inner,
        headers: &'a HeaderMap,
        id: &str,
    ) -> Result<Result<Self, Response>, Unexpected> {
        let again = |why| Ok(Err(start_again::page(state, headers, why)));
        let id = Uuid::parse_str(id).unwrap_or_default();
        let Some(attempt) = state.store.attempt(id).await? else {
            return again(Why::OldLink);
        };
        let Some(interaction) = Interaction::of(state, headers, &attempt).await? else {
            return again(Why::OtherBrowser);
        };
        let Some(visit) = Visit::of(state, headers, interaction).await? else {
            return again(Why::OldLink);
        };
        let there = Ok(Err(html::see_other(&attempt::path(id))));
        if attempt.phase != Phase::Claimed {
            return there;
        }
        let configuration = state.configuration();
        let connector = configuration.on(&attempt.connector_id);
        let Some(connector) = connector.filter(|way| visit.offers(way)) else {
            return Ok(Err(visit.failure(Situation::TurnedOff, None)));
        };
        match state.store.pending_identity(id, state.now()).await? {
            Some(info) => Ok(Ok(Self {
                visit,
                info,
                connector: Arc::clone(connector),
                attempt,
            })),
            None => there,
        }
    }

    /// Who came back from the vendor. The picture is still the vendor's, so it is not shown.
    pub(super) fn identity(&self) -> Identity {
        Identity {
            name: self.info.name.clone(),
            picture: None,
        }
    }

    /// Ends the attempt because the person wants none of it.
    pub(super) async fn decline(&self) -> Result<(), Unexpected> {
        let (state, attempt) = (self.visit.state, &self.attempt);
        let steps = [step("answered", state.now())];
        let (outcome, failure) = (Outcome::Refused, Failure::Declined);
        exchange::end(state, attempt, outcome, &failure, &steps).await?;
        Ok(())
    }

    /// The end of the sign-in that the question has interrupted.
    pub(super) fn arrival(&self) -> Arrival {
        Arrival {
            attempt: self.attempt.clone(),
            interaction: self.visit.interaction.clone(),
            connector: Arc::clone(&self.connector),
            replaces: session::presented(self.visit.state, self.visit.headers),
        }
    }

    /// Makes an account, or does what the rules say by now, and leads on.
    pub(super) async fn sign_up(
        self,
        state: &AppState,
        stranger: Stranger<'_>,
    ) -> Result<Response, Unexpected> {
        let steps = vec![step("answered", state.now())];
        let arrival = self.arrival();
        arrival.complete(state, &self.info, steps, stranger).await?;
        let headers = self.visit.headers;
        match state.store.attempt(self.attempt.id).await? {
            Some(attempt) if attempt.outcome.is_some_and(Outcome::is_success) => {
                answer::signed_in(state, headers, &attempt, self.visit.interaction).await
            }
            _ => Ok(html::see_other(&attempt::path(self.attempt.id))),
        }
    }
}

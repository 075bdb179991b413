//! What the browser is told about an attempt that is over.
//!
//! Session id and authorization code of an attempt are derived from the attempt and the
//! browser's secret. So any node can give the same browser the same answer, at any
//! repetition, although the database holds only hashes.

use accounts::{Attempt, Failure, Outcome};
use axum::response::Response;
use connector_kit::{ConnectorError, Refusal};
use http::{HeaderMap, StatusCode};
use oidc::Application;
use oidc::decision::{Decision, after_sign_in};
use pages::failure::Situation;
use pages::signed_in::SignedIn;
use pages::start_again::{StartAgain, Why};

use super::interaction::Interaction;
use super::page::LAST_USED;
use super::{attempt, session, start_again, to_application};
use crate::state::Inner;
use crate::web::error::Unexpected;
use crate::web::{cookies, html, visitor};

/// What a browser gets when its attempt has succeeded.
pub(crate) struct Secrets {
    /// The value of the session cookie.
    pub(crate) session: String,
    /// The authorization code.
    pub(crate) code: String,
}

impl Secrets {
    pub(crate) fn of(state: &Inner, attempt: &Attempt, interaction: &Interaction) -> Self {
        let derive = |label| {
            let parts = [
                attempt.id.as_bytes().as_slice(),
                interaction.binding.as_bytes(),
            ];
            keys::base64url(&state.keyring.mac(label, &parts))
        };
        Self {
            session: derive("session"),
            code: derive("code"),
        }
    }
}

/// Leads somebody who has signed in to the application.
pub(crate) async fn signed_in(
    state: &Inner,
    headers: &HeaderMap,
    attempt: &Attempt,
    interaction: &Interaction,
) -> Result<Response, Unexpected> {
    let now = state.now();
    let secrets = Secrets::of(state, attempt, interaction);
    let hash = keys::sha256(secrets.session.as_bytes());
    let Some(session) = state.store.session(hash, now).await? else {
        return Ok(start_again::page(state, headers, Why::OldLink));
    };
    let Some(application) = state.store.application(&attempt.application_id).await? else {
        return Ok(start_again::page(state, headers, Why::OldLink));
    };
    let consented = to_application::consented(state, &application, session.user.id).await?;
    let seen = session::Seen::of(&session);
    let request = &interaction.request;
    let third_party = application.third_party;
    let response = match after_sign_in(request, &seen.view(), third_party, consented.as_ref()) {
        Decision::Issue => {
            let code = state
                .store
                .code(keys::sha256(secrets.code.as_bytes()))
                .await?;
            match code {
                Some(code) if code.redeemed_at.is_none() && now < code.expires_at => {
                    to_application::hand_over(state, request, &secrets.code)
                }
                // The application has it already, or was too slow: it is not sent twice.
                _ => {
                    let path = attempt::path(attempt.id);
                    let frame = visitor::frame_in(state, headers, &path, interaction, &application);
                    html::page(StatusCode::OK, &SignedIn { frame }, &[])
                }
            }
        }
        Decision::AskConsent => {
            html::see_other(&format!("/consent?interaction={}", interaction.id))
        }
        Decision::Refuse(error) => to_application::refuse(state, request, error),
        Decision::SignIn => html::see_other(&interaction.sign_in_path()),
    };
    let remembered = state.settings.lifetimes.session;
    let last_used = cookies::set(
        &state.settings,
        LAST_USED,
        &attempt.connector_id,
        remembered,
    );
    let cookies = [session::cookie(state, &secrets.session), last_used];
    Ok(html::with_cookies(response, cookies))
}

/// Says what went wrong, and what to do.
pub(crate) fn not_signed_in(
    state: &Inner,
    headers: &HeaderMap,
    attempt: &Attempt,
    interaction: &Interaction,
    application: &Application,
) -> Response {
    let path = attempt::path(attempt.id);
    let frame = visitor::frame_in(state, headers, &path, interaction, application);
    let reference = Some(attempt.reference.to_string());
    let mut response = match situation(attempt) {
        None => {
            let page = StartAgain {
                frame,
                why: Why::OldLink,
                reference,
            };
            html::page(StatusCode::BAD_REQUEST, &page, &[])
        }
        Some(situation) => {
            // Of a real vendor, only who runs the server may read codes and hosts.
            let connector = state.configuration().connector(&attempt.connector_id);
            let simulated = connector.is_some_and(|connector| connector.endpoints.is_some());
            let failure = attempt.failure.as_ref().filter(|_| simulated);
            let page = pages::failure::Failure {
                frame,
                situation,
                reference,
                retry: Some(interaction.sign_in_path()),
                administrator: failure.map(ToString::to_string),
            };
            let status = StatusCode::from_u16(situation.status());
            html::page(status.unwrap_or(StatusCode::BAD_GATEWAY), &page, &[])
        }
    };
    let reference = visitor::reference_header(&attempt.reference);
    response.headers_mut().insert(visitor::REFERENCE, reference);
    response
}

/// Which page explains an attempt; `None` where starting again is all there is to say.
fn situation(attempt: &Attempt) -> Option<Situation> {
    match (&attempt.failure, attempt.outcome) {
        (Some(Failure::CameBackLate), _) | (None, Some(Outcome::Lost)) => None,
        (Some(failure), _) => Some(of_failure(failure)),
        (None, Some(Outcome::Refused)) => Some(Situation::Cancelled),
        (None, _) => Some(Situation::Unexpected),
    }
}

/// Which page explains a failure.
pub(super) fn of_failure(failure: &Failure) -> Situation {
    match failure {
        Failure::Connector(error) => of_connector(error),
        Failure::CameBackLate | Failure::Abandoned => Situation::NotFinished,
        Failure::ConnectorOff => Situation::TurnedOff,
        Failure::Suspended => Situation::Suspended,
        Failure::Unanswered | Failure::Declined => Situation::NotFinished,
        Failure::NoSignUp { .. } | Failure::UsedElsewhere | Failure::Internal => {
            Situation::Unexpected
        }
    }
}

fn of_connector(error: &ConnectorError) -> Situation {
    match error {
        ConnectorError::PersonRefused => Situation::Cancelled,
        ConnectorError::Misconfigured { .. } => Situation::NotSetUp,
        ConnectorError::Unreachable { .. } | ConnectorError::ProviderMisbehaved { .. } => {
            Situation::NotAnswering
        }
        ConnectorError::ProviderRefused { refusal, .. } => match refusal {
            Refusal::CodeInvalid | Refusal::TokenInvalid | Refusal::Other => Situation::NotFinished,
            Refusal::NotPermitted => Situation::ProfileNotShared,
            Refusal::AccountRestricted => Situation::Restricted,
            Refusal::Busy => Situation::Busy,
            Refusal::Preview => Situation::Preview,
        },
        _ => Situation::Unexpected,
    }
}

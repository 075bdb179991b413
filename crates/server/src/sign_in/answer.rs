//! What the browser is told about an attempt that is over.
//!
//! Session id and authorization code of an attempt are derived from the attempt and the
//! browser's secret. So any node can give the same browser the same answer, at any
//! repetition, although the database holds only hashes.

use accounts::{Attempt, Failure, Outcome};
use axum::response::Response;
use connector_kit::{ConnectorError, Refusal};
use http::{HeaderMap, StatusCode};
use oidc::decision::{Decision, after_sign_in};
use pages::Identity;
use pages::failure::Situation;
use pages::no_account::NoAccount;
use pages::signed_in::SignedIn;
use pages::start_again::{StartAgain, Why};
use store::Session;
use uuid::Uuid;

use super::goal::{Goal, Own};
use super::interaction::Interaction;
use super::page::LAST_USED;
use super::social::Visit;
use super::{attempt, link, session, start_again, to_application};
use crate::account::{self, Done};
use crate::oidc::device;
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

/// Leads somebody who has signed in to where the sign-in was for.
pub(crate) async fn signed_in(
    state: &Inner,
    headers: &HeaderMap,
    attempt: &Attempt,
    interaction: Interaction,
) -> Result<Response, Unexpected> {
    let again = || Ok(start_again::page(state, headers, Why::OldLink));
    let secrets = Secrets::of(state, attempt, &interaction);
    let Some(visit) = Visit::of(state, headers, interaction).await? else {
        return again();
    };
    if attempt.outcome == Some(Outcome::Linked) {
        return Ok(linked(&visit, attempt));
    }
    let hash = keys::sha256(secrets.session.as_bytes());
    let Some(session) = state.store.session(hash, state.now()).await? else {
        return again();
    };
    let response = match waiting(state, &visit.interaction).await? {
        Some(waiting) => html::see_other(&link::path_after(waiting, attempt.id)),
        None => go_on(&visit, &session, Some((attempt, &secrets))).await?,
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

/// The attempt at which this browser met a stranger before, in the same interaction: by
/// signing in another way somebody has proved whose that stranger may be.
pub(super) async fn waiting(
    state: &Inner,
    interaction: &Interaction,
) -> Result<Option<Uuid>, Unexpected> {
    if !state.configuration().asks_strangers() {
        return Ok(None);
    }
    let (id, now) = (&interaction.id, state.now());
    Ok(state.store.pending_attempt_of(id, now).await?)
}

/// Leads somebody with a session on. The code is that of the attempt that has just ended;
/// without one, because a question came between, a new one is made.
pub(super) async fn go_on(
    visit: &Visit<'_>,
    session: &Session,
    ended: Option<(&Attempt, &Secrets)>,
) -> Result<Response, Unexpected> {
    let state = visit.state;
    let (request, application) = match (&visit.interaction.goal, &visit.application) {
        (Goal::Application(request), Some(application)) => (request, application),
        (Goal::Own(Own::Account(destination)), _) => {
            return Ok(html::see_other(&destination.path()));
        }
        (Goal::Own(Own::Device(_)), _) => {
            let page = device::confirm::path(&visit.interaction.id);
            return Ok(html::see_other(&page));
        }
        _ => return Ok(html::see_other(account::PATH)),
    };
    let consented = to_application::consented(state, application, session.user.id).await?;
    let seen = session::Seen::of(session);
    let third_party = application.third_party;
    match after_sign_in(request, &seen.view(), third_party, consented.as_ref()) {
        Decision::Issue => match ended {
            None => Ok(to_application::issue(state, visit.headers, request, session).await?),
            Some((attempt, secrets)) => {
                let code = keys::sha256(secrets.code.as_bytes());
                match state.store.code(code).await? {
                    Some(code) if code.redeemed_at.is_none() && state.now() < code.expires_at => {
                        Ok(to_application::hand_over(
                            state,
                            visit.headers,
                            request,
                            &secrets.code,
                        ))
                    }
                    // The application has it already, or was too slow: it is not sent twice.
                    _ => Ok(is_signed_in(visit, attempt)),
                }
            }
        },
        Decision::AskConsent => {
            let path = format!("/consent?interaction={}", visit.interaction.id);
            Ok(html::see_other(&path))
        }
        Decision::Refuse(error) => Ok(to_application::refuse(state, visit.headers, request, error)),
        Decision::SignIn | Decision::ChooseAccount => {
            Ok(html::see_other(&visit.interaction.sign_in_path()))
        }
    }
}

/// A way to sign in was added: there is nothing more to do at this address.
fn linked(visit: &Visit<'_>, attempt: &Attempt) -> Response {
    match visit.interaction.goal {
        Goal::Own(_) => html::see_other(&account::after(Done::Linked)),
        Goal::Application(_) => is_signed_in(visit, attempt),
    }
}

fn is_signed_in(visit: &Visit<'_>, attempt: &Attempt) -> Response {
    let frame = visit.frame(&attempt::path(attempt.id));
    html::page(StatusCode::OK, &SignedIn { frame }, &[])
}

/// Says what went wrong, and what to do.
pub(crate) async fn not_signed_in(
    state: &Inner,
    headers: &HeaderMap,
    attempt: &Attempt,
    interaction: Interaction,
) -> Result<Response, Unexpected> {
    let Some(visit) = Visit::of(state, headers, interaction).await? else {
        return Ok(start_again::page(state, headers, Why::OldLink));
    };
    let back = visit.interaction.sign_in_path();
    let mut response = match &attempt.failure {
        Some(Failure::UsedElsewhere) => html::see_other(&link::path(attempt.id)),
        Some(Failure::Declined | Failure::SessionEnded) => html::see_other(&back),
        Some(Failure::NoSignUp { .. }) => {
            let page = NoAccount {
                frame: visit.frame(&attempt::path(attempt.id)),
                identity: Identity::default(),
                reference: Some(attempt.reference.to_string()),
                back: Some(back),
            };
            html::page(StatusCode::FORBIDDEN, &page, &[])
        }
        _ => failed(&visit, attempt, back),
    };
    let reference = visitor::reference_header(&attempt.reference);
    response.headers_mut().insert(visitor::REFERENCE, reference);
    Ok(response)
}

fn failed(visit: &Visit<'_>, attempt: &Attempt, back: String) -> Response {
    let frame = visit.frame(&attempt::path(attempt.id));
    let reference = Some(attempt.reference.to_string());
    let Some(situation) = situation(attempt) else {
        let page = StartAgain {
            frame,
            why: Why::OldLink,
            reference,
        };
        return html::page(StatusCode::BAD_REQUEST, &page, &[]);
    };
    // Of a real vendor, only who runs the server may read codes and hosts.
    let connector = visit.state.configuration().connector(&attempt.connector_id);
    let simulated = connector.is_some_and(|connector| connector.endpoints.is_some());
    let failure = attempt.failure.as_ref().filter(|_| simulated);
    let page = pages::failure::Failure {
        frame,
        situation,
        reference,
        retry: Some(back),
        administrator: failure.map(ToString::to_string),
    };
    let status = StatusCode::from_u16(situation.status());
    html::page(status.unwrap_or(StatusCode::BAD_GATEWAY), &page, &[])
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
        Failure::CameBackLate
        | Failure::Abandoned
        | Failure::Unanswered
        | Failure::Declined
        | Failure::SessionEnded => Situation::NotFinished,
        Failure::ConnectorOff => Situation::TurnedOff,
        Failure::Suspended => Situation::Suspended,
        // These two have pages of their own.
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

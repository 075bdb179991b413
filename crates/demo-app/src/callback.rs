//! `/callback`: the person comes back with an answer.

use std::sync::Arc;

use axum::{
    extract::{RawQuery, State},
    http::{HeaderMap, header::SET_COOKIE},
    response::{IntoResponse, Redirect, Response},
};
use secrecy::SecretString;
use serde_json::{Map, Value};

use crate::{App, cookies, failure::Failure, parameters::single, trail::Step};

/// Someone who is signed in.
#[derive(Debug)]
pub(crate) struct Session {
    pub(crate) claims: Map<String, Value>,
    /// Whose it is at the provider.
    pub(crate) sub: String,
    /// Which of the provider's sessions it began in, where the provider says so.
    pub(crate) sid: Option<String>,
    /// Shown to the provider at sign-out, so that it need not ask.
    pub(crate) id_token: SecretString,
    pub(crate) steps: Vec<Step>,
}

/// Checks the answer, redeems its code and begins a session.
///
/// The order matters: nothing of an answer counts, not even its error, until it is known to
/// come from our provider (RFC 9207) and to belong to this browser.
pub(crate) async fn finish(
    State(app): State<Arc<App>>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let parameter = |name| single(query.as_deref(), name);
    let (issuer, state) = (parameter("iss")?, parameter("state")?);
    let (error, code) = (parameter("error")?, parameter("code")?);

    let provider = app.provider().await?;
    if issuer.as_deref() != Some(provider.issuer()) {
        return Err(Failure::WrongIssuer);
    }
    let browser = cookies::read(&headers, cookies::ATTEMPT, app.is_https());
    let attempt = match (state, browser) {
        (Some(state), Some(browser)) => app.attempts.take_if(&state, |it| it.browser == browser),
        _ => None,
    };
    let mut attempt = attempt.ok_or(Failure::ForeignAnswer)?;
    let trail = &mut attempt.trail;

    let code = match (error.as_deref(), code) {
        (None, Some(code)) => code,
        (Some("access_denied"), _) => return Err(Failure::Cancelled),
        (Some(error), _) => return Err(Failure::Refused(known_form(error))),
        (None, None) => return Err(Failure::Refused("no code came back".to_owned())),
    };
    trail.note("You came back with a code", "state and issuer are ours");

    let tokens = provider
        .exchange(&app.settings, &code, &attempt.verifier)
        .await?;
    trail.note("Exchanged the code for tokens", "from server to server");

    let (token, algorithm) = provider
        .verify(&tokens.id_token, &app.settings.client_id, &attempt.nonce)
        .await?;
    trail.note(
        "Checked the ID token",
        format!("{algorithm:?} signature, issuer, audience, expiry, nonce"),
    );

    let claims = provider.profile(&tokens, &token.sub).await?;
    trail.note("Read the profile", "same person as in the ID token");

    // A new id at each sign-in: one that somebody planted before is worth nothing.
    let id = cookies::random();
    if let Some(old) = cookies::read(&headers, cookies::SESSION, app.is_https()) {
        app.sessions.take(&old);
    }
    let cookie = cookies::set(cookies::SESSION, &id, app.is_https());
    let session = Session {
        claims,
        sub: token.sub,
        sid: token.sid,
        id_token: tokens.id_token,
        steps: attempt.trail.steps,
    };
    app.sessions.put(id, Arc::new(session));
    // Away from the address with the code in it.
    Ok(([(SET_COOKIE, cookie)], Redirect::to("/")).into_response())
}

/// An error code as RFC 6749 has them; anything else is not repeated on our page.
fn known_form(error: &str) -> String {
    let plain = error.len() <= 60
        && error
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte == b'_');
    if plain { error } else { "an unknown error" }.to_owned()
}

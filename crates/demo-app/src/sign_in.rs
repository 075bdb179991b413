//! `/sign-in`: off to the provider.

use std::sync::Arc;

use axum::{
    extract::{RawQuery, State},
    http::{HeaderMap, header::SET_COOKIE},
    response::{IntoResponse, Redirect, Response},
};
use secrecy::SecretString;

use crate::{App, cookies, failure::Failure, parameters::single, provider, trail::Trail};

/// A sign-in under way.
#[derive(Debug)]
pub(crate) struct Attempt {
    /// The cookie of the browser that began it.
    pub(crate) browser: String,
    pub(crate) nonce: String,
    pub(crate) verifier: SecretString,
    pub(crate) trail: Trail,
}

/// Makes an authorization request (OpenID Connect Core 1.0, 3.1.2.1; PKCE, RFC 7636).
///
/// `direct=wechat` asks the provider to skip its page and go straight to that way to sign in.
pub(crate) async fn start(
    State(app): State<Arc<App>>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let direct = single(query.as_deref(), "direct")?;
    let mut trail = Trail::begin();
    let provider = app.provider().await?;
    trail.note("Read the server's configuration", provider.issuer());

    // One cookie for all sign-ins of a browser, so that two tabs do not disturb each other.
    let browser =
        cookies::read(&headers, cookies::ATTEMPT, app.is_https()).unwrap_or_else(cookies::random);
    let (state, nonce, verifier) = (cookies::random(), cookies::random(), cookies::random());

    let mut address = provider.metadata.authorization_endpoint.clone();
    address
        .query_pairs_mut()
        .append_pair("response_type", "code")
        .append_pair("client_id", &app.settings.client_id)
        .append_pair("redirect_uri", &app.settings.address("/callback"))
        .append_pair("scope", "openid profile")
        .append_pair("state", &state)
        .append_pair("nonce", &nonce)
        .append_pair("code_challenge", &provider::challenge(&verifier))
        .append_pair("code_challenge_method", "S256")
        .extend_pairs(direct.map(|way| ("direct_sign_in", format!("social:{way}"))));
    trail.note(
        "Sent you to sign in",
        "authorization code, PKCE, state, nonce",
    );

    let cookie = cookies::set(cookies::ATTEMPT, &browser, app.is_https());
    let attempt = Attempt {
        browser,
        nonce,
        verifier: SecretString::from(verifier),
        trail,
    };
    app.attempts.put(state, attempt);
    Ok(([(SET_COOKIE, cookie)], Redirect::to(address.as_str())).into_response())
}

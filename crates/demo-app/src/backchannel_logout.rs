//! `/backchannel-logout`: the provider says that a session has ended.

use std::sync::Arc;

use axum::{extract::State, http::StatusCode};

use crate::{App, failure::Failure, parameters::single};

/// Ends the sessions that a logout token names (OpenID Connect Back-Channel Logout 1.0, 2.5 to 2.8).
///
/// The request comes from the provider itself, without a browser: nothing but the token is believed.
/// A browser whose session ended in this way is told so when it comes again.
pub(crate) async fn end(State(app): State<Arc<App>>, body: String) -> (StatusCode, &'static str) {
    match heard(&app, &body).await {
        Ok(ended) => {
            tracing::info!(ended, "the provider has ended a session");
            (StatusCode::OK, "")
        }
        Err(Failure::Unreachable(address)) => {
            tracing::warn!(address, "a logout token could not be checked");
            (StatusCode::SERVICE_UNAVAILABLE, "the keys cannot be read")
        }
        Err(failure) => {
            tracing::warn!(?failure, "a logout token was refused");
            (StatusCode::BAD_REQUEST, "this is no logout token for us")
        }
    }
}

/// Checks the token and says how many sessions it has ended.
async fn heard(app: &App, body: &str) -> Result<usize, Failure> {
    let refused = |what: &str| Failure::Untrusted(format!("logout token: {what}"));
    let token = single(Some(body), "logout_token")?.ok_or_else(|| refused("none"))?;
    let provider = app.provider().await?;
    let token = provider
        .verify_logout(&token, &app.settings.client_id)
        .await?;
    // Last, so that a token that was refused for another reason uses nothing up.
    if !app.heard.put_new(token.jti.clone(), ()) {
        return Err(refused("it came before"));
    }
    let ended = app.sessions.forget_if(|session| match &token.sid {
        Some(sid) => session.sid.as_ref() == Some(sid),
        None => Some(&session.sub) == token.sub.as_ref(),
    });
    let count = ended.len();
    for id in ended {
        app.ended.put(id, ());
    }
    Ok(count)
}

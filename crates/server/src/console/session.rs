//! The session of an administrator's browser.

use std::time::Duration;

use connector_kit::Timestamp;
use http::{HeaderMap, HeaderValue};
use store::{AdministratorSession, NewAdministratorSession, StoreError};
use uuid::Uuid;

use crate::state::Inner;
use crate::web::{cookies, visitor};

const NAME: &str = "console";

/// How long a session lives without being used.
pub(super) const IDLE: Duration = Duration::from_hours(12);

/// When a session ends by itself that is used now.
pub(super) fn expires_at(_: &Inner, now: Timestamp) -> Timestamp {
    now.plus(IDLE)
}

/// The session of a browser, and the secret that it holds.
pub(super) async fn current(
    state: &Inner,
    headers: &HeaderMap,
) -> Result<Option<(AdministratorSession, String)>, StoreError> {
    let Some(secret) = cookies::read(&state.settings, headers, NAME) else {
        return Ok(None);
    };
    let (hash, now) = (keys::sha256(secret.as_bytes()), state.now());
    let session = state
        .store
        .administrator_session(hash, now, expires_at(state, now))
        .await?;
    Ok(session.map(|session| (session, secret)))
}

/// Begins a session; the browser has to get the cookie. The id is new, whatever the
/// browser had before.
pub(super) async fn begin(
    state: &Inner,
    headers: &HeaderMap,
    administrator: Uuid,
) -> Result<HeaderValue, StoreError> {
    let (secret, now) = (keys::random_token(&*state.entropy), state.now());
    let session = NewAdministratorSession {
        id: state.new_id(),
        hash: keys::sha256(secret.as_bytes()),
        administrator_id: administrator,
        user_agent: visitor::user_agent(headers).map(shortened),
        expires_at: expires_at(state, now),
    };
    if let Some((former, _)) = current(state, headers).await? {
        let whose = former.administrator.id;
        state
            .store
            .end_administrator_session(whose, former.id, None)
            .await?;
    }
    state
        .store
        .begin_administrator_session(session, now)
        .await?;
    Ok(cookies::set(&state.settings, NAME, &secret, IDLE))
}

/// Makes the browser forget its session.
pub(super) fn forget(state: &Inner) -> HeaderValue {
    cookies::forget(&state.settings, NAME)
}

/// The cookie with a new life, as long as the session is used.
pub(super) fn keep(state: &Inner, secret: &str) -> HeaderValue {
    cookies::set(&state.settings, NAME, secret, IDLE)
}

/// No more of a browser's name than tells browsers apart.
fn shortened(name: &str) -> &str {
    let end = name
        .char_indices()
        .nth(200)
        .map_or(name.len(), |(at, _)| at);
    &name[..end]
}

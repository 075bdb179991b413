//! The browser's session.

use std::time::Duration;

use connector_kit::Timestamp;
use http::{HeaderMap, HeaderValue};
use oidc::SessionView;
use store::{Session, StoreError};
use uuid::Uuid;

use crate::state::Inner;
use crate::web::cookies;

const NAME: &str = "session";

/// Who is signed in with this browser.
pub(crate) async fn current(
    state: &Inner,
    headers: &HeaderMap,
) -> Result<Option<Session>, StoreError> {
    match presented(state, headers) {
        Some(hash) => state.store.session(hash, state.now()).await,
        None => Ok(None),
    }
}

/// How long ago somebody may have signed in who changes what leads into the account, or
/// deletes it.
pub(crate) const FRESH: Duration = Duration::from_mins(10);

/// Whether the person has signed in a moment ago.
pub(crate) fn is_fresh(state: &Inner, session: &Session) -> bool {
    state.now().since(session.auth_time) < FRESH
}

/// Whether this browser still has the session, of the same person, that something was begun
/// with, not too long ago.
pub(crate) async fn is_the_one(
    state: &Inner,
    headers: &HeaderMap,
    (session, user): (Uuid, Uuid),
    begun_at: Timestamp,
) -> Result<bool, StoreError> {
    let current = current(state, headers).await?;
    let is_the_one =
        current.is_some_and(|current| current.id == session && current.user.id == user);
    Ok(is_the_one && state.now().since(begun_at) < FRESH)
}

/// The hash of the session id that the browser presents, true or not.
pub(crate) fn presented(state: &Inner, headers: &HeaderMap) -> Option<[u8; 32]> {
    let id = cookies::read(&state.settings, headers, NAME)?;
    Some(keys::sha256(id.as_bytes()))
}

/// The cookie of a new session.
pub(crate) fn cookie(state: &Inner, id: &str) -> HeaderValue {
    cookies::set(&state.settings, NAME, id, state.settings.lifetimes.session)
}

/// Makes the browser forget its session.
pub(crate) fn forget(state: &Inner) -> HeaderValue {
    cookies::forget(&state.settings, NAME)
}

/// A session in the words of the crate `oidc`.
pub(crate) struct Seen {
    user_id: String,
    session_id: String,
    auth_time: i64,
}

impl Seen {
    pub(crate) fn of(session: &Session) -> Self {
        Self {
            user_id: session.user.id.to_string(),
            session_id: session.id.to_string(),
            auth_time: session.auth_time.seconds(),
        }
    }

    pub(crate) fn view(&self) -> SessionView<'_> {
        SessionView {
            user_id: &self.user_id,
            auth_time: self.auth_time,
            session_id: &self.session_id,
        }
    }
}

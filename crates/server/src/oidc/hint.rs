//! `id_token_hint`: an ID token of ours that an application gives back.

use keys::VerifyError;
use serde_json::Value;

use crate::state::Inner;

/// What an ID token of ours says. It may have expired: as a hint it is still true.
pub(super) struct IdTokenHint {
    /// Its `sub`.
    pub(super) user: String,
    /// Its `aud`.
    pub(super) application: String,
    /// Its `sid`.
    pub(super) session: String,
}

/// Reads a hint, if we have signed it with a key that we still know.
pub(super) fn read(state: &Inner, token: &str) -> Result<IdTokenHint, VerifyError> {
    let stored = state.signing_keys();
    let keys: Vec<_> = stored.iter().map(|stored| &stored.key).collect();
    let claims = keys::verify_own(&keys, token, &state.settings.issuer())?;
    let text = |name| claims.get(name).and_then(Value::as_str).map(str::to_owned);
    // Every ID token of ours has all three; what lacks one is something else that we have signed.
    match (text("sub"), text("aud"), text("sid")) {
        (Some(user), Some(application), Some(session)) => Ok(IdTokenHint {
            user,
            application,
            session,
        }),
        _ => Err(VerifyError::Malformed),
    }
}

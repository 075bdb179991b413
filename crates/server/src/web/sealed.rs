//! Cookies for the page that comes next: only this server can read or make what they hold.

use std::time::Duration;

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use http::{HeaderMap, HeaderValue};
use keys::Purpose;

use super::cookies;
use crate::state::Inner;

/// A `Set-Cookie` header for a text that is sealed under the short name of its cookie.
pub(crate) fn set(state: &Inner, short: &str, text: &[u8], lives: Duration) -> HeaderValue {
    let sealed = state
        .keyring
        .seal(Purpose::Cookie, short, text, &*state.entropy);
    let value = BASE64_URL_SAFE_NO_PAD.encode(sealed);
    cookies::set(&state.settings, short, &value, lives)
}

/// The text of such a cookie, if it was made here and for that name.
pub(crate) fn read(state: &Inner, headers: &HeaderMap, short: &str) -> Option<Vec<u8>> {
    let value = cookies::read(&state.settings, headers, short)?;
    let sealed = BASE64_URL_SAFE_NO_PAD.decode(value).ok()?;
    state.keyring.open(Purpose::Cookie, short, &sealed).ok()
}

//! Where a browser goes with the answer to an authorization request.

use crate::{AuthorizationRequest, error::OAuthError};

/// The address that takes an authorization code to the application (RFC 6749 section 4.1.2).
///
/// `issuer` goes along as `iss`, so that an application that uses several providers knows whose
/// answer it holds (RFC 9207).
pub fn success_address(request: &AuthorizationRequest, code: &str, issuer: &str) -> String {
    let state = request.state.as_deref().map(|state| ("state", state));
    let pairs = [("code", code)]
        .into_iter()
        .chain(state)
        .chain([("iss", issuer)]);
    append(&request.redirect_uri, pairs)
}

/// The address that takes an error to the application (RFC 6749 section 4.1.2.1), with `iss`, which
/// errors need as much as codes do (RFC 9207 section 2).
pub fn error_address(redirect: &ErrorRedirect, issuer: &str) -> String {
    let ErrorRedirect {
        redirect_uri,
        state,
        error,
    } = redirect;
    let state = state.as_deref().map(|state| ("state", state));
    let pairs = [
        ("error", error.code.as_str()),
        ("error_description", &*error.description),
    ]
    .into_iter()
    .chain(state)
    .chain([("iss", issuer)]);
    append(redirect_uri, pairs)
}

/// An error on its way to an address that is known to be the application's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ErrorRedirect {
    /// A registered redirect URI.
    pub redirect_uri: String,
    /// The application's own value, given back.
    pub state: Option<String>,
    /// What is wrong.
    pub error: OAuthError,
}

/// Adds parameters to an address, keeping every byte of it: a query that it has already stays, and
/// custom schemes need not be understood.
pub(crate) fn append<'a>(
    address: &str,
    pairs: impl IntoIterator<Item = (&'static str, &'a str)>,
) -> String {
    let added = form_urlencoded::Serializer::new(String::new())
        .extend_pairs(pairs)
        .finish();
    let separator = match address.split_once('?') {
        _ if added.is_empty() => "",
        None => "?",
        Some((_, query)) if query.is_empty() || query.ends_with('&') => "",
        Some(_) => "&",
    };
    format!("{address}{separator}{added}")
}

#[cfg(test)]
mod tests;

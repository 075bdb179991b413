//! Where a browser goes with the answer to an authorization request.

use crate::{AuthorizationRequest, authorization::ResponseMode, error::OAuthError};

/// An answer on its way to an application.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// A registered redirect URI.
    pub redirect_uri: String,
    /// How it travels.
    pub response_mode: ResponseMode,
    /// What it says.
    pub parameters: Vec<(&'static str, String)>,
}

impl Answer {
    /// The address that takes it to the application, in the mode `query`.
    pub fn address(&self) -> String {
        let pairs = self.parameters.iter();
        append(
            &self.redirect_uri,
            pairs.map(|(name, value)| (*name, value.as_str())),
        )
    }
}

/// The answer with an authorization code (RFC 6749 section 4.1.2).
///
/// `issuer` goes along as `iss`, so that an application that uses several providers knows whose
/// answer it holds (RFC 9207).
pub fn success(request: &AuthorizationRequest, code: &str, issuer: &str) -> Answer {
    Answer {
        redirect_uri: request.redirect_uri.clone(),
        response_mode: request.response_mode,
        parameters: with_state_and_issuer(
            [("code", code.to_owned())],
            request.state.as_deref(),
            issuer,
        ),
    }
}

/// The answer with an error (RFC 6749 section 4.1.2.1), with `iss`, which errors need as much as
/// codes do (RFC 9207 section 2).
pub fn error(redirect: &ErrorRedirect, issuer: &str) -> Answer {
    let error = &redirect.error;
    Answer {
        redirect_uri: redirect.redirect_uri.clone(),
        response_mode: redirect.response_mode,
        parameters: with_state_and_issuer(
            [
                ("error", error.code.as_str().to_owned()),
                ("error_description", error.description.to_string()),
            ],
            redirect.state.as_deref(),
            issuer,
        ),
    }
}

fn with_state_and_issuer(
    pairs: impl IntoIterator<Item = (&'static str, String)>,
    state: Option<&str>,
    issuer: &str,
) -> Vec<(&'static str, String)> {
    let state = state.map(|state| ("state", state.to_owned()));
    let pairs = pairs.into_iter().chain(state);
    pairs.chain([("iss", issuer.to_owned())]).collect()
}

/// An error on its way to an address that is known to be the application's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ErrorRedirect {
    /// A registered redirect URI.
    pub redirect_uri: String,
    /// The application's own value, given back.
    pub state: Option<String>,
    /// How it travels.
    pub response_mode: ResponseMode,
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

use serde::{Deserialize, Serialize};

use crate::error::{ErrorCode, OAuthError};

/// How the answer travels to the application (OAuth 2.0 Multiple Response Types section 2.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum ResponseMode {
    /// In the query of the redirect URI.
    #[default]
    #[serde(rename = "q")]
    Query,
    /// As a form that the browser posts to the redirect URI (OAuth 2.0 Form Post Response Mode).
    #[serde(rename = "f")]
    FormPost,
}

impl ResponseMode {
    /// Every value, the default first.
    pub const SUPPORTED: [&'static str; 2] = ["query", "form_post"];

    /// Whether nothing else than the default is asked for.
    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "serde calls it in this way"
    )]
    pub(crate) fn is_query(&self) -> bool {
        *self == Self::Query
    }

    /// Reads `response_mode` for an answer to `redirect_uri`.
    ///
    /// A form can only be posted to a place in the web, not to a program on the person's device.
    ///
    /// # Errors
    ///
    /// `invalid_request` for another value, and for a form to a custom scheme.
    pub(crate) fn parse(text: Option<&str>, redirect_uri: &str) -> Result<Self, OAuthError> {
        let refused = |text| Err(OAuthError::new(ErrorCode::InvalidRequest, text));
        match text {
            None | Some("query") => Ok(Self::Query),
            Some("form_post") if is_web(redirect_uri) => Ok(Self::FormPost),
            Some("form_post") => refused("form_post needs a redirect_uri with https or http"),
            Some(_) => refused("response_mode must be query or form_post"),
        }
    }
}

fn is_web(redirect_uri: &str) -> bool {
    redirect_uri.starts_with("https://") || redirect_uri.starts_with("http://")
}

use serde::{Deserialize, Serialize};

use super::{DirectSignIn, Prompt, RequestedClaims, ResponseMode};
use crate::{Access, Scopes, answer::ErrorRedirect, error::OAuthError};

/// An authorization request that has passed every check.
///
/// It travels sealed in a cookie of at most 1.2 kB, hence the one-letter names when serialized.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuthorizationRequest {
    /// The application that asks.
    #[serde(rename = "c")]
    pub client_id: String,
    /// Where the answer goes: an address that the application has registered.
    #[serde(rename = "r")]
    pub redirect_uri: String,
    /// How the answer travels there.
    #[serde(rename = "o", default, skip_serializing_if = "ResponseMode::is_query")]
    pub response_mode: ResponseMode,
    /// What is asked for, as far as it means something here.
    #[serde(rename = "s")]
    pub scopes: Scopes,
    /// The resources that tokens are asked for, each with its scopes.
    #[serde(rename = "a", default, skip_serializing_if = "Vec::is_empty")]
    pub resources: Vec<Access>,
    /// Which claims are asked for one by one.
    #[serde(
        rename = "q",
        default,
        skip_serializing_if = "RequestedClaims::is_empty"
    )]
    pub claims: RequestedClaims,
    /// The application's own value, given back with the answer.
    #[serde(rename = "t", default, skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    /// The application's own value, given back in the ID token.
    #[serde(rename = "n", default, skip_serializing_if = "Option::is_none")]
    pub nonce: Option<String>,
    /// Which pages must, or must not, be shown.
    #[serde(rename = "p", default, skip_serializing_if = "Prompt::is_empty")]
    pub prompt: Prompt,
    /// How long ago, in seconds, the person may have signed in; `0` asks for a new sign-in.
    #[serde(rename = "m", default, skip_serializing_if = "Option::is_none")]
    pub max_age: Option<u64>,
    /// Who the application believes is there: fills in a field, proves nothing.
    #[serde(rename = "h", default, skip_serializing_if = "Option::is_none")]
    pub login_hint: Option<String>,
    /// The `sub` of a verified `id_token_hint`: nobody else may be answered with.
    #[serde(rename = "u", default, skip_serializing_if = "Option::is_none")]
    pub expected_user: Option<String>,
    /// The languages the person reads, best first, separated by spaces.
    #[serde(rename = "l", default, skip_serializing_if = "Option::is_none")]
    pub ui_locales: Option<String>,
    /// The way to sign in that the application has already let the person choose.
    #[serde(rename = "d", default, skip_serializing_if = "Option::is_none")]
    pub direct_sign_in: Option<DirectSignIn>,
    /// The S256 challenge (RFC 7636).
    #[serde(rename = "k", default, skip_serializing_if = "Option::is_none")]
    pub code_challenge: Option<String>,
}

impl AuthorizationRequest {
    /// What the person has to consent to: the scopes, those that stand for single claims, and
    /// what is asked for at resources ([`Access::consent`]).
    pub fn consent(&self) -> Scopes {
        let claims = self.claims.scopes().map(str::to_owned);
        let scopes = self.scopes.iter().map(str::to_owned);
        let resources = self.resources.iter().flat_map(Access::consent);
        scopes.chain(claims).chain(resources).collect()
    }

    /// The answer that turns this request down.
    pub fn refuse(&self, error: OAuthError) -> ErrorRedirect {
        ErrorRedirect {
            redirect_uri: self.redirect_uri.clone(),
            state: self.state.clone(),
            response_mode: self.response_mode,
            error,
        }
    }
}

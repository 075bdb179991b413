use serde::{Deserialize, Serialize};

use crate::{AuthorizationRequest, RequestedClaims, Scopes};

/// What a person's sign-in has given to an application.
///
/// It is stored with the authorization code and handed on to the refresh tokens that come of it,
/// so everything that a later request must agree with is here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodeGrant {
    /// The application that may redeem the code.
    pub application_id: String,
    /// The person, as `sub`.
    pub user_id: String,
    /// The address that the code was sent to; the token request must repeat it.
    pub redirect_uri: String,
    /// What was granted.
    pub scopes: Scopes,
    /// Which claims were asked for one by one.
    #[serde(default, skip_serializing_if = "RequestedClaims::is_empty")]
    pub claims: RequestedClaims,
    /// The application's value that binds the ID token to its own session.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nonce: Option<String>,
    /// The S256 challenge whose verifier the token request must know (RFC 7636).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code_challenge: Option<String>,
    /// When the person last proved who they are, in Unix seconds.
    pub auth_time: i64,
    /// The session that the person signed in with, as `sid`: the id of its row, never its cookie.
    pub session_id: String,
}

impl CodeGrant {
    /// What `request` asked for, given by a person who signed in at `auth_time` (Unix seconds).
    pub fn new(
        request: &AuthorizationRequest,
        user_id: impl Into<String>,
        auth_time: i64,
        session_id: impl Into<String>,
    ) -> Self {
        Self {
            application_id: request.client_id.clone(),
            user_id: user_id.into(),
            redirect_uri: request.redirect_uri.clone(),
            scopes: request.scopes.clone(),
            claims: request.claims.clone(),
            nonce: request.nonce.clone(),
            code_challenge: request.code_challenge.clone(),
            auth_time,
            session_id: session_id.into(),
        }
    }
}

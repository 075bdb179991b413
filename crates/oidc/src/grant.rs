use serde::{Deserialize, Serialize};

use crate::{
    Access, AuthorizationRequest, RequestedClaims, Scopes,
    error::{ErrorCode, OAuthError},
    resource,
};

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
    /// The resources that tokens may be asked for, each with its scopes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub resources: Vec<Access>,
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
            resources: request.resources.clone(),
            claims: request.claims.clone(),
            nonce: request.nonce.clone(),
            code_challenge: request.code_challenge.clone(),
            auth_time,
            session_id: session_id.into(),
        }
    }
    /// The resource that a token is for: the one that is asked for, if it was granted (RFC 8707
    /// section 2.2); `None` for a token for userinfo.
    ///
    /// A request that names none gets a token for userinfo, as with Logto. Without the scope
    /// `openid` that would be of no use, so then it is the one resource that was granted.
    ///
    /// # Errors
    ///
    /// `invalid_target` for one that was not granted, and for none where it is not clear which.
    pub fn target(&self, asked: Option<&str>) -> Result<Option<&Access>, OAuthError> {
        let mut granted = self.resources.iter();
        match (asked, &self.resources[..]) {
            (Some(asked), _) => {
                let access = granted.find(|access| access.indicator == asked);
                access.map(Some).ok_or_else(|| {
                    let text = "the authorization request did not name this resource";
                    OAuthError::new(ErrorCode::InvalidTarget, text)
                })
            }
            (None, _) if self.scopes.contains(Scopes::OPENID) => Ok(None),
            (None, []) => Ok(None),
            (None, [only]) => Ok(Some(only)),
            (None, _) => {
                let text = "several resources were granted: name one";
                Err(OAuthError::new(ErrorCode::InvalidTarget, text))
            }
        }
    }

    /// What is left of it when a token request asks for `wanted` alone.
    ///
    /// Scopes that mean nothing here are ignored, as they were when it was made.
    ///
    /// # Errors
    ///
    /// `invalid_scope` for more than was granted, or nothing of it (RFC 6749 section 6). `known`
    /// says what means something.
    pub(crate) fn narrowed(
        &self,
        wanted: &Scopes,
        known: &resource::Resources<'_>,
    ) -> Result<Self, OAuthError> {
        let scopes = wanted.clone().supported();
        let mut more = !scopes.is_subset_of(&self.scopes);
        let mut resources = Vec::new();
        for access in &self.resources {
            let of_it = known.find(&access.indicator);
            let of_it = of_it.map(|resource| resource.among(wanted));
            let of_it = of_it.unwrap_or_default();
            more |= !of_it.is_subset_of(&access.scopes);
            resources.push(Access {
                indicator: access.indicator.clone(),
                scopes: of_it,
            });
        }
        let nothing = scopes.is_empty() && resources.iter().all(|access| access.scopes.is_empty());
        if more || nothing {
            return Err(OAuthError::new(
                ErrorCode::InvalidScope,
                "scope must name a part of what was granted",
            ));
        }
        Ok(Self {
            scopes,
            resources,
            ..self.clone()
        })
    }
}

#[cfg(test)]
mod tests;

use std::borrow::Cow;

use serde_json::{Value, json};
use thiserror::Error;

/// An error as OAuth 2.0 and OpenID Connect spell it on the wire.
///
/// The description is a text of ours: nothing that came with the request is ever repeated in it, so
/// nothing can be planted in an answer.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{}: {description}", code.as_str())]
pub struct OAuthError {
    /// The standard code.
    pub code: ErrorCode,
    /// A few words for the developer of the application, without quotation marks or backslashes,
    /// in printable ASCII (RFC 6749 section 5.2).
    pub description: Cow<'static, str>,
}

impl OAuthError {
    /// An error with its standard code and a few words for developers.
    pub fn new(code: ErrorCode, description: impl Into<Cow<'static, str>>) -> Self {
        Self {
            code,
            description: description.into(),
        }
    }

    /// The body of an answer that is not a redirect (RFC 6749 section 5.2).
    ///
    /// `code` and `message` are there for Logto's SDKs, which accept no error without them.
    pub fn body(&self) -> Value {
        json!({
            "error": self.code.as_str(),
            "error_description": self.description,
            "code": format!("oidc.{}", self.code.as_str()),
            "message": self.description,
        })
    }

    /// The HTTP status that goes with [`Self::body`].
    pub fn status(&self) -> u16 {
        match self.code {
            ErrorCode::InvalidClient | ErrorCode::InvalidToken => 401,
            ErrorCode::InsufficientScope => 403,
            ErrorCode::ServerError => 500,
            ErrorCode::TemporarilyUnavailable => 503,
            _ => 400,
        }
    }
}

/// The error codes of RFC 6749, RFC 6750, RFC 7009, RFC 8628, RFC 8707 and OpenID Connect Core that occur here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ErrorCode {
    /// A parameter is missing, repeated or malformed.
    InvalidRequest,
    /// The application is unknown or did not prove who it is.
    InvalidClient,
    /// The code or refresh token is unknown, used, expired, revoked or somebody else's.
    InvalidGrant,
    /// This kind of application may not do this.
    UnauthorizedClient,
    /// A grant type other than those in the discovery document.
    UnsupportedGrantType,
    /// A response type other than those in the discovery document.
    UnsupportedResponseType,
    /// No scope that means something, or more than was granted.
    InvalidScope,
    /// A resource that is not known (RFC 8707 section 2).
    InvalidTarget,
    /// The person or the server said no.
    AccessDenied,
    /// The request wants a surer way to sign in than there is (OpenID Connect Core Error Code
    /// `unmet_authentication_requirements` section 2).
    UnmetAuthenticationRequirements,
    /// `prompt=none`, but somebody would have to sign in.
    LoginRequired,
    /// `prompt=none`, but somebody would have to consent.
    ConsentRequired,
    /// Request objects are not supported (OpenID Connect Core section 3.1.2.6).
    RequestNotSupported,
    /// Request objects by reference are not supported.
    RequestUriNotSupported,
    /// The access token is unknown, expired or revoked (RFC 6750 section 3.1).
    InvalidToken,
    /// The access token does not reach that far.
    InsufficientScope,
    /// This kind of token cannot be revoked (RFC 7009 section 2.2.1).
    UnsupportedTokenType,
    /// A device has to wait for the person (RFC 8628 section 3.5).
    AuthorizationPending,
    /// A device asks too often.
    SlowDown,
    /// A device has waited too long.
    ExpiredToken,
    /// The fault is ours.
    ServerError,
    /// The fault is ours and will pass.
    TemporarilyUnavailable,
}

impl ErrorCode {
    /// The spelling on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::InvalidRequest => "invalid_request",
            Self::InvalidClient => "invalid_client",
            Self::InvalidGrant => "invalid_grant",
            Self::UnauthorizedClient => "unauthorized_client",
            Self::UnsupportedGrantType => "unsupported_grant_type",
            Self::UnsupportedResponseType => "unsupported_response_type",
            Self::InvalidScope => "invalid_scope",
            Self::InvalidTarget => "invalid_target",
            Self::AccessDenied => "access_denied",
            Self::UnmetAuthenticationRequirements => "unmet_authentication_requirements",
            Self::LoginRequired => "login_required",
            Self::ConsentRequired => "consent_required",
            Self::RequestNotSupported => "request_not_supported",
            Self::RequestUriNotSupported => "request_uri_not_supported",
            Self::InvalidToken => "invalid_token",
            Self::InsufficientScope => "insufficient_scope",
            Self::UnsupportedTokenType => "unsupported_token_type",
            Self::AuthorizationPending => "authorization_pending",
            Self::SlowDown => "slow_down",
            Self::ExpiredToken => "expired_token",
            Self::ServerError => "server_error",
            Self::TemporarilyUnavailable => "temporarily_unavailable",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_body_suits_the_standard_and_logtos_sdks() {
        let error = OAuthError::new(ErrorCode::InvalidGrant, "the code has been used");
        assert_eq!(
            error.body(),
            json!({
                "error": "invalid_grant",
                "error_description": "the code has been used",
                "code": "oidc.invalid_grant",
                "message": "the code has been used",
            })
        );
        assert_eq!(error.to_string(), "invalid_grant: the code has been used");
    }

    #[test]
    fn statuses() {
        let table = [
            (ErrorCode::InvalidRequest, 400),
            (ErrorCode::InvalidGrant, 400),
            (ErrorCode::InvalidTarget, 400),
            (ErrorCode::InvalidClient, 401),
            (ErrorCode::InvalidToken, 401),
            (ErrorCode::InsufficientScope, 403),
            (ErrorCode::ServerError, 500),
            (ErrorCode::TemporarilyUnavailable, 503),
        ];
        for (code, status) in table {
            assert_eq!(OAuthError::new(code, "").status(), status, "{code:?}");
        }
    }
}

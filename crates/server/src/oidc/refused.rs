//! How programs are told that they do not get what they asked for.

use axum::response::{IntoResponse, Response};
use http::{HeaderValue, StatusCode, header};
use oidc::{ErrorCode, OAuthError, bearer};
use serde_json::Value;
use store::StoreError;

/// Why an endpoint for programs does not give what was asked for.
#[derive(Debug, thiserror::Error)]
pub(super) enum Refused {
    /// The request is not as it should be.
    #[error(transparent)]
    Request(#[from] OAuthError),
    /// The application has not proved who it is.
    #[error("{error}")]
    Application {
        error: OAuthError,
        /// Whether it tried in the `Authorization` header.
        basic: bool,
    },
    /// There is no access token.
    #[error("there is no access token")]
    NoAccessToken,
    /// The access token does not allow it.
    #[error("{0}")]
    AccessToken(OAuthError),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// No token could be signed.
    #[error("there is no key to sign with, or the claims cannot be signed")]
    Signing,
}

impl Refused {
    /// What is said on the wire: what is ours to mend is not explained.
    fn error(&self) -> OAuthError {
        match self {
            Self::Request(error) | Self::AccessToken(error) | Self::Application { error, .. } => {
                error.clone()
            }
            Self::NoAccessToken => bearer::missing(),
            Self::Store(_) => {
                OAuthError::new(ErrorCode::TemporarilyUnavailable, "try again in a moment")
            }
            Self::Signing => OAuthError::new(ErrorCode::ServerError, "no token could be signed"),
        }
    }

    /// How the caller can prove itself (RFC 6749 section 5.2, RFC 6750 section 3).
    fn challenge(&self) -> Option<String> {
        match self {
            Self::Application { error, basic: true } if error.status() == 401 => {
                Some(r#"Basic realm="oidc""#.to_owned())
            }
            Self::AccessToken(error) => Some(bearer::challenge(error)),
            Self::NoAccessToken => Some(bearer::CHALLENGE.to_owned()),
            _ => None,
        }
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        match &self {
            Self::Store(_) | Self::Signing => tracing::error!(error = %self, "refused"),
            _ => tracing::info!(error = %self, "refused"),
        }
        let error = self.error();
        let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::BAD_REQUEST);
        let mut response = json(status, &error.body());
        let challenge = self
            .challenge()
            .and_then(|text| HeaderValue::from_str(&text).ok());
        if let Some(challenge) = challenge {
            response
                .headers_mut()
                .insert(header::WWW_AUTHENTICATE, challenge);
        }
        response
    }
}

/// An answer in JSON.
pub(super) fn json(status: StatusCode, body: &Value) -> Response {
    let content_type = HeaderValue::from_static("application/json");
    (
        status,
        [(header::CONTENT_TYPE, content_type)],
        body.to_string(),
    )
        .into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(refused: Refused) -> (u16, Option<String>) {
        let response = refused.into_response();
        let challenge = response.headers().get(header::WWW_AUTHENTICATE);
        let challenge = challenge.map(|text| text.to_str().unwrap().to_owned());
        (response.status().as_u16(), challenge)
    }

    #[test]
    fn a_challenge_answers_the_way_that_was_tried() {
        let client = || OAuthError::new(ErrorCode::InvalidClient, "who");
        let basic = Some(r#"Basic realm="oidc""#.to_owned());
        assert_eq!(
            answer(Refused::Application {
                error: client(),
                basic: true
            }),
            (401, basic)
        );
        assert_eq!(
            answer(Refused::Application {
                error: client(),
                basic: false
            }),
            (401, None)
        );
        let twice = OAuthError::new(ErrorCode::InvalidRequest, "twice");
        assert_eq!(
            answer(Refused::Application {
                error: twice,
                basic: true
            }),
            (400, None)
        );
        let token = OAuthError::new(ErrorCode::InvalidToken, "expired");
        let bearer = r#"Bearer error="invalid_token", error_description="expired""#;
        assert_eq!(
            answer(Refused::AccessToken(token)),
            (401, Some(bearer.to_owned()))
        );
        let none = r#"Bearer realm="oidc""#.to_owned();
        assert_eq!(answer(Refused::NoAccessToken), (401, Some(none)));
        assert_eq!(answer(Refused::Signing), (500, None));
    }
}

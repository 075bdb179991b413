//! Parameters in the body of a request.

use axum::extract::{FromRequest, Request};
use http::{HeaderMap, HeaderName};
use oidc::{ErrorCode, OAuthError, Parameters, ParametersError};

use super::refused::Refused;

/// A form in the body, with everything that it repeats.
pub(super) struct Body(pub(super) Parameters);

impl<S: Send + Sync> FromRequest<S> for Body {
    type Rejection = Refused;

    async fn from_request(request: Request, _: &S) -> Result<Self, Refused> {
        // A body that breaks off is as useless as one that does not end.
        let body = axum::body::to_bytes(request.into_body(), Parameters::LONGEST)
            .await
            .map_err(|_| OAuthError::from(ParametersError::TooLong))?;
        let parameters = Parameters::parse(&body).map_err(OAuthError::from)?;
        Ok(Self(parameters))
    }
}

/// The text of a header that may be there once.
pub(super) fn header(headers: &HeaderMap, name: HeaderName) -> Result<Option<&str>, OAuthError> {
    let mut values = headers.get_all(name).iter();
    match (values.next().map(|value| value.to_str()), values.next()) {
        (None, _) => Ok(None),
        (Some(Ok(text)), None) => Ok(Some(text)),
        _ => Err(OAuthError::new(
            ErrorCode::InvalidRequest,
            "a header cannot be read",
        )),
    }
}

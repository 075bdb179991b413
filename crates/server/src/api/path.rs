//! Parameters in paths.

use axum::extract::FromRequestParts;
use http::request::Parts;
use serde::de::DeserializeOwned;

use super::ApiError;
use super::error::Part;

/// The parameters of the path, as in axum; what cannot be read is refused in our words.
pub(crate) struct Path<T>(pub(crate) T);

impl<S: Send + Sync, T: DeserializeOwned + Send> FromRequestParts<S> for Path<T> {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
        let read = axum::extract::Path::<T>::from_request_parts(parts, state).await;
        let axum::extract::Path(value) =
            read.map_err(|_| ApiError::invalid_input(Part::Path, "", "it cannot be read"))?;
        // Databases and other programs disagree about NUL. It arrives in this form alone.
        if parts.uri.path().contains("%00") {
            return Err(ApiError::invalid_input(
                Part::Path,
                "",
                "it holds the character NUL",
            ));
        }
        Ok(Self(value))
    }
}

//! Why the Management API does not do what it was asked, as callers read it.

use std::any::Any;
use std::borrow::Cow;

use axum::response::{IntoResponse, Response};
use http::{HeaderValue, StatusCode, header};
use serde::Serialize;
use serde_json::{Value, json};
use store::StoreError;
use tower_http::catch_panic::CatchPanicLayer;
use utoipa::ToSchema;

/// An error on its way to a caller.
///
/// It holds texts of ours and nothing that came with the request or from the database, so it may
/// also be logged. An endpoint with reasons of its own has an enum of them, and one exhaustive
/// `From<…> for ApiError`.
#[derive(Debug)]
pub(crate) struct ApiError {
    pub(super) status: StatusCode,
    pub(super) body: Box<ErrorBody>,
    challenge: Option<String>,
}

/// The body of every error.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Error)]
pub(crate) struct ErrorBody {
    /// What went wrong, for programs; stays the same.
    #[schema(example = "entity.not_found")]
    pub(crate) code: &'static str,
    /// What happened and what to do, for people.
    pub(crate) message: Cow<'static, str>,
    /// More about it, depending on the code.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Object>)]
    pub(crate) data: Option<Value>,
    /// Where in the request it is, as one text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) details: Option<String>,
}

/// The part of a request that is not as it should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    Body,
    Query,
    Path,
}

impl ApiError {
    /// An error with its code and a sentence or two.
    pub(crate) fn new(
        status: StatusCode,
        code: &'static str,
        message: impl Into<Cow<'static, str>>,
    ) -> Self {
        Self {
            status,
            body: Box::new(ErrorBody {
                code,
                message: message.into(),
                data: None,
                details: None,
            }),
            challenge: None,
        }
    }

    /// Adds what programs may want to know besides the code. Never what came with the request.
    #[must_use]
    pub(crate) fn with_data(mut self, data: Value) -> Self {
        self.body.data = Some(data);
        self
    }

    /// Adds how the caller can prove itself (RFC 6750 section 3).
    #[must_use]
    pub(super) fn with_challenge(mut self, challenge: impl Into<String>) -> Self {
        self.challenge = Some(challenge.into());
        self
    }

    /// There is nothing with this id.
    pub(crate) fn not_found() -> Self {
        let text = "There is nothing with this id.";
        Self::new(StatusCode::NOT_FOUND, "entity.not_found", text)
    }

    /// Others change the same thing at the same time, again and again.
    pub(crate) fn changed_meanwhile() -> Self {
        let text = "Somebody else changes it at the same time. Look at it and try again.";
        Self::new(StatusCode::CONFLICT, "entity.changed_meanwhile", text)
    }

    /// A part of the request is wrong at a place such as `config.clientId` (empty: as a whole).
    pub(crate) fn invalid_input(part: Part, place: &str, problem: &str) -> Self {
        let (name, message) = match part {
            Part::Body => ("body", "The body of the request is not as it should be."),
            Part::Query => ("query", "The query of the address is not as it should be."),
            Part::Path => ("params", "The path of the address is not as it should be."),
        };
        let place_name = if place.is_empty() { name } else { place };
        let mut error = Self::new(StatusCode::BAD_REQUEST, "guard.invalid_input", message);
        error.body.details = Some(format!("{place_name}: {problem}"));
        let path: Vec<_> = place.split('.').filter(|step| !step.is_empty()).collect();
        error.with_data(json!({
            "type": name,
            "issues": [{ "path": path, "message": problem }],
        }))
    }

    fn unavailable() -> Self {
        let text = "The server cannot reach its database at the moment. Try again in a while.";
        Self::new(StatusCode::SERVICE_UNAVAILABLE, "system.unavailable", text)
    }

    fn internal() -> Self {
        let text =
            "Something failed in the server. Its log says more, under the id of this request.";
        Self::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "system.internal_error",
            text,
        )
    }
}

/// What the database says stays in the log.
impl From<StoreError> for ApiError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Unavailable { .. } | StoreError::Contended => {
                tracing::error!(%error, "the management api cannot reach the database");
                Self::unavailable()
            }
            StoreError::Corrupt { .. } => {
                tracing::error!(%error, "the management api cannot read a row");
                Self::internal()
            }
            StoreError::Conflict => {
                let text = "Something else has this id or name already.";
                let status = StatusCode::UNPROCESSABLE_ENTITY;
                Self::new(status, "entity.unique_integrity_violation", text)
            }
        }
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        if !self.status.is_server_error() {
            tracing::debug!(
                status = self.status.as_u16(),
                code = self.body.code,
                "refused"
            );
        }
        let mut response = (self.status, axum::Json(self.body)).into_response();
        let challenge = self
            .challenge
            .and_then(|text| HeaderValue::from_str(&text).ok());
        if let Some(challenge) = challenge {
            let headers = response.headers_mut();
            headers.insert(header::WWW_AUTHENTICATE, challenge);
        }
        response
    }
}

/// Every other path under `/api`.
pub(super) async fn unknown_path() -> ApiError {
    let text = "There is no such endpoint. All of them are listed at /api/docs.";
    ApiError::new(StatusCode::NOT_FOUND, "guard.unknown_endpoint", text)
}

/// Another method of a path that exists; axum adds the header `Allow`.
pub(super) async fn wrong_method() -> ApiError {
    let text = "This endpoint has other methods. They are listed at /api/docs.";
    ApiError::new(StatusCode::METHOD_NOT_ALLOWED, "guard.wrong_method", text)
}

/// A handler that panics gives the same answer as any other failure of ours.
pub(super) fn on_panic() -> CatchPanicLayer<fn(Box<dyn Any + Send>) -> Response> {
    CatchPanicLayer::custom((|_| ApiError::internal().into_response()) as fn(_) -> _)
}

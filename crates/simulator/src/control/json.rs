//! JSON in and out.

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::json;

use crate::platform::registry::Complaint;

/// A body of exactly this shape, whatever its content type says.
pub(super) struct Body<T>(pub(super) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Body<T> {
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> Result<Self, Response> {
        let bytes = Bytes::from_request(request, state)
            .await
            .map_err(|_| error(StatusCode::BAD_REQUEST, "the body could not be read"))?;
        serde_json::from_slice(&bytes)
            .map(Body)
            .map_err(|problem| error(StatusCode::BAD_REQUEST, &problem.to_string()))
    }
}

/// A value as the answer.
pub(super) fn ok(value: &impl Serialize) -> Response {
    match serde_json::to_string(value) {
        Ok(text) => written(StatusCode::OK, text),
        Err(problem) => error(StatusCode::INTERNAL_SERVER_ERROR, &problem.to_string()),
    }
}

/// The outcome of a wish as the answer.
pub(super) fn outcome(outcome: Result<impl Serialize, Complaint>) -> Response {
    match outcome {
        Ok(value) => ok(&value),
        Err(complaint) => {
            let status = match complaint {
                Complaint::Unknown(_) => StatusCode::NOT_FOUND,
                Complaint::OutOfOrder(_) => StatusCode::CONFLICT,
                Complaint::Gone(_) => StatusCode::GONE,
                Complaint::Bad(_) => StatusCode::BAD_REQUEST,
            };
            error(status, complaint.sentence())
        }
    }
}

/// A refusal in words.
pub(super) fn error(status: StatusCode, sentence: &str) -> Response {
    written(status, json!({ "error": sentence }).to_string())
}

fn written(status: StatusCode, text: String) -> Response {
    (status, [(header::CONTENT_TYPE, "application/json")], text).into_response()
}

//! `/_sim/openapi.json`: these calls, for programs that make clients from such a document.

use axum::http::header;
use axum::response::{IntoResponse, Response};

pub(super) async fn openapi() -> Response {
    let document = include_str!("../../assets/openapi.json");
    ([(header::CONTENT_TYPE, "application/json")], document).into_response()
}

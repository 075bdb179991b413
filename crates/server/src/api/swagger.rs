//! `/api/swagger.json`: the description of all this.

use axum::Extension;
use axum::response::{IntoResponse, Response};
use http::header;

use super::document::Document;

/// This description
///
/// The whole Management API as an OpenAPI document.
#[utoipa::path(
    get,
    path = "/api/swagger.json",
    tag = "Status",
    operation_id = "GetSwaggerJson",
    security(()),
    responses((status = 200, description = "The OpenAPI document.", body = Object)),
)]
pub(super) async fn get(Extension(document): Extension<Document>) -> Response {
    let about = [
        (header::CONTENT_TYPE, "application/json"),
        (header::CACHE_CONTROL, "public, max-age=300"),
    ];
    (about, document.json).into_response()
}

//! `/api/status`: whether the server is up.

use http::StatusCode;

/// Whether the server is up
///
/// For a look from outside. Whether the database answers is told by `/readyz`.
#[utoipa::path(
    get,
    path = "/api/status",
    tag = "Status",
    operation_id = "GetStatus",
    security(()),
    responses((status = 204, description = "The server is up.")),
)]
pub(super) async fn get() -> StatusCode {
    StatusCode::NO_CONTENT
}

//! What has no page, and what failed on our side.

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use http::StatusCode;
use pages::console::access::Message;

use super::admin::{Admin, outside};
use crate::state::AppState;
use crate::web::error::NeedsPage;
use crate::web::html;

pub(super) async fn not_found(State(state): State<AppState>, admin: Admin) -> Response {
    let page = Message::not_found(admin.frame(&state, None));
    html::page(StatusCode::NOT_FOUND, &page, &[])
}

/// Makes a page of a failure, in the look of the console.
pub(super) async fn as_page(
    State(state): State<AppState>,
    request: Request,
    next: Next,
) -> Response {
    let headers = request.headers().clone();
    let response = next.run(request).await;
    if response.extensions().get::<NeedsPage>().is_none() {
        return response;
    }
    let id = headers.get("x-request-id");
    let reference = id.and_then(|id| id.to_str().ok()).map(str::to_owned);
    let page = Message::failed(outside(&state, &headers, "/console"), reference);
    html::page(StatusCode::SERVICE_UNAVAILABLE, &page, &[])
}

//! `Logto-Core-Request-Id`: the id of a request, under the name that programs look for.

use axum::extract::Request;
use axum::middleware::Next;
use axum::response::Response;
use http::HeaderName;

use crate::web::trace::REQUEST_ID;

const NAME: HeaderName = HeaderName::from_static("logto-core-request-id");

pub(super) async fn on_every_answer(request: Request, next: Next) -> Response {
    let id = request.headers().get(REQUEST_ID).cloned();
    let mut response = next.run(request).await;
    if let Some(id) = id {
        response.headers_mut().insert(NAME, id);
    }
    response
}

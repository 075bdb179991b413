//! One log line per request, with its path and never its query: codes and states pass
//! there.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use connector_kit::Entropy;
use http::HeaderName;
use tower::ServiceBuilder;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::request_id::{
    MakeRequestId, PropagateRequestIdLayer, RequestId, SetRequestIdLayer,
};
use tower_http::trace::TraceLayer;
use tracing::Span;

pub(crate) const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

pub(crate) fn around(router: Router, entropy: Arc<dyn Entropy>) -> Router {
    router.layer(
        ServiceBuilder::new()
            .layer(SetRequestIdLayer::new(REQUEST_ID, NewRequestId(entropy)))
            .layer(
                TraceLayer::new_for_http()
                    .make_span_with(span)
                    .on_request(())
                    .on_response(on_response),
            )
            .layer(PropagateRequestIdLayer::new(REQUEST_ID))
            .layer(CatchPanicLayer::new()),
    )
}

fn span<B>(request: &http::Request<B>) -> Span {
    let id = request.headers().get(REQUEST_ID);
    tracing::info_span!(
        "request",
        method = %request.method(),
        path = request.uri().path(),
        id = id.and_then(|id| id.to_str().ok()),
    )
}

fn on_response<B>(response: &http::Response<B>, took: Duration, _: &Span) {
    tracing::debug!(
        status = response.status().as_u16(),
        ms = took.as_millis(),
        "answered"
    );
}

/// A request keeps the id that a proxy gave it.
#[derive(Clone)]
struct NewRequestId(Arc<dyn Entropy>);

impl MakeRequestId for NewRequestId {
    fn make_request_id<B>(&mut self, _: &http::Request<B>) -> Option<RequestId> {
        let id = keys::random_alphanumeric(&*self.0, 16).parse().ok()?;
        Some(RequestId::new(id))
    }
}

//! `/assets/{name}`: style sheets and scripts, named by their content.

use axum::Router;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use http::{HeaderMap, StatusCode, header};
use tower_http::compression::CompressionLayer;

/// The name changes with the content, so a browser may keep a file for ever. Only
/// these answers are compressed: they hold no secrets.
pub(crate) fn routes() -> Router {
    Router::new()
        .route("/assets/{name}", get(handle))
        .layer(CompressionLayer::new())
}

async fn handle(Path(name): Path<String>, headers: HeaderMap) -> Response {
    let Some(asset) = pages::assets::find(&name) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let known = headers.get(header::IF_NONE_MATCH);
    if known.is_some_and(|etag| etag == asset.etag.as_str()) {
        return StatusCode::NOT_MODIFIED.into_response();
    }
    let about = [
        (header::CONTENT_TYPE, asset.content_type),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
        (header::ETAG, &asset.etag),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    (about, asset.bytes).into_response()
}

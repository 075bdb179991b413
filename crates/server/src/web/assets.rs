//! `/assets/…`: style sheets, scripts and pictures, named by their content.

use axum::Router;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use http::{HeaderMap, HeaderName, StatusCode, header};
use tower_http::compression::CompressionLayer;

use super::error::Unexpected;
use crate::state::AppState;

const CSS: &str = "text/css; charset=utf-8";
const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// The name changes with the content, so a browser may keep a file for ever. Only
/// these answers are compressed: they hold no secrets.
pub(crate) fn routes(state: &AppState) -> Router {
    Router::new()
        .route("/assets/{name}", get(handle))
        .route("/assets/brand/{name}", get(brand))
        .route("/assets/custom/{name}", get(custom))
        .route("/assets/images/{hash}", get(image))
        .with_state(state.clone())
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
        (header::CACHE_CONTROL, FOR_EVER),
        (header::ETAG, &asset.etag),
    ];
    (about, asset.bytes).into_response()
}

/// The sheet of two colours, which its name says. Kept for a day only, because a newer
/// edition of ours may make more of the same colours.
async fn brand(Path(name): Path<String>) -> Response {
    match pages::brand::find(&name) {
        Some(sheet) => style_sheet(sheet, "public, max-age=86400"),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// The operator's own sheet. A node that has not heard of the newest one yet gives what
/// it has, for this time only.
async fn custom(State(state): State<AppState>, Path(name): Path<String>) -> Response {
    match state.configuration().custom_css() {
        Some((known, css)) if known == name => style_sheet(css.to_owned(), FOR_EVER),
        Some((_, css)) => style_sheet(css.to_owned(), "no-store"),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

fn style_sheet(text: String, keep: &'static str) -> Response {
    let about = [(header::CONTENT_TYPE, CSS), (header::CACHE_CONTROL, keep)];
    (about, text).into_response()
}

async fn image(
    State(state): State<AppState>,
    Path(hash): Path<String>,
) -> Result<Response, Unexpected> {
    let Some(image) = state.store.image(&hash).await? else {
        return Ok(StatusCode::NOT_FOUND.into_response());
    };
    // Applications may show the logo of whoever runs the sign-in, hence `cross-origin`.
    let about = [
        (header::CONTENT_TYPE, image.content_type.as_str()),
        (header::CACHE_CONTROL, FOR_EVER),
        (
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; sandbox",
        ),
        (
            HeaderName::from_static("cross-origin-resource-policy"),
            "cross-origin",
        ),
    ];
    Ok((about, image.bytes).into_response())
}

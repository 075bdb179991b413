//! `/assets/{name}`: styles, scripts and the icon.

use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

/// The house's tokens, then the simulator's own styles.
static STYLES: LazyLock<String> = LazyLock::new(|| {
    [
        pages::assets::TOKENS_CSS,
        include_str!("../../assets/simulator.css"),
    ]
    .concat()
});

pub(super) async fn asset(Path(name): Path<String>) -> Response {
    let (content_type, text): (_, &'static str) = match name.as_str() {
        "simulator.css" => ("text/css; charset=utf-8", STYLES.as_str()),
        "times.js" => (SCRIPT, include_str!("../../assets/times.js")),
        "qr.js" => (SCRIPT, include_str!("../../assets/qr.js")),
        "phone.js" => (SCRIPT, include_str!("../../assets/phone.js")),
        "twice.js" => (SCRIPT, include_str!("../../assets/twice.js")),
        "live.js" => (SCRIPT, include_str!("../../assets/live.js")),
        "copy.js" => (SCRIPT, include_str!("../../assets/copy.js")),
        "icon.svg" => ("image/svg+xml", include_str!("../../assets/icon.svg")),
        _ => return StatusCode::NOT_FOUND.into_response(),
    };
    ([(header::CONTENT_TYPE, content_type)], text).into_response()
}

const SCRIPT: &str = "text/javascript; charset=utf-8";

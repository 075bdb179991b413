//! How pages leave the application: rendered, and with headers that keep them to themselves.

use askama::Template;
use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{Html, IntoResponse, Response},
};

/// Renders a page under a content security policy that allows `form_action` and `images` too.
pub(crate) fn render(
    status: StatusCode,
    template: &impl Template,
    form_action: &str,
    images: &str,
) -> Response {
    let Ok(body) = template.render() else {
        // Only running out of memory ends here; there is nothing to say about it to a person.
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let mut response = (status, Html(body)).into_response();
    let policy = format!(
        "default-src 'none'; style-src 'self'; img-src 'self' {images}; \
         form-action 'self' {form_action}; frame-ancestors 'none'; base-uri 'none'"
    );
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    response
}

/// Adds what every answer carries: codes pass through addresses here, and names through pages.
pub(crate) async fn guard(mut response: Response) -> Response {
    let headers = response.headers_mut();
    for (name, value) in GUARDS {
        headers
            .entry(name)
            .or_insert(HeaderValue::from_static(value));
    }
    response
}

/// `/style.css`.
pub(crate) async fn style() -> impl IntoResponse {
    file(
        "text/css; charset=utf-8",
        include_str!("../assets/style.css"),
    )
}

/// `/icon.svg`.
pub(crate) async fn icon() -> impl IntoResponse {
    file("image/svg+xml", include_str!("../assets/icon.svg"))
}

fn file(content_type: &'static str, text: &'static str) -> impl IntoResponse {
    let headers = [
        (header::CONTENT_TYPE, content_type),
        (header::CACHE_CONTROL, "no-cache"),
    ];
    (headers, text)
}

const GUARDS: [(header::HeaderName, &str); 4] = [
    (header::CACHE_CONTROL, "no-store"),
    // Codes leave for nowhere else; with `no-referrer` our own forms would come from "null".
    (header::REFERRER_POLICY, "same-origin"),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; frame-ancestors 'none'",
    ),
];

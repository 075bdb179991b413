//! The headers of every answer: nothing is stored, nothing foreign runs, nothing is told to others.

use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// The policy of all pages but two.
const PAGES: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; \
     form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
);

/// The policy of the QR page, which applications may show in a frame, as WeChat allows.
pub(crate) const FRAMEABLE: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; \
     form-action 'self'; base-uri 'none'",
);

/// The policy of the QR page with a style sheet of the site that shows it.
pub(crate) fn frameable_with(source: &str, ahead: &str) -> String {
    format!(
        "default-src 'none'; style-src 'self' {source}; script-src 'self'; img-src 'self'; connect-src 'self' {ahead}; \
         form-action 'self'; base-uri 'none'"
    )
}

/// The policy of the consent page in WeChat's own browser: its form ends at the application, and a browser applies
/// `form-action` to every address on the way there.
pub(crate) const CONSENT: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; \
     base-uri 'none'; frame-ancestors 'none'",
);

/// The policy of a page that loads an address of an application before it goes there.
pub(crate) fn ahead(origin: &str) -> String {
    format!(
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self' {origin}; \
         form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
}

/// The policy of the page around the phone's browser.
pub(crate) const WITH_FRAME: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; \
     frame-src 'self'; base-uri 'none'; frame-ancestors 'none'",
);

/// The policy of an application's page in the phone's browser: it looks as it should, and nothing of it runs.
pub(crate) const FOREIGN: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; \
     base-uri 'none'; frame-ancestors 'self'",
);

/// Refuses what a page of another site posts: only a person on these screens presses their buttons.
///
/// Scripts and servers send no such header.
pub(crate) async fn refuse_other_sites(request: Request, next: Next) -> Response {
    let site = request.headers().get("sec-fetch-site");
    if request.method() == Method::POST && site.is_some_and(|site| site == "cross-site") {
        return (StatusCode::FORBIDDEN, "another site sent this").into_response();
    }
    next.run(request).await
}

/// Adds what an answer does not set itself.
pub(crate) async fn add(mut response: Response) -> Response {
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (header::CONTENT_SECURITY_POLICY, PAGES),
        (
            header::REFERRER_POLICY,
            HeaderValue::from_static("no-referrer"),
        ),
        (
            header::X_CONTENT_TYPE_OPTIONS,
            HeaderValue::from_static("nosniff"),
        ),
    ] as [(HeaderName, HeaderValue); 4]
    {
        headers.entry(name).or_insert(value);
    }
    response
}

//! Pages as answers.

use axum::response::{IntoResponse, Response};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use pages::Page;

use super::headers::Policy;

/// A page with its status, and the places its forms may end at.
pub(crate) fn page(status: StatusCode, page: &impl Page, form_targets: &[String]) -> Response {
    let policy = Policy {
        forms: form_targets.to_vec(),
        ..Policy::default()
    };
    page_with(status, page, &policy)
}

/// A page with its status and a policy of its own.
pub(crate) fn page_with(status: StatusCode, page: &impl Page, policy: &Policy) -> Response {
    let framing = if policy.framed_by_us {
        "SAMEORIGIN"
    } else {
        "DENY"
    };
    let headers = HeaderMap::from_iter([
        (
            header::CONTENT_TYPE,
            HeaderValue::from_static("text/html; charset=utf-8"),
        ),
        (header::CONTENT_SECURITY_POLICY, policy.header()),
        (header::X_FRAME_OPTIONS, HeaderValue::from_static(framing)),
        // Not `no-referrer`, with which a browser hides the origin of our own forms too.
        (
            header::REFERRER_POLICY,
            HeaderValue::from_static("same-origin"),
        ),
    ]);
    (status, headers, page.render().into_string()).into_response()
}

/// Sends the browser on with a GET, whatever the request was (RFC 9110 section 15.4.4).
pub(crate) fn see_other(address: &str) -> Response {
    match HeaderValue::from_str(address) {
        Ok(location) => (StatusCode::SEE_OTHER, [(header::LOCATION, location)]).into_response(),
        // Addresses are made by `url` and `form_urlencoded`; neither leaves such a byte.
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// Adds `Set-Cookie` headers.
pub(crate) fn with_cookies(
    mut response: Response,
    cookies: impl IntoIterator<Item = HeaderValue>,
) -> Response {
    for cookie in cookies {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

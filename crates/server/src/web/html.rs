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

/// A page that has been made, with its status, whose forms end here.
pub(crate) fn rendered(status: StatusCode, html: pages::Html) -> Response {
    answer(status, html, &Policy::default())
}

/// A page with its status and a policy of its own.
pub(crate) fn page_with(status: StatusCode, page: &impl Page, policy: &Policy) -> Response {
    answer(status, page.render(), policy)
}

fn answer(status: StatusCode, html: pages::Html, policy: &Policy) -> Response {
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
    (status, headers, html.into_string()).into_response()
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

/// Whether this is a path of ours. Browsers read `//host` and `/\host` as addresses of
/// other sites, and drop control characters before they look.
pub(crate) fn is_path_here(path: &str) -> bool {
    let mut letters = path.chars();
    letters.next() == Some('/')
        && !matches!(letters.next(), Some('/' | '\\'))
        && path.chars().all(|c| c.is_ascii_graphic() && c != '\\')
}

#[cfg(test)]
mod tests {
    use super::is_path_here;

    #[test]
    fn only_paths_of_ours_are_returned_to() {
        assert!(is_path_here("/sign-in?interaction=abc"));
        assert!(is_path_here("/"));
        for elsewhere in [
            "",
            "//evil.example",
            "/\\evil.example",
            "\\/evil.example",
            "https://evil.example",
            "/\t/evil.example",
            "/a\\b",
            "javascript:alert(1)",
            "evil",
            "/\u{a0}",
        ] {
            assert!(!is_path_here(elsewhere), "{elsewhere:?}");
        }
    }
}

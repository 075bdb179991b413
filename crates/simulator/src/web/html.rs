//! Pages as answers.

use askama::Template;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use url::Url;

use super::speech::Mode;

/// What every page with the simulator's own header needs.
pub(crate) struct Frame {
    /// The language mode of the simulated screens.
    pub(crate) mode: Mode,
    /// The page of the navigation that this one is.
    pub(crate) current: &'static str,
    /// The path that a choice of language returns to.
    pub(crate) here: String,
}

impl Frame {
    /// What the template gives to the link of a page: whether it is this one.
    pub(crate) fn is(&self, page: &str) -> bool {
        self.current == page
    }
}

/// A page from its template.
pub(crate) fn page(template: &impl Template) -> Response {
    match template.render() {
        Ok(text) => Html(text).into_response(),
        Err(error) => {
            tracing::error!(%error, "a page could not be drawn");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

/// Sends the browser to another page after a form.
pub(crate) fn see_other(address: &str) -> Response {
    redirect(StatusCode::SEE_OTHER, address)
}

/// Sends the browser to another page as WeChat does.
pub(crate) fn found(address: &str) -> Response {
    redirect(StatusCode::FOUND, address)
}

fn redirect(status: StatusCode, address: &str) -> Response {
    // Like a browser that is told to go there: what cannot stand in an address is encoded.
    let location = if address.starts_with('/') {
        HeaderValue::from_str(address).ok()
    } else {
        Url::parse(address)
            .ok()
            .and_then(|address| HeaderValue::from_str(address.as_str()).ok())
    };
    match location {
        Some(location) => (status, [(header::LOCATION, location)]).into_response(),
        None => StatusCode::BAD_REQUEST.into_response(),
    }
}

/// A path of this simulator from a form field, or the given one: never another host.
pub(crate) fn local_path<'a>(wished: &'a str, otherwise: &'a str) -> &'a str {
    let is_local = wished.starts_with('/')
        && !wished.starts_with("//")
        && wished
            .bytes()
            .all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    if is_local { wished } else { otherwise }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_own_paths_are_returned_to() {
        for good in ["/phone", "/phone?uuid=x", "/"] {
            assert_eq!(local_path(good, "/"), good);
        }
        for bad in [
            "",
            "phone",
            "//evil.example",
            "/\\evil.example",
            "https://evil.example",
            "/a b",
            "/\n",
        ] {
            assert_eq!(local_path(bad, "/people"), "/people");
        }
    }

    #[test]
    fn locations_are_encoded_as_a_browser_does() {
        let response = see_other("http://localhost/x?code=1&state=小 明\"");
        assert_eq!(response.status(), StatusCode::SEE_OTHER);
        assert_eq!(
            response.headers()[header::LOCATION],
            "http://localhost/x?code=1&state=%E5%B0%8F%20%E6%98%8E%22"
        );
        assert_eq!(see_other("no address").status(), StatusCode::BAD_REQUEST);
    }
}

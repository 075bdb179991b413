//! Which pages in browsers may read our answers (Fetch standard, section 3.2).
//!
//! No cookie counts at these endpoints, so a page learns nothing that its own request did not
//! already prove. Answers to an application are still kept to the places it is known to live at.

use axum::response::{IntoResponse, Response};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use oidc::Application;
use url::{Origin, Url};

/// Lets every page read an answer that holds nothing of anybody's: public documents, and errors
/// before it is known which application asks.
pub(super) fn for_anybody(mut response: Response) -> Response {
    let everybody = HeaderValue::from_static("*");
    response
        .headers_mut()
        .insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, everybody);
    response
}

/// Lets the pages of an application read an answer: those at the origins of its redirect URIs,
/// and at those that its administrator has named besides.
///
/// Such answers are never stored, so there is nothing to say in `Vary`.
pub(super) fn for_application(
    mut response: Response,
    asking: &HeaderMap,
    application: &Application,
) -> Response {
    let origin = asking
        .get(header::ORIGIN)
        .filter(|origin| is_home(application, origin));
    if let Some(origin) = origin {
        let name = header::ACCESS_CONTROL_ALLOW_ORIGIN;
        response.headers_mut().insert(name, origin.clone());
    }
    response
}

/// Browsers write an origin always in the same way, so texts are compared.
fn is_home(application: &Application, origin: &HeaderValue) -> bool {
    let mut named = application.cors_allowed_origins.iter();
    if named.any(|named| named.as_bytes() == origin.as_bytes()) {
        return true;
    }
    let mut homes = application
        .redirect_uris
        .iter()
        .filter_map(|uri| Url::parse(uri).ok());
    homes.any(|home| match home.origin() {
        // Written as "null", which pages without an origin send.
        Origin::Opaque(_) => false,
        home @ Origin::Tuple(..) => home.ascii_serialization().as_bytes() == origin.as_bytes(),
    })
}

/// Lets every page ask. Which application asks shows only in the request itself, so it decides
/// there who may read the answer.
pub(super) async fn preflight() -> Response {
    let rules: [(HeaderName, &str); 3] = [
        (header::ACCESS_CONTROL_ALLOW_METHODS, "GET, POST"),
        (
            header::ACCESS_CONTROL_ALLOW_HEADERS,
            "Authorization, Content-Type",
        ),
        (header::ACCESS_CONTROL_MAX_AGE, "7200"),
    ];
    for_anybody((StatusCode::NO_CONTENT, rules).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_origins_of_redirect_uris_may_read() {
        let application: Application = serde_json::from_value(serde_json::json!({
            "id": "spa",
            "name": "SPA",
            "type": "SPA",
            "redirect_uris": [
                "https://app.example/callback", "http://localhost:3000/cb", "com.example.app:/cb",
            ],
            "cors_allowed_origins": ["https://admin.example", "capacitor://localhost"],
        }))
        .unwrap();
        for (origin, allowed) in [
            ("https://app.example", true),
            ("http://localhost:3000", true),
            ("https://admin.example", true),
            ("capacitor://localhost", true),
            ("https://admin.example:444", false),
            ("capacitor://evil", false),
            ("http://localhost:3001", false),
            ("http://app.example", false),
            ("https://app.example:8443", false),
            ("https://app.example.evil.example", false),
            ("https://evil.example", false),
            ("null", false),
            ("", false),
        ] {
            let asking = HeaderMap::from_iter([(header::ORIGIN, origin.parse().unwrap())]);
            let response = for_application(StatusCode::OK.into_response(), &asking, &application);
            let answer = response.headers().get(header::ACCESS_CONTROL_ALLOW_ORIGIN);
            assert_eq!(
                answer.is_some_and(|answer| answer == origin),
                allowed,
                "{origin}"
            );
        }
    }

    #[test]
    fn without_an_origin_nothing_is_said() {
        let application: Application =
            serde_json::from_str(r#"{"id":"a","name":"A","type":"SPA"}"#).unwrap();
        let response = for_application(
            StatusCode::OK.into_response(),
            &HeaderMap::new(),
            &application,
        );
        assert!(
            !response
                .headers()
                .contains_key(header::ACCESS_CONTROL_ALLOW_ORIGIN)
        );
    }
}

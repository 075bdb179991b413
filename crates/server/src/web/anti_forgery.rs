//! Two nets against forged posts: where the request comes from, and a token in the form.

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use http::{HeaderMap, Method, StatusCode, header};

use crate::state::{AppState, Inner};

/// Refuses every request that changes something and comes from another site.
pub(crate) async fn same_origin(
    State(state): State<AppState>,
    request: Request,
    next: Next,
) -> Response {
    let harmless = matches!(
        *request.method(),
        Method::GET | Method::HEAD | Method::OPTIONS
    );
    if harmless || is_same_origin(request.headers(), &state.settings.origin()) {
        return next.run(request).await;
    }
    let text = "This form was sent from another site, so nothing was done.\n";
    (StatusCode::FORBIDDEN, text).into_response()
}

/// What browsers say about where a request comes from. One that says nothing is an
/// old browser or a program; the token in the form has to convince then.
fn is_same_origin(headers: &HeaderMap, origin: &str) -> bool {
    match (headers.get("sec-fetch-site"), headers.get(header::ORIGIN)) {
        (Some(site), _) => site == "same-origin",
        (None, Some(from)) => from == origin,
        (None, None) => true,
    }
}

/// A token for the forms of a page, tied to a secret of the browser. Each page gets
/// another text for the same token, so that compression reveals nothing about it.
pub(crate) fn token(state: &Inner, secret: &str) -> String {
    let mut mask = [0; 32];
    state.entropy.fill(&mut mask);
    let mut bytes = mask.to_vec();
    bytes.extend(xor(&mask, &expected(state, secret)));
    BASE64_URL_SAFE_NO_PAD.encode(bytes)
}

/// Whether a token was made for this browser.
pub(crate) fn is_token(state: &Inner, secret: &str, presented: Option<&str>) -> bool {
    let bytes = presented.and_then(|text| BASE64_URL_SAFE_NO_PAD.decode(text).ok());
    let Some((mask, masked)) = bytes.as_deref().and_then(<[u8]>::split_first_chunk::<32>) else {
        return false;
    };
    keys::equal(&xor(mask, masked), &expected(state, secret))
}

fn expected(state: &Inner, secret: &str) -> [u8; 32] {
    state.keyring.mac("form", &[secret.as_bytes()])
}

fn xor(mask: &[u8; 32], bytes: &[u8]) -> Vec<u8> {
    mask.iter().zip(bytes).map(|(a, b)| a ^ b).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_of_other_sites_are_told_apart() {
        let ours = "http://localhost:3001";
        for (site, origin, same) in [
            (Some("same-origin"), None, true),
            (Some("same-origin"), Some("http://localhost:3001"), true),
            (Some("same-site"), Some("http://localhost:3003"), false),
            (Some("cross-site"), Some("https://evil.example"), false),
            (Some("none"), None, false),
            (None, Some("http://localhost:3001"), true),
            (None, Some("http://localhost:3001.evil.example"), false),
            (None, Some("null"), false),
            (None, None, true),
        ] {
            let mut headers = HeaderMap::new();
            if let Some(site) = site {
                headers.insert("sec-fetch-site", site.parse().unwrap());
            }
            if let Some(origin) = origin {
                headers.insert(header::ORIGIN, origin.parse().unwrap());
            }
            assert_eq!(is_same_origin(&headers, ours), same, "{site:?} {origin:?}");
        }
    }
}

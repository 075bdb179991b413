//! `/oidc/jwks`: the keys that our signatures are checked with (RFC 7517 section 5).

use axum::extract::State;
use axum::response::Response;
use http::{HeaderValue, StatusCode, header};
use serde_json::json;

use super::{cors, refused};
use crate::state::AppState;

/// Retired keys too: tokens that they have signed may still be good.
///
/// `no-cache`, because a client that meets a new key must find it here at once.
pub(super) async fn get(State(state): State<AppState>) -> Response {
    let keys: Vec<_> = state
        .signing_keys()
        .iter()
        .map(|stored| stored.key.jwk())
        .collect();
    let mut response = refused::json(StatusCode::OK, &json!({ "keys": keys }));
    let no_cache = HeaderValue::from_static("no-cache");
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, no_cache);
    cors::for_anybody(response)
}

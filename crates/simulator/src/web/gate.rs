//! The token that a simulator which others can reach asks for: its screens and calls are for who started it.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};

use crate::Simulator;
use crate::screens::token::page;
use crate::web::cookies;

/// Lets requests of the platform through, and others with the token.
pub(crate) async fn ask(
    State(simulator): State<Simulator>,
    request: Request,
    next: Next,
) -> Response {
    let path = request.uri().path();
    if is_open(path) || simulator.opens_with(given(request.headers())) {
        return next.run(request).await;
    }
    if path.starts_with("/_sim") {
        let sentence = "{\"error\":\"this simulator asks for its token: Authorization: Bearer …\"}";
        let kind = [(header::CONTENT_TYPE, "application/json")];
        return (StatusCode::UNAUTHORIZED, kind, sentence).into_response();
    }
    page(request.headers(), false)
}

/// What browsers and servers of applications need, and what needs no secrecy. The phone is not among it.
fn is_open(path: &str) -> bool {
    let platform = ["/sns/", "/avatars/", "/assets/"];
    let is_page = path.starts_with("/connect/") && !path.eq_ignore_ascii_case("/connect/confirm");
    is_page
        || platform.iter().any(|start| path.starts_with(start))
        || matches!(path, "/healthz" | "/readyz" | "/token" | "/language")
}

fn given(headers: &HeaderMap) -> &str {
    let bearer = headers
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.strip_prefix("Bearer "));
    bearer.unwrap_or_else(|| cookies::get(headers, cookies::TOKEN))
}

/// Compares digests, so that time tells nothing about the token.
pub(crate) fn are_equal(one: &str, other: &str) -> bool {
    Sha256::digest(one) == Sha256::digest(other)
}

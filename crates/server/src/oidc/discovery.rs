//! `/oidc/.well-known/openid-configuration` and the two places of RFC 8414: what the provider says
//! about itself.

use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::get;
use http::{HeaderValue, StatusCode, header};
use oidc::discovery;
use pages::Language;

use super::{cors, refused};
use crate::state::AppState;

pub(super) fn routes() -> Router<AppState> {
    let document = get(handle).options(cors::preflight);
    Router::new()
        .route("/oidc/.well-known/openid-configuration", document.clone())
        .route(
            "/oidc/.well-known/oauth-authorization-server",
            document.clone(),
        )
        // RFC 8414 section 3.1 puts the path of the issuer behind.
        .route("/.well-known/oauth-authorization-server/oidc", document)
}

async fn handle(State(state): State<AppState>) -> Response {
    let languages: Vec<_> = Language::ALL.iter().map(|it| it.tag()).collect();
    let document = discovery::document(&state.settings.issuer(), &languages);
    let mut response = refused::json(StatusCode::OK, &document);
    let an_hour = HeaderValue::from_static("public, max-age=3600");
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, an_hour);
    cors::for_anybody(response)
}

//! `/oidc/token/revocation`: an application gives up a token (RFC 7009).

use axum::extract::State;
use axum::response::Response;
use http::{HeaderMap, StatusCode};
use oidc::{Application, Parameters, revocation};
use secrecy::ExposeSecret;
use serde_json::json;

use super::body::Body;
use super::refused::Refused;
use super::{client, refused};
use crate::state::{AppState, Inner};

pub(super) async fn post(
    State(state): State<AppState>,
    headers: HeaderMap,
    body: Result<Body, Refused>,
) -> Response {
    client::serve(
        &state,
        "/token/revocation",
        &headers,
        body,
        async |application, parameters| revoke(&state, application, parameters).await,
    )
    .await
}

/// A token that is unknown, or somebody else's, is answered like one that has been revoked: it is
/// of no use to this application afterwards (section 2.2).
async fn revoke(
    state: &Inner,
    application: &Application,
    parameters: &Parameters,
) -> Result<Response, Refused> {
    let token = revocation::token(parameters)?;
    let hash = keys::sha256(token.expose_secret().as_bytes());
    let revoked = state
        .store
        .revoke(hash, &application.id, state.now())
        .await?;
    tracing::info!(
        application = application.id,
        revoked,
        "asked to revoke a token"
    );
    // Nothing has to be said; Logto's SDKs read every body as JSON.
    Ok(refused::json(StatusCode::OK, &json!({})))
}

//! `/oidc/token/revocation`: an application gives up a token (RFC 7009).

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, StatusCode};
use oidc::{Application, Parameters, revocation};
use secrecy::ExposeSecret;
use serde_json::json;

use super::body::Body;
use super::refused::Refused;
use super::{client, cors, refused};
use crate::state::{AppState, Inner};

pub(super) async fn post(
    State(state): State<AppState>,
    headers: HeaderMap,
    body: Result<Body, Refused>,
) -> Response {
    let proved = match body {
        Ok(Body(parameters)) => client::prove(&state, &headers, &parameters)
            .await
            .map(|client| (client, parameters)),
        Err(refused) => Err(refused),
    };
    let (application, parameters) = match proved {
        Ok(proved) => proved,
        Err(refused) => return cors::for_anybody(refused.into_response()),
    };
    let answer = revoke(&state, &application, &parameters).await;
    let answer = answer.unwrap_or_else(IntoResponse::into_response);
    cors::for_application(answer, &headers, &application)
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

//! `/oidc/me`: who the owner of an access token is (OpenID Connect Core section 5.3).

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, StatusCode, header};
use oidc::{ErrorCode, OAuthError, Scopes, bearer, claims};
use secrecy::ExposeSecret;
use store::AccessToken;

use super::claims::user_view;
use super::refused::{Refused, json};
use super::{body, cors};
use crate::state::{AppState, Inner};

/// GET and POST alike; the token comes in the header.
pub(super) async fn handle(State(state): State<AppState>, headers: HeaderMap) -> Response {
    let token = match access_token(&state, &headers).await {
        Ok(token) => token,
        Err(refused) => return cors::for_anybody(refused.into_response()),
    };
    let answer = answer(&state, &token)
        .await
        .unwrap_or_else(IntoResponse::into_response);
    if !headers.contains_key(header::ORIGIN) {
        return answer;
    }
    match state.store.application(&token.application_id).await {
        Ok(Some(application)) => cors::for_application(answer, &headers, &application),
        Ok(None) | Err(_) => answer,
    }
}

async fn access_token(state: &Inner, headers: &HeaderMap) -> Result<AccessToken, Refused> {
    let header = body::header(headers, header::AUTHORIZATION)?;
    let token = bearer::token(header).map_err(Refused::AccessToken)?;
    let hash = keys::sha256(token.expose_secret().as_bytes());
    let found = state.store.access_token(hash, state.now()).await?;
    found.ok_or_else(|| {
        let text = "the access token is unknown, expired or revoked";
        Refused::AccessToken(OAuthError::new(ErrorCode::InvalidToken, text))
    })
}

async fn answer(state: &Inner, token: &AccessToken) -> Result<Response, Refused> {
    let identities = if token.scopes.contains(Scopes::IDENTITIES) {
        state.store.identities_of(token.user.id).await?
    } else {
        Vec::new()
    };
    let user = user_view(&state.settings, &token.user, &identities);
    let claims = claims::userinfo(&user, &token.scopes).map_err(Refused::AccessToken)?;
    Ok(json(StatusCode::OK, &claims.into()))
}

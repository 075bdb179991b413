//! `/oidc/me`: who the owner of an access token is (OpenID Connect Core section 5.3).

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, StatusCode, header};
use oidc::{ErrorCode, OAuthError, bearer, claims};
use secrecy::{ExposeSecret, SecretString};
use store::AccessToken;

use super::body::Body;
use super::claims::user_view;
use super::refused::{Refused, json};
use super::{body, cors};
use crate::state::{AppState, Inner};

/// The token comes in the header.
pub(super) async fn get(State(state): State<AppState>, headers: HeaderMap) -> Response {
    let header = body::header(&headers, header::AUTHORIZATION);
    let token = header.and_then(bearer::token);
    serve(&state, &headers, token).await
}

/// The token comes in the header, or as a field of a form (RFC 6750 section 2.2).
pub(super) async fn post(
    State(state): State<AppState>,
    headers: HeaderMap,
    body: Result<Body, Refused>,
) -> Response {
    let Body(form) = match body {
        Ok(form) => form,
        Err(refused) => return cors::for_anybody(refused.into_response()),
    };
    let form = is_form(&headers).then_some(&form);
    let header = body::header(&headers, header::AUTHORIZATION);
    let token = header.and_then(|header| bearer::token_in(header, form));
    serve(&state, &headers, token).await
}

fn is_form(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE);
    let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    kind.eq_ignore_ascii_case("application/x-www-form-urlencoded")
}

async fn serve(
    state: &Inner,
    headers: &HeaderMap,
    token: Result<Option<SecretString>, OAuthError>,
) -> Response {
    let token = match access_token(state, token).await {
        Ok(token) => token,
        Err(refused) => return cors::for_anybody(refused.into_response()),
    };
    let answer = answer(state, &token)
        .await
        .unwrap_or_else(IntoResponse::into_response);
    if !headers.contains_key(header::ORIGIN) {
        return answer;
    }
    match state.store.application(&token.application_id).await {
        Ok(Some(application)) => cors::for_application(answer, headers, &application),
        Ok(None) | Err(_) => answer,
    }
}

async fn access_token(
    state: &Inner,
    token: Result<Option<SecretString>, OAuthError>,
) -> Result<AccessToken, Refused> {
    let token = token.map_err(Refused::AccessToken)?;
    let token = token.ok_or(Refused::NoAccessToken)?;
    let refused = |text| Refused::AccessToken(OAuthError::new(ErrorCode::InvalidToken, text));
    // A signed one is for a resource of the operator, whoever it is about.
    if token.expose_secret().contains('.') {
        return Err(refused("the access token is for another resource"));
    }
    let hash = keys::sha256(token.expose_secret().as_bytes());
    let found = state.store.access_token(hash, state.now()).await?;
    found.ok_or_else(|| refused("the access token is unknown, expired or revoked"))
}

async fn answer(state: &Inner, token: &AccessToken) -> Result<Response, Refused> {
    let (scopes, requested) = (&token.scopes, &token.claims);
    let user = user_view(state, &token.user, scopes, &requested.userinfo).await?;
    let claims = claims::userinfo(&user, scopes, requested).map_err(Refused::AccessToken)?;
    Ok(json(StatusCode::OK, &claims.into()))
}

//! `/sign-out`: ends the session here, then at the provider.

use std::sync::Arc;

use axum::{
    extract::State,
    http::{
        HeaderMap,
        header::{ORIGIN, SET_COOKIE},
    },
    response::{IntoResponse, Redirect, Response},
};
use secrecy::ExposeSecret;

use crate::{App, cookies};

/// Signs out by OpenID Connect RP-Initiated Logout 1.0.
pub(crate) async fn end(State(app): State<Arc<App>>, headers: HeaderMap) -> Response {
    // A page of another port is "same site", so the cookie alone does not tell who asks.
    let own = app.settings.public_address.origin().ascii_serialization();
    if headers
        .get(ORIGIN)
        .is_some_and(|origin| origin != own.as_str())
    {
        return Redirect::to("/").into_response();
    }
    let session = cookies::read(&headers, cookies::SESSION, app.is_https())
        .and_then(|id| app.sessions.take(&id));
    let provider = app.provider.get();
    let endpoint = provider.and_then(|it| it.metadata.end_session_endpoint.clone());
    let onward = match (session, endpoint) {
        (Some(session), Some(mut address)) => {
            address
                .query_pairs_mut()
                .append_pair("id_token_hint", session.id_token.expose_secret())
                .append_pair("client_id", &app.settings.client_id)
                .append_pair("post_logout_redirect_uri", &app.settings.address("/"));
            String::from(address)
        }
        _ => "/".to_owned(),
    };
    let cookie = cookies::clear(cookies::SESSION, app.is_https());
    ([(SET_COOKIE, cookie)], Redirect::to(&onward)).into_response()
}

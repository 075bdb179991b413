//! What goes back to the application: a code or an error.

use axum::response::Response;
use http::{HeaderMap, StatusCode};
use oidc::{
    Answer, Application, AuthorizationRequest, CodeGrant, ErrorRedirect, OAuthError, ResponseMode,
    Scopes, answer, redirect_uri,
};
use pages::form_post::FormPost;
use store::{NewCode, Session, StoreError};
use uuid::Uuid;

use crate::state::Inner;
use crate::web::headers::policy_source;
use crate::web::{html, visitor};

/// The application that asks, as long as there is one and the address that it named is its own.
///
/// Both were so when the request came. Minutes have passed since, and an address that was taken
/// back may be somebody else's by now.
pub(crate) async fn of(
    state: &Inner,
    request: &AuthorizationRequest,
) -> Result<Option<Application>, StoreError> {
    let application = state.store.application(&request.client_id).await?;
    Ok(application.filter(|application| {
        let registered = &application.redirect_uris;
        redirect_uri::matches(registered, application.kind, &request.redirect_uri)
    }))
}

/// Makes an authorization code for somebody with a session; the answer leads to the
/// application with it.
pub(crate) async fn issue(
    state: &Inner,
    headers: &HeaderMap,
    request: &AuthorizationRequest,
    session: &Session,
) -> Result<Response, StoreError> {
    let now = state.now();
    let code = keys::random_token(&*state.entropy);
    let grant = CodeGrant::new(
        request,
        session.user.id.to_string(),
        session.auth_time.seconds(),
        session.id.to_string(),
    );
    let row = NewCode {
        hash: keys::sha256(code.as_bytes()),
        family: state.new_id(),
        expires_at: now.plus(state.settings.lifetimes.code),
        grant: &grant,
    };
    state.store.insert_code(&row, now).await?;
    Ok(hand_over(state, headers, request, &code))
}

/// Leads to the application with a code that exists already.
pub(crate) fn hand_over(
    state: &Inner,
    headers: &HeaderMap,
    request: &AuthorizationRequest,
    code: &str,
) -> Response {
    deliver(
        state,
        headers,
        answer::success(request, code, &state.settings.issuer()),
    )
}

/// Leads to the application with an error.
pub(crate) fn refuse(
    state: &Inner,
    headers: &HeaderMap,
    request: &AuthorizationRequest,
    error: OAuthError,
) -> Response {
    refuse_with(state, headers, &request.refuse(error))
}

/// Leads to the application with an error that is ready to go.
pub(crate) fn refuse_with(
    state: &Inner,
    headers: &HeaderMap,
    redirect: &ErrorRedirect,
) -> Response {
    tracing::info!(error = %redirect.error, "an authorization request is refused");
    deliver(
        state,
        headers,
        answer::error(redirect, &state.settings.issuer()),
    )
}

/// Takes an answer to the application: by a redirect, or by a form that the browser posts.
fn deliver(state: &Inner, headers: &HeaderMap, answer: Answer) -> Response {
    match answer.response_mode {
        ResponseMode::Query => html::see_other(&answer.address()),
        ResponseMode::FormPost => {
            let target = policy_source(&answer.redirect_uri);
            let page = FormPost {
                frame: visitor::frame(state, headers, "/"),
                action: answer.redirect_uri,
                fields: answer.parameters,
            };
            html::page(StatusCode::OK, &page, target.as_slice())
        }
    }
}

/// What a person has allowed an application before. Only applications of somebody else
/// are ever asked about.
pub(crate) async fn consented(
    state: &Inner,
    application: &Application,
    user: Uuid,
) -> Result<Option<Scopes>, StoreError> {
    if application.third_party {
        state.store.consent(user, &application.id).await
    } else {
        Ok(None)
    }
}

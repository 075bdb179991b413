//! What goes back to the application: a code or an error.

use axum::response::Response;
use oidc::answer::{error_address, success_address};
use oidc::{Application, AuthorizationRequest, CodeGrant, OAuthError, Scopes};
use store::{NewCode, Session, StoreError};
use uuid::Uuid;

use crate::state::Inner;
use crate::web::html;

/// Makes an authorization code for somebody with a session; the answer leads to the
/// application with it.
pub(crate) async fn issue(
    state: &Inner,
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
    Ok(hand_over(state, request, &code))
}

/// Leads to the application with a code that exists already.
pub(crate) fn hand_over(state: &Inner, request: &AuthorizationRequest, code: &str) -> Response {
    html::see_other(&success_address(request, code, &state.settings.issuer()))
}

/// Leads to the application with an error.
pub(crate) fn refuse(state: &Inner, request: &AuthorizationRequest, error: OAuthError) -> Response {
    tracing::info!(%error, "an authorization request is refused");
    html::see_other(&error_address(
        &request.refuse(error),
        &state.settings.issuer(),
    ))
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

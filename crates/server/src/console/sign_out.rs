//! `/console/sign-out`.

use axum::extract::State;
use axum::response::Response;

use super::admin::Admin;
use super::session;
use crate::state::AppState;
use crate::web::error::Unexpected;
use crate::web::html;

pub(super) async fn post(
    State(state): State<AppState>,
    admin: Admin,
) -> Result<Response, Unexpected> {
    let session = &admin.session;
    let whose = session.administrator.id;
    state
        .store
        .end_administrator_session(whose, session.id, None)
        .await?;
    let forget = session::forget(&state);
    Ok(html::with_cookies(
        html::see_other("/console/sign-in"),
        [forget],
    ))
}

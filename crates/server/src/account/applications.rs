//! `POST /account/applications`: a person takes back what an application may know.

use axum::extract::State;
use axum::response::Response;
use http::HeaderMap;
use pages::account::Done;

use super::owner::Owner;
use crate::state::AppState;
use crate::web::error::Unexpected;
use crate::web::html;
use crate::web::parameters::Form;

pub(super) async fn post(
    State(state): State<AppState>,
    headers: HeaderMap,
    Form(form): Form,
) -> Result<Response, Unexpected> {
    let owner = match Owner::sends(&state, &headers, &form).await? {
        Ok(owner) => owner,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let Some(application) = form.get("application") else {
        return Ok(html::see_other(super::PATH));
    };
    let user = owner.session.user.id;
    state
        .store
        .withdraw_consent(user, application, state.now())
        .await?;
    Ok(html::see_other(&super::after(Done::Revoked)))
}

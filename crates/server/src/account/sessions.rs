//! `POST /account/sessions`: a person signs out one of their browsers, or all others.

use axum::extract::State;
use axum::response::Response;
use http::HeaderMap;
use pages::account::Done;
use uuid::Uuid;

use super::owner::Owner;
use super::sign_out;
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
    let (user, this, now) = (owner.session.user.id, owner.session.id, state.now());
    let named = form.get("session").and_then(|id| Uuid::parse_str(id).ok());
    match (form.get("others"), named) {
        (Some(_), _) => {
            let ended = state.store.end_sessions_of(user, Some(this), now).await?;
            tracing::info!(%user, ended, "signed out elsewhere");
            Ok(html::see_other(&super::after(Done::SignedOutOthers)))
        }
        (None, Some(id)) if id == this => Ok(sign_out::leave(&owner).await?),
        (None, Some(id)) => {
            state.store.end_session_of(user, id, now).await?;
            Ok(html::see_other(&super::after(Done::SignedOutOne)))
        }
        (None, None) => Ok(html::see_other(super::PATH)),
    }
}

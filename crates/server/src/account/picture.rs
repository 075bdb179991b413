//! `POST /account/picture`: a person takes their picture away.

use axum::extract::State;
use axum::response::Response;
use http::HeaderMap;
use pages::account::Done;
use store::Edit;

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
    let user = owner.session.user.id;
    state
        .store
        .edit_profile(user, Edit::Keep, Edit::Clear, state.now())
        .await?;
    Ok(html::see_other(&super::after(Done::PictureRemoved)))
}

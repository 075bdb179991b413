//! `/account/delete`: does this person want their account to end?

use axum::extract::State;
use axum::response::Response;
use http::{HeaderMap, StatusCode};
use pages::account_delete::{AccountDelete, AccountDeleted};

use super::owner::Owner;
use crate::sign_in::goal::Destination;
use crate::sign_in::{LAST_USED, session};
use crate::state::AppState;
use crate::web::error::Unexpected;
use crate::web::parameters::Form;
use crate::web::{cookies, html, visitor};

pub(crate) const PATH: &str = "/account/delete";
const DONE: &str = "/account/deleted";

pub(super) async fn get(
    State(state): State<AppState>,
    headers: HeaderMap,
) -> Result<Response, Unexpected> {
    match Owner::find_fresh(&state, &headers, Destination::Delete).await? {
        Ok(owner) => Ok(html::page(StatusCode::OK, &page(&owner, None).await?, &[])),
        Err(elsewhere) => Ok(elsewhere),
    }
}

pub(super) async fn post(
    State(state): State<AppState>,
    headers: HeaderMap,
    Form(form): Form,
) -> Result<Response, Unexpected> {
    let destination = Destination::Delete;
    let owner = match Owner::sends_fresh(&state, &headers, destination, &form).await? {
        Ok(owner) => owner,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let typed = form.get("word").unwrap_or_default();
    let page = page(&owner, Some(typed.to_owned())).await?;
    if !page.is_confirmed() {
        return Ok(html::page(StatusCode::UNPROCESSABLE_ENTITY, &page, &[]));
    }
    let deleted = state
        .store
        .delete_user(owner.session.user.id, state.now())
        .await?;
    tracing::info!(?deleted, "a person has deleted their account");
    let forgotten = [
        session::forget(&state),
        cookies::forget(&state.settings, LAST_USED),
    ];
    Ok(html::with_cookies(html::see_other(DONE), forgotten))
}

pub(super) async fn deleted(State(state): State<AppState>, headers: HeaderMap) -> Response {
    let frame = visitor::frame(&state, &headers, DONE);
    html::page(StatusCode::OK, &AccountDeleted { frame }, &[])
}

async fn page(owner: &Owner<'_>, typed: Option<String>) -> Result<AccountDelete, Unexpected> {
    let (store, user) = (&owner.state.store, &owner.session.user);
    let ways = store.identities_of(user.id).await?.len();
    let sessions = store.sessions_of(user.id, owner.state.now()).await?.len();
    let consents = store.consents_of(user.id).await?.len();
    Ok(AccountDelete {
        frame: owner.frame(PATH),
        name: user.name.clone(),
        picture: super::page::picture(user),
        ways,
        sessions,
        applications: consents,
        typed,
    })
}

//! `/console/users/{id}/delete`: deletes an account with everything of the person's.

use axum::extract::{Path, State};
use axum::response::Response;
use http::StatusCode;
use pages::console::Input;
use pages::console::users::{Delete, done, problem};
use store::{Person, StoreError};

use super::{PATH, called, frame, gone, head, person};
use crate::console::admin::Admin;
use crate::console::confirm;
use crate::console::flash::{Done, see_other};
use crate::manage::users;
use crate::state::{AppState, Inner};
use crate::web::error::Unexpected;
use crate::web::html;
use crate::web::parameters::Form;

pub(super) async fn get(
    State(state): State<AppState>,
    admin: Admin,
    Path(id): Path<String>,
) -> Result<Response, Unexpected> {
    let person = match person(&state, &admin, &id).await? {
        Ok(person) => person,
        Err(gone) => return Ok(gone),
    };
    let page = page(&state, &admin, &person).await?;
    Ok(html::page(StatusCode::OK, &page, &[]))
}

pub(super) async fn post(
    State(state): State<AppState>,
    admin: Admin,
    Path(id): Path<String>,
    Form(form): Form,
) -> Result<Response, Unexpected> {
    let person = match person(&state, &admin, &id).await? {
        Ok(person) => person,
        Err(gone) => return Ok(gone),
    };
    let typed = form.get("confirm").unwrap_or_default();
    let is_name = |name: &String| confirm::is_name(name, typed);
    if !person.user.name.as_ref().is_none_or(is_name) {
        let mut page = page(&state, &admin, &person).await?;
        page.confirm = Input::new(typed).wrong(problem::CONFIRM);
        return Ok(html::page(StatusCode::UNPROCESSABLE_ENTITY, &page, &[]));
    }
    let deleted = users::delete(&state.store, admin.author(&state), person.user.id).await?;
    if deleted.is_none() {
        return Ok(gone(&state, &admin));
    }
    let name = called(&person.user);
    let names = [("name", &*name)];
    Ok(see_other(&state, PATH, &Done::named(done::DELETED, &names)))
}

async fn page(state: &Inner, admin: &Admin, person: &Person) -> Result<Delete, StoreError> {
    let user = person.user.id;
    let sessions = state.store.sessions_of(user, state.now()).await?;
    let consents = state.store.consents_of(user).await?;
    let number = |length: usize| i64::try_from(length).unwrap_or(i64::MAX);
    Ok(Delete {
        frame: frame(state, admin),
        head: head(&person.user),
        ways: person.ways,
        sessions: number(sessions.len()),
        consents: number(consents.len()),
        confirm: Input::default(),
    })
}

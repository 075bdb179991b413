//! `POST /console/users/{id}/suspended`: shuts an account or opens it again.

use axum::extract::{Path, State};
use axum::response::Response;
use pages::console::users::done;

use super::{address, called, person};
use crate::console::admin::Admin;
use crate::console::flash::{Done, see_other};
use crate::manage::users;
use crate::state::AppState;
use crate::web::error::Unexpected;
use crate::web::parameters::Form;

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
    let user = &person.user;
    let suspended = match form.get("suspended") {
        Some("yes") => true,
        Some("no") => false,
        _ => user.suspended,
    };
    let changed = users::suspend(&state.store, admin.author(&state), user, suspended).await?;
    let name = called(user);
    let names = [("name", &*name)];
    let done = match (changed, suspended) {
        (false, _) => Done::plain(done::UNCHANGED),
        (true, true) => Done::named(done::SUSPENDED, &names),
        (true, false) => Done::named(done::RESUMED, &names),
    };
    Ok(see_other(&state, &address(user), &done))
}

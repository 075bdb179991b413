//! `/console/users/{id}`: what an account says about its person.

use axum::extract::{Path, State};
use axum::response::Response;
use connector_kit::Timestamp;
use http::StatusCode;
use pages::console::users::{Fields, Profile, done};
use store::{Person, StoreError};

use super::{address, called, fields, frame, gone, head, person};
use crate::console::admin::Admin;
use crate::console::flash::{Done, see_other};
use crate::manage::users::{self, Edited};
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
    let page = page(&state, &admin, &person, fields::saved(&person)).await?;
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
    let mut typed = fields::typed(&form);
    let patch = fields::patch(&mut typed);
    // The form is about the account as its sender saw it.
    let saw = form.get("version").and_then(|text| text.parse().ok());
    let is_fresh = saw.map(Timestamp) == Some(person.user.updated_at);
    let edited = match patch {
        None => Edited::Refused(Vec::new()),
        Some(_) if !is_fresh => Edited::Stale,
        Some(patch) => users::edit(&state.store, admin.author(&state), &person, patch).await?,
    };
    let name = called(&person.user);
    let key = match edited {
        Edited::Saved => done::SAVED,
        Edited::Unchanged => {
            let unchanged = Done::plain(done::UNCHANGED);
            return Ok(see_other(&state, &address(&person.user), &unchanged));
        }
        Edited::Gone => return Ok(gone(&state, &admin)),
        Edited::Refused(wrong) => {
            fields::refuse(&mut typed, &wrong);
            let mut page = page(&state, &admin, &person, typed).await?;
            // What was wrong with an old form is still about the old state.
            form.get("version")
                .unwrap_or_default()
                .clone_into(&mut page.version);
            return Ok(html::page(StatusCode::UNPROCESSABLE_ENTITY, &page, &[]));
        }
        Edited::Stale => return meanwhile(&state, &admin, &id, typed).await,
    };
    let now = state.store.user(person.user.id).await?;
    let name = now.as_ref().map_or(name, called);
    let saved = [("name", &*name)];
    Ok(see_other(
        &state,
        &address(&person.user),
        &Done::named(key, &saved),
    ))
}

/// Shows what somebody else has saved beside what was typed; the form is about the present
/// state now, so that sending it again decides.
async fn meanwhile(
    state: &Inner,
    admin: &Admin,
    id: &str,
    typed: Fields,
) -> Result<Response, Unexpected> {
    let person = match person(state, admin, id).await? {
        Ok(person) => person,
        Err(gone) => return Ok(gone),
    };
    let theirs = fields::differences(&typed, fields::saved(&person));
    let mut page = page(state, admin, &person, typed).await?;
    page.meanwhile = theirs;
    if page.meanwhile.is_empty() {
        let unchanged = Done::plain(done::UNCHANGED);
        return Ok(see_other(state, &address(&person.user), &unchanged));
    }
    Ok(html::page(StatusCode::CONFLICT, &page, &[]))
}

async fn page(
    state: &Inner,
    admin: &Admin,
    person: &Person,
    fields: Fields,
) -> Result<Profile, StoreError> {
    let user = &person.user;
    let first_application = match &user.application_id {
        Some(id) => {
            let application = state.store.application(id).await?;
            Some(application.map_or_else(|| id.clone(), |it| it.name))
        }
        None => None,
    };
    Ok(Profile {
        frame: frame(state, admin),
        head: head(user),
        fields,
        version: user.updated_at.0.to_string(),
        meanwhile: Vec::new(),
        created: user.created_at.0,
        last_seen: user.last_sign_in_at.map(|at| at.0),
        first_application,
    })
}

//! `/console/settings/administrators/{id}`: name, role, sessions.

use axum::extract::{Path, State};
use axum::response::Response;
use http::StatusCode;
use pages::console::access::Message;
use pages::console::settings::administrators::Administrator as Page;
use pages::console::settings::done;
use pages::console::{Input, Section};
use store::{Administered, Administrator, Role};

use super::{PATH, found, is_last_owner, person, role};
use crate::console::admin::Admin;
use crate::console::flash::{self, Done};
use crate::console::settings::sessions_of;
use crate::console::setup;
use crate::manage::administrators;
use crate::state::{AppState, Inner};
use crate::web::error::Unexpected;
use crate::web::html;
use crate::web::parameters::Form;

pub(super) async fn get(
    State(state): State<AppState>,
    admin: Admin,
    Path(id): Path<String>,
) -> Result<Response, Unexpected> {
    match found(&state, &admin, &id).await? {
        Ok(who) => {
            let page = page(&state, &admin, &who).await?;
            Ok(html::page(StatusCode::OK, &page, &[]))
        }
        Err(page) => Ok(page),
    }
}

pub(super) async fn post(
    State(state): State<AppState>,
    admin: Admin,
    Path(id): Path<String>,
    Form(form): Form,
) -> Result<Response, Unexpected> {
    let who = match found(&state, &admin, &id).await? {
        Ok(who) => who,
        Err(page) => return Ok(page),
    };
    let name = setup::name(form.get("name"));
    let wanted = role(form.get("role"));
    if name.problem.is_some() {
        let mut page = page(&state, &admin, &who).await?;
        page.name = name;
        page.is_owner = wanted == Role::Owner;
        return Ok(html::page(StatusCode::UNPROCESSABLE_ENTITY, &page, &[]));
    }
    let details = (name.value.as_str(), wanted, who.language.as_deref());
    let edited = administrators::edit(&state, admin.author(&state), &who, details).await?;
    match edited {
        Administered::Done => {
            let names = [("name", name.value.as_str())];
            let done = Done::named(done::ADMINISTRATOR_SAVED, &names);
            Ok(flash::see_other(&state, PATH, &done))
        }
        // The page says that the role cannot change now.
        Administered::LastOwner => {
            let page = page(&state, &admin, &who).await?;
            Ok(html::page(StatusCode::CONFLICT, &page, &[]))
        }
        Administered::Unknown => {
            let page = Message::gone(admin.frame(&state, Section::Settings), PATH);
            Ok(html::page(StatusCode::NOT_FOUND, &page, &[]))
        }
    }
}

async fn page(state: &Inner, admin: &Admin, who: &Administrator) -> Result<Page, Unexpected> {
    Ok(Page {
        frame: admin.frame(state, Section::Settings),
        person: person(admin, who),
        name: Input::new(who.name.clone()),
        is_owner: who.role == Role::Owner,
        is_last_owner: is_last_owner(state, who).await?,
        sessions: sessions_of(state, admin, who.id).await?,
    })
}

//! `/console/settings/administrators/{id}/remove`: removes somebody.

use axum::extract::{Path, State};
use axum::response::Response;
use http::StatusCode;
use pages::console::Section;
use pages::console::access::Message;
use pages::console::settings::administrators::Remove;
use pages::console::settings::done;
use store::{Administered, Administrator};

use super::{PATH, found, is_last_owner, person};
use crate::console::admin::Admin;
use crate::console::flash::{self, Done};
use crate::manage::administrators;
use crate::state::{AppState, Inner};
use crate::web::error::Unexpected;
use crate::web::html;

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
) -> Result<Response, Unexpected> {
    let who = match found(&state, &admin, &id).await? {
        Ok(who) => who,
        Err(page) => return Ok(page),
    };
    match administrators::remove(&state, admin.author(&state), &who).await? {
        Administered::Done => {
            let names = [("name", who.name.as_str())];
            let done = Done::named(done::ADMINISTRATOR_REMOVED, &names);
            Ok(flash::see_other(&state, PATH, &done))
        }
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

async fn page(state: &Inner, admin: &Admin, who: &Administrator) -> Result<Remove, Unexpected> {
    let sessions = state
        .store
        .administrator_sessions(who.id, state.now())
        .await?;
    Ok(Remove {
        frame: admin.frame(state, Section::Settings),
        person: person(admin, who),
        is_last_owner: is_last_owner(state, who).await?,
        sessions: i64::try_from(sessions.len()).unwrap_or(i64::MAX),
    })
}

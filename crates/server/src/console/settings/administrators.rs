//! `/console/settings/administrators`: who may use the console.

mod details;
mod link;
mod new;
mod remove;
pub(super) mod sessions;

use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::{get, post};
use http::StatusCode;
use pages::console::Section;
use pages::console::access::Message;
use pages::console::settings::administrators::{Administrators, Person};
use store::{Administrator, Role};
use uuid::Uuid;

use crate::console::admin::Admin;
use crate::state::{AppState, Inner};
use crate::web::error::Unexpected;
use crate::web::html;

const PATH: &str = "/console/settings/administrators";

pub(super) fn routes() -> Router<AppState> {
    Router::new()
        .route(PATH, get(show))
        .route(
            "/console/settings/administrators/new",
            get(new::get).post(new::post),
        )
        .route(
            "/console/settings/administrators/{id}",
            get(details::get).post(details::post),
        )
        .route(
            "/console/settings/administrators/{id}/link",
            get(link::get).post(link::post),
        )
        .route(
            "/console/settings/administrators/{id}/remove",
            get(remove::get).post(remove::post),
        )
        .route(
            "/console/settings/administrators/{id}/sessions",
            post(sessions::post),
        )
}

async fn show(State(state): State<AppState>, admin: Admin) -> Result<Response, Unexpected> {
    let all = state.store.administrators().await?;
    let page = Administrators {
        frame: admin.frame(&state, Section::Settings),
        people: all.iter().map(|one| person(&admin, one)).collect(),
    };
    Ok(html::page(StatusCode::OK, &page, &[]))
}

fn person(admin: &Admin, who: &Administrator) -> Person {
    Person {
        id: who.id.to_string(),
        name: who.name.clone(),
        email: who.email.clone(),
        is_owner: who.role == Role::Owner,
        has_password: who.has_password,
        last_seen: who.last_seen_at.map(|at| at.0),
        is_me: who.id == admin.session.administrator.id,
    }
}

/// The administrator of an id in a path, or the page that says that there is none.
async fn found(
    state: &Inner,
    admin: &Admin,
    id: &str,
) -> Result<Result<Administrator, Response>, Unexpected> {
    let who = match Uuid::parse_str(id) {
        Ok(id) => state.store.administrator(id).await?,
        Err(_) => None,
    };
    Ok(who.ok_or_else(|| {
        let page = Message::gone(admin.frame(state, Section::Settings), PATH);
        html::page(StatusCode::NOT_FOUND, &page, &[])
    }))
}

/// Whether nobody else could change anything if this one could not.
async fn is_last_owner(state: &Inner, who: &Administrator) -> Result<bool, Unexpected> {
    let all = state.store.administrators().await?;
    let another =
        |one: &Administrator| one.id != who.id && one.role == Role::Owner && one.has_password;
    Ok(who.role == Role::Owner && !all.iter().any(another))
}

/// The role of a form; absent is the smaller one.
fn role(given: Option<&str>) -> Role {
    match given {
        Some("owner") => Role::Owner,
        _ => Role::Viewer,
    }
}

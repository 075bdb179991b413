//! `/console/users`: the people, one of them, and what can be done to an account.

mod activity;
mod delete;
mod export;
mod fields;
mod list;
mod new;
mod profile;
mod sessions;
mod suspended;
mod unlink;
mod ways;

use accounts::User;
use axum::Router;
use axum::response::Response;
use axum::routing::{get, post};
use http::StatusCode;
use pages::console::access::Message;
use pages::console::users::Head;
use pages::console::{ConsoleFrame, Section};
use store::Person;

use super::admin::Admin;
use crate::sign_in::avatar;
use crate::state::{AppState, Inner};
use crate::web::error::Unexpected;
use crate::web::html;

const PATH: &str = "/console/users";

pub(super) fn routes() -> Router<AppState> {
    Router::new()
        .route("/console/users", get(list::get))
        .route("/console/users/new", get(new::get).post(new::post))
        .route("/console/users/{id}", get(profile::get).post(profile::post))
        .route("/console/users/{id}/ways", get(ways::get))
        .route(
            "/console/users/{id}/ways/{identity}/unlink",
            get(unlink::get).post(unlink::post),
        )
        .route("/console/users/{id}/sessions", get(sessions::get))
        .route("/console/users/{id}/sessions/end", post(sessions::end))
        .route("/console/users/{id}/activity", get(activity::get))
        .route("/console/users/{id}/suspended", post(suspended::post))
        .route("/console/users/{id}/export", post(export::post))
        .route(
            "/console/users/{id}/delete",
            get(delete::get).post(delete::post),
        )
}

/// The person of a path, or the page that says that nobody is there.
async fn person(
    state: &Inner,
    admin: &Admin,
    id: &str,
) -> Result<Result<Person, Response>, Unexpected> {
    let person = match id.parse() {
        Ok(id) => state.store.person(id).await?,
        Err(_) => None,
    };
    Ok(person.ok_or_else(|| gone(state, admin)))
}

fn gone(state: &Inner, admin: &Admin) -> Response {
    let page = Message::gone(frame(state, admin), PATH);
    html::page(StatusCode::NOT_FOUND, &page, &[])
}

fn frame(state: &Inner, admin: &Admin) -> ConsoleFrame {
    admin.frame(state, Section::Users)
}

fn address(user: &User) -> String {
    format!("{PATH}/{}", user.id)
}

/// Who the pages of one person are about.
fn head(user: &User) -> Head {
    let known_as = [&user.username, &user.email, &user.phone];
    Head {
        id: user.id.to_string(),
        name: user.name.clone(),
        picture: avatar::local_path(user),
        known_as: known_as.into_iter().flatten().next().cloned(),
        suspended: user.suspended,
    }
}

/// What a sentence calls somebody: their name, what else they are known by, or their id.
fn called(user: &User) -> String {
    let names = [&user.name, &user.username, &user.email, &user.phone];
    let name = names.into_iter().flatten().next().cloned();
    name.unwrap_or_else(|| user.id.to_string())
}

//! `/console/connectors`: the ways to vendors.

mod add;
mod check;
mod choose;
mod conflict;
mod delete;
mod form;
mod guide;
mod history;
mod list;
mod moving;
mod new;
mod review;
mod settings;
mod sign_ins;
mod switch;
mod try_it;
mod view;

use axum::Router;
use axum::response::Response;
use axum::routing::{get, post};
use http::StatusCode;
use pages::console::access::Message;

use super::admin::Admin;
use super::flash;
use crate::state::{AppState, Inner};
use crate::web::html;

pub(super) fn routes() -> Router<AppState> {
    let one = "/console/connectors/{id}";
    let at = |path: &str| format!("{one}/{path}");
    Router::new()
        .route("/console/connectors", get(list::get))
        .route("/console/connectors/add", get(choose::get))
        .route(
            "/console/connectors/add/{factory}",
            get(new::get).post(add::post),
        )
        .route(one, get(settings::get).post(settings::post))
        .route(&at("guide"), get(guide::get).post(guide::post))
        .route(&at("sign-ins"), get(sign_ins::get))
        .route(&at("history"), get(history::get))
        .route(&at("check"), get(check::get).post(check::post))
        .route(&at("review"), get(review::get).post(review::post))
        .route(&at("switch"), post(switch::post))
        .route(&at("move"), post(moving::post))
        .route(&at("try"), get(try_it::get))
        .route(&at("delete"), get(delete::get).post(delete::post))
}

/// The page that says that a connector is not there.
fn gone(state: &Inner, admin: &Admin) -> Response {
    let frame = admin.frame(state, pages::console::Section::Connectors);
    let page = Message::gone(frame, "/console/connectors");
    html::page(StatusCode::NOT_FOUND, &page, &[])
}

/// Leads to a page that says what was done to a connector.
fn said(state: &Inner, address: &str, key: &str, name: &str) -> Response {
    let names = [("name", name)];
    flash::see_other(state, address, &flash::Done::named(key, &names))
}

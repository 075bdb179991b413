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
    Router::new()
        .route("/console/connectors", get(list::get))
        .route("/console/connectors/add", get(choose::get))
        .route(
            "/console/connectors/add/{factory}",
            get(new::get).post(add::post),
        )
        .route(
            "/console/connectors/{id}",
            get(settings::get).post(settings::post),
        )
        .route(
            "/console/connectors/{id}/guide",
            get(guide::get).post(guide::post),
        )
        .route("/console/connectors/{id}/sign-ins", get(sign_ins::get))
        .route("/console/connectors/{id}/history", get(history::get))
        .route(
            "/console/connectors/{id}/check",
            get(check::get).post(check::post),
        )
        .route(
            "/console/connectors/{id}/review",
            get(review::get).post(review::post),
        )
        .route("/console/connectors/{id}/switch", post(switch::post))
        .route("/console/connectors/{id}/move", post(moving::post))
        .route("/console/connectors/{id}/try", get(try_it::get))
        .route(
            "/console/connectors/{id}/delete",
            get(delete::get).post(delete::post),
        )
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

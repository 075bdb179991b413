//! `/console/applications`: what people sign in to, and programs that act for themselves.

mod activity;
mod conflict;
mod connection;
mod delete;
mod fields;
mod list;
mod new;
mod once;
mod save;
mod secrets;
mod settings;
mod view;
mod ways;

use axum::Router;
use axum::response::Response;
use axum::routing::get;
use http::StatusCode;
use pages::console::access::Message;
use pages::console::{ConsoleFrame, Section};

use super::admin::Admin;
use crate::state::{AppState, Inner};
use crate::web::html;

const PATH: &str = "/console/applications";

pub(super) fn routes() -> Router<AppState> {
    Router::new()
        .route("/console/applications", get(list::get))
        .route("/console/applications/new", get(new::get).post(new::post))
        .route(
            "/console/applications/{id}",
            get(settings::get).post(settings::post),
        )
        .route(
            "/console/applications/{id}/ways",
            get(ways::get).post(ways::post),
        )
        .route(
            "/console/applications/{id}/connection",
            get(connection::get),
        )
        .route("/console/applications/{id}/activity", get(activity::get))
        .route(
            "/console/applications/{id}/delete",
            get(delete::get).post(delete::post),
        )
        .route(
            "/console/applications/{id}/secrets/new",
            get(secrets::new::get).post(secrets::new::post),
        )
        .route(
            "/console/applications/{id}/secrets/rename",
            get(secrets::rename::get).post(secrets::rename::post),
        )
        .route(
            "/console/applications/{id}/secrets/delete",
            get(secrets::delete::get).post(secrets::delete::post),
        )
}

/// The page that says that an application is not there.
fn gone(state: &Inner, admin: &Admin) -> Response {
    let page = Message::gone(frame(state, admin), PATH);
    html::page(StatusCode::NOT_FOUND, &page, &[])
}

fn frame(state: &Inner, admin: &Admin) -> ConsoleFrame {
    admin.frame(state, Section::Applications)
}

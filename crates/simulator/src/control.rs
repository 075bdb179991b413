//! `/_sim`: what scripts drive the simulator with. JSON throughout, errors as `{"error": "…"}`.

mod accounts;
mod apps;
mod browser;
mod clock;
mod codes;
mod faults;
mod json;
mod native;
mod openapi;
mod people;
mod requests;
mod reset;
mod review;
mod situation;
mod switches;

use axum::Router;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{delete, get, patch, post};

use crate::Simulator;

pub(crate) fn routes() -> Router<Simulator> {
    Router::new()
        .route("/people", get(people::list).post(people::add))
        .route("/people/{id}", patch(people::change))
        .route("/codes", get(codes::list))
        .route("/codes/{uuid}/scan", post(codes::scan))
        .route("/codes/{uuid}/allow", post(codes::allow))
        .route("/codes/{uuid}/refuse", post(codes::refuse))
        .route("/apps", get(apps::list).post(apps::add))
        .route("/apps/{app_id}", patch(apps::change))
        .route("/accounts", get(accounts::list).post(accounts::add))
        .route("/openapi.json", get(openapi::openapi))
        .route("/browser", post(browser::sit_down))
        .route("/native", post(native::allow))
        .route(
            "/faults",
            get(faults::list).post(faults::add).delete(faults::clear),
        )
        .route("/switches", get(switches::read).patch(switches::change))
        .route("/faults/{id}", delete(faults::remove))
        .route("/clock", post(clock::advance))
        .route("/requests", get(requests::list).delete(requests::clear))
        .route("/review", get(review::policy).post(review::change))
        .route("/review/{app_id}", post(review::decide))
        .route("/mails", get(review::mails))
        .route("/export", get(situation::export))
        .route("/seed", post(situation::seed))
        .route("/reset", post(reset::reset))
        .fallback(unknown)
        .method_not_allowed_fallback(wrong_method)
}

async fn unknown() -> Response {
    json::error(StatusCode::NOT_FOUND, "there is no such call")
}

async fn wrong_method() -> Response {
    json::error(
        StatusCode::METHOD_NOT_ALLOWED,
        "this call has another method",
    )
}

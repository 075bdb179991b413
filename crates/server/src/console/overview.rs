//! `/console`: how sign-ins go, what needs attention, and the way to the first one.

mod attention;
mod figures;
mod first_run;
mod people;

use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::{get, post};
use http::StatusCode;
use pages::Language;
use pages::console::Section;
use pages::console::activity::Row;
use pages::console::overview::Overview;
use store::{ActivityFilter, ActivityPart, StoreError};

pub(crate) use people::PeopleCount;

use super::activity::{Names, row};
use super::admin::Admin;
use crate::state::{AppState, Inner};
use crate::web::html;

pub(super) fn routes() -> Router<AppState> {
    Router::new()
        .route("/console", get(show))
        .route("/console/first-run/close", post(first_run::close))
}

async fn show(State(state): State<AppState>, admin: Admin) -> Response {
    let frame = admin.frame(&state, Section::Overview);
    let language = frame.language;
    let (first_run, figures, funnels, days, attention, applications, latest) = tokio::join!(
        first_run::read(&state),
        figures::figures(&state),
        figures::funnels(&state, language),
        figures::days(&state),
        attention::read(&state, language),
        figures::applications(&state),
        latest(&state, language),
    );
    let request = admin.headers.get("x-request-id");
    let page = Overview {
        frame,
        first_run: part("first run", first_run).flatten(),
        figures: part("figures", figures),
        funnels: part("funnels", funnels),
        days: part("days", days),
        attention: part("attention", attention),
        applications: part("applications", applications),
        latest: part("latest", latest),
        request: request.and_then(|id| id.to_str().ok()).map(str::to_owned),
    };
    html::page(StatusCode::OK, &page, &[])
}

/// A part of the page, unless it could not be read; the others are shown all the same.
fn part<T>(name: &str, read: Result<T, StoreError>) -> Option<T> {
    read.inspect_err(|error| {
        tracing::error!(%error, part = name, "a part of the overview could not be read");
    })
    .ok()
}

async fn latest(state: &Inner, language: Language) -> Result<Vec<Row>, StoreError> {
    const SHOWN: u32 = 5;
    let part = ActivityPart::after(None, SHOWN);
    let all = ActivityFilter::default();
    let found = state.store.activity(&all, part).await?;
    let names = Names::read(state, language).await?;
    Ok(found.into_iter().map(|seen| row(seen, &names)).collect())
}

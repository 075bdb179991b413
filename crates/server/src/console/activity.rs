//! `/console/activity`: the tries to sign in, one by one, and who changed what.

mod attempt;
mod cause;
mod changes;
mod export;
mod file;
mod filter;
mod names;
mod open;
mod rows;

use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::get;
use http::StatusCode;
use pages::console::activity::Activity;
use pages::console::{Input, Section};
use store::ActivityPart;
use uuid::Uuid;

use super::admin::Admin;
use crate::state::{AppState, Inner};
use crate::web::error::Unexpected;
use crate::web::html;
use crate::web::parameters::{Parameters, Query};
use filter::Chosen;

pub(super) use cause::is_secret_refused;
pub(super) use names::Names;
pub(super) use rows::row;

/// How many rows a page shows.
const PAGE: u32 = 25;

pub(super) fn routes() -> Router<AppState> {
    Router::new()
        .route("/console/activity", get(list))
        .route("/console/activity/open", get(open::get))
        .route(
            "/console/activity/export",
            get(export::get).post(export::post),
        )
        .route("/console/activity/changes", get(changes::get))
        .route(
            "/console/activity/changes/export",
            get(changes::export).post(changes::post),
        )
        .route("/console/activity/{reference}", get(attempt::get))
}

async fn list(
    State(state): State<AppState>,
    admin: Admin,
    Query(query): Query,
) -> Result<Response, Unexpected> {
    let page = page(&state, &admin, &query, Input::default()).await?;
    Ok(html::page(StatusCode::OK, &page, &[]))
}

/// The list, with what was typed as a reference.
async fn page(
    state: &Inner,
    admin: &Admin,
    query: &Parameters,
    reference: Input,
) -> Result<Activity, Unexpected> {
    let frame = admin.frame(state, Section::Activity);
    let chosen = Chosen::read(query);
    let before = query.get("before");
    let before = before.and_then(|text| Uuid::try_parse(text).ok());
    let part = ActivityPart::after(before, PAGE + 1);
    let mut found = state.store.activity(&chosen.filter(), part).await?;
    let has_more = found.len() > PAGE as usize;
    found.truncate(PAGE as usize);
    let names = Names::read(state, frame.language).await?;
    let last = found.last().filter(|_| has_more);
    Ok(Activity {
        older: last.map(|last| chosen.address(Some(last.id))),
        newest: before.map(|_| chosen.address(None)),
        filter: chosen.shown(state, &names).await?,
        rows: found.into_iter().map(|seen| row(seen, &names)).collect(),
        reference,
        frame,
    })
}

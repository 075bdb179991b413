//! `GET /console/applications`: all of them.

use std::time::Duration;

use axum::extract::State;
use axum::response::Response;
use http::StatusCode;
use pages::console::applications::list::{List, Row};
use store::ApplicationFigures;

use super::{frame, view};
use crate::console::admin::Admin;
use crate::state::AppState;
use crate::web::error::Unexpected;
use crate::web::html;

const WEEK: Duration = Duration::from_hours(7 * 24);

pub(super) async fn get(
    State(state): State<AppState>,
    admin: Admin,
) -> Result<Response, Unexpected> {
    let since = state.now().minus(WEEK);
    let mut rows = Vec::new();
    for record in state.store.application_records().await?.into_iter().rev() {
        let application = record.application;
        let figures = state
            .store
            .application_figures(&application.id, since)
            .await?;
        rows.push(Row {
            kind: view::kind(application.kind),
            place: view::place(&application),
            sign_ins: figures.sign_ins,
            more_sign_ins: figures.sign_ins >= ApplicationFigures::MANY,
            last_sign_in: figures.last_sign_in.map(|at| at.0),
            id: application.id,
            name: application.name,
        });
    }
    let frame = frame(&state, &admin);
    Ok(html::page(StatusCode::OK, &List { frame, rows }, &[]))
}

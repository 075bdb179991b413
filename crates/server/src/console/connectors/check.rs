//! `/console/connectors/{id}/check`: whether sign-ins can work.

use axum::extract::{Path, State};
use axum::response::Response;
use http::StatusCode;
use pages::console::Section;
use pages::console::connectors::settings::CheckCard;
use pages::console::connectors::{Tab, done};
use store::{ConnectorRecord, LastCheck};

use super::{gone, said, view};
use crate::check;
use crate::console::admin::Admin;
use crate::manage::connectors as manage;
use crate::state::{AppState, Inner};
use crate::web::error::Unexpected;
use crate::web::html;

/// Looks, and keeps nothing: a page shows it that has nothing better.
pub(super) async fn get(
    State(state): State<AppState>,
    Path(id): Path<String>,
    admin: Admin,
) -> Result<Response, Unexpected> {
    let Some(record) = state.store.connector(&id).await? else {
        return Ok(gone(&state, &admin));
    };
    let found = look(&state, &record).await;
    let frame = admin.frame(&state, Section::Connectors);
    let page = CheckCard {
        head: view::head(&state, &record, frame.language, None, Tab::Settings).await?,
        check: view::check(&id, found.as_ref(), frame.language),
        frame,
    };
    Ok(html::page(StatusCode::OK, &page, &[]))
}

/// Looks, and keeps what was found.
pub(super) async fn post(
    State(state): State<AppState>,
    Path(id): Path<String>,
    admin: Admin,
) -> Result<Response, Unexpected> {
    let Some(record) = state.store.connector(&id).await? else {
        return Ok(gone(&state, &admin));
    };
    let name = view::name(&record, admin.frame(&state, None).language);
    let address = format!("/console/connectors/{id}#check");
    let key = match look(&state, &record).await {
        Some(found) => {
            let edition = record.updated_at;
            state.store.keep_check(&id, edition, &found).await?;
            done::CHECKED
        }
        None => done::NOT_SET_UP,
    };
    Ok(said(&state, &address, key, &name))
}

/// What a check finds now; nothing without keys that can be used.
async fn look(state: &Inner, record: &ConnectorRecord) -> Option<LastCheck> {
    let social = manage::build(record).ok()?;
    let found = check::check(state, &record.id, &*social, record.endpoints.as_ref()).await;
    Some(check::to_keep(state, &found))
}

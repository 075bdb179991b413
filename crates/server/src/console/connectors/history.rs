//! `/console/connectors/{id}/history`: who changed what.

use axum::extract::{Path, State};
use axum::response::Response;
use http::StatusCode;
use pages::console::Section;
use pages::console::connectors::Tab;
use pages::console::connectors::history::History;
use store::SubjectKind;

use super::{gone, view};
use crate::console::admin::Admin;
use crate::console::changes;
use crate::state::AppState;
use crate::web::error::Unexpected;
use crate::web::html;
use crate::web::parameters::Query;

pub(super) async fn get(
    State(state): State<AppState>,
    Path(id): Path<String>,
    admin: Admin,
    Query(query): Query,
) -> Result<Response, Unexpected> {
    let Some(record) = state.store.connector(&id).await? else {
        return Ok(gone(&state, &admin));
    };
    let frame = admin.frame(&state, Section::Connectors);
    let last = state.store.last_check(&id).await?;
    let here = format!("/console/connectors/{id}/history");
    let (kind, language) = (SubjectKind::Connector, frame.language);
    let page = History {
        head: view::head(&state, &record, language, last.as_ref(), Tab::History).await?,
        history: changes::of(&state, kind, &id, &query, &here).await?,
        frame,
    };
    Ok(html::page(StatusCode::OK, &page, &[]))
}

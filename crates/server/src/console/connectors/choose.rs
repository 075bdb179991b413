//! `/console/connectors/add`: which kind.

use axum::extract::State;
use axum::response::Response;
use http::StatusCode;
use pages::console::Section;
use pages::console::connectors::add::{Choose, Kind};

use super::view;
use crate::console::admin::Admin;
use crate::state::AppState;
use crate::web::error::Unexpected;
use crate::web::html;

pub(super) async fn get(
    State(state): State<AppState>,
    admin: Admin,
) -> Result<Response, Unexpected> {
    let frame = admin.frame(&state, Section::Connectors);
    let records = state.store.connectors().await?;
    let catalogue = connectors::catalogue().iter();
    let kinds = catalogue.map(|factory| {
        let metadata = factory.metadata();
        let added = records.iter().filter(|it| it.factory == metadata.id);
        Kind {
            id: metadata.id.to_owned(),
            name: metadata.name.text(frame.language.tag()).to_owned(),
            description: metadata.description.text(frame.language.tag()).to_owned(),
            is_native: view::is_native(metadata.id),
            added: i64::try_from(added.count()).unwrap_or(i64::MAX),
        }
    });
    let kinds = kinds.collect();
    Ok(html::page(StatusCode::OK, &Choose { frame, kinds }, &[]))
}

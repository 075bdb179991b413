//! `/console/applications/{id}/ways`: which ways to sign in an application offers.

use std::collections::BTreeSet;

use axum::extract::{Path, State};
use axum::response::Response;
use http::StatusCode;
use oidc::Application;
use pages::console::applications::Tab;
use pages::console::applications::ways::{Row, Ways};
use store::StoreError;

use super::fields::Fields;
use super::save::{Outcome, save};
use super::{frame, gone, view};
use crate::console::admin::Admin;
use crate::state::{AppState, Inner};
use crate::web::error::Unexpected;
use crate::web::html;
use crate::web::parameters::LongForm;

pub(super) async fn get(
    State(state): State<AppState>,
    admin: Admin,
    Path(id): Path<String>,
) -> Result<Response, Unexpected> {
    let Some(record) = state.store.application_record(&id).await? else {
        return Ok(gone(&state, &admin));
    };
    let edition = record.updated_at.0.to_string();
    let page = page(&state, &admin, &record.application, edition).await?;
    Ok(html::page(StatusCode::OK, &page, &[]))
}

pub(super) async fn post(
    State(state): State<AppState>,
    admin: Admin,
    Path(id): Path<String>,
    LongForm(form): LongForm,
) -> Result<Response, Unexpected> {
    let Some(application) = state.store.application(&id).await? else {
        return Ok(gone(&state, &admin));
    };
    let kind = view::kind(application.kind);
    if !kind.is_for_people() {
        return Ok(gone(&state, &admin));
    }
    let fields = Fields::typed(kind, Tab::Ways, &form);
    let edition = form.get("edition").unwrap_or_default();
    let seen = edition.parse().ok();
    match save(&state, &admin, &id, Tab::Ways, seen, &fields).await? {
        Outcome::Answer(answer) => Ok(answer),
        Outcome::Wrong(record, problems) => {
            let typed = fields.onto(&record.application);
            let mut page = page(&state, &admin, &typed, edition.to_owned()).await?;
            page.problem = problems.first().map(view::shown);
            Ok(html::page(StatusCode::UNPROCESSABLE_ENTITY, &page, &[]))
        }
    }
}

/// The page about an application as it is or as somebody wants it.
async fn page(
    state: &Inner,
    admin: &Admin,
    application: &Application,
    edition: String,
) -> Result<Ways, StoreError> {
    let frame = frame(state, admin);
    let social = state.store.experience().await?.social;
    let mut records = state.store.connectors().await?;
    // Those that are on stand in the order of their buttons, before the others.
    records.sort_by_key(|record| {
        let place = social.iter().position(|id| *id == record.id);
        (place.unwrap_or(social.len()), record.created_at)
    });
    let known: BTreeSet<&str> = records.iter().map(|record| record.id.as_str()).collect();
    let ways = application.ways.iter().flatten();
    let lost = ways.filter(|id| !known.contains(id.as_str()));
    let lost = lost.map(|id| Row {
        id: id.clone(),
        name: None,
        is_on: false,
        is_native: false,
        is_simulated: false,
        is_ticked: true,
    });
    let rows = records.iter().map(|record| {
        let factory = connectors::factory(&record.factory);
        let metadata = factory.map(connector_kit::ConnectorFactory::metadata);
        let name = metadata.map(|it| it.name.text(frame.language.tag()));
        Row {
            id: record.id.clone(),
            name: Some(name.unwrap_or(&record.id).to_owned()),
            is_on: social.contains(&record.id),
            is_native: metadata.is_some_and(connector_kit::Metadata::is_native),
            is_simulated: record.endpoints.is_some(),
            is_ticked: application.offers(&record.id),
        }
    });
    Ok(Ways {
        rows: rows.chain(lost).collect(),
        only_some: application.ways.is_some(),
        head: view::head(application, Tab::Ways),
        edition,
        problem: None,
        frame,
    })
}

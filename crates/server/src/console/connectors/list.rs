//! `/console/connectors`: all of them.

use axum::extract::State;
use axum::response::Response;
use http::StatusCode;
use pages::console::Section;
use pages::console::connectors::Health;
use pages::console::connectors::list::{List, Row};
use store::{ConnectorPeople, ConnectorRecord, LastCheck};

use super::view;
use crate::console::admin::Admin;
use crate::manage::connectors as manage;
use crate::state::AppState;
use crate::web::error::Unexpected;
use crate::web::html;

pub(super) async fn get(
    State(state): State<AppState>,
    admin: Admin,
) -> Result<Response, Unexpected> {
    let frame = admin.frame(&state, Section::Connectors);
    let store = &state.store;
    let social = store.experience().await?.social;
    let checks = store.last_checks().await?;
    let mut records = store.connectors().await?;
    // Those that are on stand in the order of their buttons, before the others.
    records.sort_by_key(|record| {
        let place = social.iter().position(|id| *id == record.id);
        place.unwrap_or(social.len())
    });
    let mut rows = Vec::new();
    for record in records {
        let people = store.connector_people(&record.id).await?;
        rows.push(Row {
            name: view::name(&record, frame.language),
            is_native: view::is_native(&record.factory),
            is_on: social.contains(&record.id),
            health: health(&record, checks.get(&record.id)),
            people: people.people,
            more_people: people.people >= ConnectorPeople::MANY,
            last_sign_in: people.last_sign_in.map(|at| at.0),
            id: record.id,
        });
    }
    Ok(html::page(StatusCode::OK, &List { frame, rows }, &[]))
}

fn health(record: &ConnectorRecord, check: Option<&LastCheck>) -> Health {
    let to_fix = check.map(LastCheck::to_fix);
    if !manage::is_set_up(record) {
        Health::Waiting
    } else if manage::build(record).is_err() {
        Health::ToFix(1)
    } else if record.endpoints.is_some() {
        Health::Simulator
    } else {
        match to_fix {
            None => Health::NotChecked,
            Some(0) => Health::Fine,
            Some(count) => Health::ToFix(i64::try_from(count).unwrap_or(i64::MAX)),
        }
    }
}

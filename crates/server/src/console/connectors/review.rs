//! `/console/connectors/{id}/review`: new keys and what a check says, before they count.

use std::collections::BTreeMap;
use std::time::Duration;

use axum::extract::{Path, State};
use axum::response::Response;
use http::StatusCode;
use pages::console::Section;
use pages::console::connectors::review::Review;
use pages::console::connectors::{Tab, done};
use serde::{Deserialize, Serialize};
use store::{ConnectorRecord, LastCheck, StoreError};

use super::form::Fields;
use super::{gone, said, settings, view};
use crate::console::admin::Admin;
use crate::state::{AppState, Inner};
use crate::web::error::Unexpected;
use crate::web::html;
use crate::web::parameters::{Form, Query};

/// How long new keys wait for a decision.
const WAITS: Duration = Duration::from_mins(15);

/// What waits; sealed where it lies, because it holds secrets that somebody typed.
#[derive(Serialize, Deserialize)]
pub(super) struct Held {
    connector: String,
    edition: i64,
    fields: BTreeMap<String, String>,
    found: LastCheck,
}

impl Held {
    pub(super) fn fields(&self) -> Fields {
        Fields(self.fields.clone())
    }
}

/// Puts away what somebody wants, and gives the name that it lies under.
pub(super) async fn keep(
    state: &Inner,
    record: &ConnectorRecord,
    fields: &Fields,
    found: &LastCheck,
) -> Result<String, StoreError> {
    let id = keys::random_token(&*state.entropy);
    let held = Held {
        connector: record.id.clone(),
        edition: record.updated_at.0,
        fields: fields.0.clone(),
        found: found.clone(),
    };
    let text = serde_json::to_vec(&held).unwrap_or_default();
    let until = state.now().plus(WAITS);
    state
        .store
        .keep_draft(&id, &text, until, &*state.entropy)
        .await?;
    Ok(id)
}

/// What lies under a name.
pub(super) async fn read(state: &Inner, draft: &str) -> Result<Option<Held>, StoreError> {
    let text = state.store.draft(draft, state.now()).await?;
    Ok(text.and_then(|text| serde_json::from_slice(&text).ok()))
}

pub(super) async fn get(
    State(state): State<AppState>,
    Path(id): Path<String>,
    admin: Admin,
    Query(query): Query,
) -> Result<Response, Unexpected> {
    let draft = query.get("draft").unwrap_or_default();
    let record = state.store.connector(&id).await?;
    let held = read(&state, draft).await?;
    let held = held.filter(|held| held.connector == id && admin.is_owner());
    let (Some(record), Some(held)) = (record, held) else {
        return Ok(gone(&state, &admin));
    };
    let frame = admin.frame(&state, Section::Connectors);
    let fields = held.fields();
    let wants_simulator = fields.get("place") == "simulator";
    let before = Fields::stored(&record);
    let moves = ["place", "simulator_open", "simulator_api"]
        .iter()
        .any(|name| (*name == "place" || wants_simulator) && fields.get(name) != before.get(name));
    let page = Review {
        head: view::head(&state, &record, frame.language, None, Tab::Settings).await?,
        moves_to_simulator: moves.then_some(wants_simulator),
        check: view::check(&id, Some(&held.found), frame.language),
        draft: draft.to_owned(),
        frame,
    };
    Ok(html::page(StatusCode::OK, &page, &[]))
}

pub(super) async fn post(
    State(state): State<AppState>,
    Path(id): Path<String>,
    admin: Admin,
    Form(form): Form,
) -> Result<Response, Unexpected> {
    let draft = form.get("draft").unwrap_or_default();
    let taken = state.store.take_draft(draft, state.now()).await?;
    let held: Option<Held> = taken.and_then(|text| serde_json::from_slice(&text).ok());
    let record = state.store.connector(&id).await?;
    let held = held.filter(|held| held.connector == id);
    let (Some(record), Some(held)) = (record, held) else {
        return Ok(gone(&state, &admin));
    };
    if form.get("use") == Some("yes") {
        let (seen, fields) = (Some(held.edition), held.fields());
        return settings::change(&state, &admin, &record, seen, &fields, Some(held.found)).await;
    }
    let name = view::name(&record, admin.frame(&state, None).language);
    let address = format!("/console/connectors/{id}");
    Ok(said(&state, &address, done::KEPT, &name))
}

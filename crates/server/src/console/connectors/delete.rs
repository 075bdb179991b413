//! `/console/connectors/{id}/delete`: what that means, then doing it.

use axum::extract::{Path, State};
use axum::response::Response;
use http::StatusCode;
use pages::console::connectors::delete::{Delete, OTHER_NAME};
use pages::console::connectors::{Tab, done};
use pages::console::{Input, Section};
use store::{ConnectorPeople, ConnectorRecord};

use super::{gone, said, view};
use crate::console::admin::Admin;
use crate::manage::connectors::{self as manage, Refused};
use crate::state::{AppState, Inner};
use crate::web::error::Unexpected;
use crate::web::html;
use crate::web::parameters::Form;

pub(super) async fn get(
    State(state): State<AppState>,
    Path(id): Path<String>,
    admin: Admin,
) -> Result<Response, Unexpected> {
    let Some(record) = state.store.connector(&id).await? else {
        return Ok(gone(&state, &admin));
    };
    let page = page(&state, &admin, &record).await?;
    Ok(html::page(StatusCode::OK, &page, &[]))
}

pub(super) async fn post(
    State(state): State<AppState>,
    Path(id): Path<String>,
    admin: Admin,
    Form(form): Form,
) -> Result<Response, Unexpected> {
    let Some(record) = state.store.connector(&id).await? else {
        return Ok(gone(&state, &admin));
    };
    // People may have come since the page was shown, so they are counted again.
    let mut page = page(&state, &admin, &record).await?;
    let typed = form.get("name").unwrap_or_default().trim();
    if page.stranded > 0 && typed != page.head.name {
        page.name = Input::new(typed).wrong_with(OTHER_NAME, &page.head.name);
        return Ok(html::page(StatusCode::UNPROCESSABLE_ENTITY, &page, &[]));
    }
    match manage::delete(&state.store, admin.author(&state), &record).await {
        Ok(()) => {}
        Err(Refused::Store(error)) => return Err(error.into()),
        Err(_) => return Ok(gone(&state, &admin)),
    }
    state.refresh().await?;
    Ok(said(
        &state,
        "/console/connectors",
        done::DELETED,
        &page.head.name,
    ))
}

async fn page(
    state: &Inner,
    admin: &Admin,
    record: &ConnectorRecord,
) -> Result<Delete, Unexpected> {
    let frame = admin.frame(state, Section::Connectors);
    let people = state.store.connector_people(&record.id).await?;
    Ok(Delete {
        head: view::head(state, record, frame.language, None, Tab::Settings).await?,
        people: people.people,
        stranded: manage::people_without(&state.store, record).await?,
        many: ConnectorPeople::MANY,
        name: Input::default(),
        frame,
    })
}

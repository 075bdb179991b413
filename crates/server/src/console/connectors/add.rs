//! `/console/connectors/add/{factory}`: makes a connector.

use axum::extract::{Path, State};
use axum::response::Response;
use http::StatusCode;
use pages::console::connectors::done;

use super::form::{Fields, with_problems, with_wrong_addresses};
use super::{gone, new, said, view};
use crate::check;
use crate::console::admin::Admin;
use crate::manage::connectors::{self as manage, Edit, Refused};
use crate::state::{AppState, Inner};
use crate::web::error::Unexpected;
use crate::web::html;
use crate::web::parameters::Form;

pub(super) async fn post(
    State(state): State<AppState>,
    Path(factory): Path<String>,
    admin: Admin,
    Form(form): Form,
) -> Result<Response, Unexpected> {
    let Some(kind) = connectors::factory(&factory) else {
        return Ok(gone(&state, &admin));
    };
    // The id came with the form, so that sending it twice makes one connector.
    let id = form.get("id").map(str::to_owned);
    let id = id.unwrap_or_else(|| manage::new_id(kind, &*state.entropy));
    let fields = Fields::typed(&form);
    let again = |form, status| match new::page(&state, &admin, &factory, id.clone(), form) {
        Some(page) => html::page(status, &page, &[]),
        None => gone(&state, &admin),
    };
    let shown = fields.form(&factory, None);
    let made = if form.get("waiting").is_some() {
        wait(&state, &admin, &id, &factory).await
    } else {
        let Some(edit) = fields.edit(&factory) else {
            let form = with_wrong_addresses(shown);
            return Ok(again(form, StatusCode::UNPROCESSABLE_ENTITY));
        };
        make(&state, &admin, &id, &factory, &edit).await
    };
    let here = format!("/console/connectors/{id}");
    match made {
        Ok(record) => {
            state.refresh().await?;
            let name = view::name(&record, admin.frame(&state, None).language);
            let (address, key) = if manage::is_set_up(&record) {
                (here, done::ADDED)
            } else {
                (format!("{here}/guide#step-2"), done::WAITING)
            };
            Ok(said(&state, &address, key, &name))
        }
        // The form was sent twice.
        Err(Refused::Taken) => Ok(html::see_other(&here)),
        Err(Refused::Store(error)) => Err(error.into()),
        Err(refused) => {
            let form = with_problems(shown.clone(), &refused).unwrap_or(shown);
            Ok(again(form, StatusCode::UNPROCESSABLE_ENTITY))
        }
    }
}

/// Makes a connector with its keys, checked.
async fn make(
    state: &Inner,
    admin: &Admin,
    id: &str,
    factory: &str,
    edit: &Edit,
) -> Result<store::ConnectorRecord, Refused> {
    let record = manage::drafted(id, factory, edit, state.now())?;
    let social = manage::build(&record)?;
    if state.store.connector(id).await?.is_some() {
        return Err(Refused::Taken);
    }
    let found = check::check(state, id, &*social, record.endpoints.as_ref()).await;
    let found = check::to_keep(state, &found);
    manage::create(&state.store, admin.author(state), &record, Some(&found)).await?;
    Ok(record)
}

/// Makes a connector that waits for the vendor's review.
async fn wait(
    state: &Inner,
    admin: &Admin,
    id: &str,
    factory: &str,
) -> Result<store::ConnectorRecord, Refused> {
    let now = state.now();
    let edit = Edit {
        review_waiting_since: Some(Some(now)),
        ..Edit::default()
    };
    let record = manage::drafted(id, factory, &edit, now)?;
    manage::create(&state.store, admin.author(state), &record, None).await?;
    Ok(record)
}

//! `/console/applications/{id}`: the fields of an application.

use axum::extract::{Path, State};
use axum::response::Response;
use http::StatusCode;
use pages::console::applications::Tab;
use pages::console::applications::settings::{Form as Shown, Settings};
use store::ApplicationRecord;

use super::fields::{Fields, with_problems};
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
    let form = Fields::stored(Tab::Settings, &record.application).form();
    let edition = record.updated_at.0.to_string();
    let page = page(&state, &admin, &record, form, edition);
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
    let fields = Fields::typed(view::kind(application.kind), Tab::Settings, &form);
    let edition = form.get("edition").unwrap_or_default();
    let seen = edition.parse().ok();
    match save(&state, &admin, &id, Tab::Settings, seen, &fields).await? {
        Outcome::Answer(answer) => Ok(answer),
        Outcome::Wrong(record, problems) => {
            let form = with_problems(fields.form(), &problems);
            // What was wrong with an old form is still about the old state.
            let page = page(&state, &admin, &record, form, edition.to_owned());
            Ok(html::page(StatusCode::UNPROCESSABLE_ENTITY, &page, &[]))
        }
    }
}

fn page(
    state: &Inner,
    admin: &Admin,
    record: &ApplicationRecord,
    form: Shown,
    edition: String,
) -> Settings {
    let application = &record.application;
    let home = application.home();
    Settings {
        frame: frame(state, admin),
        head: view::head(application, Tab::Settings),
        form,
        edition,
        created: record.created_at.0,
        changed: record.updated_at.0,
        // A machine lives nowhere, whatever a program has written there.
        home: home.filter(|_| view::kind(application.kind).is_for_people()),
    }
}

//! `/console/connectors/{id}`: the fields of a connector.

use axum::extract::{Path, State};
use axum::response::Response;
use connector_kit::Verdict;
use http::StatusCode;
use pages::console::Section;
use pages::console::connectors::form::Form as Shown;
use pages::console::connectors::settings::{Place, Settings};
use pages::console::connectors::{Tab, done};
use store::{Change, ConnectorRecord, LastCheck};

use super::form::{Fields, with_problems, with_wrong_addresses};
use super::{conflict, gone, guide, review, said, view};
use crate::check;
use crate::console::admin::Admin;
use crate::manage::connectors::{self as manage, Refused};
use crate::state::{AppState, Inner};
use crate::web::error::Unexpected;
use crate::web::html;
use crate::web::parameters::Form;

/// The lines of a check that say whether keys work.
const KEYS: [&str; 4] = ["app_id", "permission", "secret", "in_wechat"];

pub(super) async fn get(
    State(state): State<AppState>,
    Path(id): Path<String>,
    admin: Admin,
) -> Result<Response, Unexpected> {
    let Some(record) = state.store.connector(&id).await? else {
        return Ok(gone(&state, &admin));
    };
    let mut fields = Fields::stored(&record);
    if record.endpoints.is_none()
        && let Some(address) = state.configuration().any_simulator()
    {
        let address = address.trim_end_matches('/').to_owned();
        fields.0.insert("simulator_open".to_owned(), address);
    }
    let form = fields.form(&record.factory, Some(&record));
    let page = page(&state, &admin, &record, form).await?;
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
    let mut fields = Fields::typed(&form);
    conflict::give_back(&state, &form, &mut fields).await?;
    let seen = form.get("edition").and_then(|text| text.parse().ok());
    change(&state, &admin, &record, seen, &fields, None).await
}

/// Changes a connector from the state that somebody has seen, checked; `approved` is what
/// they have seen a check say about it.
pub(super) async fn change(
    state: &AppState,
    admin: &Admin,
    record: &ConnectorRecord,
    seen: Option<i64>,
    fields: &Fields,
    approved: Option<LastCheck>,
) -> Result<Response, Unexpected> {
    if seen != Some(record.updated_at.0)
        && let Some(page) = conflict::page(state, admin, record, seen, fields).await?
    {
        return Ok(html::page(StatusCode::CONFLICT, &page, &[]));
    }
    let shown = || fields.form(&record.factory, Some(record));
    let Some(edit) = fields.edit(&record.factory) else {
        return again(state, admin, record, with_wrong_addresses(shown())).await;
    };
    let wanted = manage::edited(record, &edit, state.now());
    let built = wanted.and_then(|wanted| Ok((manage::build(&wanted)?, wanted)));
    let (social, wanted) = match built {
        Ok(built) => built,
        Err(Refused::Store(error)) => return Err(error.into()),
        Err(refused) => {
            let form = with_problems(shown(), &refused).unwrap_or_else(shown);
            return again(state, admin, record, form).await;
        }
    };
    let found = if let Some(found) = approved {
        found
    } else {
        let endpoints = wanted.endpoints.as_ref();
        let found = check::check(state, &record.id, &*social, endpoints).await;
        let found = check::to_keep(state, &found);
        if needs_approval(record, &wanted, &found) {
            let draft = review::keep(state, record, fields, &found).await?;
            let address = format!("/console/connectors/{}/review?draft={draft}", record.id);
            return Ok(html::see_other(&address));
        }
        found
    };
    let author = admin.author(state);
    let saved = manage::save(&state.store, author, record, &wanted, Some(&found)).await;
    let key = match saved {
        Ok(Change::Unchanged) => done::UNCHANGED,
        Ok(_) => done::SAVED,
        Err(Refused::Store(error)) => return Err(error.into()),
        Err(Refused::Stale) => {
            // Somebody was quicker by less than a check takes.
            let now = state.store.connector(&record.id).await?;
            let page = match &now {
                Some(now) => conflict::page(state, admin, now, seen, fields).await?,
                None => None,
            };
            return Ok(match page {
                Some(page) => html::page(StatusCode::CONFLICT, &page, &[]),
                None => gone(state, admin),
            });
        }
        Err(_) => return Ok(gone(state, admin)),
    };
    state.refresh().await?;
    let name = view::name(record, admin.frame(state, None).language);
    let address = format!("/console/connectors/{}", record.id);
    Ok(said(state, &address, key, &name))
}

/// Whether somebody looks at the check before new keys replace those that may be in use:
/// always where they belong to another place, otherwise when they do not work.
fn needs_approval(before: &ConnectorRecord, after: &ConnectorRecord, found: &LastCheck) -> bool {
    if !manage::is_set_up(before) {
        return false;
    }
    let fails = found
        .lines
        .iter()
        .any(|line| line.verdict == Verdict::Fail && KEYS.contains(&line.line.as_str()));
    before.endpoints != after.endpoints || (before.config != after.config && fails)
}

async fn again(
    state: &AppState,
    admin: &Admin,
    record: &ConnectorRecord,
    form: Shown,
) -> Result<Response, Unexpected> {
    let page = page(state, admin, record, form).await?;
    Ok(html::page(StatusCode::UNPROCESSABLE_ENTITY, &page, &[]))
}

async fn page(
    state: &Inner,
    admin: &Admin,
    record: &ConnectorRecord,
    form: Shown,
) -> Result<Settings, Unexpected> {
    let frame = admin.frame(state, Section::Connectors);
    let last = state.store.last_check(&record.id).await?;
    let tab = Tab::Settings;
    Ok(Settings {
        head: view::head(state, record, frame.language, last.as_ref(), tab).await?,
        form,
        edition: record.updated_at.0.to_string(),
        callback_domain: guide::callback_domain(state),
        callback: state.settings.address(&format!("/callback/{}", record.id)),
        check: view::check(&record.id, last.as_ref(), frame.language),
        place: place(state, record).await?,
        frame,
    })
}

/// Where its button is among those that people see.
async fn place(state: &Inner, record: &ConnectorRecord) -> Result<Place, Unexpected> {
    let social = state.store.experience().await?.social;
    let records = state.store.connectors().await?;
    let has_button = |id: &&String| {
        let record = records.iter().find(|record| record.id == **id);
        record.is_some_and(manage::has_button)
    };
    let buttons: Vec<&String> = social.iter().filter(has_button).collect();
    let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let at = buttons.iter().position(|id| **id == record.id);
    Ok(Place {
        at: at.map_or(0, |at| number(at + 1)),
        of: number(buttons.len()),
    })
}

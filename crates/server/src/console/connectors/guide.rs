//! `/console/connectors/{id}/guide`: what to do at the vendor, and how far that is.

mod sections;

use std::time::Duration;

use axum::extract::{Path, State};
use axum::response::Response;
use connector_kit::{Timestamp, Verdict};
use http::StatusCode;
use pages::console::Section;
use pages::console::connectors::guide::{Guide, State as Progress, Steps};
use pages::console::connectors::{Head, Tab, done};
use store::{ConnectorRecord, LastCheck};

use super::{gone, said, view};
use crate::console::admin::Admin;
use crate::manage::connectors::{self as manage, Edit, Refused};
use crate::state::{AppState, Inner};
use crate::web::error::Unexpected;
use crate::web::html;
use crate::web::parameters::Form;

pub(super) use sections::texts;

/// A review usually takes less than this.
const LONG: Duration = Duration::from_hours(3 * 24);

pub(super) async fn get(
    State(state): State<AppState>,
    Path(id): Path<String>,
    admin: Admin,
) -> Result<Response, Unexpected> {
    let record = state.store.connector(&id).await?;
    let factory = record
        .as_ref()
        .and_then(|it| connectors::factory(&it.factory));
    let (Some(record), Some(factory)) = (record, factory) else {
        return Ok(gone(&state, &admin));
    };
    let frame = admin.frame(&state, Section::Connectors);
    let last = state.store.last_check(&id).await?;
    let language = frame.language;
    let head = view::head(&state, &record, language, last.as_ref(), Tab::Guide).await?;
    let mut steps = texts(factory.metadata(), language);
    steps.is_native = view::is_native(&record.factory);
    steps.simulator = state.configuration().any_simulator();
    progress(&mut steps, &record, last.as_ref(), &head, state.now());
    let page = Guide {
        head,
        steps,
        callback_domain: callback_domain(&state),
        check: view::check(&id, last.as_ref(), language),
        frame,
    };
    Ok(html::page(StatusCode::OK, &page, &[]))
}

/// Notes that the vendor reviews, or that it is done.
pub(super) async fn post(
    State(state): State<AppState>,
    Path(id): Path<String>,
    admin: Admin,
    Form(form): Form,
) -> Result<Response, Unexpected> {
    let Some(record) = state.store.connector(&id).await? else {
        return Ok(gone(&state, &admin));
    };
    let waits = form.get("waiting") == Some("yes");
    let since = record.settings.review_waiting_since;
    let edit = Edit {
        review_waiting_since: Some(waits.then(|| since.unwrap_or(state.now()))),
        ..Edit::default()
    };
    let wanted = manage::edited(&record, &edit, state.now());
    let saved = match wanted {
        Ok(wanted) => {
            manage::save(&state.store, admin.author(&state), &record, &wanted, None).await
        }
        Err(refused) => Err(refused),
    };
    match saved {
        Ok(_) => {}
        Err(Refused::Store(error)) => return Err(error.into()),
        // Whoever was quicker has changed something else; the marker can be set again.
        Err(_) => return Ok(html::see_other(&format!("/console/connectors/{id}/guide"))),
    }
    state.refresh().await?;
    let name = view::name(&record, admin.frame(&state, None).language);
    let key = if waits {
        done::WAITING
    } else {
        done::NOT_WAITING
    };
    let address = format!("/console/connectors/{id}/guide#step-2");
    Ok(said(&state, &address, key, &name))
}

/// The host that belongs into the vendor's console: without scheme, port and path.
pub(super) fn callback_domain(state: &Inner) -> String {
    let host = state.settings.public_address.host_str();
    host.unwrap_or_default().to_owned()
}

fn progress(
    steps: &mut Steps,
    record: &ConnectorRecord,
    last: Option<&LastCheck>,
    head: &Head,
    now: Timestamp,
) {
    let fails = |lines: &[&str]| {
        last.is_some_and(|last| {
            let lines = last
                .lines
                .iter()
                .filter(|it| lines.contains(&it.line.as_str()));
            lines.into_iter().any(|line| line.verdict == Verdict::Fail)
        })
    };
    let done = |is_done: bool| {
        if is_done {
            Progress::Done
        } else {
            Progress::ToDo
        }
    };
    let waiting = record.settings.review_waiting_since;
    steps.account.state = done(head.is_set_up || waiting.is_some());
    steps.app.state = if waiting.is_some() {
        Progress::Waiting
    } else {
        done(head.is_set_up && !fails(&["app_id", "permission", "callback_domain"]))
    };
    steps.keys.state = done(head.is_set_up && !fails(&["app_id", "secret", "in_wechat"]));
    let is_fine = last.is_some_and(|last| last.to_fix() == 0);
    steps.trying.state = done(head.is_on && is_fine);
    steps.waiting_since = waiting.map(|at| at.0);
    steps.waits_long = waiting.is_some_and(|at| now.since(at) >= LONG);
}

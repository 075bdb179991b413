//! `/console/activity/changes`: what all administrators changed, and the same as a file.

use axum::extract::State;
use axum::response::Response;
use connector_kit::Timestamp;
use http::StatusCode;
use pages::console::Section;
use pages::console::activity::export::{TOO_MANY, What};
use pages::console::changes::{Changes, Subject};
use serde_json::{Value, json};
use store::{Before, RecordedChange, SubjectKind};
use uuid::Uuid;

use super::export::{self, MOST, STEP};
use super::file::{File, Form};
use super::filter::{begin, end};
use crate::console::admin::Admin;
use crate::console::changes;
use crate::state::AppState;
use crate::web::error::Unexpected;
use crate::web::html;
use crate::web::parameters::{Form as Sent, Query};

pub(super) async fn get(
    State(state): State<AppState>,
    admin: Admin,
    Query(query): Query,
) -> Result<Response, Unexpected> {
    let tag = query.get("kind");
    let mut kinds = Subject::ALL.iter().copied();
    let subject = tag.and_then(|tag| kinds.find(|kind| kind.tag() == tag));
    let mut address = String::from("/console/activity/changes");
    if let Some(subject) = subject {
        address = format!("{address}?kind={}", subject.tag());
    }
    let kind = subject.map(changes::kind);
    let page = Changes {
        frame: admin.frame(&state, Section::Activity),
        history: changes::all(&state, kind, &query, &address).await?,
        subject,
    };
    Ok(html::page(StatusCode::OK, &page, &[]))
}

pub(super) async fn export(State(state): State<AppState>, admin: Admin) -> Response {
    let page = export::empty(&state, &admin, What::Changes);
    html::page(StatusCode::OK, &page, &[])
}

pub(super) async fn post(
    State(state): State<AppState>,
    admin: Admin,
    Sent(form): Sent,
) -> Result<Response, Unexpected> {
    let mut page = export::typed(&state, &admin, What::Changes, &form);
    let days = export::days_of(&mut page);
    let period = begin(&page.from).zip(end(&page.until));
    let (Some((from, until)), Some((begin, end))) = (days, period) else {
        return Ok(html::page(StatusCode::UNPROCESSABLE_ENTITY, &page, &[]));
    };
    let mut file = File::new(Form::from_tag(form.get("form")), COLUMNS);
    let (mut before, mut rows) = (place(end, Uuid::nil()), 0);
    loop {
        let part = state.store.changes(Some(before), STEP).await?;
        let is_last = part.len() < STEP as usize || part.iter().any(|one| one.at < begin.0);
        if let Some(last) = part.last() {
            before = place(Timestamp(last.at), last.id);
        }
        for change in part.into_iter().filter(|one| one.at >= begin.0) {
            file.add(values(change));
            rows += 1;
        }
        if rows > MOST as usize {
            page.until = page.until.wrong(TOO_MANY);
            return Ok(html::page(StatusCode::UNPROCESSABLE_ENTITY, &page, &[]));
        }
        if is_last {
            break;
        }
    }
    let subject = (SubjectKind::ChangeHistory, "changes");
    export::note(&state, &admin, subject, &page, rows).await?;
    Ok(file.answer(&format!("changes-{from}-{until}")))
}

fn place(at: Timestamp, id: Uuid) -> Before {
    Before { at, id }
}

const COLUMNS: &[&str] = &[
    "id",
    "at",
    "actorKind",
    "actorId",
    "actorName",
    "action",
    "subjectKind",
    "subjectId",
    "subjectName",
    "fields",
];

#[expect(
    clippy::needless_pass_by_value,
    reason = "it is handed over entry by entry"
)]
fn values(change: RecordedChange) -> Vec<Value> {
    vec![
        json!(change.id),
        json!(export::time(change.at)),
        json!(change.actor.kind),
        json!(change.actor.id),
        json!(change.actor.name),
        json!(change.action),
        json!(change.subject_kind),
        json!(change.subject_id),
        json!(change.subject_name),
        json!(change.fields),
    ]
}

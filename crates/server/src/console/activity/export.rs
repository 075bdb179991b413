//! `/console/activity/export`: the tries to sign in of some days as a file.

use axum::extract::State;
use axum::response::Response;
use http::StatusCode;
use pages::console::activity::export::{Export, TOO_MANY, What};
use pages::console::{Input, Section};
use serde_json::{Value, json};
use store::{Action, ActivityFilter, ActivityPart, FieldChange, Seen, StoreError, SubjectKind};

use super::file::{File, Form};
use super::filter::{begin, end, period};
use crate::console::admin::Admin;
use crate::state::{AppState, Inner};
use crate::web::days::{self, DAY};
use crate::web::error::Unexpected;
use crate::web::html;
use crate::web::parameters::{Form as Sent, Parameters};

/// How many rows a file has at most; it is put together in memory.
pub(super) const MOST: u32 = 20_000;
/// How many rows are read at once.
pub(super) const STEP: u32 = 500;

pub(super) async fn get(State(state): State<AppState>, admin: Admin) -> Response {
    html::page(StatusCode::OK, &empty(&state, &admin, What::SignIns), &[])
}

pub(super) async fn post(
    State(state): State<AppState>,
    admin: Admin,
    Sent(form): Sent,
) -> Result<Response, Unexpected> {
    let mut page = typed(&state, &admin, What::SignIns, &form);
    let Some((from, until)) = days_of(&mut page) else {
        return Ok(html::page(StatusCode::UNPROCESSABLE_ENTITY, &page, &[]));
    };
    let filter = ActivityFilter {
        from: begin(&page.from),
        until: end(&page.until),
        ..ActivityFilter::default()
    };
    let many = state.store.count_activity(&filter, MOST + 1).await?;
    if many > MOST {
        page.until = page.until.wrong(TOO_MANY);
        return Ok(html::page(StatusCode::UNPROCESSABLE_ENTITY, &page, &[]));
    }
    let mut file = File::new(Form::from_tag(form.get("form")), COLUMNS);
    let (mut before, mut rows) = (None, 0);
    loop {
        let part = state
            .store
            .activity(&filter, ActivityPart::after(before, STEP))
            .await?;
        before = part.last().map(|last| last.id);
        rows += part.len();
        let is_last = part.len() < STEP as usize;
        for seen in part {
            file.add(values(seen));
        }
        if is_last || rows > MOST as usize {
            break;
        }
    }
    note(
        &state,
        &admin,
        (SubjectKind::Activity, "activity"),
        &page,
        rows,
    )
    .await?;
    Ok(file.answer(&format!("sign-ins-{from}-{until}")))
}

const COLUMNS: &[&str] = &[
    "reference",
    "createdAt",
    "finishedAt",
    "outcome",
    "connectorId",
    "applicationId",
    "userId",
    "userName",
    "userAgent",
    "failure",
];

fn values(seen: Seen) -> Vec<Value> {
    vec![
        json!(seen.reference.to_string()),
        json!(time(seen.created_at.0)),
        seen.finished_at.map_or(Value::Null, |at| json!(time(at.0))),
        json!(seen.outcome),
        json!(seen.connector_id),
        json!(seen.application_id),
        json!(seen.user_id),
        json!(seen.user_name),
        json!(seen.user_agent),
        json!(seen.failure.map(|failure| failure.to_string())),
    ]
}

/// A moment that people and programs read (RFC 3339).
pub(super) fn time(millis: i64) -> String {
    let of_day = millis.rem_euclid(DAY);
    let (seconds, millis_left) = (of_day / 1000, of_day % 1000);
    let (hours, minutes) = (seconds / 3600, seconds / 60 % 60);
    let day = days::written(millis.div_euclid(DAY));
    let seconds = seconds % 60;
    format!("{day}T{hours:02}:{minutes:02}:{seconds:02}.{millis_left:03}Z")
}

/// The page before anything is typed: the last seven days.
pub(super) fn empty(state: &Inner, admin: &Admin, what: What) -> Export {
    let today = state.now().0.div_euclid(DAY);
    Export {
        frame: admin.frame(state, Section::Activity),
        what,
        from: Input::new(days::written(today - 6)),
        until: Input::new(days::written(today)),
        csv: true,
        most: MOST.into(),
    }
}

/// The page with what was typed.
pub(super) fn typed(state: &Inner, admin: &Admin, what: What, form: &Parameters) -> Export {
    let text = |name| form.get(name).unwrap_or_default().trim().to_owned();
    let (from, until) = period(text("from"), text("until"));
    Export {
        from,
        until,
        csv: Form::from_tag(form.get("form")) == Form::Csv,
        ..empty(state, admin, what)
    }
}

/// Both days, if they are some; otherwise the page says what is wrong.
pub(super) fn days_of(page: &mut Export) -> Option<(String, String)> {
    use pages::console::activity::export::DAY_WRONG;
    for input in [&mut page.from, &mut page.until] {
        if input.value.is_empty() {
            *input = std::mem::take(input).wrong(DAY_WRONG);
        }
    }
    let is_right = page.from.problem.is_none() && page.until.problem.is_none();
    is_right.then(|| (page.from.value.clone(), page.until.value.clone()))
}

/// Writes down that data were handed out: which days, and how many rows.
pub(super) async fn note(
    state: &Inner,
    admin: &Admin,
    (kind, subject): (SubjectKind, &str),
    page: &Export,
    rows: usize,
) -> Result<(), StoreError> {
    let field = |field: &str, after: Value| FieldChange {
        field: field.to_owned(),
        before: Value::Null,
        after,
    };
    let fields = [
        field("from", json!(page.from.value)),
        field("until", json!(page.until.value)),
        field("rows", json!(rows)),
    ];
    let author = admin.author(state);
    let change = author.change(Action::Exported, (kind, subject, subject), &fields);
    state.store.note_change(&change).await
}

#[cfg(test)]
mod tests {
    #[test]
    fn times_are_written_to_the_millisecond() {
        assert_eq!(super::time(1_795_568_523_007), "2026-11-25T01:02:03.007Z");
        assert_eq!(super::time(0), "1970-01-01T00:00:00.000Z");
    }
}

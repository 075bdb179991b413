//! `/console/connectors/{id}/sign-ins`: how they went.

use std::time::Duration;

use accounts::Outcome;
use axum::extract::{Path, State};
use axum::response::Response;
use http::StatusCode;
use pages::console::Section;
use pages::console::connectors::Tab;
use pages::console::connectors::sign_ins::{Failed, Figures, SignIns};
use store::Report;

use super::{gone, view};
use crate::console::admin::Admin;
use crate::state::AppState;
use crate::web::error::Unexpected;
use crate::web::html;

const DAY: Duration = Duration::from_hours(24);
/// How many sign-ins that failed are shown.
const FAILURES: u32 = 10;

pub(super) async fn get(
    State(state): State<AppState>,
    Path(id): Path<String>,
    admin: Admin,
) -> Result<Response, Unexpected> {
    let store = &state.store;
    let Some(record) = store.connector(&id).await? else {
        return Ok(gone(&state, &admin));
    };
    let frame = admin.frame(&state, Section::Connectors);
    let last = store.last_check(&id).await?;
    let failures = store.latest_failures(&id, FAILURES).await?;
    let language = frame.language;
    let page = SignIns {
        head: view::head(&state, &record, language, last.as_ref(), Tab::SignIns).await?,
        day: figures(&store.report(&id, state.now().minus(DAY)).await?),
        week: figures(&store.report(&id, state.now().minus(7 * DAY)).await?),
        failures: failures
            .into_iter()
            .map(|attempt| Failed {
                reference: attempt.reference.to_string(),
                at: attempt.created_at.0,
                is_blocked: attempt.outcome == Some(Outcome::Blocked),
            })
            .collect(),
        frame,
    };
    Ok(html::page(StatusCode::OK, &page, &[]))
}

fn figures(report: &Report) -> Figures {
    let count = |outcome| i64::from(report.count(outcome));
    Figures {
        started: report.started.into(),
        open: report.open.into(),
        signed_in: count(Outcome::SignedIn) + count(Outcome::SignedUp) + count(Outcome::Linked),
        refused: count(Outcome::Refused),
        failed: count(Outcome::Failed),
        blocked: count(Outcome::Blocked),
        lost: count(Outcome::Lost),
    }
}

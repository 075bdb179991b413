//! `/console/settings/data/delete`: deletes what is older than is kept, now.

use axum::extract::State;
use axum::response::Response;
use http::StatusCode;
use pages::console::Section;
use pages::console::settings::data::DeleteOld;
use pages::console::settings::done;
use store::{Action, SubjectKind};

use crate::console::admin::Admin;
use crate::console::flash::{self, Done};
use crate::manage::server_settings;
use crate::state::AppState;
use crate::web::error::Unexpected;
use crate::web::html;

pub(in crate::console::settings) async fn get(
    State(state): State<AppState>,
    admin: Admin,
) -> Result<Response, Unexpected> {
    let (settings, _) = state.store.server_settings().await?;
    let page = DeleteOld {
        frame: admin.frame(&state, Section::Settings),
        attempt_days: settings.attempt_retention_days.into(),
        change_days: settings.change_retention_days.into(),
    };
    Ok(html::page(StatusCode::OK, &page, &[]))
}

pub(in crate::console::settings) async fn post(
    State(state): State<AppState>,
    admin: Admin,
) -> Result<Response, Unexpected> {
    let (settings, _) = state.store.server_settings().await?;
    let author = admin.author(&state);
    let subject = (SubjectKind::Settings, "old_data", "old_data");
    let change = author.change(Action::Deleted, subject, &[]);
    state.store.note_change(&change).await?;
    let (attempts, changes) = server_settings::delete_old(&state, &settings).await?;
    let number = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
    let [of_attempts, of_changes] = done::OLD_DELETED_NUMBERS;
    let done = Done {
        key: done::OLD_DELETED,
        names: &[],
        numbers: &[
            (of_attempts, number(attempts)),
            (of_changes, number(changes)),
        ],
    };
    Ok(flash::see_other(&state, "/console/settings/data", &done))
}

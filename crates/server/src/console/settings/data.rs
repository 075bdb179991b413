//! `/console/settings/data`: where data are, and how long they are kept.

pub(super) mod delete;

use axum::extract::State;
use axum::response::Response;
use http::StatusCode;
use pages::console::settings::data::{ATTEMPT_DAYS, CHANGE_DAYS, DAYS_WRONG, Data, Store};
use pages::console::settings::done;
use pages::console::{Input, Section};
use store::{ServerSettings, SettingsPut};

use super::{conflict, engine};
use crate::console::admin::Admin;
use crate::console::flash::{self, Done};
use crate::manage::server_settings::{self, DAYS};
use crate::state::{AppState, Inner};
use crate::web::error::Unexpected;
use crate::web::html;
use crate::web::parameters::Form;

pub(super) async fn get(
    State(state): State<AppState>,
    admin: Admin,
) -> Result<Response, Unexpected> {
    let present = state.store.server_settings().await?;
    let page = page(&state, &admin, &present).await?;
    Ok(html::page(StatusCode::OK, &page, &[]))
}

pub(super) async fn post(
    State(state): State<AppState>,
    admin: Admin,
    Form(form): Form,
) -> Result<Response, Unexpected> {
    let present = state.store.server_settings().await?;
    let typed = ["attempt_days", "change_days"].map(|name| form.get(name).unwrap_or_default());
    let days = typed.map(days);
    let mut page = page(&state, &admin, &present).await?;
    page.attempt_days = shown(typed[0], days[0]);
    page.change_days = shown(typed[1], days[1]);
    let [Some(attempts), Some(changes)] = days else {
        return Ok(html::page(StatusCode::UNPROCESSABLE_ENTITY, &page, &[]));
    };
    let after = ServerSettings {
        attempt_retention_days: attempts,
        change_retention_days: changes,
        ..present.0.clone()
    };
    let seen = form.get("edition").and_then(|text| text.parse().ok());
    let began = ["before.0", "before.1"].map(|name| form.get(name).unwrap_or_default());
    let is_stale = seen != Some(present.1) && began != days_of(&present.0).each_ref();
    if !is_stale || after == present.0 {
        let put = server_settings::put(&state, admin.author(&state), &present, &after).await?;
        if put == SettingsPut::Done {
            let done = Done::plain(done::SAVED);
            return Ok(flash::see_other(&state, "/console/settings/data", &done));
        }
    }
    let theirs = state.store.server_settings().await?;
    let [their_attempts, their_changes] = days_of(&theirs.0);
    let fields = [
        (ATTEMPT_DAYS, their_attempts, attempts.to_string()),
        (CHANGE_DAYS, their_changes, changes.to_string()),
    ];
    page.edition = theirs.1;
    page.before = days_of(&theirs.0);
    page.conflict = conflict::of(&state, fields).await?;
    Ok(html::page(StatusCode::CONFLICT, &page, &[]))
}

fn days(typed: &str) -> Option<u32> {
    let days = typed.trim().parse().ok();
    days.filter(|days| DAYS.contains(days))
}

fn shown(typed: &str, days: Option<u32>) -> Input {
    let input = Input::new(typed.trim());
    match days {
        Some(_) => input,
        None => input.wrong(DAYS_WRONG),
    }
}

fn days_of(settings: &ServerSettings) -> [String; 2] {
    [
        settings.attempt_retention_days,
        settings.change_retention_days,
    ]
    .map(|days| days.to_string())
}

async fn page(
    state: &Inner,
    admin: &Admin,
    (settings, edition): &(ServerSettings, i64),
) -> Result<Data, Unexpected> {
    let mut frame = admin.frame(state, Section::Settings);
    frame.return_to = String::from("/console/settings/data");
    let extent = state.store.extent().await?;
    let before = days_of(settings);
    let [attempt_days, change_days] = before.clone().map(Input::new);
    Ok(Data {
        frame,
        attempt_days,
        change_days,
        edition: *edition,
        before,
        conflict: None,
        store: Store {
            engine: engine(state),
            place: state.store.place().to_owned(),
            megabytes: (extent.bytes / 1_000_000).max(1),
            users: extent.users,
            attempts: extent.attempts,
            changes: extent.changes,
        },
    })
}

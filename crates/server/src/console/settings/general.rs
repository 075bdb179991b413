//! `/console/settings`: language, first steps, the public address.

use axum::extract::State;
use axum::response::Response;
use http::StatusCode;
use pages::Language;
use pages::console::Section;
use pages::console::settings::done;
use pages::console::settings::general::{FIRST_STEPS, General, LANGUAGE};
use store::{ServerSettings, SettingsPut};

use super::conflict;
use crate::console::admin::Admin;
use crate::console::flash::{self, Done};
use crate::manage::server_settings;
use crate::state::{AppState, Inner};
use crate::web::error::Unexpected;
use crate::web::html;
use crate::web::parameters::Form;

pub(super) async fn get(
    State(state): State<AppState>,
    admin: Admin,
) -> Result<Response, Unexpected> {
    let (settings, edition) = state.store.server_settings().await?;
    let page = page(&state, &admin, &settings, edition);
    Ok(html::page(StatusCode::OK, &page, &[]))
}

pub(super) async fn post(
    State(state): State<AppState>,
    admin: Admin,
    Form(form): Form,
) -> Result<Response, Unexpected> {
    let language = form.get("language").and_then(Language::from_tag);
    let language = language.filter(|it| Language::CONSOLE.contains(it));
    let first_steps = form.get("first_steps").is_some();
    let with = |settings: &ServerSettings| ServerSettings {
        default_language: language
            .map(|it| it.tag().to_owned())
            .or_else(|| settings.default_language.clone()),
        first_run_closed: !first_steps,
        ..settings.clone()
    };
    let present = state.store.server_settings().await?;
    let seen = form.get("edition").and_then(|text| text.parse().ok());
    let mine = with(&present.0);
    let began = ["before.language", "before.first_steps"].map(|name| form.get(name));
    // What others have changed on another page is no conflict, and what is the same neither.
    let is_conflict = seen != Some(present.1)
        && began != before(&present.0).each_ref().map(|it| Some(it.as_str()))
        && mine != present.0;
    if !is_conflict {
        let put = server_settings::put(&state, admin.author(&state), &present, &mine).await?;
        if put == SettingsPut::Done {
            state.refresh().await?;
            return Ok(flash::see_other(
                &state,
                "/console/settings",
                &Done::plain(done::SAVED),
            ));
        }
    }
    let (theirs, edition) = state.store.server_settings().await?;
    let mut page = page(&state, &admin, &with(&theirs), edition);
    page.before = before(&theirs);
    let name = |settings: &ServerSettings| language_of(settings).own_name().to_owned();
    let mark = |settings: &ServerSettings| {
        String::from(if settings.first_run_closed {
            "–"
        } else {
            "✓"
        })
    };
    let fields = [
        (LANGUAGE, name(&theirs), name(&mine)),
        (FIRST_STEPS, mark(&theirs), mark(&mine)),
    ];
    page.conflict = conflict::of(&state, fields).await?;
    Ok(html::page(StatusCode::CONFLICT, &page, &[]))
}

/// The values that a form begins with.
fn before(settings: &ServerSettings) -> [String; 2] {
    let first_steps = !settings.first_run_closed;
    [
        language_of(settings).tag().to_owned(),
        first_steps.to_string(),
    ]
}

fn language_of(settings: &ServerSettings) -> Language {
    let tag = settings.default_language.as_deref();
    tag.and_then(Language::from_tag)
        .unwrap_or(Language::En)
        .for_console()
}

fn page(state: &Inner, admin: &Admin, settings: &ServerSettings, edition: i64) -> General {
    let mut frame = admin.frame(state, Section::Settings);
    frame.return_to = String::from("/console/settings");
    General {
        frame,
        language: language_of(settings),
        first_steps: !settings.first_run_closed,
        edition,
        before: before(settings),
        address: state.settings.origin(),
        conflict: None,
    }
}

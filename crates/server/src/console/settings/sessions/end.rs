//! `/console/settings/sessions/end`: signs everybody out.

use axum::extract::State;
use axum::response::Response;
use http::StatusCode;
use pages::console::Section;
use pages::console::settings::done;
use pages::console::settings::sessions::EndAll;
use store::{Action, SubjectKind};

use crate::console::admin::Admin;
use crate::console::flash::{self, Done};
use crate::state::AppState;
use crate::web::error::Unexpected;
use crate::web::html;

pub(in crate::console::settings) async fn get(
    State(state): State<AppState>,
    admin: Admin,
) -> Result<Response, Unexpected> {
    let page = EndAll {
        frame: admin.frame(&state, Section::Settings),
        open: super::open(&state).await?,
    };
    Ok(html::page(StatusCode::OK, &page, &[]))
}

pub(in crate::console::settings) async fn post(
    State(state): State<AppState>,
    admin: Admin,
) -> Result<Response, Unexpected> {
    let author = admin.author(&state);
    let subject = (SubjectKind::Settings, "sessions", "sessions");
    let change = author.change(Action::SignedOut, subject, &[]);
    let codes_until = change.at.plus(state.settings.lifetimes.code);
    let ended = state.store.end_all_sessions(codes_until, &change).await?;
    let done = Done {
        key: done::EVERYBODY_OUT,
        names: &[],
        numbers: &[("count", i64::try_from(ended).unwrap_or(i64::MAX))],
    };
    Ok(flash::see_other(
        &state,
        "/console/settings/sessions",
        &done,
    ))
}

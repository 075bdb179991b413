//! `/console/settings/sessions`: how long people stay signed in.

pub(super) mod end;

use axum::extract::State;
use axum::response::Response;
use http::StatusCode;
use pages::console::Section;
use pages::console::settings::sessions::{Lifetime, Open, Sessions};

use super::seconds;
use crate::console::admin::Admin;
use crate::console::session;
use crate::state::{AppState, Inner};
use crate::web::error::Unexpected;
use crate::web::html;

/// How far sessions are counted: nobody waits for the rest.
const COUNTED: u32 = 10_000;

pub(super) async fn get(
    State(state): State<AppState>,
    admin: Admin,
) -> Result<Response, Unexpected> {
    let lifetimes = &state.settings.lifetimes;
    let page = Sessions {
        frame: admin.frame(&state, Section::Settings),
        lifetimes: vec![
            (Lifetime::Session, seconds(lifetimes.session)),
            (Lifetime::AccessToken, seconds(lifetimes.access_token)),
            (Lifetime::RefreshToken, seconds(lifetimes.refresh_token)),
            (Lifetime::Console, seconds(session::IDLE)),
        ],
        open: open(&state).await?,
    };
    Ok(html::page(StatusCode::OK, &page, &[]))
}

/// How many browsers people are signed in with.
async fn open(state: &Inner) -> Result<Open, Unexpected> {
    let count = state.store.open_sessions(COUNTED + 1, state.now()).await?;
    Ok(if count > COUNTED {
        Open::MoreThan(COUNTED.into())
    } else {
        Open::Exactly(count.into())
    })
}

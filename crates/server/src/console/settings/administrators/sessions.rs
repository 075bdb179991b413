//! `/console/settings/administrators/{id}/sessions`: ends sessions of somebody.

use axum::extract::{Path, State};
use axum::response::Response;
use pages::console::settings::done;
use store::Administrator;
use uuid::Uuid;

use super::{PATH, found};
use crate::console::admin::Admin;
use crate::console::flash::{self, Done};
use crate::manage::administrators::{self, Which};
use crate::state::{AppState, Inner};
use crate::web::error::Unexpected;
use crate::web::parameters::Form;

pub(super) async fn post(
    State(state): State<AppState>,
    admin: Admin,
    Path(id): Path<String>,
    Form(form): Form,
) -> Result<Response, Unexpected> {
    match found(&state, &admin, &id).await? {
        Ok(who) => {
            let back = format!("{PATH}/{}", who.id);
            end(&state, &admin, &who, form.get("session"), &back).await
        }
        Err(page) => Ok(page),
    }
}

/// Ends the session of that id, or with `all` every one but the one that asks.
pub(in crate::console::settings) async fn end(
    state: &Inner,
    admin: &Admin,
    who: &Administrator,
    which: Option<&str>,
    back: &str,
) -> Result<Response, Unexpected> {
    let which = match which {
        Some("all") => Some(Which::AllBut(Some(admin.session.id))),
        Some(id) => Uuid::parse_str(id).ok().map(Which::One),
        None => None,
    };
    let ended = match which {
        Some(which) => administrators::end_sessions(state, admin.author(state), who, which).await?,
        None => 0,
    };
    let numbers = [("count", i64::try_from(ended).unwrap_or(i64::MAX))];
    let done = Done {
        key: if ended == 0 {
            done::SESSION_GONE
        } else {
            done::SESSIONS_ENDED
        },
        names: &[],
        numbers: &numbers,
    };
    Ok(flash::see_other(state, back, &done))
}

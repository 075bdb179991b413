//! `/console/users/{id}/sessions`: where a person is signed in.

use axum::extract::{Path, State};
use axum::response::Response;
use http::StatusCode;
use pages::console::users::{SessionRow, Sessions, done};

use super::{address, frame, head, person};
use crate::console::admin::Admin;
use crate::console::flash::{Done, see_other};
use crate::manage::users;
use crate::state::AppState;
use crate::web::error::Unexpected;
use crate::web::html;
use crate::web::parameters::Form;

pub(super) async fn get(
    State(state): State<AppState>,
    admin: Admin,
    Path(id): Path<String>,
) -> Result<Response, Unexpected> {
    let person = match person(&state, &admin, &id).await? {
        Ok(person) => person,
        Err(gone) => return Ok(gone),
    };
    let sessions = state.store.sessions_of(person.user.id, state.now()).await?;
    let sessions = sessions.into_iter();
    let page = Sessions {
        frame: frame(&state, &admin),
        head: head(&person.user),
        sessions: sessions
            .map(|session| SessionRow {
                id: session.id.to_string(),
                user_agent: session.user_agent,
                since: session.auth_time.0,
                until: session.expires_at.0,
            })
            .collect(),
    };
    Ok(html::page(StatusCode::OK, &page, &[]))
}

/// `POST /console/users/{id}/sessions/end`: one session by its id, or `all`.
pub(super) async fn end(
    State(state): State<AppState>,
    admin: Admin,
    Path(id): Path<String>,
    Form(form): Form,
) -> Result<Response, Unexpected> {
    let person = match person(&state, &admin, &id).await? {
        Ok(person) => person,
        Err(gone) => return Ok(gone),
    };
    let (author, user) = (admin.author(&state), &person.user);
    let back = format!("{}/sessions", address(user));
    let session = form.get("session").unwrap_or_default();
    let (ended, key) = if session == "all" {
        let ended = users::end_sessions(&state.store, author, user).await?;
        (ended, done::SESSIONS_ENDED)
    } else {
        let ended = match session.parse() {
            Ok(session) => users::end_session(&state.store, author, user, session).await?,
            Err(_) => false,
        };
        (u64::from(ended), done::SESSION_ENDED)
    };
    if ended == 0 {
        return Ok(see_other(&state, &back, &Done::plain(done::NOTHING)));
    }
    let count = [("count", i64::try_from(ended).unwrap_or(i64::MAX))];
    let done = Done {
        key,
        names: &[],
        numbers: &count,
    };
    Ok(see_other(&state, &back, &done))
}

//! `/console/settings`: what is about the server itself, and about those who run it.

mod about;
mod address;
mod address_check;
mod administrators;
mod conflict;
mod data;
mod general;
mod keys;
mod me;
mod sessions;

use axum::Router;
use axum::routing::{get, post};
use pages::console::settings::Session;
use store::{AdministratorSession, Engine};

use super::admin::Admin;
use crate::state::{AppState, Inner};
use crate::web::error::Unexpected;

pub(super) fn routes() -> Router<AppState> {
    Router::new()
        .route("/console/settings", get(general::get).post(general::post))
        .route("/console/settings/address", get(address::get))
        .route("/console/settings/address-check", get(address_check::get))
        .route("/console/settings/keys", get(keys::get))
        .route(
            "/console/settings/keys/rotate",
            get(keys::rotate::get).post(keys::rotate::post),
        )
        .route("/console/settings/sessions", get(sessions::get))
        .route(
            "/console/settings/sessions/end",
            get(sessions::end::get).post(sessions::end::post),
        )
        .route("/console/settings/data", get(data::get).post(data::post))
        .route(
            "/console/settings/data/delete",
            get(data::delete::get).post(data::delete::post),
        )
        .route("/console/settings/about", get(about::get))
        .route("/console/settings/me", get(me::get).post(me::post))
        .route("/console/settings/me/password", post(me::password::post))
        .route("/console/settings/me/sessions", post(me::sessions::post))
        .merge(administrators::routes())
}

/// The sessions of an administrator, for a list.
async fn sessions_of(
    state: &Inner,
    admin: &Admin,
    whose: uuid::Uuid,
) -> Result<Vec<Session>, Unexpected> {
    let sessions = state
        .store
        .administrator_sessions(whose, state.now())
        .await?;
    let for_list = |session: AdministratorSession| Session {
        id: session.id.to_string(),
        is_this: session.id == admin.session.id,
        user_agent: session.user_agent,
        since: session.created_at.0,
        seen: session.seen_at.0,
    };
    Ok(sessions.into_iter().map(for_list).collect())
}

/// The name of the database engine.
fn engine(state: &Inner) -> &'static str {
    match state.store.engine() {
        Engine::Sqlite => "SQLite",
        Engine::Postgres => "PostgreSQL",
    }
}

/// A length of time in seconds.
fn seconds(duration: std::time::Duration) -> i64 {
    i64::try_from(duration.as_secs()).unwrap_or(i64::MAX)
}

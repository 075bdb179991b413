//! The console, where administrators work.
//!
//! Everything below `/console` stands behind one guard (`guard`): who is not signed in may
//! only sign in, who is a viewer may only look, and every form carries its token. A handler
//! behind it gets the [`Admin`](admin::Admin) and need not think of any of that.

mod activity;
mod admin;
mod applications;
mod changes;
mod connectors;
mod draft;
mod failure;
mod flash;
mod guard;
mod language;
mod link;
mod look;
mod overview;
mod passwords;
mod session;
mod settings;
mod setup;
mod sign_in;
mod sign_in_page;
mod sign_out;
mod users;
mod welcome;

use axum::routing::{get, post};
use axum::{Router, middleware};

use crate::Server;
use crate::state::AppState;
use crate::web::anti_forgery;

pub(crate) use overview::PeopleCount;
pub(crate) use passwords::Passwords;

pub(crate) fn routes(state: &AppState) -> Router<AppState> {
    let console = Router::new()
        .merge(overview::routes())
        .merge(applications::routes())
        .merge(connectors::routes())
        .merge(sign_in_page::routes())
        .merge(users::routes())
        .merge(activity::routes())
        .merge(settings::routes())
        .route("/console/sign-out", post(sign_out::post))
        .route("/console/resume", get(draft::get).post(draft::post))
        .route("/console/{*path}", axum::routing::any(failure::not_found))
        .method_not_allowed_fallback(failure::not_found)
        .layer(middleware::from_fn_with_state(state.clone(), guard::behind));
    let doors = Router::new()
        .route("/console/sign-in", get(sign_in::get).post(sign_in::post))
        .route("/console/setup", get(setup::get).post(setup::post))
        .route("/console/welcome", get(welcome::get).post(welcome::post))
        .route("/console/look", post(look::post));
    console
        .merge(doors)
        .layer(middleware::from_fn_with_state(
            state.clone(),
            anti_forgery::same_origin,
        ))
        .layer(middleware::from_fn_with_state(
            state.clone(),
            failure::as_page,
        ))
}

impl Server {
    /// The one-time link for the first owner, as long as there is none. It works for half
    /// an hour; a restart gives another one.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn setup_link(&self) -> Result<Option<String>, store::StoreError> {
        let state = &self.state;
        if state.store.has_administrator().await? {
            return Ok(None);
        }
        Ok(Some(setup::link(state)))
    }
}

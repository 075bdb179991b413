#![doc = include_str!("../README.md")]

mod account;
mod api;
pub mod apply;
mod background;
mod check;
mod configuration;
mod console;
mod manage;
mod oidc;
mod settings;
mod sign_in;
mod state;
mod vendor_tokens;
mod web;

use axum::Router;
use axum::middleware;
use state::AppState;
use store::StoreError;
use tokio_util::sync::CancellationToken;

pub use check::ConnectorCheck;
pub use manage::signing_keys::RotatedKeys;
pub use settings::{Lifetimes, Settings};
pub use state::Parts;
pub use vendor_tokens::VendorTokensError;

/// A server that is ready to answer.
#[derive(Clone)]
pub struct Server {
    state: AppState,
}

impl Server {
    /// Makes a server of its parts: makes signing keys if there are none, reads the
    /// configuration.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn start(parts: Parts) -> Result<Self, StoreError> {
        let state = AppState::start(parts).await?;
        Ok(Self { state })
    }

    /// Every path of the server.
    pub fn router(&self) -> Router {
        let routes = Router::new()
            .merge(api::routes(&self.state))
            .merge(oidc::routes(&self.state))
            .merge(sign_in::routes(&self.state))
            .merge(account::routes(&self.state))
            .merge(console::routes(&self.state))
            .merge(web::health::routes())
            .merge(web::metrics::routes())
            .fallback(web::not_found::handle)
            .with_state(self.state.clone())
            .merge(web::assets::routes(&self.state));
        let count = middleware::from_fn_with_state(self.state.clone(), web::metrics::count);
        let routes = routes
            .layer(middleware::from_fn(web::headers::on_every_answer))
            .layer(count);
        web::trace::around(routes, self.state.entropy.clone())
    }

    /// Takes over changes that were made elsewhere, at once instead of within a second.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn refresh(&self) -> Result<(), StoreError> {
        self.state.refresh().await
    }

    /// Tells applications now that sessions have ended, as far as that is due, instead of within
    /// seconds; says how many it has tried to tell.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn tell_applications(&self) -> Result<usize, StoreError> {
        oidc::backchannel_logout::deliver(&self.state).await
    }

    /// Does now what is done every ten minutes: deletes what has expired, and replaces signing
    /// keys that have had their time.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn tidy(&self) -> Result<(), StoreError> {
        background::tidy(&self.state).await
    }

    /// Keeps the server in order until it is told to stop, then waits for work that
    /// has begun: sign-ins whose request was already answered.
    pub async fn keep_in_order(&self, stop: CancellationToken) {
        background::run(&self.state, stop).await;
        self.state.tasks.close();
        self.state.tasks.wait().await;
    }
}

#![doc = include_str!("../README.md")]

mod backchannel_logout;
mod callback;
mod cookies;
mod failure;
mod home;
mod memory;
mod page;
mod parameters;
mod provider;
mod sign_in;
mod sign_out;
mod trail;

use std::{sync::Arc, time::Duration};

use axum::{
    Router,
    middleware::map_response,
    routing::{get, post},
};
use secrecy::SecretString;
use tokio::sync::OnceCell;
use url::Url;

use crate::{
    callback::Session, failure::Failure, memory::Memory, provider::Provider, sign_in::Attempt,
};

/// What the application needs to know about itself and its provider.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The origin at which browsers reach the application, as in `http://localhost:3003`.
    pub public_address: Url,
    /// The provider's issuer identifier, as in `http://localhost:3001/oidc`.
    pub issuer: Url,
    /// The id under which the provider knows the application.
    pub client_id: String,
    /// The secret that goes with the id, sent by `client_secret_basic`.
    pub client_secret: SecretString,
    /// The simulator's origin, if its phone shall be linked from the pages.
    pub simulator: Option<Url>,
}

impl Settings {
    /// An address of the application itself.
    fn address(&self, path: &str) -> String {
        self.public_address
            .as_str()
            .trim_end_matches('/')
            .to_owned()
            + path
    }
}

/// Everything the application answers, `/healthz` and `/readyz` included.
///
/// The provider is asked for its configuration at the first sign-in, not here: the two may start
/// in any order.
pub fn router(settings: Settings) -> Router {
    let app = App {
        settings,
        provider: OnceCell::new(),
        attempts: Memory::new(ATTEMPT_LIFETIME),
        sessions: Memory::new(SESSION_LIFETIME),
        ended: Memory::new(SESSION_LIFETIME),
        heard: Memory::new(provider::LOGOUT_TOKEN_LIFETIME * 2),
    };
    Router::new()
        .route("/", get(home::show))
        .route("/sign-in", get(sign_in::start))
        .route("/callback", get(callback::finish))
        .route("/sign-out", post(sign_out::end))
        .route("/backchannel-logout", post(backchannel_logout::end))
        .route("/style.css", get(page::style))
        .route("/icon.svg", get(page::icon))
        .route("/healthz", get(|| async { "ok" }))
        .route("/readyz", get(|| async { "ok" }))
        .fallback(|| async { Failure::NoSuchPage })
        .layer(map_response(page::guard))
        .with_state(Arc::new(app))
}

/// What all requests share.
struct App {
    settings: Settings,
    provider: OnceCell<Provider>,
    /// Sign-ins under way, by their `state`.
    attempts: Memory<Attempt>,
    /// People who are signed in, by the value of their cookie.
    sessions: Memory<Arc<Session>>,
    /// Sessions that the provider has ended, by the value of their cookie.
    ended: Memory<()>,
    /// The ids of logout tokens that have come.
    heard: Memory<()>,
}

impl App {
    /// The provider, whose configuration is read once.
    async fn provider(&self) -> Result<&Provider, Failure> {
        self.provider
            .get_or_try_init(|| Provider::discover(&self.settings))
            .await
    }

    fn is_https(&self) -> bool {
        self.settings.public_address.scheme() == "https"
    }
}

const ATTEMPT_LIFETIME: Duration = Duration::from_mins(15);
const SESSION_LIFETIME: Duration = Duration::from_hours(8);

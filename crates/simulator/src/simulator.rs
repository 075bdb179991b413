//! The simulator as others start it: shared state, a router, an end.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::{Router, middleware};
use tokio_util::sync::CancellationToken;
use url::Url;

use crate::platform::Platform;
use crate::settings::{ReviewPolicy, SeedFile, Settings, Switches};
use crate::{clock, connect, console, control, screens, sns, web};

/// A local WeChat Open Platform; clones share one state.
#[derive(Clone)]
pub struct Simulator {
    inner: Arc<Inner>,
}

struct Inner {
    settings: Settings,
    platform: Mutex<Platform>,
    closing: CancellationToken,
}

impl Simulator {
    /// A simulator with nothing on its screens yet.
    pub fn new(settings: Settings) -> Self {
        let platform = Mutex::new(Platform::new(&settings));
        Self {
            inner: Arc::new(Inner {
                settings,
                platform,
                closing: CancellationToken::new(),
            }),
        }
    }

    /// Everything it serves: WeChat's paths, its own screens, `/_sim`, `/readyz` and `/healthz`.
    pub fn router(&self) -> Router {
        let platform = connect::routes()
            .merge(sns::routes())
            .merge(screens::avatars::routes())
            .layer(middleware::from_fn_with_state(
                self.clone(),
                web::edge::platform_edge,
            ));
        Router::new()
            .merge(platform)
            .merge(screens::routes())
            .merge(console::routes())
            .layer(middleware::from_fn(web::headers::refuse_other_sites))
            .nest("/_sim", control::routes())
            .fallback(screens::not_found)
            .layer(middleware::from_fn_with_state(self.clone(), web::gate::ask))
            .layer(middleware::map_response(web::headers::add))
            .with_state(self.clone())
    }

    /// Ends held polls and delays at once, so that the server which carries the router can end.
    pub fn shutdown(&self) {
        self.inner.closing.cancel();
    }

    /// Works on the state at one moment of the simulator's clock.
    pub(crate) fn with<T>(&self, work: impl FnOnce(&mut Platform, u64) -> T) -> T {
        // A panic in a pure rule leaves whole data behind; a poisoned lock must not end the simulator.
        let mut platform = self
            .inner
            .platform
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let now = platform.now(clock::real_now());
        platform.settle(now);
        work(&mut platform, now)
    }

    /// As at start.
    pub(crate) fn reset(&self) {
        self.with(|platform, _| platform.reset(&self.inner.settings));
    }

    /// Exactly what a file says; a reset still returns to the start.
    pub(crate) fn seed(&self, file: &SeedFile) -> Result<(), String> {
        let mut settings = Settings {
            public_address: self.inner.settings.public_address.clone(),
            apps: Vec::new(),
            people: Vec::new(),
            accounts: Vec::new(),
            review: ReviewPolicy::default(),
            switches: Switches::default(),
            token: None,
            server: None,
        };
        file.add_to(&mut settings)?;
        self.with(|platform, _| platform.reset(&settings));
        Ok(())
    }

    /// Waits in real time, or until the shutdown.
    pub(crate) async fn wait(&self, time: Duration) {
        tokio::select! {
            () = tokio::time::sleep(time) => {}
            () = self.inner.closing.cancelled() => {}
        }
    }

    /// Whether the shutdown has begun.
    pub(crate) fn is_closing(&self) -> bool {
        self.inner.closing.is_cancelled()
    }

    /// Whether a token opens the screens; where none is asked for, anything does.
    pub(crate) fn opens_with(&self, token: &str) -> bool {
        let asked = self.inner.settings.token.as_deref();
        asked.is_none_or(|asked| web::gate::are_equal(asked, token))
    }

    /// The sign-in server beside it, if it was started with one.
    pub(crate) fn server(&self) -> Option<&Url> {
        self.inner.settings.server.as_ref()
    }

    /// Whether an address is of this simulator.
    pub(crate) fn is_own(&self, address: &Url) -> bool {
        address.origin() == self.inner.settings.public_address.origin()
    }

    /// Whether cookies may be sent over https only.
    pub(crate) fn is_https(&self) -> bool {
        self.inner.settings.public_address.scheme() == "https"
    }
}

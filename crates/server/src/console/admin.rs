//! The administrator behind a request.

use axum::extract::FromRequestParts;
use axum::response::{IntoResponse, Response};
use http::request::Parts;
use http::{HeaderMap, StatusCode};
use pages::console::{ConsoleFrame, Section, Who};
use store::{Actor, ActorKind, AdministratorSession, Role};

use super::{flash, language, session};
use crate::manage::Author;
use crate::state::Inner;
use crate::web::{anti_forgery, visitor};

/// The administrator behind a request, and what pages need to know about it. The guard
/// puts it there; without the guard no handler can have it.
#[derive(Clone)]
pub(crate) struct Admin {
    pub(crate) session: AdministratorSession,
    /// What the browser holds; forms are bound to it.
    pub(super) secret: String,
    pub(super) headers: HeaderMap,
    /// Path and query.
    pub(super) address: String,
    pub(super) actor: Actor,
}

impl Admin {
    pub(super) fn new(
        session: AdministratorSession,
        secret: String,
        headers: HeaderMap,
        address: String,
    ) -> Self {
        let who = &session.administrator;
        let actor = Actor {
            kind: ActorKind::Administrator,
            id: who.id.to_string(),
            name: who.name.clone(),
        };
        Self {
            session,
            secret,
            headers,
            address,
            actor,
        }
    }

    /// Whether they may change anything.
    pub(crate) fn is_owner(&self) -> bool {
        self.session.administrator.role == Role::Owner
    }

    /// Who writes what is changed.
    pub(crate) fn author<'a>(&'a self, state: &'a Inner) -> Author<'a> {
        Author {
            actor: &self.actor,
            clock: &*state.clock,
            entropy: &*state.entropy,
        }
    }

    /// The frame of a page in an area of the console.
    pub(crate) fn frame(&self, state: &Inner, section: impl Into<Option<Section>>) -> ConsoleFrame {
        let who = &self.session.administrator;
        ConsoleFrame {
            who: Some(Who {
                name: who.name.clone(),
                is_owner: self.is_owner(),
            }),
            section: section.into(),
            csrf: anti_forgery::token(state, &self.secret),
            flash: flash::read(state, &self.headers),
            session_ends: session::expires_at(state, self.session.seen_at).0,
            language: language::of(state, &self.headers, who.language.as_deref()),
            ..outside(state, &self.headers, &self.address)
        }
    }
}

/// The frame of a page before anybody is signed in.
pub(super) fn outside(state: &Inner, headers: &HeaderMap, address: &str) -> ConsoleFrame {
    let frame = visitor::frame(state, headers, address);
    let address = &state.settings.public_address;
    let is_local = address.host_str().is_some_and(is_this_machine);
    ConsoleFrame {
        language: language::of(state, headers, None),
        theme: frame.theme,
        who: None,
        section: None,
        simulator: state.configuration().any_simulator(),
        unencrypted: !state.settings.is_https() && !is_local,
        return_to: frame.return_to,
        csrf: frame.csrf,
        flash: None,
        now: state.now().0,
        session_ends: 0,
    }
}

pub(super) fn is_this_machine(host: &str) -> bool {
    matches!(host, "localhost" | "127.0.0.1" | "[::1]") || host.ends_with(".localhost")
}

impl<S: Sync> FromRequestParts<S> for Admin {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Response> {
        let admin = parts.extensions.get::<Self>().cloned();
        admin.ok_or_else(|| StatusCode::INTERNAL_SERVER_ERROR.into_response())
    }
}

//! `/console/settings/keys`: what tokens are signed with.

pub(super) mod rotate;

use std::time::Duration;

use axum::extract::State;
use axum::response::Response;
use connector_kit::Timestamp;
use http::StatusCode;
use pages::console::Section;
use pages::console::settings::keys::{Key, Keys, State as KeyState};
use store::StoredKey;

use crate::console::admin::Admin;
use crate::manage::signing_keys;
use crate::state::AppState;
use crate::web::error::Unexpected;
use crate::web::html;

/// After how long keys are better replaced.
const OLD: Duration = Duration::from_hours(24 * 365);

pub(super) async fn get(
    State(state): State<AppState>,
    admin: Admin,
) -> Result<Response, Unexpected> {
    let (stored, now) = (state.store.signing_keys().await?, state.now());
    let grace = signing_keys::grace(&state);
    let shown = |key: &StoredKey| Key {
        kid: key.key.kid().to_owned(),
        algorithm: key.key.algorithm().as_str(),
        created: key.created_at.0,
        state: match key.retired_at {
            Some(retired) if retired <= now => KeyState::Retired(retired.plus(grace).0),
            None if is_next(key, &stored, now) => KeyState::Next,
            _ => KeyState::Signs,
        },
    };
    let keys: Vec<Key> = stored.iter().rev().map(shown).collect();
    let page = Keys {
        frame: admin.frame(&state, Section::Settings),
        is_old: signing_keys::replaceable(&stored).any(|key| now.since(key.created_at) > OLD),
        published_at: state.settings.address("/oidc/jwks"),
        keys,
    };
    Ok(html::page(StatusCode::OK, &page, &[]))
}

/// Whether a key waits until the one before it is retired.
fn is_next(key: &StoredKey, all: &[StoredKey], now: Timestamp) -> bool {
    all.iter().any(|other| {
        other.key.algorithm() == key.key.algorithm()
            && other.retired_at.is_some_and(|retired| retired > now)
    })
}

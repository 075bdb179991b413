//! A secret that was made just now: shown by the very next page and by no other.
//!
//! It travels there in the sealed cookie that is read once. Without script the second press of
//! a button drops the answer to the first one, and the value with it. So the value is derived
//! from the form: who sends it twice gets the same one, for as long as the cookie would live.

use std::time::Duration;

use axum::response::Response;
use oidc::Application;
use pages::console::ConsoleFrame;
use pages::console::applications::connection::Made;
use pages::console::applications::done;
use secrecy::{ExposeSecret, SecretString};
use store::StoreError;

use crate::console::flash::{self, Done};
use crate::state::Inner;

/// How long after it was made the same form shows it again.
const AGAIN: Duration = Duration::from_mins(1);

/// Leads to the connection data, which show the secret.
pub(super) fn show(
    state: &Inner,
    application: &Application,
    key: &str,
    secret: (&str, &SecretString),
    library: &str,
) -> Response {
    let (name, value) = secret;
    let names = [
        ("name", application.name.as_str()),
        ("id", &application.id),
        ("secret", name),
        ("value", value.expose_secret()),
    ];
    let address = address(&application.id, library);
    flash::see_other(state, &address, &Done::named(key, &names))
}

/// Where the connection data of an application are, with the lines for a library.
pub(super) fn address(application: &str, library: &str) -> String {
    let here = format!("{}/{application}/connection", super::PATH);
    if library.is_empty() {
        here
    } else {
        format!("{here}?library={library}")
    }
}

/// The secret that was made just now, if the page is that of its application.
pub(super) fn made(frame: &ConsoleFrame, application: &str) -> Option<Made> {
    let flash = frame.flash.as_ref()?;
    if ![done::CREATED, done::SECRET_ADDED].contains(&flash.key.as_str()) {
        return None;
    }
    let find = |wanted: &str| {
        let pair = flash.names.iter().find(|(name, _)| name == wanted)?;
        Some(pair.1.clone())
    };
    (find("id").as_deref() == Some(application)).then_some(())?;
    Some(Made {
        name: find("secret")?,
        value: find("value")?,
    })
}

/// Whether an application has this secret, and has had it for a moment only: then the form
/// that made it was sent twice.
pub(super) async fn is_just_made(
    state: &Inner,
    application: &str,
    name: &str,
    value: &SecretString,
) -> Result<bool, StoreError> {
    let secrets = state.store.application_secrets(application).await?;
    let is_new = secrets
        .iter()
        .any(|secret| secret.name == name && state.now() < secret.created_at.plus(AGAIN));
    if !is_new {
        return Ok(false);
    }
    let there = state.store.application_secret(application, name).await?;
    Ok(there.is_some_and(|there| {
        let (there, value) = (there.expose_secret(), value.expose_secret());
        keys::equal(there.as_bytes(), value.as_bytes())
    }))
}

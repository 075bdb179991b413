//! A device asks whether a person has decided (RFC 8628 section 3.4).

use oidc::Application;
use oidc::device;
use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;

use super::super::refused::Refused;
use super::{gone, redeem_stored};
use crate::state::Inner;

pub(super) async fn tokens(
    state: &Inner,
    application: &Application,
    device_code: &SecretString,
) -> Result<Value, Refused> {
    device::may_ask(application)?;
    let hash = keys::sha256(device_code.expose_secret().as_bytes());
    let now = state.now();
    let polled = state.store.poll_device(hash, &application.id, now).await?;
    device::answer(polled)?;
    // The person may have taken it back already.
    let stored = state.store.code(hash).await?;
    let stored = stored.ok_or_else(|| gone("the device code"))?;
    redeem_stored(state, application, (hash, &stored), None, now).await
}

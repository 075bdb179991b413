//! Makes a running server of settings.

use std::sync::Arc;

use connector_kit::{Clock, SystemClock};
use connectors::http::{Allowed, OutgoingClient};
use keys::{Keyring, MasterKey, SystemEntropy};
use server::apply::{Applied, Desired, Means};
use server::{Parts, Server, Settings};
use store::{Actor, Store};
use url::Url;

use crate::failure::Failure;

/// Opens the database, which brings it up to date.
pub(crate) async fn open_store(url: &str, keyring: &Keyring) -> Result<Store, Failure> {
    Ok(Store::open(url, keyring.clone(), SystemClock.now()).await?)
}

/// The server over an open database.
pub(crate) async fn server(
    settings: Settings,
    store: Store,
    keyring: Keyring,
) -> Result<Server, Failure> {
    let allowed = Allowed::default();
    let http = OutgoingClient::new(allowed.clone())
        .map_err(|error| Failure::new(format!("outgoing calls cannot be prepared: {error}")))?;
    let parts = Parts {
        settings,
        store,
        keyring,
        clock: Arc::new(SystemClock),
        entropy: Arc::new(SystemEntropy),
        http: Arc::new(http),
        allowed,
    };
    Ok(Server::start(parts).await?)
}

/// The keys derived from the master key.
pub(crate) fn keyring(master: &MasterKey) -> Keyring {
    Keyring::new(master)
}

/// Applies what a file says; the change history names the command that did it.
pub(crate) async fn apply(
    desired: Desired,
    store: &Store,
    simulator: Option<&Url>,
    command: &str,
) -> Result<Vec<Applied>, Failure> {
    let means = Means {
        store,
        clock: &SystemClock,
        entropy: &SystemEntropy,
        simulator,
        actor: &Actor::command(command),
    };
    desired
        .apply(means)
        .await
        .map_err(|error| Failure::new(error.to_string()))
}

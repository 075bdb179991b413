//! Configured connectors.

mod check;
mod people;

use std::collections::BTreeMap;
use std::fmt;

use connector_kit::{Endpoints, Entropy, Timestamp};
use keys::Purpose;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::columns::{from_json, json};
use crate::store::raise_version;
use crate::{NewChange, Store, StoreError, changes, experience};

pub(crate) use check::sql as check_sql;
pub use check::{CheckLine, LastCheck};
pub use people::ConnectorPeople;
#[cfg(test)]
pub(crate) use people::sql as people_sql;

/// A connector as it was configured. Its configuration holds secrets, so it is sealed
/// as a whole and not shown by `Debug`.
#[derive(Clone, PartialEq)]
pub struct ConnectorRecord {
    /// Its id, the last part of its callback address.
    pub id: String,
    /// The id of the factory that builds it.
    pub factory: String,
    /// What the factory is given.
    pub config: Value,
    /// Where the vendor is, when that is not the vendor itself.
    pub endpoints: Option<Endpoints>,
    /// Whether accounts follow the vendor's profile at every sign-in; otherwise it is
    /// copied at the first one.
    pub sync_profile: bool,
    /// Whether the vendor's tokens are kept.
    pub store_tokens: bool,
    /// How people may use it.
    pub settings: ConnectorSettings,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was last changed. No two states of a connector share it, so it also says
    /// which one somebody has seen.
    pub updated_at: Timestamp,
}

/// What came of writing something that others may have changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saved {
    /// It was written; since this moment it is as it is.
    Saved(Timestamp),
    /// Somebody else has changed it meanwhile. Nothing was written.
    Stale,
    /// It is no longer there.
    Gone,
}

/// How people may use a connector, beside the rules for all of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ConnectorSettings {
    /// Whether strangers get an account through it.
    pub sign_up: SignUp,
    /// What people see of it inside WeChat's own browser, when it leads nowhere there.
    pub in_wechat: InWechat,
    /// Since when the vendor reviews the application, as an administrator has noted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub review_waiting_since: Option<Timestamp>,
    /// Since when each secret of the configuration is the one that it is, by its place.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub secrets_since: BTreeMap<String, Timestamp>,
}

/// Whether strangers get an account through a connector.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SignUp {
    /// As the sign-in experience says.
    #[default]
    Follow,
    /// Never, whatever the sign-in experience says.
    Never,
}

/// What people see of a connector inside WeChat's own browser, when it leads nowhere there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InWechat {
    /// How to go on in another browser.
    #[default]
    Explain,
    /// Nothing: it has no button there.
    Hide,
}

impl fmt::Debug for ConnectorRecord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ConnectorRecord")
            .field("id", &self.id)
            .field("factory", &self.factory)
            .field("endpoints", &self.endpoints)
            .field("sync_profile", &self.sync_profile)
            .field("store_tokens", &self.store_tokens)
            .field("settings", &self.settings)
            .finish_non_exhaustive()
    }
}

impl Store {
    /// Makes a connector, off; `false` when its id is taken.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn create_connector(
        &self,
        connector: &ConnectorRecord,
        last_check: Option<&LastCheck>,
        entropy: &dyn Entropy,
        change: &NewChange<'_>,
    ) -> Result<bool, StoreError> {
        let id = connector.id.as_str();
        let sealed = self.sealed(connector, entropy);
        transaction!(self, |tx| {
            let made = run!(
                tx,
                sql::CREATE,
                id,
                &connector.factory,
                &sealed[..],
                &connector.endpoints.as_ref().map(json),
                connector.sync_profile,
                connector.store_tokens,
                change.at.0,
                json(&connector.settings),
                &last_check.map(json),
            )?;
            if made == 1 {
                changes::add(tx, change).await?;
                raise_version(tx).await?;
            }
            Ok(made == 1)
        })
    }

    /// Writes a connector, unless somebody has changed it since the moment that
    /// `connector.updated_at` tells. Its factory stays.
    ///
    /// What the last check found is forgotten when the configuration is another one now.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn change_connector(
        &self,
        connector: &ConnectorRecord,
        last_check: Option<&LastCheck>,
        entropy: &dyn Entropy,
        change: &NewChange<'_>,
    ) -> Result<Saved, StoreError> {
        let id = connector.id.as_str();
        let seen = connector.updated_at;
        // Two changes within a millisecond are two states too.
        let now = change.at.max(Timestamp(seen.0 + 1));
        let sealed = self.sealed(connector, entropy);
        transaction!(self, |tx| {
            let Some(row) = first!(Row, tx, sql::GET, id)? else {
                return Ok(Saved::Gone);
            };
            let before = self.read_connector(row)?;
            let written = run!(
                tx,
                sql::CHANGE,
                id,
                seen.0,
                &sealed[..],
                &connector.endpoints.as_ref().map(json),
                connector.sync_profile,
                connector.store_tokens,
                now.0,
                json(&connector.settings),
            )?;
            if written == 0 {
                return Ok(Saved::Stale);
            }
            let is_another =
                before.config != connector.config || before.endpoints != connector.endpoints;
            if is_another || last_check.is_some() {
                run!(tx, check_sql::KEEP, id, now.0, &last_check.map(json))?;
            }
            // The history names the state that a change led to.
            changes::add(tx, &NewChange { at: now, ..*change }).await?;
            raise_version(tx).await?;
            Ok(Saved::Saved(now))
        })
    }

    /// Deletes a connector and takes it off the sign-in page. The people who came through
    /// it stay.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn delete_connector(
        &self,
        id: &str,
        change: &NewChange<'_>,
    ) -> Result<bool, StoreError> {
        transaction!(self, |tx| {
            if run!(tx, sql::DELETE, id)? == 0 {
                return Ok(false);
            }
            experience::drop_social(tx, id, change.at).await?;
            changes::add(tx, change).await?;
            raise_version(tx).await?;
            Ok(true)
        })
    }

    /// One connector.
    ///
    /// # Errors
    /// Fails when the database does, or the row cannot be read.
    pub async fn connector(&self, id: &str) -> Result<Option<ConnectorRecord>, StoreError> {
        let mut read = self.database().read().await?;
        let row = first!(Row, read, sql::GET, id)?;
        row.map(|row| self.read_connector(row)).transpose()
    }

    /// All connectors, oldest first.
    ///
    /// # Errors
    /// Fails when the database does, or a row cannot be read.
    pub async fn connectors(&self) -> Result<Vec<ConnectorRecord>, StoreError> {
        let mut read = self.database().read().await?;
        let rows = all!(Row, read, sql::LIST)?;
        rows.into_iter()
            .map(|row| self.read_connector(row))
            .collect()
    }

    fn sealed(&self, connector: &ConnectorRecord, entropy: &dyn Entropy) -> Vec<u8> {
        let config = json(&connector.config);
        let place = place(&connector.id);
        self.keyring()
            .seal(Purpose::ConnectorSecret, &place, config.as_bytes(), entropy)
    }

    fn read_connector(&self, row: Row) -> Result<ConnectorRecord, StoreError> {
        let column = "connectors.sealed_config";
        let config = self
            .keyring()
            .open(
                Purpose::ConnectorSecret,
                &place(&row.id),
                &row.sealed_config,
            )
            .map_err(|_| StoreError::Corrupt { column })?;
        let endpoints = row.endpoints.as_deref();
        Ok(ConnectorRecord {
            id: row.id,
            factory: row.factory,
            config: serde_json::from_slice(&config).map_err(|_| StoreError::Corrupt { column })?,
            endpoints: endpoints
                .map(|text| from_json("connectors.endpoints", text))
                .transpose()?,
            sync_profile: row.sync_profile,
            store_tokens: row.store_tokens,
            settings: from_json("connectors.settings", &row.settings)?,
            created_at: Timestamp(row.created_at),
            updated_at: Timestamp(row.updated_at),
        })
    }
}

row!(Row {
    id: String,
    factory: String,
    sealed_config: Vec<u8>,
    endpoints: Option<String>,
    sync_profile: bool,
    store_tokens: bool,
    settings: String,
    created_at: i64,
    updated_at: i64,
});

/// The place that the seal of a configuration is bound to.
fn place(id: &str) -> String {
    format!("connectors/{id}")
}

pub(crate) mod sql {
    statements! {
        GET = "SELECT id, factory, sealed_config, endpoints, sync_profile, store_tokens,
                settings, created_at, updated_at
            FROM connectors WHERE id = $1";
        LIST = "SELECT id, factory, sealed_config, endpoints, sync_profile, store_tokens,
                settings, created_at, updated_at
            FROM connectors ORDER BY created_at, id";
        CREATE = "INSERT INTO connectors (id, factory, sealed_config, endpoints, sync_profile,
                store_tokens, created_at, updated_at, settings, last_check)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $7, $8, $9)
            ON CONFLICT (id) DO NOTHING";
        CHANGE = "UPDATE connectors
            SET sealed_config = $3, endpoints = $4, sync_profile = $5, store_tokens = $6,
                updated_at = $7, settings = $8
            WHERE id = $1 AND updated_at = $2";
        DELETE = "DELETE FROM connectors WHERE id = $1";
    }
}

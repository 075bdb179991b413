//! Configured connectors.

use std::fmt;

use connector_kit::{Endpoints, Entropy, Timestamp};
use keys::Purpose;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::columns::{from_json, json};
use crate::store::raise_version;
use crate::{Change, Store, StoreError};

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
    /// When it was last changed.
    pub updated_at: Timestamp,
}

/// How people may use a connector, beside the rules for all of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ConnectorSettings {
    /// Whether strangers get an account through it.
    pub sign_up: SignUp,
    /// What people see of it inside WeChat's own browser, when it leads nowhere there.
    pub in_wechat: InWechat,
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
    /// Writes a connector, new or not. Its times are those of the change, not those of
    /// the record.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn put_connector(
        &self,
        connector: &ConnectorRecord,
        entropy: &dyn Entropy,
        now: Timestamp,
    ) -> Result<Change, StoreError> {
        transaction!(self, |tx| {
            let id = connector.id.as_str();
            let change = match first!(Row, tx, sql::GET, id)? {
                None => Change::Created,
                Some(row) => {
                    let before = self.read_connector(row)?;
                    let same = before.factory == connector.factory
                        && before.config == connector.config
                        && before.endpoints == connector.endpoints
                        && before.sync_profile == connector.sync_profile
                        && before.store_tokens == connector.store_tokens
                        && before.settings == connector.settings;
                    if same {
                        return Ok(Change::Unchanged);
                    }
                    Change::Changed
                }
            };
            let sealed = self.keyring().seal(
                Purpose::ConnectorSecret,
                &place(id),
                json(&connector.config).as_bytes(),
                entropy,
            );
            let endpoints = connector.endpoints.as_ref().map(json);
            run!(
                tx,
                sql::PUT,
                id,
                &connector.factory,
                &sealed[..],
                &endpoints,
                connector.sync_profile,
                connector.store_tokens,
                now.0,
                json(&connector.settings),
            )?;
            raise_version(tx).await?;
            Ok(change)
        })
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
        PUT = "INSERT INTO connectors (id, factory, sealed_config, endpoints, sync_profile,
                store_tokens, created_at, updated_at, settings)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $7, $8)
            ON CONFLICT (id) DO UPDATE
            SET factory = excluded.factory, sealed_config = excluded.sealed_config,
                endpoints = excluded.endpoints, sync_profile = excluded.sync_profile,
                store_tokens = excluded.store_tokens, settings = excluded.settings,
                updated_at = excluded.updated_at";
    }
}

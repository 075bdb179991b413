//! The keys that sign tokens.

use connector_kit::{Entropy, Timestamp};
use keys::{Algorithm, Purpose, SigningKey};

use crate::columns::moment;
use crate::store::raise_version;
use crate::{Store, StoreError};

/// A signing key with its history.
#[derive(Clone, Debug)]
pub struct StoredKey {
    /// The key.
    pub key: SigningKey,
    /// When it was made.
    pub created_at: Timestamp,
    /// Since when it signs nothing more; its public half stays until its tokens expire.
    pub retired_at: Option<Timestamp>,
}

impl Store {
    /// All signing keys, oldest first, also retired ones.
    ///
    /// # Errors
    /// Fails when the database does, or a row cannot be read.
    pub async fn signing_keys(&self) -> Result<Vec<StoredKey>, StoreError> {
        let mut read = self.database().read().await?;
        let rows = all!(Row, read, sql::LIST)?;
        rows.into_iter().map(|row| self.read_key(&row)).collect()
    }

    /// Makes the keys that are missing, and gives all.
    ///
    /// For each algorithm one key is in use. Nodes that start together may each make
    /// one, but the database keeps the first and all of them end with that.
    ///
    /// # Errors
    /// Fails when the database does, or a row cannot be read.
    pub async fn ensure_signing_keys(
        &self,
        algorithms: &[Algorithm],
        entropy: &dyn Entropy,
        now: Timestamp,
    ) -> Result<Vec<StoredKey>, StoreError> {
        let present = self.signing_keys().await?;
        let in_use = |algorithm: Algorithm| {
            let mut active = present.iter().filter(|stored| stored.retired_at.is_none());
            active.any(|stored| stored.key.algorithm() == algorithm)
        };
        let missing: Vec<SigningKey> = algorithms
            .iter()
            .filter(|algorithm| !in_use(**algorithm))
            .map(|algorithm| SigningKey::generate(*algorithm))
            .collect();
        if missing.is_empty() {
            return Ok(present);
        }
        transaction!(self, |tx| {
            let mut added = 0;
            for key in &missing {
                let (kid, algorithm) = (key.kid(), key.algorithm().as_str());
                let sealed =
                    self.keyring()
                        .seal(Purpose::SigningKey, &place(kid), key.pkcs8(), entropy);
                added += run!(tx, sql::ADD, kid, algorithm, &sealed[..], now.0)?;
            }
            if added > 0 {
                raise_version(tx).await?;
            }
            Ok(())
        })?;
        self.signing_keys().await
    }

    fn read_key(&self, row: &Row) -> Result<StoredKey, StoreError> {
        let column = "signing_keys.algorithm";
        let algorithm =
            Algorithm::from_name(&row.algorithm).ok_or(StoreError::Corrupt { column })?;
        let column = "signing_keys.sealed";
        let pkcs8 = self
            .keyring()
            .open(Purpose::SigningKey, &place(&row.kid), &row.sealed)
            .map_err(|_| StoreError::Corrupt { column })?;
        let key = SigningKey::from_pkcs8(algorithm, &pkcs8)
            .map_err(|_| StoreError::Corrupt { column })?;
        Ok(StoredKey {
            key,
            created_at: Timestamp(row.created_at),
            retired_at: moment(row.retired_at),
        })
    }
}

row!(Row {
    kid: String,
    algorithm: String,
    sealed: Vec<u8>,
    created_at: i64,
    retired_at: Option<i64>,
});

/// The place that the seal of a private key is bound to.
fn place(kid: &str) -> String {
    format!("signing_keys/{kid}")
}

pub(crate) mod sql {
    statements! {
        LIST = "SELECT kid, algorithm, sealed, created_at, retired_at
            FROM signing_keys ORDER BY created_at, kid";
        ADD = "INSERT INTO signing_keys (kid, algorithm, sealed, created_at)
            VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";
    }
}

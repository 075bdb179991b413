//! The keys that sign tokens.

use connector_kit::{Entropy, Timestamp};
use keys::{Algorithm, Purpose, SigningKey};

use crate::changes::{self, Change as NewChange};
use crate::columns::moment;
use crate::database::Tx;
use crate::store::raise_version;
use crate::{Store, StoreError};

/// A signing key with its history.
#[derive(Clone, Debug)]
pub struct StoredKey {
    /// The key.
    pub key: SigningKey,
    /// When it was made.
    pub created_at: Timestamp,
    /// From when on it signs nothing more; its public half stays until its tokens expire.
    /// A moment to come while the next key is made known first.
    pub retired_at: Option<Timestamp>,
}

impl StoredKey {
    /// Whether it may sign at a moment.
    pub fn signs_at(&self, now: Timestamp) -> bool {
        self.retired_at.is_none_or(|retired| retired > now)
    }
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
                added += self.add_key(tx, key, entropy, now).await?;
            }
            if added > 0 {
                raise_version(tx).await?;
            }
            Ok(())
        })?;
        self.signing_keys().await
    }

    /// Puts new keys in the place of others, which sign until `retired_at` and are then
    /// only published. Says whether that was done: not when one of the others has been
    /// replaced already.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn rotate_signing_keys(
        &self,
        replaced: &[&str],
        new: &[SigningKey],
        retired_at: Timestamp,
        entropy: &dyn Entropy,
        change: &NewChange<'_>,
    ) -> Result<bool, StoreError> {
        let rotated = transaction!(self, |tx| {
            for kid in replaced {
                if run!(tx, sql::RETIRE, *kid, retired_at.0)? == 0 {
                    // As an error, so that nothing stays of what was done before.
                    return Err(StoreError::Conflict);
                }
            }
            for key in new {
                if self.add_key(tx, key, entropy, change.at).await? == 0 {
                    return Err(StoreError::Conflict);
                }
            }
            changes::add(tx, change).await?;
            raise_version(tx).await?;
            Ok(true)
        });
        match rotated {
            Err(StoreError::Conflict) => Ok(false),
            other => other,
        }
    }

    /// Deletes keys that were retired before a moment; says how many that were.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn drop_signing_keys(&self, retired_before: Timestamp) -> Result<u64, StoreError> {
        transaction!(self, |tx| {
            let gone = run!(tx, sql::DROP, retired_before.0)?;
            if gone > 0 {
                raise_version(tx).await?;
            }
            Ok(gone)
        })
    }

    async fn add_key(
        &self,
        tx: &mut Tx,
        key: &SigningKey,
        entropy: &dyn Entropy,
        now: Timestamp,
    ) -> Result<u64, StoreError> {
        let (kid, algorithm) = (key.kid(), key.algorithm().as_str());
        let sealed = self
            .keyring()
            .seal(Purpose::SigningKey, &place(kid), key.pkcs8(), entropy);
        run!(tx, sql::ADD, kid, algorithm, &sealed[..], now.0)
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
        RETIRE = "UPDATE signing_keys SET retired_at = $2 WHERE kid = $1 AND retired_at IS NULL";
        DROP = "DELETE FROM signing_keys WHERE retired_at < $1";
    }
}

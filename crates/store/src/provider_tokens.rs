//! What vendors gave for acting in people's names, sealed.

use connector_kit::{Entropy, ProviderTokens, Timestamp};
use keys::Purpose;
use secrecy::ExposeSecret;
use uuid::Uuid;

use crate::database::Tx;
use crate::{Store, StoreError};

/// Tokens that are to be kept.
#[derive(Clone, Copy)]
pub struct NewProviderTokens<'a> {
    /// The tokens.
    pub tokens: &'a ProviderTokens,
    /// Where the randomness of the seal comes from.
    pub entropy: &'a dyn Entropy,
}

impl Store {
    /// The tokens of an identity.
    ///
    /// # Errors
    /// Fails when the database does, or the seal does not open.
    pub async fn provider_tokens(
        &self,
        identity: Uuid,
    ) -> Result<Option<ProviderTokens>, StoreError> {
        let mut read = self.database().read().await?;
        let row = first!((Vec<u8>,), read, sql::GET, identity)?;
        row.map(|(sealed,)| self.open_tokens(identity, &sealed))
            .transpose()
    }

    /// Keeps the tokens of an identity in place of former ones; says whether the
    /// identity is there.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn put_provider_tokens(
        &self,
        identity: Uuid,
        tokens: &ProviderTokens,
        entropy: &dyn Entropy,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let new = NewProviderTokens { tokens, entropy };
        transaction!(self, |tx| { self.put_tokens(tx, identity, new, now).await })
    }

    /// Forgets the tokens of an identity; says whether there were any.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn drop_provider_tokens(&self, identity: Uuid) -> Result<bool, StoreError> {
        transaction!(self, |tx| {
            let dropped = run!(tx, sql::DROP, identity)?;
            Ok(dropped > 0)
        })
    }

    pub(crate) async fn put_tokens(
        &self,
        tx: &mut Tx,
        identity: Uuid,
        new: NewProviderTokens<'_>,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let sealed = self.keyring().seal(
            Purpose::ProviderToken,
            &place(identity),
            new.tokens.to_secret().expose_secret().as_bytes(),
            new.entropy,
        );
        let expires_at = new.tokens.expires_at.0;
        let kept = run!(tx, sql::PUT, identity, &sealed[..], expires_at, now.0)?;
        Ok(kept > 0)
    }

    fn open_tokens(&self, identity: Uuid, sealed: &[u8]) -> Result<ProviderTokens, StoreError> {
        let opened = self
            .keyring()
            .open(Purpose::ProviderToken, &place(identity), sealed);
        opened
            .ok()
            .and_then(|bytes| ProviderTokens::from_secret(std::str::from_utf8(&bytes).ok()?).ok())
            .ok_or(StoreError::Corrupt {
                column: "provider_tokens.sealed",
            })
    }
}

/// The place that the seal of tokens is bound to.
fn place(identity: Uuid) -> String {
    format!("provider_tokens/{identity}")
}

pub(crate) mod sql {
    statements! {
        GET = "SELECT sealed FROM provider_tokens WHERE identity_id = $1";
        PUT = "INSERT INTO provider_tokens (identity_id, sealed, expires_at, updated_at)
            SELECT id, $2, $3, $4 FROM identities WHERE id = $1
            ON CONFLICT (identity_id) DO UPDATE
            SET sealed = excluded.sealed, expires_at = excluded.expires_at,
                updated_at = excluded.updated_at";
        DROP = "DELETE FROM provider_tokens WHERE identity_id = $1";
    }
}

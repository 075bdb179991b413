//! Signed statements of applications, each of which counts once.

use connector_kit::Timestamp;

use crate::{Store, StoreError};

impl Store {
    /// Notes that a statement has been used; `false` when it had been before, on any node
    /// (RFC 7523 section 3, number 7).
    ///
    /// `expires_at` is when it counts no more anyway.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn use_client_assertion(
        &self,
        hash: [u8; 32],
        expires_at: Timestamp,
    ) -> Result<bool, StoreError> {
        transaction!(self, |tx| {
            Ok(run!(tx, sql::USE, &hash[..], expires_at.0)? > 0)
        })
    }
}

pub(crate) mod sql {
    statements! {
        USE = "INSERT INTO client_assertions (hash, expires_at) VALUES ($1, $2)
            ON CONFLICT (hash) DO NOTHING";
    }
}

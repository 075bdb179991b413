//! What may be tried a few times only, counted for all nodes together.

use std::time::Duration;

use connector_kit::Timestamp;

use crate::{Store, StoreError};

impl Store {
    /// How often something failed lately.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn failures(&self, subject: &str, now: Timestamp) -> Result<u32, StoreError> {
        let mut read = self.database().read().await?;
        let row = first!((i64,), read, sql::GET, subject, now.0)?;
        Ok(row.map_or(0, |(failures,)| u32::try_from(failures).unwrap_or(u32::MAX)))
    }

    /// Notes a failure, which counts for as long as `window`; gives the number of them.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn note_failure(
        &self,
        subject: &str,
        window: Duration,
        now: Timestamp,
    ) -> Result<u32, StoreError> {
        transaction!(self, |tx| {
            run!(tx, sql::NOTE, subject, now.plus(window).0, now.0)?;
            let row = first!((i64,), tx, sql::GET, subject, now.0)?;
            Ok(row.map_or(1, |(failures,)| u32::try_from(failures).unwrap_or(u32::MAX)))
        })
    }

    /// Forgets the failures of something that worked.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn forget_failures(&self, subject: &str) -> Result<(), StoreError> {
        transaction!(self, |tx| {
            run!(tx, sql::FORGET, subject)?;
            Ok(())
        })
    }
}

pub(crate) mod sql {
    statements! {
        GET = "SELECT failures FROM throttles WHERE subject = $1 AND expires_at > $2";
        NOTE = "INSERT INTO throttles (subject, failures, expires_at) VALUES ($1, 1, $2)
            ON CONFLICT (subject) DO UPDATE
            SET failures = CASE WHEN throttles.expires_at > $3
                    THEN throttles.failures + 1 ELSE 1 END,
                expires_at = excluded.expires_at";
        FORGET = "DELETE FROM throttles WHERE subject = $1";
    }
}

//! The removal of what is older than administrators want to keep.

use connector_kit::Timestamp;

use crate::{Store, StoreError};

impl Store {
    /// Deletes attempts to sign in that began before a moment; says how many that were.
    ///
    /// Only those of hours that have been counted: what these came to stays, and so do the
    /// accounts. Notes of ids that belong to two people go with the attempt that showed it
    /// last. It goes in batches, each a transaction, so that nobody waits for long behind it.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn delete_attempts_before(&self, moment: Timestamp) -> Result<u64, StoreError> {
        let moment = moment.min(self.attempts_counted_until().await?);
        self.delete_before(sql::CONFLICTS, moment).await?;
        self.delete_before(sql::ATTEMPTS, moment).await
    }

    /// Deletes the record of changes from before a moment; says how many that were.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn delete_changes_before(&self, moment: Timestamp) -> Result<u64, StoreError> {
        self.delete_before(sql::CHANGES, moment).await
    }

    async fn delete_before(
        &self,
        statement: &'static str,
        moment: Timestamp,
    ) -> Result<u64, StoreError> {
        let mut removed = 0;
        loop {
            let gone = transaction!(self, |tx| { run!(tx, statement, moment.0, BATCH) })?;
            removed += gone;
            if gone < BATCH.unsigned_abs() {
                return Ok(removed);
            }
        }
    }
}

/// How many rows go in one transaction.
const BATCH: i64 = 500;

pub(crate) mod sql {
    statements! {
        ATTEMPTS = "DELETE FROM attempts WHERE id IN
            (SELECT id FROM attempts WHERE created_at < $1 ORDER BY created_at LIMIT $2)";
        CONFLICTS = "DELETE FROM identity_conflicts WHERE last_at IN
            (SELECT last_at FROM identity_conflicts WHERE last_at < $1
                ORDER BY last_at LIMIT $2)";
        CHANGES = "DELETE FROM changes WHERE id IN
            (SELECT id FROM changes WHERE at < $1 ORDER BY at LIMIT $2)";
    }
}

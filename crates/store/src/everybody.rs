//! The end of every session of people at once.

use connector_kit::Timestamp;

use crate::changes::{self, Change as NewChange};
use crate::logout_notices::{self, Ended};
use crate::{Store, StoreError};

impl Store {
    /// How many sessions of people count now, as far as `limit`: nobody waits for the rest.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn open_sessions(&self, limit: u32, now: Timestamp) -> Result<u32, StoreError> {
        let mut read = self.database().read().await?;
        let row = first!((i64,), read, sql::COUNT, now.0, i64::from(limit))?;
        Ok(row.map_or(0, |(count,)| u32::try_from(count).unwrap_or(u32::MAX)))
    }

    /// Ends every session of people; says how many that were.
    ///
    /// Codes that nobody has redeemed die too, of which there are none that count after
    /// `codes_until`; tokens stay, as in [`Store::end_session`].
    /// It goes in parts, each a transaction: sign-ins go on meanwhile, and one that begins
    /// meanwhile stays. The change is written down with the first part.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn end_all_sessions(
        &self,
        codes_until: Timestamp,
        change: &NewChange<'_>,
    ) -> Result<u64, StoreError> {
        let now = change.at;
        transaction!(self, |tx| {
            run!(tx, sql::DROP_CODES, now.0, codes_until.0)?;
            changes::add(tx, change).await
        })?;
        let mut ended = 0;
        let mut after = now.0;
        loop {
            let mut read = self.database().read().await?;
            let last = first!((i64,), read, sql::PART, after, PART)?;
            drop(read);
            let until = last.map_or(i64::MAX, |(until,)| until);
            ended += transaction!(self, |tx| {
                let ended = run!(tx, sql::END, after, until, now.0)?;
                logout_notices::note(tx, Ended::Between(after, until), now).await?;
                Ok(ended)
            })?;
            if last.is_none() {
                return Ok(ended);
            }
            after = until;
        }
    }
}

/// About how many sessions are ended in one transaction.
const PART: i64 = 1000;

pub(crate) mod sql {
    statements! {
        COUNT = "SELECT COUNT(*) FROM (SELECT 1 FROM sessions
            WHERE expires_at > $1 AND ended_at IS NULL LIMIT $2) AS counted";
        PART = "SELECT expires_at FROM sessions WHERE expires_at > $1
            ORDER BY expires_at LIMIT 1 OFFSET $2";
        END = "UPDATE sessions SET ended_at = $3
            WHERE expires_at > $1 AND expires_at <= $2 AND ended_at IS NULL
                AND auth_time <= $3";
        DROP_CODES = "DELETE FROM grants
            WHERE expires_at > $1 AND expires_at <= $2 AND redeemed_at IS NULL";
    }
}

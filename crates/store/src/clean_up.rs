//! The removal of what has expired.

use connector_kit::Timestamp;

use crate::{Store, StoreError};

impl Store {
    /// Removes codes, tokens, sessions, unanswered questions, used statements, devices and long requests that have
    /// expired, and says how many rows that were.
    ///
    /// It goes in batches, each a transaction, so that nobody waits for long behind it.
    /// People, identities and attempts stay.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn clean_up(&self, now: Timestamp) -> Result<u64, StoreError> {
        let mut removed = 0;
        for statement in sql::IN_ORDER {
            loop {
                let gone = transaction!(self, |tx| { run!(tx, *statement, now.0, BATCH) })?;
                removed += gone;
                if gone < BATCH.unsigned_abs() {
                    break;
                }
            }
        }
        Ok(removed)
    }
}

/// How many rows go in one transaction.
const BATCH: i64 = 500;

pub(crate) mod sql {
    statements! {
        ACCESS_TOKENS = "DELETE FROM access_tokens WHERE hash IN
            (SELECT hash FROM access_tokens WHERE expires_at <= $1 LIMIT $2)";
        REFRESH_TOKENS = "DELETE FROM refresh_tokens WHERE hash IN
            (SELECT hash FROM refresh_tokens WHERE expires_at <= $1 LIMIT $2)";
        GRANTS = "DELETE FROM grants WHERE family IN
            (SELECT family FROM grants WHERE expires_at <= $1 LIMIT $2)";
        SESSIONS = "DELETE FROM sessions WHERE id IN
            (SELECT id FROM sessions WHERE expires_at <= $1 LIMIT $2)";
        /// Those of attempts that have ended; the sweep of attempts looks at the others.
        PENDING_IDENTITIES = "DELETE FROM pending_identities WHERE attempt_id IN
            (SELECT p.attempt_id FROM pending_identities p
                JOIN attempts a ON a.id = p.attempt_id
                WHERE p.expires_at <= $1 AND a.phase = 'finished' LIMIT $2)";
        LONG_REQUESTS = "DELETE FROM long_requests WHERE id IN
            (SELECT id FROM long_requests WHERE expires_at <= $1 LIMIT $2)";
        ADMINISTRATOR_SESSIONS = "DELETE FROM administrator_sessions WHERE id IN
            (SELECT id FROM administrator_sessions WHERE expires_at <= $1 LIMIT $2)";
        DRAFTS = "DELETE FROM drafts WHERE id IN
            (SELECT id FROM drafts WHERE expires_at <= $1 LIMIT $2)";
        CLIENT_ASSERTIONS = "DELETE FROM client_assertions WHERE hash IN
            (SELECT hash FROM client_assertions WHERE expires_at <= $1 LIMIT $2)";
        /// An hour later, so that a device that asks again hears that its time is over.
        DEVICES = "DELETE FROM device_codes WHERE hash IN
            (SELECT hash FROM device_codes WHERE expires_at <= $1 - 3600000 LIMIT $2)";
        THROTTLES = "DELETE FROM throttles WHERE subject IN
            (SELECT subject FROM throttles WHERE expires_at <= $1 LIMIT $2)";
    }

    /// Tokens go before the families that they belong to.
    pub(super) const IN_ORDER: &[&str] = &[
        ACCESS_TOKENS,
        REFRESH_TOKENS,
        GRANTS,
        SESSIONS,
        PENDING_IDENTITIES,
        LONG_REQUESTS,
        ADMINISTRATOR_SESSIONS,
        DRAFTS,
        CLIENT_ASSERTIONS,
        DEVICES,
        THROTTLES,
    ];
}

//! Codes become tokens, once.

use connector_kit::Timestamp;
use uuid::Uuid;

use super::{NewTokens, add_tokens};
use crate::{Store, StoreError, logout_notices};

/// What became of the wish to redeem a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Redemption {
    /// The tokens count now.
    Redeemed,
    /// The code had been redeemed before. Everything that it gave is revoked, because
    /// one of the two who had it stole it (RFC 6749 section 4.1.2).
    Replayed,
    /// The code is unknown, expired or withdrawn, or its user suspended.
    Gone,
}

impl Store {
    /// Turns a code into tokens; one caller succeeds, on any number of nodes.
    ///
    /// Whether the right application asks, with the right address and verifier, is for
    /// the caller to check before.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn redeem_code(
        &self,
        hash: [u8; 32],
        now: Timestamp,
        tokens: &NewTokens<'_>,
    ) -> Result<Redemption, StoreError> {
        transaction!(self, |tx| {
            let until = tokens.last_until().0;
            match first!((Uuid,), tx, sql::REDEEM, &hash[..], now.0, until)? {
                Some((family,)) => {
                    add_tokens(tx, family, tokens, now).await?;
                    logout_notices::enter(tx, family).await?;
                    Ok(Redemption::Redeemed)
                }
                None => match run!(tx, sql::REVOKE_REPLAYED, &hash[..], now.0)? {
                    0 => Ok(Redemption::Gone),
                    _ => Ok(Redemption::Replayed),
                },
            }
        })
    }
}

pub(crate) mod sql {
    statements! {
        REDEEM = "UPDATE grants SET redeemed_at = $2, expires_at = $3
            WHERE code_hash = $1 AND redeemed_at IS NULL AND revoked_at IS NULL
                AND code_expires_at > $2
                AND EXISTS (SELECT 1 FROM users u
                    WHERE u.id = grants.user_id AND u.suspended = FALSE)
            RETURNING family";
        REVOKE_REPLAYED = "UPDATE grants SET revoked_at = COALESCE(revoked_at, $2)
            WHERE code_hash = $1 AND redeemed_at IS NOT NULL";
    }
}

//! Refresh tokens, which change with every use.

use std::time::Duration;

use connector_kit::Timestamp;
use oidc::CodeGrant;
use uuid::Uuid;

use super::{NewTokens, add_tokens};
use crate::columns::{from_json, moment};
use crate::{Store, StoreError};

/// A refresh token that was given to an application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredRefresh {
    /// What the code had given.
    pub grant: CodeGrant,
    /// The family that it belongs to.
    pub family: Uuid,
    /// Until when it counts.
    pub expires_at: Timestamp,
    /// When it was exchanged for another one.
    pub rotated_at: Option<Timestamp>,
    /// Whether its family is revoked.
    pub revoked: bool,
}

/// What became of the wish to exchange a refresh token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rotation {
    /// The new tokens count now, and the old one is used up.
    Rotated,
    /// The old one was used up a moment ago, as when an answer was lost. The new tokens
    /// count as well.
    ReusedWithinLeeway,
    /// The old one was used up for longer. The family is revoked, because one of the
    /// two who had it stole it (RFC 9700 section 4.14.2).
    Replayed,
    /// It is unknown, expired or revoked, or its user suspended.
    Gone,
}

impl Store {
    /// The refresh token of a hash, whether it counts or not.
    ///
    /// # Errors
    /// Fails when the database does, or the row cannot be read.
    pub async fn refresh_token(&self, hash: [u8; 32]) -> Result<Option<StoredRefresh>, StoreError> {
        let mut read = self.database().read().await?;
        let row = first!(Row, read, sql::GET, &hash[..])?;
        row.map(|row| {
            Ok(StoredRefresh {
                grant: from_json("grants.code_grant", &row.code_grant)?,
                family: row.family,
                expires_at: Timestamp(row.expires_at),
                rotated_at: moment(row.rotated_at),
                revoked: row.revoked_at.is_some(),
            })
        })
        .transpose()
    }

    /// Exchanges a refresh token for new tokens.
    ///
    /// Everything that happens to one family happens in order, because it begins with
    /// changing the row of the family.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn rotate_refresh(
        &self,
        hash: [u8; 32],
        now: Timestamp,
        leeway: Duration,
        tokens: &NewTokens<'_>,
    ) -> Result<Rotation, StoreError> {
        transaction!(self, |tx| {
            let until = tokens.last_until().0;
            let family = first!((Uuid,), tx, sql::PROLONG, &hash[..], now.0, until)?;
            let Some((family,)) = family else {
                return Ok(Rotation::Gone);
            };
            if run!(tx, sql::USE_UP, &hash[..], now.0)? > 0 {
                add_tokens(tx, family, tokens, now).await?;
                return Ok(Rotation::Rotated);
            }
            let used_up = first!((Option<i64>,), tx, sql::USED_UP_AT, &hash[..])?;
            let used_up = used_up.and_then(|(at,)| at).map_or(now, Timestamp);
            if now.since(used_up) <= leeway {
                add_tokens(tx, family, tokens, now).await?;
                return Ok(Rotation::ReusedWithinLeeway);
            }
            run!(tx, super::sql::REVOKE, family, now.0)?;
            Ok(Rotation::Replayed)
        })
    }
}

row!(Row {
    code_grant: String,
    family: Uuid,
    expires_at: i64,
    rotated_at: Option<i64>,
    revoked_at: Option<i64>,
});

pub(crate) mod sql {
    statements! {
        GET = "SELECT g.code_grant, g.family, t.expires_at, t.rotated_at, g.revoked_at
            FROM refresh_tokens t JOIN grants g ON g.family = t.family WHERE t.hash = $1";
        PROLONG = "UPDATE grants
            SET expires_at = CASE WHEN expires_at < $3 THEN $3 ELSE expires_at END
            WHERE revoked_at IS NULL
                AND family = (SELECT family FROM refresh_tokens
                    WHERE hash = $1 AND expires_at > $2)
                AND EXISTS (SELECT 1 FROM users u
                    WHERE u.id = grants.user_id AND u.suspended = FALSE)
            RETURNING family";
        USE_UP = "UPDATE refresh_tokens SET rotated_at = $2
            WHERE hash = $1 AND rotated_at IS NULL";
        USED_UP_AT = "SELECT rotated_at FROM refresh_tokens WHERE hash = $1";
    }
}

//! What people have given to applications: codes, and the tokens that come of them.
//!
//! One row holds a code and is the head of a *family*: all tokens that were given for
//! the code, at once or by refreshing. A token counts as long as its family does, so a
//! stolen code or refresh token is answered by changing one row.

mod redeem;
mod refresh;

use accounts::User;
use connector_kit::Timestamp;
use oidc::{CodeGrant, RequestedClaims, Scopes};
use uuid::Uuid;

#[cfg(test)]
pub(crate) use redeem::sql as redeem_sql;
#[cfg(test)]
pub(crate) use refresh::sql as refresh_sql;

pub use redeem::Redemption;
pub use refresh::{Rotation, StoredRefresh};

use crate::columns::{from_json, json, moment};
use crate::database::{Joined, Tx};
use crate::users::UserRow;
use crate::{Store, StoreError};

/// A code that is about to be sent to an application.
#[derive(Clone, Copy, Debug)]
pub struct NewCode<'a> {
    /// SHA-256 of the code.
    pub hash: [u8; 32],
    /// A new id for the family of what comes of it.
    pub family: Uuid,
    /// Until when it may be redeemed.
    pub expires_at: Timestamp,
    /// What it gives.
    pub grant: &'a CodeGrant,
}

/// A code that was sent to an application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredCode {
    /// What it gives.
    pub grant: CodeGrant,
    /// Until when it may be redeemed.
    pub expires_at: Timestamp,
    /// When it was redeemed.
    pub redeemed_at: Option<Timestamp>,
    /// The family of what comes of it.
    pub family: Uuid,
}

/// Tokens that are about to be sent to an application.
#[derive(Clone, Copy, Debug)]
pub struct NewTokens<'a> {
    /// SHA-256 of the access token.
    pub access_hash: [u8; 32],
    /// Until when the access token counts.
    pub access_expires_at: Timestamp,
    /// SHA-256 of the refresh token and until when it counts, if there is one.
    pub refresh: Option<([u8; 32], Timestamp)>,
    /// What is given; the access token is for its scopes.
    pub grant: &'a CodeGrant,
}

/// An access token that counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccessToken {
    /// The application that it was given to.
    pub application_id: String,
    /// Whom it is about.
    pub user: User,
    /// What it is for.
    pub scopes: Scopes,
    /// The claims that were asked for one by one.
    pub claims: RequestedClaims,
    /// Until when it counts.
    pub expires_at: Timestamp,
}

impl Store {
    /// Stores a code for a browser that has a session already.
    ///
    /// # Errors
    /// Fails when the database does, or the grant names no user and session of ours.
    pub async fn insert_code(&self, code: &NewCode<'_>, now: Timestamp) -> Result<(), StoreError> {
        transaction!(self, |tx| { add(tx, code, None, now).await })
    }

    /// The code of a hash, redeemed and expired ones too.
    ///
    /// # Errors
    /// Fails when the database does, or the row cannot be read.
    pub async fn code(&self, hash: [u8; 32]) -> Result<Option<StoredCode>, StoreError> {
        let mut read = self.database().read().await?;
        let row = first!(CodeRow, read, sql::CODE, &hash[..])?;
        row.map(|row| {
            Ok(StoredCode {
                grant: from_json("grants.code_grant", &row.code_grant)?,
                expires_at: Timestamp(row.code_expires_at),
                redeemed_at: moment(row.redeemed_at),
                family: row.family,
            })
        })
        .transpose()
    }

    /// The access token of a hash, if it counts: not expired, not revoked, and its user
    /// not suspended.
    ///
    /// # Errors
    /// Fails when the database does, or the row cannot be read.
    pub async fn access_token(
        &self,
        hash: [u8; 32],
        now: Timestamp,
    ) -> Result<Option<AccessToken>, StoreError> {
        let mut read = self.database().read().await?;
        let row = first!(Joined<AccessRow, UserRow>, read, sql::ACCESS, &hash[..], now.0)?;
        row.map(|Joined(token, user)| {
            let grant: CodeGrant = from_json("grants.code_grant", &token.code_grant)?;
            Ok(AccessToken {
                application_id: token.application_id,
                user: user.into(),
                scopes: Scopes::parse(&token.scopes),
                claims: grant.claims,
                expires_at: Timestamp(token.token_expires_at),
            })
        })
        .transpose()
    }

    /// Revokes a token of an application (RFC 7009); says whether there was anything to
    /// revoke. A refresh token takes its whole family along.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn revoke(
        &self,
        hash: [u8; 32],
        application_id: &str,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        transaction!(self, |tx| {
            let access = run!(tx, sql::DROP_ACCESS, &hash[..], application_id)?;
            if access > 0 {
                return Ok(true);
            }
            let families = run!(tx, sql::REVOKE_BY_REFRESH, &hash[..], application_id, now.0)?;
            Ok(families > 0)
        })
    }
}

/// Stores a code.
pub(crate) async fn add(
    tx: &mut Tx,
    code: &NewCode<'_>,
    attempt: Option<Uuid>,
    now: Timestamp,
) -> Result<(), StoreError> {
    let grant = code.grant;
    run!(
        tx,
        sql::ADD,
        code.family,
        &code.hash[..],
        json(grant),
        &grant.application_id,
        id("grants.user_id", &grant.user_id)?,
        id("grants.session_id", &grant.session_id)?,
        attempt,
        now.0,
        code.expires_at.0,
    )?;
    Ok(())
}

/// Stores the tokens that a family is given, and that its user was active on this day.
async fn add_tokens(
    tx: &mut Tx,
    family: Uuid,
    tokens: &NewTokens<'_>,
    now: Timestamp,
) -> Result<(), StoreError> {
    run!(
        tx,
        sql::ADD_ACCESS,
        &tokens.access_hash[..],
        family,
        tokens.grant.scopes.to_string(),
        tokens.access_expires_at.0,
    )?;
    if let Some((hash, expires_at)) = tokens.refresh {
        run!(tx, sql::ADD_REFRESH, &hash[..], family, expires_at.0)?;
    }
    run!(tx, sql::NOTE_DAY, family, now.0.div_euclid(DAY))?;
    Ok(())
}

/// A day of universal time, in milliseconds.
const DAY: i64 = 86_400_000;

impl NewTokens<'_> {
    /// Until when the last of them counts.
    fn last_until(&self) -> Timestamp {
        let refresh = self.refresh.map(|(_, expires_at)| expires_at);
        refresh.map_or(self.access_expires_at, |until| {
            until.max(self.access_expires_at)
        })
    }
}

fn id(column: &'static str, text: &str) -> Result<Uuid, StoreError> {
    text.parse().map_err(|_| StoreError::Corrupt { column })
}

row!(CodeRow {
    code_grant: String,
    code_expires_at: i64,
    redeemed_at: Option<i64>,
    family: Uuid,
});

row!(AccessRow {
    code_grant: String,
    application_id: String,
    scopes: String,
    token_expires_at: i64,
});

pub(crate) mod sql {
    use crate::users::{user_columns, with_avatar};

    statements! {
        ADD = "INSERT INTO grants (family, code_hash, code_grant, application_id, user_id,
                session_id, attempt_id, created_at, code_expires_at, expires_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)";
        CODE = "SELECT code_grant, code_expires_at, redeemed_at, family
            FROM grants WHERE code_hash = $1";
        ADD_ACCESS = "INSERT INTO access_tokens (hash, family, scopes, expires_at)
            VALUES ($1, $2, $3, $4)";
        ADD_REFRESH = "INSERT INTO refresh_tokens (hash, family, expires_at)
            VALUES ($1, $2, $3)";
        NOTE_DAY = "INSERT INTO active_days (day, user_id)
            SELECT $2, user_id FROM grants WHERE family = $1
            ON CONFLICT (day, user_id) DO NOTHING";
        ACCESS = concat!(
            "SELECT g.code_grant, g.application_id, t.scopes, t.expires_at AS token_expires_at, ",
            user_columns!(),
            " FROM access_tokens t JOIN grants g ON g.family = t.family
                JOIN users u ON u.id = g.user_id",
            with_avatar!(),
            "WHERE t.hash = $1 AND t.expires_at > $2 AND g.revoked_at IS NULL
                AND u.suspended = FALSE"
        );
        DROP_ACCESS = "DELETE FROM access_tokens WHERE hash = $1
            AND EXISTS (SELECT 1 FROM grants g
                WHERE g.family = access_tokens.family AND g.application_id = $2)";
        REVOKE_BY_REFRESH = "UPDATE grants SET revoked_at = $3
            WHERE application_id = $2 AND revoked_at IS NULL
                AND family = (SELECT family FROM refresh_tokens WHERE hash = $1)";
        REVOKE = "UPDATE grants SET revoked_at = $2 WHERE family = $1 AND revoked_at IS NULL";
    }
}

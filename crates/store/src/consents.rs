//! What people have agreed that applications of others may know.

use connector_kit::Timestamp;
use oidc::Scopes;
use uuid::Uuid;

use crate::{Store, StoreError};

/// What a person has agreed to for one application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consent {
    /// The application.
    pub application_id: String,
    /// Everything that it may know.
    pub scopes: Scopes,
    /// When the person last agreed.
    pub updated_at: Timestamp,
}

impl Store {
    /// Everything that a person has agreed to, latest first.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn consents_of(&self, user: Uuid) -> Result<Vec<Consent>, StoreError> {
        let mut read = self.database().read().await?;
        let rows = all!((String, String, i64), read, sql::OF_USER, user)?;
        let consent = |(application_id, scopes, updated_at): (String, String, i64)| Consent {
            application_id,
            scopes: Scopes::parse(&scopes),
            updated_at: Timestamp(updated_at),
        };
        Ok(rows.into_iter().map(consent).collect())
    }

    /// Takes back what a person has agreed to for an application: it is asked again, and
    /// what it was given counts no more. Says whether there was anything to take back.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn withdraw_consent(
        &self,
        user: Uuid,
        application: &str,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        transaction!(self, |tx| {
            let consents = run!(tx, sql::WITHDRAW, user, application)?;
            run!(tx, sql::DROP_CODES, user, application)?;
            run!(tx, sql::REVOKE_GRANTS, user, application, now.0)?;
            Ok(consents > 0)
        })
    }

    /// Everything that a person has agreed to for an application.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn consent(
        &self,
        user: Uuid,
        application: &str,
    ) -> Result<Option<Scopes>, StoreError> {
        let mut read = self.database().read().await?;
        let row = first!((String,), read, sql::GET, user, application)?;
        Ok(row.map(|(scopes,)| Scopes::parse(&scopes)))
    }

    /// Remembers that a person has agreed, in addition to what they agreed to before.
    ///
    /// # Errors
    /// Fails when the database does, or there is no such user.
    pub async fn remember_consent(
        &self,
        user: Uuid,
        application: &str,
        scopes: &Scopes,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        transaction!(self, |tx| {
            let before = first!((String,), tx, sql::GET, user, application)?;
            let (before,) = before.unwrap_or_default();
            let all = Scopes::parse(&format!("{before} {scopes}")).to_string();
            run!(tx, sql::PUT, user, application, &all, now.0)?;
            Ok(())
        })
    }
}

pub(crate) mod sql {
    statements! {
        OF_USER = "SELECT application_id, scopes, updated_at FROM consents
            WHERE user_id = $1 ORDER BY updated_at DESC, application_id";
        WITHDRAW = "DELETE FROM consents WHERE user_id = $1 AND application_id = $2";
        DROP_CODES = "DELETE FROM grants
            WHERE user_id = $1 AND application_id = $2 AND redeemed_at IS NULL";
        REVOKE_GRANTS = "UPDATE grants SET revoked_at = $3
            WHERE user_id = $1 AND application_id = $2 AND revoked_at IS NULL";
        GET = "SELECT scopes FROM consents WHERE user_id = $1 AND application_id = $2";
        PUT = "INSERT INTO consents (user_id, application_id, scopes, updated_at)
            VALUES ($1, $2, $3, $4)
            ON CONFLICT (user_id, application_id) DO UPDATE
            SET scopes = excluded.scopes, updated_at = excluded.updated_at";
    }
}

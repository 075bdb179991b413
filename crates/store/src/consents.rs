//! What people have agreed that applications of others may know.

use connector_kit::Timestamp;
use oidc::Scopes;
use uuid::Uuid;

use crate::{Store, StoreError};

impl Store {
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
        GET = "SELECT scopes FROM consents WHERE user_id = $1 AND application_id = $2";
        PUT = "INSERT INTO consents (user_id, application_id, scopes, updated_at)
            VALUES ($1, $2, $3, $4)
            ON CONFLICT (user_id, application_id) DO UPDATE
            SET scopes = excluded.scopes, updated_at = excluded.updated_at";
    }
}

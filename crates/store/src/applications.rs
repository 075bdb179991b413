//! Relying parties.

mod figures;
mod removal;
mod secrets;

use connector_kit::{Entropy, Timestamp};
use oidc::Application;
use secrecy::SecretString;

use crate::columns::{from_json, json};
use crate::store::raise_version;
use crate::{NewChange, Saved, Store, StoreError, changes};

pub use figures::ApplicationFigures;
#[cfg(test)]
pub(crate) use figures::sql as figures_sql;
pub use removal::ApplicationUse;
#[cfg(test)]
pub(crate) use removal::sql as removal_sql;
#[cfg(test)]
pub(crate) use secrets::sql as secrets_sql;
pub use secrets::{ApplicationSecret, NewSecret, Proof, SecretSaved};

/// An application as it was configured, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApplicationRecord {
    /// What it is.
    pub application: Application,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was last changed. No two states of an application share it, so it also says
    /// which one somebody has seen.
    pub updated_at: Timestamp,
}

impl Store {
    /// Makes an application with its secrets; `false` when its id is taken.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn create_application(
        &self,
        application: &Application,
        secrets: &[NewSecret<'_>],
        entropy: &dyn Entropy,
        change: &NewChange<'_>,
    ) -> Result<bool, StoreError> {
        let (id, hears) = (application.id.as_str(), hears_of_logout(application));
        transaction!(self, |tx| {
            if run!(tx, sql::CREATE, id, json(application), change.at.0, hears)? == 0 {
                return Ok(false);
            }
            for secret in secrets {
                self.put_secret(tx, id, secret, entropy, change.at).await?;
            }
            raise_version(tx).await?;
            changes::add(tx, change).await?;
            Ok(true)
        })
    }

    /// Writes an application, and secrets of it, unless somebody has changed it since the
    /// moment `seen`. Secrets that are not named stay.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn change_application(
        &self,
        application: &Application,
        seen: Timestamp,
        secrets: &[NewSecret<'_>],
        entropy: &dyn Entropy,
        change: &NewChange<'_>,
    ) -> Result<Saved, StoreError> {
        let (id, hears) = (application.id.as_str(), hears_of_logout(application));
        // Two changes within a millisecond are two states too.
        let now = change.at.max(Timestamp(seen.0 + 1));
        transaction!(self, |tx| {
            if run!(tx, sql::CHANGE, id, seen.0, json(application), now.0, hears)? == 0 {
                return Ok(match first!((String,), tx, sql::GET, id)? {
                    Some(_) => Saved::Stale,
                    None => Saved::Gone,
                });
            }
            for secret in secrets {
                self.put_secret(tx, id, secret, entropy, change.at).await?;
            }
            raise_version(tx).await?;
            changes::add(tx, change).await?;
            Ok(Saved::Saved(now))
        })
    }

    /// The application of an id.
    ///
    /// # Errors
    /// Fails when the database does, or its row cannot be read.
    pub async fn application(&self, id: &str) -> Result<Option<Application>, StoreError> {
        let mut read = self.database().read().await?;
        let row = first!((String,), read, sql::GET, id)?;
        row.map(|(settings,)| read_settings(&settings)).transpose()
    }

    /// The application of an id, and when it was made and changed.
    ///
    /// # Errors
    /// Fails when the database does, or its row cannot be read.
    pub async fn application_record(
        &self,
        id: &str,
    ) -> Result<Option<ApplicationRecord>, StoreError> {
        let mut read = self.database().read().await?;
        let row = first!(Row, read, sql::RECORD, id)?;
        row.map(ApplicationRecord::try_from).transpose()
    }

    /// All applications, oldest first.
    ///
    /// # Errors
    /// Fails when the database does, or a row cannot be read.
    pub async fn application_records(&self) -> Result<Vec<ApplicationRecord>, StoreError> {
        let mut read = self.database().read().await?;
        let rows = all!(Row, read, sql::LIST)?;
        rows.into_iter().map(ApplicationRecord::try_from).collect()
    }

    /// All applications, oldest first.
    ///
    /// # Errors
    /// Fails when the database does, or a row cannot be read.
    pub async fn applications(&self) -> Result<Vec<Application>, StoreError> {
        let records = self.application_records().await?.into_iter();
        Ok(records.map(|record| record.application).collect())
    }

    /// The application of an id, and which of its secrets somebody presents, if they present
    /// one; in one read, because every token request begins with it.
    ///
    /// # Errors
    /// Fails when the database does, or its row cannot be read.
    pub async fn application_with_secret(
        &self,
        id: &str,
        presented: &[SecretString],
        now: Timestamp,
    ) -> Result<Option<(Application, Option<Proof>)>, StoreError> {
        let mut read = self.database().read().await?;
        let rows = all!(secrets::Presented, read, sql::WITH_SECRETS, id, now.0)?;
        let Some(row) = rows.first() else {
            return Ok(None);
        };
        let application = read_settings(&row.settings)?;
        Ok(Some((application, self.proof(id, presented, &rows))))
    }
}

/// Whether it wants to be told that a session has ended.
fn hears_of_logout(application: &Application) -> bool {
    application.backchannel_logout_uri.is_some()
}

fn read_settings(settings: &str) -> Result<Application, StoreError> {
    from_json("applications.settings", settings)
}

row!(Row {
    settings: String,
    created_at: i64,
    updated_at: i64,
});

impl TryFrom<Row> for ApplicationRecord {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        Ok(Self {
            application: read_settings(&row.settings)?,
            created_at: Timestamp(row.created_at),
            updated_at: Timestamp(row.updated_at),
        })
    }
}

pub(crate) mod sql {
    statements! {
        GET = "SELECT settings FROM applications WHERE id = $1";
        RECORD = "SELECT settings, created_at, updated_at FROM applications WHERE id = $1";
        LIST = "SELECT settings, created_at, updated_at FROM applications
            ORDER BY created_at, id";
        CREATE = "INSERT INTO applications (id, settings, created_at, updated_at,
                hears_of_logout)
            VALUES ($1, $2, $3, $3, $4) ON CONFLICT (id) DO NOTHING";
        CHANGE = "UPDATE applications SET settings = $3, updated_at = $4, hears_of_logout = $5
            WHERE id = $1 AND updated_at = $2";
        WITH_SECRETS = "SELECT a.settings, s.name, s.hash, s.last_used_at FROM applications a
            LEFT JOIN application_secrets s
            ON s.application_id = a.id AND (s.expires_at IS NULL OR s.expires_at > $2)
            WHERE a.id = $1";
    }
}

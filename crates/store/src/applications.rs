//! Relying parties and their secrets.

use connector_kit::{Entropy, Timestamp};
use keys::Purpose;
use oidc::Application;
use secrecy::{ExposeSecret, SecretString};

use crate::columns::{from_json, json};
use crate::database::Tx;
use crate::store::raise_version;
use crate::{Change, Store, StoreError};

impl Store {
    /// Writes an application, new or not. Without a secret those that it has stay.
    ///
    /// The secret is sealed, so that an administrator can be shown it again, and beside
    /// it stands a keyed hash to compare with.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn put_application(
        &self,
        application: &Application,
        secret: Option<&SecretString>,
        entropy: &dyn Entropy,
        now: Timestamp,
    ) -> Result<Change, StoreError> {
        transaction!(self, |tx| {
            let id = application.id.as_str();
            let settings = json(application);
            let before = first!((String,), tx, sql::GET, id)?;
            let mut change = match before {
                None => Change::Created,
                Some((before,)) if before == settings => Change::Unchanged,
                Some(_) => Change::Changed,
            };
            if change != Change::Unchanged {
                run!(tx, sql::PUT, id, &settings, now.0)?;
            }
            if let Some(secret) = secret
                && self.put_secret(tx, id, secret, entropy, now).await?
                && change == Change::Unchanged
            {
                change = Change::Changed;
            }
            if change != Change::Unchanged {
                raise_version(tx).await?;
            }
            Ok(change)
        })
    }

    /// The application of an id.
    ///
    /// # Errors
    /// Fails when the database does, or its row cannot be read.
    pub async fn application(&self, id: &str) -> Result<Option<Application>, StoreError> {
        let mut read = self.database().read().await?;
        let row = first!((String,), read, sql::GET, id)?;
        row.map(|(settings,)| from_json("applications.settings", &settings))
            .transpose()
    }

    /// All applications, oldest first.
    ///
    /// # Errors
    /// Fails when the database does, or a row cannot be read.
    pub async fn applications(&self) -> Result<Vec<Application>, StoreError> {
        let mut read = self.database().read().await?;
        let rows = all!((String,), read, sql::LIST)?;
        rows.iter()
            .map(|(settings,)| from_json("applications.settings", settings))
            .collect()
    }

    /// The application of an id, and whether one of the secrets that somebody presents is one
    /// of its own; in one read, because every token request begins with it.
    ///
    /// # Errors
    /// Fails when the database does, or its row cannot be read.
    pub async fn application_with_secret(
        &self,
        id: &str,
        presented: &[SecretString],
        now: Timestamp,
    ) -> Result<Option<(Application, bool)>, StoreError> {
        let mut read = self.database().read().await?;
        let rows = all!(
            (String, Option<Vec<u8>>),
            read,
            sql::WITH_SECRETS,
            id,
            now.0
        )?;
        let Some((settings, _)) = rows.first() else {
            return Ok(None);
        };
        let application = from_json("applications.settings", settings)?;
        let mut right = false;
        for presented in presented {
            let presented = self.secret_hash(id, presented);
            for (_, hash) in &rows {
                right |= hash
                    .as_ref()
                    .is_some_and(|hash| keys::equal(hash, &presented));
            }
        }
        Ok(Some((application, right)))
    }

    /// Writes the secret that configuration gives; says whether it is another one.
    async fn put_secret(
        &self,
        tx: &mut Tx,
        id: &str,
        secret: &SecretString,
        entropy: &dyn Entropy,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let hash = self.secret_hash(id, secret);
        let before = first!((Vec<u8>,), tx, sql::SECRET, id, CONFIGURED)?;
        if before.is_some_and(|(before,)| keys::equal(&before, &hash)) {
            return Ok(false);
        }
        let sealed = self.keyring().seal(
            Purpose::ApplicationSecret,
            &format!("application_secrets/{id}/{CONFIGURED}"),
            secret.expose_secret().as_bytes(),
            entropy,
        );
        let (sealed, hash) = (&sealed[..], &hash[..]);
        run!(tx, sql::PUT_SECRET, id, CONFIGURED, sealed, hash, now.0)?;
        Ok(true)
    }

    fn secret_hash(&self, id: &str, secret: &SecretString) -> [u8; 32] {
        let secret = secret.expose_secret().as_bytes();
        self.keyring()
            .mac("application secret", &[id.as_bytes(), secret])
    }
}

/// The name of the secret that comes with the application itself.
const CONFIGURED: &str = "default";

pub(crate) mod sql {
    statements! {
        GET = "SELECT settings FROM applications WHERE id = $1";
        LIST = "SELECT settings FROM applications ORDER BY created_at, id";
        PUT = "INSERT INTO applications (id, settings, created_at, updated_at)
            VALUES ($1, $2, $3, $3)
            ON CONFLICT (id) DO UPDATE
            SET settings = excluded.settings, updated_at = excluded.updated_at";
        WITH_SECRETS = "SELECT a.settings, s.hash FROM applications a
            LEFT JOIN application_secrets s
            ON s.application_id = a.id AND (s.expires_at IS NULL OR s.expires_at > $2)
            WHERE a.id = $1";
        SECRET = "SELECT hash FROM application_secrets WHERE application_id = $1 AND name = $2";
        PUT_SECRET = "INSERT INTO application_secrets
                (application_id, name, sealed, hash, created_at)
            VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (application_id, name) DO UPDATE
            SET sealed = excluded.sealed, hash = excluded.hash, created_at = excluded.created_at";
    }
}

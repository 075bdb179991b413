//! The secrets with which applications prove who they are.

use std::time::Duration;

use connector_kit::{Entropy, Timestamp};
use keys::Purpose;
use secrecy::{ExposeSecret, SecretString};

use crate::columns::moment;
use crate::database::Tx;
use crate::{NewChange, Store, StoreError, changes};

/// A secret of an application, without its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApplicationSecret {
    /// Its name, unique within the application.
    pub name: String,
    /// When it was made, or last became another one.
    pub created_at: Timestamp,
    /// When it stops working, if it does.
    pub expires_at: Option<Timestamp>,
    /// When it was last used, to within an hour.
    pub last_used_at: Option<Timestamp>,
}

/// A secret to be kept.
#[derive(Clone, Copy, Debug)]
pub struct NewSecret<'a> {
    /// Its name.
    pub name: &'a str,
    /// What the application presents.
    pub value: &'a SecretString,
    /// When it stops working, if it does.
    pub expires_at: Option<Timestamp>,
}

/// Which secret an application has presented.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    /// The name of the secret.
    pub secret: String,
    /// When its use was last noted.
    pub last_used_at: Option<Timestamp>,
}

impl Proof {
    /// Whether the use at this moment is worth a note.
    pub fn is_news(&self, now: Timestamp) -> bool {
        self.last_used_at.is_none_or(|last| last.plus(NOTED) <= now)
    }
}

/// How often it is noted that a secret is in use.
const NOTED: Duration = Duration::from_hours(1);

/// What came of a change of a secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SecretSaved {
    /// It was done.
    Saved,
    /// Another secret of the application has this name.
    NameTaken,
    /// There is no such application, or no such secret.
    Gone,
}

impl Store {
    /// The secrets of an application, oldest first, without their values.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn application_secrets(
        &self,
        application: &str,
    ) -> Result<Vec<ApplicationSecret>, StoreError> {
        let mut read = self.database().read().await?;
        let rows = all!(Row, read, sql::LIST, application)?;
        let secret = |row: Row| ApplicationSecret {
            name: row.name,
            created_at: Timestamp(row.created_at),
            expires_at: moment(row.expires_at),
            last_used_at: moment(row.last_used_at),
        };
        Ok(rows.into_iter().map(secret).collect())
    }

    /// The value of a secret, for whoever moves everything to another server.
    ///
    /// # Errors
    /// Fails when the database does, or the secret cannot be opened.
    pub async fn application_secret(
        &self,
        application: &str,
        name: &str,
    ) -> Result<Option<SecretString>, StoreError> {
        let mut read = self.database().read().await?;
        let row = first!((Vec<u8>,), read, sql::SEALED, application, name)?;
        row.map(|(sealed,)| self.open_secret(application, name, &sealed))
            .transpose()
    }

    /// The secrets of an application that count now, by name, for the check of what one of them has
    /// signed.
    ///
    /// # Errors
    /// Fails when the database does, or a secret cannot be opened.
    pub async fn open_application_secrets(
        &self,
        application: &str,
        now: Timestamp,
    ) -> Result<Vec<(Proof, SecretString)>, StoreError> {
        let mut read = self.database().read().await?;
        let rows = all!(
            (String, Vec<u8>, Option<i64>),
            read,
            sql::SEALED_NOW,
            application,
            now.0
        )?;
        let opened = |(secret, sealed, last_used_at): (String, Vec<u8>, Option<i64>)| {
            let value = self.open_secret(application, &secret, &sealed)?;
            let last_used_at = moment(last_used_at);
            let proof = Proof {
                secret,
                last_used_at,
            };
            Ok((proof, value))
        };
        rows.into_iter().map(opened).collect()
    }

    /// Whether an application has a secret of this name, value and end.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn has_application_secret(
        &self,
        application: &str,
        secret: &NewSecret<'_>,
    ) -> Result<bool, StoreError> {
        let mut read = self.database().read().await?;
        let name = secret.name;
        let row = first!((Vec<u8>, Option<i64>), read, sql::HASH, application, name)?;
        let hash = self.secret_hash(application, secret.value);
        Ok(row.is_some_and(|(known, expires_at)| {
            keys::equal(&known, &hash) && moment(expires_at) == secret.expires_at
        }))
    }

    /// Gives an application one more secret.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn add_application_secret(
        &self,
        application: &str,
        secret: &NewSecret<'_>,
        entropy: &dyn Entropy,
        change: &NewChange<'_>,
    ) -> Result<SecretSaved, StoreError> {
        transaction!(self, |tx| {
            let known = first!((String,), tx, super::sql::GET, application)?;
            if known.is_none() {
                return Ok(SecretSaved::Gone);
            }
            if first!((i64,), tx, sql::IS_THERE, application, secret.name)?.is_some() {
                return Ok(SecretSaved::NameTaken);
            }
            self.put_secret(tx, application, secret, entropy, change.at)
                .await?;
            changes::add(tx, change).await?;
            Ok(SecretSaved::Saved)
        })
    }

    /// Gives a secret another name. Its value stays.
    ///
    /// # Errors
    /// Fails when the database does, or the secret cannot be opened.
    pub async fn rename_application_secret(
        &self,
        application: &str,
        (name, new_name): (&str, &str),
        entropy: &dyn Entropy,
        change: &NewChange<'_>,
    ) -> Result<SecretSaved, StoreError> {
        transaction!(self, |tx| {
            let row = first!((Vec<u8>,), tx, sql::SEALED, application, name)?;
            let Some((sealed,)) = row else {
                return Ok(SecretSaved::Gone);
            };
            if first!((i64,), tx, sql::IS_THERE, application, new_name)?.is_some() {
                return Ok(SecretSaved::NameTaken);
            }
            // The seal holds the name.
            let value = self.open_secret(application, name, &sealed)?;
            let sealed = self.seal_secret(application, new_name, &value, entropy);
            run!(tx, sql::RENAME, application, name, new_name, &sealed[..])?;
            changes::add(tx, change).await?;
            Ok(SecretSaved::Saved)
        })
    }

    /// Takes a secret from an application; says whether it was there.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn delete_application_secret(
        &self,
        application: &str,
        name: &str,
        change: &NewChange<'_>,
    ) -> Result<bool, StoreError> {
        transaction!(self, |tx| {
            if run!(tx, sql::DELETE, application, name)? == 0 {
                return Ok(false);
            }
            changes::add(tx, change).await?;
            Ok(true)
        })
    }

    /// Notes that a secret is in use.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn note_secret_use(
        &self,
        application: &str,
        name: &str,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let before = now.minus(NOTED);
        transaction!(self, |tx| {
            run!(tx, sql::NOTE_USE, application, name, now.0, before.0)?;
            Ok(())
        })
    }

    /// Writes a secret; one of its name is replaced.
    pub(super) async fn put_secret(
        &self,
        tx: &mut Tx,
        application: &str,
        secret: &NewSecret<'_>,
        entropy: &dyn Entropy,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let hash = self.secret_hash(application, secret.value);
        let sealed = self.seal_secret(application, secret.name, secret.value, entropy);
        run!(
            tx,
            sql::PUT,
            application,
            secret.name,
            &sealed[..],
            &hash[..],
            now.0,
            secret.expires_at.map(|at| at.0),
        )?;
        Ok(())
    }

    /// Which of the secrets in `rows` is among those presented. All are compared, so that
    /// the time tells nothing.
    pub(super) fn proof(
        &self,
        application: &str,
        presented: &[SecretString],
        rows: &[Presented],
    ) -> Option<Proof> {
        let mut found = None;
        for presented in presented {
            let presented = self.secret_hash(application, presented);
            for row in rows {
                let Some((name, hash)) = row.name.as_ref().zip(row.hash.as_ref()) else {
                    continue;
                };
                if keys::equal(hash, &presented) {
                    found = Some(Proof {
                        secret: name.clone(),
                        last_used_at: moment(row.last_used_at),
                    });
                }
            }
        }
        found
    }

    fn seal_secret(
        &self,
        application: &str,
        name: &str,
        value: &SecretString,
        entropy: &dyn Entropy,
    ) -> Vec<u8> {
        self.keyring().seal(
            Purpose::ApplicationSecret,
            &place(application, name),
            value.expose_secret().as_bytes(),
            entropy,
        )
    }

    fn open_secret(
        &self,
        application: &str,
        name: &str,
        sealed: &[u8],
    ) -> Result<SecretString, StoreError> {
        let column = "application_secrets.sealed";
        let place = place(application, name);
        let opened = self
            .keyring()
            .open(Purpose::ApplicationSecret, &place, sealed);
        let text = opened
            .ok()
            .and_then(|bytes| String::from_utf8(bytes.clone()).ok());
        text.map(SecretString::from)
            .ok_or(StoreError::Corrupt { column })
    }

    fn secret_hash(&self, application: &str, secret: &SecretString) -> [u8; 32] {
        let secret = secret.expose_secret().as_bytes();
        self.keyring()
            .mac("application secret", &[application.as_bytes(), secret])
    }
}

/// The place that the seal of a secret is bound to.
fn place(application: &str, name: &str) -> String {
    format!("application_secrets/{application}/{name}")
}

row!(Row {
    name: String,
    created_at: i64,
    expires_at: Option<i64>,
    last_used_at: Option<i64>,
});

// An application beside one of its secrets, if it has one.
row!(pub(super) Presented {
    settings: String,
    name: Option<String>,
    hash: Option<Vec<u8>>,
    last_used_at: Option<i64>,
});

pub(crate) mod sql {
    statements! {
        LIST = "SELECT name, created_at, expires_at, last_used_at FROM application_secrets
            WHERE application_id = $1 ORDER BY created_at, name";
        SEALED = "SELECT sealed FROM application_secrets
            WHERE application_id = $1 AND name = $2";
        SEALED_NOW = "SELECT name, sealed, last_used_at FROM application_secrets
            WHERE application_id = $1 AND (expires_at IS NULL OR expires_at > $2)";
        HASH = "SELECT hash, expires_at FROM application_secrets
            WHERE application_id = $1 AND name = $2";
        IS_THERE = "SELECT created_at FROM application_secrets
            WHERE application_id = $1 AND name = $2";
        PUT = "INSERT INTO application_secrets
                (application_id, name, sealed, hash, created_at, expires_at)
            VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (application_id, name) DO UPDATE
            SET sealed = excluded.sealed, hash = excluded.hash,
                created_at = excluded.created_at, expires_at = excluded.expires_at,
                last_used_at = NULL";
        RENAME = "UPDATE application_secrets SET name = $3, sealed = $4
            WHERE application_id = $1 AND name = $2";
        DELETE = "DELETE FROM application_secrets WHERE application_id = $1 AND name = $2";
        NOTE_USE = "UPDATE application_secrets SET last_used_at = $3
            WHERE application_id = $1 AND name = $2
                AND (last_used_at IS NULL OR last_used_at <= $4)";
    }
}

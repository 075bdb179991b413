//! Which ways to sign in are offered.

use connector_kit::Timestamp;
use serde::{Deserialize, Serialize};

use crate::columns::{from_json, json};
use crate::store::raise_version;
use crate::{Change, Store, StoreError};

/// Which ways to sign in are offered, and what happens to strangers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SignInExperience {
    /// The ids of the connectors that are on, in the order of their buttons.
    pub social: Vec<String>,
    /// What happens to somebody whom nobody here knows.
    pub unknown_identity: UnknownIdentity,
    /// Where people see the code that they scan.
    pub qr_code: QrCode,
}

/// Where people see the code that they scan, for vendors that have one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QrCode {
    /// On the vendor's page, which the browser is sent to.
    #[default]
    Redirect,
    /// On a page of ours, which shows the vendor's page in a frame.
    Embedded,
}

/// What happens to somebody whom nobody here knows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UnknownIdentity {
    /// They get an account, without a question.
    #[default]
    Create,
    /// They are asked whether they have an account already.
    Ask,
}

impl Store {
    /// The sign-in experience; the default one until somebody writes another.
    ///
    /// # Errors
    /// Fails when the database does, or the row cannot be read.
    pub async fn experience(&self) -> Result<SignInExperience, StoreError> {
        let mut read = self.database().read().await?;
        match first!((String,), read, sql::GET)? {
            None => Ok(SignInExperience::default()),
            Some((settings,)) => from_json("sign_in_experience.settings", &settings),
        }
    }

    /// Replaces the sign-in experience.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn put_experience(
        &self,
        experience: &SignInExperience,
        now: Timestamp,
    ) -> Result<Change, StoreError> {
        transaction!(self, |tx| {
            let settings = json(experience);
            let change = match first!((String,), tx, sql::GET)? {
                None => Change::Created,
                Some((before,)) if before == settings => return Ok(Change::Unchanged),
                Some(_) => Change::Changed,
            };
            run!(tx, sql::PUT, &settings, now.0)?;
            raise_version(tx).await?;
            Ok(change)
        })
    }
}

pub(crate) mod sql {
    statements! {
        GET = "SELECT settings FROM sign_in_experience WHERE id = 1";
        PUT = "INSERT INTO sign_in_experience (id, settings, updated_at) VALUES (1, $1, $2)
            ON CONFLICT (id) DO UPDATE
            SET settings = excluded.settings, updated_at = excluded.updated_at";
    }
}

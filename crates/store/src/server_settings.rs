//! What administrators decide that no person sees.

use serde::{Deserialize, Serialize};

use crate::changes::{self, Change as NewChange};
use crate::columns::{from_json, json};
use crate::store::raise_version;
use crate::{Store, StoreError};

/// What administrators decide that no person sees.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ServerSettings {
    /// How many days attempts to sign in are kept.
    pub attempt_retention_days: u32,
    /// How many days the record of changes is kept.
    pub change_retention_days: u32,
    /// The tag of the language of the console for those whose browser asks for none that it
    /// speaks; absent for English.
    pub default_language: Option<String>,
    /// Whether an owner has closed what leads through the first sign-in.
    pub first_run_closed: bool,
}

impl Default for ServerSettings {
    fn default() -> Self {
        Self {
            attempt_retention_days: 90,
            change_retention_days: 400,
            default_language: None,
            first_run_closed: false,
        }
    }
}

/// What came of putting the settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SettingsPut {
    /// They are these now.
    Done,
    /// Somebody else has changed them meanwhile; they are as they were.
    Stale,
}

impl Store {
    /// The settings with their edition, which is 0 until somebody changes them.
    ///
    /// # Errors
    /// Fails when the database does, or the row cannot be read.
    pub async fn server_settings(&self) -> Result<(ServerSettings, i64), StoreError> {
        let mut read = self.database().read().await?;
        match first!((String, i64), read, sql::GET)? {
            Some((settings, edition)) => {
                Ok((from_json("server_settings.settings", &settings)?, edition))
            }
            None => Ok((ServerSettings::default(), 0)),
        }
    }

    /// Replaces the settings, unless they are of another edition than expected.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn put_server_settings(
        &self,
        settings: &ServerSettings,
        expected: i64,
        change: &NewChange<'_>,
    ) -> Result<SettingsPut, StoreError> {
        let settings = json(settings);
        transaction!(self, |tx| {
            let next = expected.saturating_add(1);
            if run!(tx, sql::PUT, &settings, next, change.at.0, expected)? == 0 {
                return Ok(SettingsPut::Stale);
            }
            changes::add(tx, change).await?;
            raise_version(tx).await?;
            Ok(SettingsPut::Done)
        })
    }
}

pub(crate) mod sql {
    statements! {
        GET = "SELECT settings, edition FROM server_settings WHERE id = 1";
        PUT = "INSERT INTO server_settings (id, settings, edition, updated_at)
            VALUES (1, $1, $2, $3)
            ON CONFLICT (id) DO UPDATE SET settings = excluded.settings,
                edition = excluded.edition, updated_at = excluded.updated_at
            WHERE server_settings.edition = $4";
    }
}

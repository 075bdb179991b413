//! What the last check of a connector's set-up found.

use std::collections::BTreeMap;

use connector_kit::{Action, Timestamp, Verdict};
use serde::{Deserialize, Serialize};

use crate::columns::{from_json, json};
use crate::{Store, StoreError};

/// What a check of a connector's set-up found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LastCheck {
    /// When.
    pub at: Timestamp,
    /// Its lines, in their order.
    pub lines: Vec<CheckLine>,
}

/// One line of a check, in every language of its connector.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckLine {
    /// Which line it is, such as `callback_domain`.
    pub line: String,
    /// What it came to.
    pub verdict: Verdict,
    /// What it is about, by language tag.
    pub title: BTreeMap<String, String>,
    /// What was seen and what to do, by language tag.
    pub text: BTreeMap<String, String>,
    /// The one thing to do, where there is one.
    pub action: Option<Action>,
}

impl LastCheck {
    /// How many lines ask for something to be done.
    pub fn to_fix(&self) -> usize {
        let lines = self.lines.iter();
        lines
            .filter(|line| matches!(line.verdict, Verdict::Fail | Verdict::Warning))
            .count()
    }
}

impl Store {
    /// Keeps what a check found, unless the connector is another one since `edition`.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn keep_check(
        &self,
        connector: &str,
        edition: Timestamp,
        check: &LastCheck,
    ) -> Result<bool, StoreError> {
        let check = Some(json(check));
        transaction!(self, |tx| {
            Ok(run!(tx, sql::KEEP, connector, edition.0, &check)? == 1)
        })
    }

    /// What the last check of each connector found, where there was one.
    ///
    /// # Errors
    /// Fails when the database does, or a row cannot be read.
    pub async fn last_checks(&self) -> Result<BTreeMap<String, LastCheck>, StoreError> {
        let mut read = self.database().read().await?;
        let rows = all!((String, String), read, sql::EVERY)?;
        rows.into_iter()
            .map(|(id, text)| Ok((id, from_json("connectors.last_check", &text)?)))
            .collect()
    }

    /// What the last check of a connector found.
    ///
    /// # Errors
    /// Fails when the database does, or the row cannot be read.
    pub async fn last_check(&self, connector: &str) -> Result<Option<LastCheck>, StoreError> {
        let mut read = self.database().read().await?;
        let row = first!((Option<String>,), read, sql::OF, connector)?;
        let text = row.and_then(|(text,)| text);
        text.map(|text| from_json("connectors.last_check", &text))
            .transpose()
    }
}

pub(crate) mod sql {
    statements! {
        KEEP = "UPDATE connectors SET last_check = $3 WHERE id = $1 AND updated_at = $2";
        EVERY = "SELECT id, last_check FROM connectors WHERE last_check IS NOT NULL";
        OF = "SELECT last_check FROM connectors WHERE id = $1";
    }
}

//! What administrators have to know: how sign-ins end, and whom nobody can tell apart.

use std::collections::BTreeMap;

use accounts::{Attempt, Outcome, Reference};
use connector_kit::Timestamp;
use uuid::Uuid;

use crate::columns::from_word;
use crate::{Store, StoreError, attempts};

/// How the attempts of a connector went. Trials are not among them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// How many people were sent away.
    pub started: u32,
    /// How many of them are still under way.
    pub open: u32,
    /// How the others ended.
    pub outcomes: BTreeMap<Outcome, u32>,
}

impl Report {
    /// How many attempts ended like this.
    pub fn count(&self, outcome: Outcome) -> u32 {
        self.outcomes.get(&outcome).copied().unwrap_or(0)
    }

    /// How many attempts have ended.
    pub fn ended(&self) -> u32 {
        self.started - self.open
    }

    /// The part of the attempts that ended because nobody came back, from 0 to 1;
    /// nothing as long as none has ended.
    pub fn lost_rate(&self) -> Option<f64> {
        let ended = Some(self.ended()).filter(|ended| *ended > 0)?;
        Some(f64::from(self.count(Outcome::Lost)) / f64::from(ended))
    }

    /// Whether people are being lost at the vendor: a handful has tried, and more than
    /// half of them never came back.
    pub fn loses_people(&self) -> bool {
        self.started >= 5 && self.lost_rate().is_some_and(|rate| rate > 0.5)
    }
}

/// A key that came together with the keys of another person.
///
/// Nothing was merged: the person of the stronger key was signed in. The same finding
/// again counts up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// The latest attempt at which it was found.
    pub reference: Reference,
    /// When it was found first.
    pub first_at: Timestamp,
    /// When it was found last.
    pub last_at: Timestamp,
    /// How often it was found.
    pub times: u32,
    /// The vendor.
    pub target: String,
    /// Within what the key is unique, such as the app that the person came through.
    pub realm: String,
    /// Who signed in, being known by a stronger key.
    pub user_id: Uuid,
    /// Whose the key is.
    pub other_user_id: Uuid,
}

impl Store {
    /// How the attempts went that a connector has sent away since a moment.
    ///
    /// # Errors
    /// Fails when the database does, or a row cannot be read.
    pub async fn report(&self, connector: &str, since: Timestamp) -> Result<Report, StoreError> {
        let mut read = self.database().read().await?;
        let rows = all!(
            (Option<String>, i64),
            read,
            sql::REPORT,
            connector,
            since.0,
            i64::MAX
        )?;
        let mut report = Report::default();
        for (outcome, count) in rows {
            let count = bounded(count);
            report.started += count;
            match outcome {
                None => report.open += count,
                Some(word) => {
                    let outcome = from_word("attempts.outcome", &word)?;
                    report.outcomes.insert(outcome, count);
                }
            }
        }
        Ok(report)
    }

    /// The latest attempts of a connector that failed or were blocked, newest first.
    ///
    /// # Errors
    /// Fails when the database does, or a row cannot be read.
    pub async fn latest_failures(
        &self,
        connector: &str,
        limit: u32,
    ) -> Result<Vec<Attempt>, StoreError> {
        let mut read = self.database().read().await?;
        let rows = all!(
            attempts::Row,
            read,
            sql::FAILURES,
            connector,
            i64::from(limit)
        )?;
        rows.into_iter().map(Attempt::try_from).collect()
    }

    /// How many identities of a vendor have no union id: each of these people will be
    /// somebody else in the next app.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn without_union_id(&self, target: &str) -> Result<u32, StoreError> {
        let mut read = self.database().read().await?;
        let row = first!((i64,), read, sql::WITHOUT_UNION_ID, target)?;
        Ok(row.map_or(0, |(count,)| bounded(count)))
    }

    /// Keys that came together and belong to different people, latest first.
    ///
    /// # Errors
    /// Fails when the database does, or a row cannot be read.
    pub async fn conflicts(&self, limit: u32) -> Result<Vec<Conflict>, StoreError> {
        let mut read = self.database().read().await?;
        let rows = all!(ConflictRow, read, sql::CONFLICTS, i64::from(limit))?;
        rows.into_iter()
            .map(|row| {
                let column = "attempts.reference";
                let reference = row.reference.parse();
                Ok(Conflict {
                    reference: reference.map_err(|_| StoreError::Corrupt { column })?,
                    first_at: Timestamp(row.first_at),
                    last_at: Timestamp(row.last_at),
                    times: bounded(row.times),
                    target: row.target,
                    realm: row.realm,
                    user_id: row.user_id,
                    other_user_id: row.other_user_id,
                })
            })
            .collect()
    }
}

/// A count that is read by people.
fn bounded(count: i64) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

row!(ConflictRow {
    reference: String,
    first_at: i64,
    last_at: i64,
    times: i64,
    target: String,
    realm: String,
    user_id: Uuid,
    other_user_id: Uuid,
});

pub(crate) mod sql {
    use crate::attempts::select_attempts;

    statements! {
        /// A range with an end, because PostgreSQL takes one without for a third of all rows, and
        /// reads them all.
        REPORT = "SELECT outcome, COUNT(*) FROM attempts
            WHERE connector_id = $1 AND created_at >= $2 AND created_at < $3 AND trial = FALSE
            GROUP BY outcome";
        FAILURES = select_attempts!(
            "WHERE connector_id = $1 AND trial = FALSE AND outcome IN ('failed', 'blocked')
            ORDER BY created_at DESC LIMIT $2"
        );
        WITHOUT_UNION_ID = "SELECT COUNT(*) FROM identities
            WHERE target = $1 AND has_union_id = FALSE";
        CONFLICTS = "SELECT a.reference, c.first_at, c.last_at, c.times, c.target, c.realm,
                c.user_id, c.other_user_id
            FROM identity_conflicts c JOIN attempts a ON a.id = c.attempt_id
            ORDER BY c.last_at DESC LIMIT $1";
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rate_of_the_lost_is_of_those_that_ended() {
        let mut report = Report::default();
        assert_eq!(report.lost_rate(), None);
        (report.started, report.open) = (10, 10);
        assert_eq!(report.lost_rate(), None);
        report.open = 2;
        report.outcomes = [(Outcome::Lost, 6), (Outcome::SignedIn, 2)].into();
        assert_eq!(report.ended(), 8);
        assert_eq!(report.lost_rate(), Some(0.75));
        assert_eq!(report.count(Outcome::Failed), 0);
        assert!(report.loses_people());
        report.started = 4;
        assert!(!report.loses_people(), "a few people say nothing");
        (report.started, report.open) = (10, 0);
        report.outcomes = [(Outcome::Lost, 5), (Outcome::SignedIn, 5)].into();
        assert!(!report.loses_people(), "half of them is not more than half");
    }
}

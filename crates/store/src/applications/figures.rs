//! How much an application is used.

use accounts::Attempt;
use connector_kit::Timestamp;
use uuid::Uuid;

use crate::{Store, StoreError, attempts};

/// How much an application is used. The count ends at [`ApplicationFigures::MANY`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ApplicationFigures {
    /// Sign-ins since the moment that was asked for.
    pub sign_ins: i64,
    /// When somebody was last signed in, if that is among the latest attempts.
    pub last_sign_in: Option<Timestamp>,
}

impl ApplicationFigures {
    /// How many attempts are looked at.
    pub const MANY: i64 = 5_000;
}

impl Store {
    /// How much an application was used since a moment.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn application_figures(
        &self,
        application: &str,
        since: Timestamp,
    ) -> Result<ApplicationFigures, StoreError> {
        let many = ApplicationFigures::MANY;
        let since = first_id(since);
        let mut read = self.database().read().await?;
        let sign_ins = first!((i64,), read, sql::SIGN_INS, application, since, many)?;
        let last = first!((Option<i64>,), read, sql::LAST_SIGN_IN, application)?;
        Ok(ApplicationFigures {
            sign_ins: sign_ins.map_or(0, |(sign_ins,)| sign_ins),
            last_sign_in: last.and_then(|(at,)| at).map(Timestamp),
        })
    }

    /// The latest attempts to sign in to an application, newest first. Trials are not among
    /// them.
    ///
    /// # Errors
    /// Fails when the database does, or a row cannot be read.
    pub async fn latest_attempts_of_application(
        &self,
        application: &str,
        limit: u32,
    ) -> Result<Vec<Attempt>, StoreError> {
        let mut read = self.database().read().await?;
        let rows = all!(
            attempts::Row,
            read,
            sql::LATEST,
            application,
            i64::from(limit)
        )?;
        rows.into_iter().map(Attempt::try_from).collect()
    }
}

/// No attempt that began at `at` or later has a smaller id than this.
fn first_id(at: Timestamp) -> Uuid {
    Uuid::from_u128(u128::from(at.0.unsigned_abs()) << 80)
}

pub(crate) mod sql {
    use crate::attempts::select_attempts;

    statements! {
        SIGN_INS = "SELECT COUNT(*) FROM (
                SELECT outcome FROM attempts
                WHERE application_id = $1 AND trial = FALSE AND id >= $2
                ORDER BY id DESC LIMIT $3) AS bounded
            WHERE outcome IN ('signed_in', 'signed_up')";
        /// Of the latest thousand attempts, so that a vendor that refuses everybody does not
        /// make this slow.
        LAST_SIGN_IN = "SELECT MAX(finished_at) FROM (
                SELECT outcome, finished_at FROM attempts
                WHERE application_id = $1 AND trial = FALSE
                ORDER BY id DESC LIMIT 1000) AS bounded
            WHERE outcome IN ('signed_in', 'signed_up')";
        LATEST = select_attempts!(
            "WHERE application_id = $1 AND trial = FALSE ORDER BY id DESC LIMIT $2"
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_of_a_moment_are_not_before_its_first_one() {
        let id = |at, random| uuid::Builder::from_unix_timestamp_millis(at, &random).into_uuid();
        let at = 1_800_000_000_123;
        assert!(first_id(Timestamp(1_800_000_000_123)) <= id(at, [0; 10]));
        assert!(first_id(Timestamp(1_800_000_000_123)) > id(at - 1, [255; 10]));
    }
}

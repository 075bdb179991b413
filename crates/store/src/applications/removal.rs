//! The end of an application.

use connector_kit::Timestamp;

use crate::store::raise_version;
use crate::{NewChange, Store, StoreError, changes};

/// Who would notice that an application is gone. Counts end at [`ApplicationUse::MANY`],
/// because nobody decides by more.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ApplicationUse {
    /// People for whom it holds something that still counts.
    pub people: i64,
    /// People who have agreed that it may know who they are.
    pub consents: i64,
}

impl ApplicationUse {
    /// Where counting ends.
    pub const MANY: i64 = 10_000;
}

impl Store {
    /// Who uses an application now.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn application_use(
        &self,
        id: &str,
        now: Timestamp,
    ) -> Result<ApplicationUse, StoreError> {
        let many = ApplicationUse::MANY;
        let mut read = self.database().read().await?;
        let people = first!((i64,), read, sql::PEOPLE, id, now.0, many)?;
        let consents = first!((i64,), read, sql::CONSENTS, id, many)?;
        Ok(ApplicationUse {
            people: people.map_or(0, |(people,)| people),
            consents: consents.map_or(0, |(consents,)| consents),
        })
    }

    /// Deletes an application with its secrets, everything that it was given and everything
    /// that people have agreed to. The people stay, and so do the attempts, because they
    /// are counted. Says whether it was there.
    ///
    /// What it was given goes in parts, so that sign-ins elsewhere go on meanwhile; the
    /// application goes last, so that a later one of the same id inherits nothing.
    ///
    /// # Errors
    /// Fails when the database does. What was deleted until then stays deleted, and the
    /// application is still there.
    pub async fn delete_application(
        &self,
        id: &str,
        change: &NewChange<'_>,
    ) -> Result<bool, StoreError> {
        for statement in [sql::DROP_GRANTS, sql::DROP_CONSENTS, sql::DROP_ENTERED] {
            while transaction!(self, |tx| { run!(tx, statement, id, PART) })? == PART.unsigned_abs()
            {
            }
        }
        transaction!(self, |tx| {
            if run!(tx, sql::DELETE, id)? == 0 {
                return Ok(false);
            }
            run!(tx, sql::DROP_LAST_GRANTS, id)?;
            run!(tx, sql::DROP_LAST_CONSENTS, id)?;
            raise_version(tx).await?;
            changes::add(tx, change).await?;
            Ok(true)
        })
    }
}

/// How many rows go in one transaction.
const PART: i64 = 1000;

pub(crate) mod sql {
    statements! {
        PEOPLE = "SELECT COUNT(DISTINCT user_id) FROM (
                SELECT user_id FROM grants
                WHERE application_id = $1 AND expires_at > $2 AND revoked_at IS NULL
                LIMIT $3) AS bounded";
        CONSENTS = "SELECT COUNT(*) FROM (
                SELECT 1 FROM consents WHERE application_id = $1 LIMIT $2) AS bounded";
        DROP_GRANTS = "DELETE FROM grants WHERE family IN (
                SELECT family FROM grants WHERE application_id = $1 LIMIT $2)";
        DROP_CONSENTS = "DELETE FROM consents WHERE (user_id, application_id) IN (
                SELECT user_id, application_id FROM consents
                WHERE application_id = $1 LIMIT $2)";
        DROP_ENTERED = "DELETE FROM session_applications
            WHERE (session_id, application_id) IN (
                SELECT session_id, application_id FROM session_applications
                WHERE application_id = $1 LIMIT $2)";
        DROP_LAST_GRANTS = "DELETE FROM grants WHERE application_id = $1";
        DROP_LAST_CONSENTS = "DELETE FROM consents WHERE application_id = $1";
        DELETE = "DELETE FROM applications WHERE id = $1";
    }
}

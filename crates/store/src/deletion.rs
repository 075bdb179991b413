//! The end of an account.

use connector_kit::Timestamp;
use uuid::Uuid;

use crate::changes::{self, Change as NewChange};
use crate::logout_notices::{self, Ended};
use crate::{Store, StoreError};

/// What went with an account.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Deleted {
    /// Ways to sign in.
    pub identities: u64,
    /// Browsers that were signed in.
    pub sessions: u64,
}

impl Store {
    /// Deletes an account with everything of the person's: identities and their keys,
    /// the vendors' tokens, sessions, codes and tokens of applications, consents, roles, the
    /// picture, the days of activity, noted conflicts, and what waits for an answer.
    /// Applications that want to know are told that the sessions have ended.
    ///
    /// Attempts stay, because they are counted, and lose everything that leads to the
    /// person. So do changes that administrators made: who changed something and when
    /// stays, what it was goes. Nothing tells then that the account was ever there: whoever comes through
    /// the same vendor again is a stranger. Gives nothing when there is no such account.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn delete_user(
        &self,
        user: Uuid,
        now: Timestamp,
    ) -> Result<Option<Deleted>, StoreError> {
        self.delete(user, now, None).await
    }

    /// Does the same as [`Store::delete_user`], and writes down who did it. The change
    /// should name nobody.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn delete_user_as(
        &self,
        user: Uuid,
        change: &NewChange<'_>,
    ) -> Result<Option<Deleted>, StoreError> {
        self.delete(user, change.at, Some(change)).await
    }

    async fn delete(
        &self,
        user: Uuid,
        now: Timestamp,
        change: Option<&NewChange<'_>>,
    ) -> Result<Option<Deleted>, StoreError> {
        transaction!(self, |tx| {
            // Whoever signs this person in at the same moment waits here, or we do.
            if run!(tx, crate::users::sql::LOCK_ANY, user)? == 0 {
                return Ok(None);
            }
            run!(tx, sql::DROP_PENDING, user)?;
            run!(tx, sql::FORGET_ATTEMPTS, user)?;
            run!(tx, sql::FORGET_CHANGES, user.to_string())?;
            run!(tx, sql::DROP_CONFLICTS, user)?;
            run!(tx, sql::DROP_CONFLICTS_OF_OTHERS, user)?;
            logout_notices::note(tx, Ended::OfUser(user, Uuid::nil()), now).await?;
            let sessions = run!(tx, sql::DROP_SESSIONS, user)?;
            let identities = run!(tx, sql::DROP_IDENTITIES, user)?;
            // Everything else goes with the row, as the tables say.
            run!(tx, sql::DELETE, user)?;
            if let Some(change) = change {
                changes::add(tx, change).await?;
            }
            Ok(Some(Deleted {
                identities,
                sessions,
            }))
        })
    }
}

pub(crate) mod sql {
    statements! {
        DROP_PENDING = "DELETE FROM pending_identities
            WHERE attempt_id IN (SELECT id FROM attempts WHERE user_id = $1)";
        FORGET_ATTEMPTS = "UPDATE attempts
            SET user_id = NULL, user_agent = NULL, finding = NULL
            WHERE user_id = $1";
        FORGET_CHANGES = "UPDATE changes SET subject_name = '', fields = '[]'
            WHERE subject_kind = 'user' AND subject_id = $1";
        DROP_CONFLICTS = "DELETE FROM identity_conflicts WHERE user_id = $1";
        DROP_CONFLICTS_OF_OTHERS = "DELETE FROM identity_conflicts WHERE other_user_id = $1";
        DROP_SESSIONS = "DELETE FROM sessions WHERE user_id = $1";
        DROP_IDENTITIES = "DELETE FROM identities WHERE user_id = $1";
        DELETE = "DELETE FROM users WHERE id = $1";
    }
}

//! The removal of a way to sign in.

use uuid::Uuid;

use crate::changes::{self, Change as NewChange};
use crate::{Store, StoreError, users, words};

/// What became of the wish to remove a way to sign in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unlinked {
    /// It leads to nobody any more; its owner is a stranger when coming through it again.
    Done,
    /// The account has no such way to sign in, or is not there.
    NotFound,
    /// It is the only way into the account, and the caller wanted that to be guarded.
    LastWay,
}

impl Store {
    /// Removes an identity of a user, with its keys, the vendor's tokens and noted
    /// conflicts. What the account has taken over of its profile stays, and so do
    /// sessions.
    ///
    /// With `guard`, the last identity of an account stays. Two removals at the same time
    /// happen one after the other, so they do not take the last two away.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn unlink_identity(
        &self,
        user: Uuid,
        identity: Uuid,
        guard: bool,
    ) -> Result<Unlinked, StoreError> {
        self.unlink(user, identity, guard, None).await
    }

    /// Does the same as [`Store::unlink_identity`], and writes down who did it.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn unlink_identity_as(
        &self,
        user: Uuid,
        identity: Uuid,
        guard: bool,
        change: &NewChange<'_>,
    ) -> Result<Unlinked, StoreError> {
        self.unlink(user, identity, guard, Some(change)).await
    }

    async fn unlink(
        &self,
        user: Uuid,
        identity: Uuid,
        guard: bool,
        change: Option<&NewChange<'_>>,
    ) -> Result<Unlinked, StoreError> {
        transaction!(self, |tx| {
            if run!(tx, users::sql::LOCK_ANY, user)? == 0 {
                return Ok(Unlinked::NotFound);
            }
            if first!((Uuid,), tx, sql::THEIRS, user, identity)?.is_none() {
                return Ok(Unlinked::NotFound);
            }
            if guard && first!((Uuid,), tx, sql::OTHER, user, identity)?.is_none() {
                return Ok(Unlinked::LastWay);
            }
            run!(tx, sql::DROP_CONFLICTS, user, identity)?;
            run!(tx, sql::DROP_CONFLICTS_OF_OTHERS, user, identity)?;
            run!(tx, sql::UNLINK, user, identity)?;
            words::refresh(tx, user).await?;
            if let Some(change) = change {
                changes::add(tx, change).await?;
            }
            Ok(Unlinked::Done)
        })
    }
}

pub(crate) mod sql {
    statements! {
        THEIRS = "SELECT id FROM identities WHERE id = $2 AND user_id = $1";
        OTHER = "SELECT id FROM identities WHERE user_id = $1 AND id <> $2 LIMIT 1";
        UNLINK = "DELETE FROM identities WHERE id = $2 AND user_id = $1";
        DROP_CONFLICTS = "DELETE FROM identity_conflicts
            WHERE user_id = $1 AND identity_id = $2";
        DROP_CONFLICTS_OF_OTHERS = "DELETE FROM identity_conflicts
            WHERE other_user_id = $1 AND other_identity_id = $2";
    }
}

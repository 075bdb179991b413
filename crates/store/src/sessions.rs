//! Browsers in which somebody is signed in.

use accounts::User;
use connector_kit::Timestamp;
use serde::Serialize;
use uuid::Uuid;

use crate::changes::{self, Change as NewChange};
use crate::database::{Joined, Tx};
use crate::logout_notices::{self, Ended};
use crate::users::UserRow;
use crate::{Store, StoreError};

/// A browser in which somebody is signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// Its id, the `sid` of tokens; not what the browser holds.
    pub id: Uuid,
    /// Who is signed in.
    pub user: User,
    /// When they last proved who they are.
    pub auth_time: Timestamp,
    /// When it ends by itself.
    pub expires_at: Timestamp,
    /// What the browser called itself when it signed in, cut.
    pub user_agent: Option<String>,
}

/// One of a person's sessions, for a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SessionSummary {
    /// Its id; not what the browser holds.
    pub id: Uuid,
    /// When the person signed in with it.
    pub auth_time: Timestamp,
    /// When it ends by itself.
    pub expires_at: Timestamp,
    /// What the browser called itself, cut.
    pub user_agent: Option<String>,
}

impl Store {
    /// The session of a cookie, by its SHA-256, unless it has ended or its user is
    /// suspended.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn session(
        &self,
        hash: [u8; 32],
        now: Timestamp,
    ) -> Result<Option<Session>, StoreError> {
        let mut read = self.database().read().await?;
        let row = first!(Joined<SessionRow, UserRow>, read, sql::GET, &hash[..], now.0)?;
        Ok(row.map(Session::from))
    }

    /// Signs a browser out; says whether it was signed in.
    ///
    /// Applications that it led to and that want to know are told, as by every verb that ends
    /// sessions; nobody is told of one that ends by itself.
    /// Codes of this session that nobody has redeemed die with it. Tokens stay: a
    /// refresh token is given for offline access, which is access without a session.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn end_session(&self, id: Uuid, now: Timestamp) -> Result<bool, StoreError> {
        transaction!(self, |tx| {
            let ended = run!(tx, sql::END, id, now.0)?;
            if ended > 0 {
                run!(tx, sql::DROP_CODES, id)?;
                logout_notices::note(tx, Ended::One(id), now).await?;
            }
            Ok(ended > 0)
        })
    }

    /// The sessions of a user that count, latest first.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn sessions_of(
        &self,
        user: Uuid,
        now: Timestamp,
    ) -> Result<Vec<SessionSummary>, StoreError> {
        let mut read = self.database().read().await?;
        let rows = all!(SessionRow, read, sql::OF_USER, user, now.0)?;
        Ok(rows.into_iter().map(SessionSummary::from).collect())
    }

    /// Ends one session of a user; says whether it was theirs and counted.
    ///
    /// Codes of it that nobody has redeemed die with it, as in [`Store::end_session`].
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn end_session_of(
        &self,
        user: Uuid,
        session: Uuid,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        self.end_one(user, session, now, None).await
    }

    /// Does the same as [`Store::end_session_of`], and writes down who did it.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn end_session_as(
        &self,
        user: Uuid,
        session: Uuid,
        change: &NewChange<'_>,
    ) -> Result<bool, StoreError> {
        self.end_one(user, session, change.at, Some(change)).await
    }

    async fn end_one(
        &self,
        user: Uuid,
        session: Uuid,
        now: Timestamp,
        change: Option<&NewChange<'_>>,
    ) -> Result<bool, StoreError> {
        transaction!(self, |tx| {
            let ended = run!(tx, sql::END_OF_USER, user, session, now.0)?;
            if ended > 0 {
                run!(tx, sql::DROP_CODES, session)?;
                logout_notices::note(tx, Ended::One(session), now).await?;
                if let Some(change) = change {
                    changes::add(tx, change).await?;
                }
            }
            Ok(ended > 0)
        })
    }

    /// Ends all sessions of a user, but for one; says how many that were.
    ///
    /// Codes of them that nobody has redeemed die with them. Tokens stay, as in
    /// [`Store::end_session`].
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn end_sessions_of(
        &self,
        user: Uuid,
        except: Option<Uuid>,
        now: Timestamp,
    ) -> Result<u64, StoreError> {
        self.end_all(user, except.unwrap_or_default(), now, None)
            .await
    }

    /// Ends all sessions of a user as [`Store::end_sessions_of`] does, and writes down who
    /// did it, unless there were none.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn end_sessions_as(
        &self,
        user: Uuid,
        change: &NewChange<'_>,
    ) -> Result<u64, StoreError> {
        self.end_all(user, Uuid::nil(), change.at, Some(change))
            .await
    }

    async fn end_all(
        &self,
        user: Uuid,
        except: Uuid,
        now: Timestamp,
        change: Option<&NewChange<'_>>,
    ) -> Result<u64, StoreError> {
        transaction!(self, |tx| {
            run!(tx, sql::DROP_CODES_OF_USER, user, except)?;
            let ended = run!(tx, sql::END_ALL_OF_USER, user, except, now.0)?;
            logout_notices::note(tx, Ended::OfUser(user, except), now).await?;
            if let Some(change) = change.filter(|_| ended > 0) {
                changes::add(tx, change).await?;
            }
            Ok(ended)
        })
    }
}

/// A session that begins.
pub(crate) struct NewSession<'a> {
    pub(crate) id: Uuid,
    pub(crate) hash: [u8; 32],
    pub(crate) user_id: Uuid,
    pub(crate) expires_at: Timestamp,
    pub(crate) user_agent: Option<&'a str>,
    /// The session that the browser had before.
    pub(crate) replaces: Option<[u8; 32]>,
}

/// Begins a session and ends the one that the browser had, so that an id from before
/// the sign-in is worth nothing after it.
///
/// Codes of the former session stay: another tab may be about to redeem one. What it led to, the
/// new one leads to as well, if it is the same person's.
pub(crate) async fn begin(
    tx: &mut Tx,
    session: &NewSession<'_>,
    now: Timestamp,
) -> Result<(), StoreError> {
    if let Some(former) = session.replaces {
        run!(tx, sql::END_BY_HASH, &former[..], now.0)?;
    }
    run!(
        tx,
        sql::BEGIN,
        session.id,
        &session.hash[..],
        session.user_id,
        now.0,
        session.expires_at.0,
        session.user_agent,
    )?;
    if let Some(former) = session.replaces {
        logout_notices::replace(tx, former, session.id, session.user_id, now).await?;
    }
    Ok(())
}

row!(SessionRow {
    session_id: Uuid,
    auth_time: i64,
    session_expires_at: i64,
    user_agent: Option<String>,
});

impl From<SessionRow> for SessionSummary {
    fn from(row: SessionRow) -> Self {
        Self {
            id: row.session_id,
            auth_time: Timestamp(row.auth_time),
            expires_at: Timestamp(row.session_expires_at),
            user_agent: row.user_agent,
        }
    }
}

impl From<Joined<SessionRow, UserRow>> for Session {
    fn from(Joined(session, user): Joined<SessionRow, UserRow>) -> Self {
        Self {
            id: session.session_id,
            user: user.into(),
            auth_time: Timestamp(session.auth_time),
            expires_at: Timestamp(session.session_expires_at),
            user_agent: session.user_agent,
        }
    }
}

pub(crate) mod sql {
    use crate::users::{user_columns, with_avatar};

    statements! {
        GET = concat!(
            "SELECT s.id AS session_id, s.auth_time, s.expires_at AS session_expires_at, \
             s.user_agent, ",
            user_columns!(),
            " FROM sessions s JOIN users u ON u.id = s.user_id",
            with_avatar!(),
            "WHERE s.hash = $1 AND s.ended_at IS NULL AND s.expires_at > $2
                AND u.suspended = FALSE"
        );
        BEGIN = "INSERT INTO sessions (id, hash, user_id, auth_time, expires_at, user_agent)
            VALUES ($1, $2, $3, $4, $5, $6)";
        END = "UPDATE sessions SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL";
        END_BY_HASH = "UPDATE sessions SET ended_at = $2 WHERE hash = $1 AND ended_at IS NULL";
        DROP_CODES = "DELETE FROM grants WHERE session_id = $1 AND redeemed_at IS NULL";
        OF_USER = "SELECT id AS session_id, auth_time, expires_at AS session_expires_at,
                user_agent
            FROM sessions WHERE user_id = $1 AND ended_at IS NULL AND expires_at > $2
            ORDER BY auth_time DESC, id DESC";
        END_OF_USER = "UPDATE sessions SET ended_at = $3
            WHERE id = $2 AND user_id = $1 AND ended_at IS NULL AND expires_at > $3";
        DROP_CODES_OF_USER = "DELETE FROM grants
            WHERE user_id = $1 AND session_id <> $2 AND redeemed_at IS NULL";
        END_ALL_OF_USER = "UPDATE sessions SET ended_at = $3
            WHERE user_id = $1 AND id <> $2 AND ended_at IS NULL AND expires_at > $3";
    }
}

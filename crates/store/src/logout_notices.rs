//! The news that a session has ended, for applications that it led to.
//!
//! Whoever ends a session writes the news in the same transaction, so that none is lost; nodes
//! take it from here and deliver it.

use connector_kit::Timestamp;
use oidc::{Application, backchannel_logout};
use uuid::Uuid;

use crate::columns::from_json;
use crate::database::Tx;
use crate::{Store, StoreError};

/// One piece of news, which this node has claimed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogoutNotice {
    /// Whom to tell.
    pub application: Application,
    /// The session that has ended: the `sid` of the application's ID tokens.
    pub session_id: Uuid,
    /// Whose it was. The account may be gone.
    pub user_id: Uuid,
    /// How many times it has been tried, this time included.
    pub tries: u32,
}

/// Sessions that end.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Ended {
    /// One.
    One(Uuid),
    /// All of a user, but for one.
    OfUser(Uuid, Uuid),
    /// Those that would end by themselves after one moment and until another.
    Between(i64, i64),
}

impl Store {
    /// Takes news that are due, at most so many, the oldest first. Each is claimed by one node
    /// and due again later, should that node not manage.
    ///
    /// # Errors
    /// Fails when the database does, or a row cannot be read.
    pub async fn claim_logout_notices(
        &self,
        most: u32,
        now: Timestamp,
    ) -> Result<Vec<LogoutNotice>, StoreError> {
        let limit = i64::from(most);
        let mut read = self.database().read().await?;
        let due = all!(Row, read, sql::DUE, now.0, limit)?;
        drop(read);
        if due.is_empty() {
            return Ok(Vec::new());
        }
        transaction!(self, |tx| {
            let mut claimed = Vec::new();
            for row in &due {
                let tries = u32::try_from(row.tries)
                    .unwrap_or(u32::MAX)
                    .saturating_add(1);
                let again = now.plus(backchannel_logout::wait_after(tries)).0;
                let (application, session, seen) = (&row.application_id, row.session_id, row.tries);
                if run!(tx, sql::CLAIM, application, session, seen, again)? == 0 {
                    // Another node has it.
                    continue;
                }
                claimed.push(LogoutNotice {
                    application: from_json("applications.settings", &row.settings)?,
                    session_id: row.session_id,
                    user_id: row.user_id,
                    tries,
                });
            }
            Ok(claimed)
        })
    }

    /// Deletes a piece of news: the application has it, or never will.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn drop_logout_notice(
        &self,
        application_id: &str,
        session_id: Uuid,
    ) -> Result<(), StoreError> {
        transaction!(self, |tx| {
            run!(tx, sql::DROP, application_id, session_id)?;
            Ok(())
        })
    }
}

/// Writes news for the applications of sessions that end, and forgets what these sessions
/// led to, so that nobody is told twice. It comes after the end itself and after the codes are
/// gone: whoever redeems one at the same moment is then known here, or has nothing.
pub(crate) async fn note(tx: &mut Tx, ended: Ended, now: Timestamp) -> Result<(), StoreError> {
    let noted = match ended {
        Ended::One(session) => {
            let noted = run!(tx, sql::NOTE_ONE, now.0, session)?;
            run!(tx, sql::FORGET_ONE, session)?;
            noted
        }
        Ended::OfUser(user, except) => {
            let noted = run!(tx, sql::NOTE_OF_USER, now.0, user, except)?;
            run!(tx, sql::FORGET_OF_USER, user, except)?;
            noted
        }
        Ended::Between(after, until) => {
            let noted = run!(tx, sql::NOTE_BETWEEN, now.0, after, until)?;
            run!(tx, sql::FORGET_BETWEEN, now.0, after, until)?;
            noted
        }
    };
    if noted > 0 {
        tx.note_news();
    }
    Ok(())
}

/// Remembers that a browser is signed in to the application of a family of tokens.
pub(crate) async fn enter(tx: &mut Tx, family: Uuid) -> Result<(), StoreError> {
    run!(tx, sql::ENTER, family)?;
    Ok(())
}

/// Lets a session lead to what the one before it in the browser led to, when it is the same
/// person's; otherwise that one has ended for its applications too.
pub(crate) async fn replace(
    tx: &mut Tx,
    former: [u8; 32],
    session: Uuid,
    user: Uuid,
    now: Timestamp,
) -> Result<(), StoreError> {
    let Some((former, owner)) = first!((Uuid, Uuid), tx, sql::FORMER, &former[..])? else {
        return Ok(());
    };
    if owner == user {
        run!(tx, sql::CARRY_OVER, former, session)?;
        Ok(())
    } else {
        note(tx, Ended::One(former), now).await
    }
}

row!(Row {
    application_id: String,
    settings: String,
    session_id: Uuid,
    user_id: Uuid,
    tries: i64,
});

/// Writes news about the sessions of a condition; `$1` is now.
macro_rules! note {
    ($which:literal) => {
        concat!(
            "INSERT INTO logout_notices
                (application_id, session_id, user_id, tries, due_at, created_at)
            SELECT e.application_id, e.sid, s.user_id, 0, $1, $1
            FROM session_applications e
                JOIN sessions s ON s.id = e.session_id
                JOIN applications a ON a.id = e.application_id
            WHERE s.expires_at > $1 AND a.hears_of_logout = TRUE AND ",
            $which,
            " ON CONFLICT (application_id, session_id) DO NOTHING"
        )
    };
}

pub(crate) mod sql {
    statements! {
        NOTE_ONE = note!("s.id = $2");
        NOTE_OF_USER = note!("s.user_id = $2 AND s.id <> $3");
        NOTE_BETWEEN = note!("s.expires_at > $2 AND s.expires_at <= $3 AND s.auth_time <= $1");
        FORGET_ONE = "DELETE FROM session_applications WHERE session_id = $1";
        FORGET_OF_USER = "DELETE FROM session_applications WHERE session_id IN
            (SELECT id FROM sessions WHERE user_id = $1 AND id <> $2)";
        FORGET_BETWEEN = "DELETE FROM session_applications WHERE session_id IN
            (SELECT id FROM sessions
                WHERE expires_at > $2 AND expires_at <= $3 AND auth_time <= $1)";
        ENTER = "INSERT INTO session_applications (session_id, application_id, sid)
            SELECT s.id, a.id, s.id FROM grants g
                JOIN sessions s ON s.id = g.session_id
                JOIN applications a ON a.id = g.application_id
            WHERE g.family = $1 AND s.ended_at IS NULL
            ON CONFLICT (session_id, application_id) DO UPDATE SET sid = excluded.sid";
        FORMER = "SELECT id, user_id FROM sessions WHERE hash = $1";
        CARRY_OVER = "UPDATE session_applications SET session_id = $2 WHERE session_id = $1";
        DUE = "SELECT n.application_id, a.settings, n.session_id, n.user_id, n.tries
            FROM logout_notices n JOIN applications a ON a.id = n.application_id
            WHERE n.due_at <= $1
            ORDER BY n.due_at, n.application_id, n.session_id LIMIT $2";
        CLAIM = "UPDATE logout_notices SET tries = tries + 1, due_at = $4
            WHERE application_id = $1 AND session_id = $2 AND tries = $3";
        DROP = "DELETE FROM logout_notices WHERE application_id = $1 AND session_id = $2";
    }
}

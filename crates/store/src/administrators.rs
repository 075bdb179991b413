//! Who may use the console, and the browsers in which they are signed in.

use connector_kit::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::changes::{self, Change as NewChange};
use crate::columns::{from_word, moment, word};
use crate::{Store, StoreError};

/// Somebody who may use the console.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Administrator {
    /// Their id.
    pub id: Uuid,
    /// Their name, as the others read it in the change history.
    pub name: String,
    /// What they sign in with, in lower case.
    pub email: String,
    /// What they may do.
    pub role: Role,
    /// Whether they have chosen a password; otherwise they have a link and nothing else.
    pub has_password: bool,
    /// The BCP 47 tag of the language that they chose.
    pub language: Option<String>,
    /// When they were added.
    pub created_at: Timestamp,
    /// When they last used the console.
    pub last_seen_at: Option<Timestamp>,
}

/// What an administrator may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Everything.
    Owner,
    /// Look, but change nothing.
    Viewer,
}

/// Somebody who is to be an administrator.
#[derive(Clone, Copy, Debug)]
pub struct NewAdministrator<'a> {
    /// Their id.
    pub id: Uuid,
    /// Their name.
    pub name: &'a str,
    /// Their e-mail address in lower case.
    pub email: &'a str,
    /// What they may do.
    pub role: Role,
    /// The hash of their password, if they have chosen one.
    pub password_hash: Option<&'a str>,
    /// The language that they chose.
    pub language: Option<&'a str>,
}

/// What came of adding an administrator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Added {
    /// They are one now.
    Added,
    /// There is an administrator already, so the set-up link is used up.
    NotFirst,
    /// Another one has this e-mail address.
    EmailTaken,
}

/// What came of changing or removing an administrator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Administered {
    /// It is done.
    Done,
    /// There is no such administrator.
    Unknown,
    /// It is the last owner: nobody could change anything afterwards.
    LastOwner,
}

/// A browser in which an administrator is signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AdministratorSession {
    /// Its id; not what the browser holds.
    pub id: Uuid,
    /// Whose it is.
    pub administrator: Administrator,
    /// What the browser calls itself.
    pub user_agent: Option<String>,
    /// When it began.
    pub created_at: Timestamp,
    /// When it was last used, to a few minutes.
    pub seen_at: Timestamp,
    /// When it ends by itself.
    pub expires_at: Timestamp,
}

/// A session that begins.
#[derive(Clone, Copy, Debug)]
pub struct NewAdministratorSession<'a> {
    /// Its id.
    pub id: Uuid,
    /// SHA-256 of what the browser will hold.
    pub hash: [u8; 32],
    /// Who signs in.
    pub administrator_id: Uuid,
    /// What the browser calls itself.
    pub user_agent: Option<&'a str>,
    /// When it ends by itself.
    pub expires_at: Timestamp,
}

impl Store {
    /// Whether there is any administrator.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn has_administrator(&self) -> Result<bool, StoreError> {
        let mut read = self.database().read().await?;
        Ok(first!((Uuid,), read, sql::ANY)?.is_some())
    }

    /// Adds the first administrator, unless there is one already.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn add_first_administrator(
        &self,
        new: NewAdministrator<'_>,
        change: &NewChange<'_>,
    ) -> Result<Added, StoreError> {
        let added = transaction!(self, |tx| {
            if first!((Uuid,), tx, sql::ANY)?.is_some() {
                return Ok(Added::NotFirst);
            }
            let at = change.at.0;
            run!(
                tx,
                sql::ADD,
                new.id,
                Some(true),
                new.name,
                new.email,
                word(&new.role),
                new.password_hash,
                new.language,
                at,
            )?;
            changes::add(tx, change).await?;
            Ok(Added::Added)
        });
        match added {
            // Two used the link in the same instant.
            Err(StoreError::Conflict) => Ok(Added::NotFirst),
            other => other,
        }
    }

    /// Adds another administrator.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn add_administrator(
        &self,
        new: NewAdministrator<'_>,
        change: &NewChange<'_>,
    ) -> Result<Added, StoreError> {
        let added = transaction!(self, |tx| {
            if first!((Uuid,), tx, sql::ID_OF_EMAIL, new.email)?.is_some() {
                return Ok(Added::EmailTaken);
            }
            let first: Option<bool> = None;
            run!(
                tx,
                sql::ADD,
                new.id,
                first,
                new.name,
                new.email,
                word(&new.role),
                new.password_hash,
                new.language,
                change.at.0,
            )?;
            changes::add(tx, change).await?;
            Ok(Added::Added)
        });
        match added {
            Err(StoreError::Conflict) => Ok(Added::EmailTaken),
            other => other,
        }
    }

    /// Every administrator, oldest first.
    ///
    /// # Errors
    /// Fails when the database does, or a row cannot be read.
    pub async fn administrators(&self) -> Result<Vec<Administrator>, StoreError> {
        let mut read = self.database().read().await?;
        let rows = all!(Row, read, sql::LIST)?;
        rows.into_iter().map(Administrator::try_from).collect()
    }

    /// The administrator of an id.
    ///
    /// # Errors
    /// Fails when the database does, or the row cannot be read.
    pub async fn administrator(&self, id: Uuid) -> Result<Option<Administrator>, StoreError> {
        let mut read = self.database().read().await?;
        let row = first!(Row, read, sql::BY_ID, id)?;
        row.map(Administrator::try_from).transpose()
    }

    /// The id and the password hash behind an e-mail address.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn administrator_password(
        &self,
        email: &str,
    ) -> Result<Option<(Uuid, Option<String>)>, StoreError> {
        let mut read = self.database().read().await?;
        first!((Uuid, Option<String>), read, sql::PASSWORD, email)
    }

    /// The password hash of an administrator; `None` when there is no such administrator.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn password_of_administrator(
        &self,
        id: Uuid,
    ) -> Result<Option<Option<String>>, StoreError> {
        let mut read = self.database().read().await?;
        let row = first!((Option<String>,), read, sql::PASSWORD_OF, id)?;
        Ok(row.map(|(hash,)| hash))
    }

    /// Gives an administrator another password and ends every session but one.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn set_administrator_password(
        &self,
        id: Uuid,
        hash: &str,
        keep: Option<Uuid>,
        change: &NewChange<'_>,
    ) -> Result<bool, StoreError> {
        transaction!(self, |tx| {
            let found = run!(tx, sql::SET_PASSWORD, id, hash, change.at.0)?;
            if found > 0 {
                run!(tx, sql::END_OTHERS, id, keep.unwrap_or_default())?;
                changes::add(tx, change).await?;
            }
            Ok(found > 0)
        })
    }

    /// Changes name, role and language. The last owner stays one.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn edit_administrator(
        &self,
        id: Uuid,
        (name, role, language): (&str, Role, Option<&str>),
        change: &NewChange<'_>,
    ) -> Result<Administered, StoreError> {
        transaction!(self, |tx| {
            // The owners are read for writing, so that two who step down wait for each other.
            run!(tx, sql::HOLD_OWNERS)?;
            if role != Role::Owner && first!((Uuid,), tx, sql::OTHER_OWNER, id)?.is_none() {
                let is_owner = first!((Uuid,), tx, sql::OWNER, id)?.is_some();
                return Ok(if is_owner {
                    Administered::LastOwner
                } else {
                    Administered::Unknown
                });
            }
            let found = run!(tx, sql::EDIT, id, name, word(&role), language, change.at.0)?;
            if found == 0 {
                return Ok(Administered::Unknown);
            }
            changes::add(tx, change).await?;
            Ok(Administered::Done)
        })
    }

    /// Removes an administrator with their sessions. The last owner stays.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn remove_administrator(
        &self,
        id: Uuid,
        change: &NewChange<'_>,
    ) -> Result<Administered, StoreError> {
        transaction!(self, |tx| {
            run!(tx, sql::HOLD_OWNERS)?;
            if first!((Uuid,), tx, sql::OTHER_OWNER, id)?.is_none() {
                return Ok(Administered::LastOwner);
            }
            let found = run!(tx, sql::REMOVE, id)?;
            if found == 0 {
                return Ok(Administered::Unknown);
            }
            changes::add(tx, change).await?;
            Ok(Administered::Done)
        })
    }

    /// Begins a session of an administrator.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn begin_administrator_session(
        &self,
        new: NewAdministratorSession<'_>,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        transaction!(self, |tx| {
            run!(
                tx,
                sql::BEGIN,
                new.id,
                &new.hash[..],
                new.administrator_id,
                new.user_agent,
                now.0,
                new.expires_at.0,
            )?;
            run!(tx, sql::SEEN_ADMINISTRATOR, new.administrator_id, now.0)?;
            Ok(())
        })
    }

    /// The session of a cookie, by its SHA-256, unless it has ended. Notes every few
    /// minutes that it was used, and lets it live until `expires_at` from then on.
    ///
    /// # Errors
    /// Fails when the database does, or the row cannot be read.
    pub async fn administrator_session(
        &self,
        hash: [u8; 32],
        now: Timestamp,
        expires_at: Timestamp,
    ) -> Result<Option<AdministratorSession>, StoreError> {
        let mut read = self.database().read().await?;
        let row = first!(SessionRow, read, sql::SESSION, &hash[..], now.0)?;
        drop(read);
        let Some(row) = row else { return Ok(None) };
        let session = AdministratorSession::try_from(row)?;
        if now.since(session.seen_at) >= NOTED_EVERY {
            let administrator = session.administrator.id;
            transaction!(self, |tx| {
                run!(tx, sql::SEEN, session.id, now.0, expires_at.0)?;
                run!(tx, sql::SEEN_ADMINISTRATOR, administrator, now.0)?;
                Ok(())
            })?;
        }
        Ok(Some(session))
    }

    /// The sessions of an administrator, latest first.
    ///
    /// # Errors
    /// Fails when the database does, or a row cannot be read.
    pub async fn administrator_sessions(
        &self,
        administrator: Uuid,
        now: Timestamp,
    ) -> Result<Vec<AdministratorSession>, StoreError> {
        let mut read = self.database().read().await?;
        let rows = all!(SessionRow, read, sql::SESSIONS, administrator, now.0)?;
        rows.into_iter()
            .map(AdministratorSession::try_from)
            .collect()
    }

    /// Ends a session of an administrator; says whether it was there. Who signs out by
    /// themselves changes nothing that is to be written down.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn end_administrator_session(
        &self,
        administrator: Uuid,
        session: Uuid,
        change: Option<&NewChange<'_>>,
    ) -> Result<bool, StoreError> {
        transaction!(self, |tx| {
            let ended = run!(tx, sql::END, administrator, session)?;
            if let Some(change) = change.filter(|_| ended > 0) {
                changes::add(tx, change).await?;
            }
            Ok(ended > 0)
        })
    }

    /// Ends all sessions of an administrator but one; says how many that were.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn end_administrator_sessions(
        &self,
        administrator: Uuid,
        keep: Option<Uuid>,
        change: &NewChange<'_>,
    ) -> Result<u64, StoreError> {
        transaction!(self, |tx| {
            let ended = run!(tx, sql::END_OTHERS, administrator, keep.unwrap_or_default())?;
            if ended > 0 {
                changes::add(tx, change).await?;
            }
            Ok(ended)
        })
    }
}

/// How often it is noted that a session is in use.
const NOTED_EVERY: std::time::Duration = std::time::Duration::from_mins(5);

row!(Row {
    id: Uuid,
    name: String,
    email: String,
    role: String,
    has_password: bool,
    language: Option<String>,
    created_at: i64,
    last_seen_at: Option<i64>,
});

impl TryFrom<Row> for Administrator {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.id,
            name: row.name,
            email: row.email,
            role: from_word("administrators.role", &row.role)?,
            has_password: row.has_password,
            language: row.language,
            created_at: Timestamp(row.created_at),
            last_seen_at: moment(row.last_seen_at),
        })
    }
}

row!(SessionRow {
    session_id: Uuid,
    user_agent: Option<String>,
    session_created_at: i64,
    seen_at: i64,
    expires_at: i64,
    id: Uuid,
    name: String,
    email: String,
    role: String,
    has_password: bool,
    language: Option<String>,
    created_at: i64,
    last_seen_at: Option<i64>,
});

impl TryFrom<SessionRow> for AdministratorSession {
    type Error = StoreError;

    fn try_from(row: SessionRow) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.session_id,
            user_agent: row.user_agent,
            created_at: Timestamp(row.session_created_at),
            seen_at: Timestamp(row.seen_at),
            expires_at: Timestamp(row.expires_at),
            administrator: Administrator {
                id: row.id,
                name: row.name,
                email: row.email,
                role: from_word("administrators.role", &row.role)?,
                has_password: row.has_password,
                language: row.language,
                created_at: Timestamp(row.created_at),
                last_seen_at: moment(row.last_seen_at),
            },
        })
    }
}

macro_rules! administrator_columns {
    () => {
        "a.id, a.name, a.email, a.role, a.password_hash IS NOT NULL AS has_password, a.language, \
         a.created_at, a.last_seen_at"
    };
}

pub(crate) mod sql {
    statements! {
        ANY = "SELECT id FROM administrators LIMIT 1";
        LIST = concat!("SELECT ", administrator_columns!(),
            " FROM administrators a ORDER BY a.created_at, a.id");
        BY_ID = concat!("SELECT ", administrator_columns!(), " FROM administrators a WHERE a.id = $1");
        ID_OF_EMAIL = "SELECT id FROM administrators WHERE email = $1";
        PASSWORD = "SELECT id, password_hash FROM administrators WHERE email = $1";
        PASSWORD_OF = "SELECT password_hash FROM administrators WHERE id = $1";
        ADD = "INSERT INTO administrators
                (id, first, name, email, role, password_hash, language, created_at, updated_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8)";
        SET_PASSWORD = "UPDATE administrators SET password_hash = $2, updated_at = $3 WHERE id = $1";
        HOLD_OWNERS = "UPDATE administrators SET role = role WHERE role = 'owner'";
        OWNER = "SELECT id FROM administrators WHERE id = $1 AND role = 'owner'";
        OTHER_OWNER = "SELECT id FROM administrators
            WHERE id <> $1 AND role = 'owner' AND password_hash IS NOT NULL LIMIT 1";
        EDIT = "UPDATE administrators SET name = $2, role = $3, language = $4, updated_at = $5
            WHERE id = $1";
        REMOVE = "DELETE FROM administrators WHERE id = $1";
        BEGIN = "INSERT INTO administrator_sessions
                (id, hash, administrator_id, user_agent, created_at, seen_at, expires_at)
            VALUES ($1, $2, $3, $4, $5, $5, $6)";
        SESSION = concat!("SELECT s.id AS session_id, s.user_agent, \
                s.created_at AS session_created_at, s.seen_at, s.expires_at, ",
            administrator_columns!(),
            " FROM administrator_sessions s JOIN administrators a ON a.id = s.administrator_id
            WHERE s.hash = $1 AND s.expires_at > $2");
        SESSIONS = concat!("SELECT s.id AS session_id, s.user_agent, \
                s.created_at AS session_created_at, s.seen_at, s.expires_at, ",
            administrator_columns!(),
            " FROM administrator_sessions s JOIN administrators a ON a.id = s.administrator_id
            WHERE s.administrator_id = $1 AND s.expires_at > $2 ORDER BY s.seen_at DESC");
        SEEN = "UPDATE administrator_sessions SET seen_at = $2, expires_at = $3 WHERE id = $1";
        SEEN_ADMINISTRATOR = "UPDATE administrators SET last_seen_at = $2 WHERE id = $1";
        END = "DELETE FROM administrator_sessions WHERE administrator_id = $1 AND id = $2";
        END_OTHERS = "DELETE FROM administrator_sessions
            WHERE administrator_id = $1 AND id <> $2";
    }
}

//! People here, and what vendors know them by.

use std::collections::BTreeMap;

use accounts::{Identity, Profile, User};
use connector_kit::{IdentityKey, IdentityKeys, Timestamp};
use uuid::Uuid;

use crate::columns::from_json;
use crate::database::Conn;
use crate::{Store, StoreError};

/// How many rows there are, for dashboards and tests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counts {
    /// Users.
    pub users: i64,
    /// Identities.
    pub identities: i64,
    /// Sessions that were not ended; expired ones count until they are cleaned up.
    pub sessions: i64,
    /// Authorization codes, redeemed or not, until they are cleaned up.
    pub codes: i64,
}

impl Store {
    /// The user of an id.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn user(&self, id: Uuid) -> Result<Option<User>, StoreError> {
        let mut read = self.database().read().await?;
        user(read.conn(), id).await
    }

    /// The identities of a user, oldest first, with all their keys.
    ///
    /// # Errors
    /// Fails when the database does, or a row cannot be read.
    pub async fn identities_of(&self, user: Uuid) -> Result<Vec<Identity>, StoreError> {
        let mut read = self.database().read().await?;
        let rows = all!(IdentityRow, read, sql::IDENTITIES, user)?;
        let mut keys: BTreeMap<Uuid, Vec<IdentityKey>> = BTreeMap::new();
        for row in all!(KeyRow, read, sql::KEYS, user)? {
            keys.entry(row.identity_id).or_default().push(IdentityKey {
                target: row.target,
                realm: row.realm,
                value: row.value,
            });
        }
        rows.into_iter()
            .map(|row| {
                let column = "identity_keys.value";
                let keys = IdentityKeys::new(keys.remove(&row.id).unwrap_or_default())
                    .map_err(|_| StoreError::Corrupt { column })?;
                Ok(Identity {
                    id: row.id,
                    user_id: user,
                    keys,
                    profile: Profile {
                        name: row.name,
                        avatar: row.avatar,
                        raw: from_json("identities.raw", &row.raw)?,
                    },
                    created_at: Timestamp(row.created_at),
                    last_used_at: Timestamp(row.last_used_at),
                })
            })
            .collect()
    }

    /// Shuts an account, or opens it again; says whether it is there.
    ///
    /// Nothing is deleted: sessions, codes and tokens of a shut account do not count
    /// as long as it is shut.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn set_suspended(
        &self,
        user: Uuid,
        suspended: bool,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        transaction!(self, |tx| {
            let found = run!(tx, sql::SUSPEND, user, suspended, now.0)?;
            Ok(found > 0)
        })
    }

    /// How many rows there are.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn counts(&self) -> Result<Counts, StoreError> {
        let mut read = self.database().read().await?;
        let row = first!((i64, i64, i64, i64), read, sql::COUNTS)?;
        let (users, identities, sessions, codes) = row.unwrap_or_default();
        Ok(Counts {
            users,
            identities,
            sessions,
            codes,
        })
    }
}

/// Reads a user, in a transaction or not.
pub(crate) async fn user(mut conn: Conn<'_>, id: Uuid) -> Result<Option<User>, StoreError> {
    let row = first!(UserRow, conn, sql::USER, id)?;
    Ok(row.map(User::from))
}

row!(pub(crate) UserRow {
    user_id: Uuid,
    name: Option<String>,
    picture: Option<String>,
    username: Option<String>,
    email: Option<String>,
    phone: Option<String>,
    suspended: bool,
    user_created_at: i64,
    user_updated_at: i64,
});

impl From<UserRow> for User {
    fn from(row: UserRow) -> Self {
        Self {
            id: row.user_id,
            name: row.name,
            picture: row.picture,
            username: row.username,
            email: row.email,
            phone: row.phone,
            suspended: row.suspended,
            created_at: Timestamp(row.user_created_at),
            updated_at: Timestamp(row.user_updated_at),
        }
    }
}

/// The columns of [`UserRow`], for joins.
macro_rules! user_columns {
    () => {
        "u.id AS user_id, u.name, u.picture, u.username, u.email, u.phone, u.suspended, \
         u.created_at AS user_created_at, u.updated_at AS user_updated_at"
    };
}
pub(crate) use user_columns;

row!(IdentityRow {
    id: Uuid,
    name: Option<String>,
    avatar: Option<String>,
    raw: String,
    created_at: i64,
    last_used_at: i64,
});

row!(KeyRow {
    identity_id: Uuid,
    target: String,
    realm: String,
    value: String,
});

pub(crate) mod sql {
    statements! {
        USER = concat!("SELECT ", user_columns!(), " FROM users u WHERE u.id = $1");
        IDENTITIES = "SELECT id, name, avatar, raw, created_at, last_used_at
            FROM identities WHERE user_id = $1 ORDER BY created_at, id";
        KEYS = "SELECT k.identity_id, k.target, k.realm, k.value
            FROM identity_keys k JOIN identities i ON i.id = k.identity_id
            WHERE i.user_id = $1 ORDER BY k.position, k.target, k.realm, k.value";
        SUSPEND = "UPDATE users SET suspended = $2, updated_at = $3 WHERE id = $1";
        COUNTS = "SELECT (SELECT COUNT(*) FROM users) AS users,
            (SELECT COUNT(*) FROM identities) AS identities,
            (SELECT COUNT(*) FROM sessions WHERE ended_at IS NULL) AS sessions,
            (SELECT COUNT(*) FROM grants) AS codes";
    }
}

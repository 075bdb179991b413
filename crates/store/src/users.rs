//! People here, and what vendors know them by.

use std::collections::BTreeMap;

use accounts::{AvatarRef, Identity, Profile, User, clean_name};
use connector_kit::{IdentityKey, IdentityKeys, Timestamp};
use serde_json::{Map, Value};
use uuid::Uuid;

use crate::columns::{from_json, moment, text};
use crate::database::Conn;
use crate::logout_notices::{self, Ended};
use crate::{Store, StoreError, words};

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

/// What becomes of a field that a person edits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Edit<'a> {
    /// It stays, and whether it was edited before stays as well.
    #[default]
    Keep,
    /// It is emptied, for good.
    Clear,
    /// It is this from now on.
    Set(&'a str),
}

impl Edit<'_> {
    pub(crate) fn is_made(self) -> bool {
        self != Self::Keep
    }

    pub(crate) fn value(self) -> Option<String> {
        match self {
            Self::Keep | Self::Clear => None,
            Self::Set(value) => text(Some(&value.to_owned())),
        }
    }
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
                    connector_id: row.connector_id,
                })
            })
            .collect()
    }

    /// What the operator's programs remember of a user; nothing for one that there is not.
    ///
    /// # Errors
    /// Fails when the database does, or the row cannot be read.
    pub async fn custom_data_of(&self, user: Uuid) -> Result<Map<String, Value>, StoreError> {
        let mut read = self.database().read().await?;
        let row = first!((String,), read, sql::CUSTOM_DATA, user)?;
        row.map_or_else(
            || Ok(Map::new()),
            |(text,)| from_json("users.custom_data", &text),
        )
    }

    /// The further fields of a user's profile; nothing for one that there is not.
    ///
    /// # Errors
    /// Fails when the database does, or the row cannot be read.
    pub async fn profile_of(&self, user: Uuid) -> Result<Map<String, Value>, StoreError> {
        let mut read = self.database().read().await?;
        let row = first!((String,), read, sql::PROFILE, user)?;
        row.map_or_else(
            || Ok(Map::new()),
            |(text,)| from_json("users.profile", &text),
        )
    }

    /// Writes what a person edited in the profile; says whether the account is there.
    ///
    /// No sign-in changes an edited field any more, whatever the rule of its connector.
    /// Names are cleaned; one of which nothing is left empties the field. A copy of a
    /// picture that is no longer shown is deleted.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn edit_profile(
        &self,
        user: Uuid,
        name: Edit<'_>,
        picture: Edit<'_>,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let new_name = name.value().as_deref().and_then(clean_name);
        let new_picture = picture.value();
        transaction!(self, |tx| {
            let found = run!(
                tx,
                sql::EDIT,
                user,
                name.is_made(),
                &new_name,
                picture.is_made(),
                &new_picture,
                now.0,
            )?;
            if found > 0 && picture.is_made() {
                let shown = new_picture.as_deref().unwrap_or_default();
                run!(tx, sql::DROP_OTHER_AVATAR, user, shown)?;
            }
            if found > 0 && name.is_made() {
                words::refresh(tx, user).await?;
            }
            Ok(found > 0)
        })
    }

    /// Shuts an account, or opens it again; says whether it is there.
    ///
    /// Nothing is deleted: sessions, codes and tokens of a shut account do not count
    /// as long as it is shut, and applications are told that the sessions have ended.
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
            if suspended {
                logout_notices::note(tx, Ended::OfUser(user, Uuid::nil()), now).await?;
            }
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
    name_edited: bool,
    picture: Option<String>,
    picture_edited: bool,
    avatar_source: Option<String>,
    avatar_hash: Option<String>,
    username: Option<String>,
    email: Option<String>,
    phone: Option<String>,
    suspended: bool,
    first_application_id: Option<String>,
    last_sign_in_at: Option<i64>,
    user_created_at: i64,
    user_updated_at: i64,
});

impl From<UserRow> for User {
    fn from(row: UserRow) -> Self {
        Self {
            id: row.user_id,
            name: row.name,
            name_edited: row.name_edited,
            picture: row.picture,
            picture_edited: row.picture_edited,
            avatar: row
                .avatar_source
                .zip(row.avatar_hash)
                .map(|(source, hash)| AvatarRef { source, hash }),
            username: row.username,
            email: row.email,
            phone: row.phone,
            suspended: row.suspended,
            application_id: row.first_application_id,
            last_sign_in_at: moment(row.last_sign_in_at),
            created_at: Timestamp(row.user_created_at),
            updated_at: Timestamp(row.user_updated_at),
        }
    }
}

/// The columns of [`UserRow`], for joins.
macro_rules! user_columns {
    () => {
        "u.id AS user_id, u.name, u.name_edited, u.picture, u.picture_edited, \
         a.source AS avatar_source, a.hash AS avatar_hash, u.username, u.email, u.phone, \
         u.suspended, u.application_id AS first_application_id, u.last_sign_in_at, \
         u.created_at AS user_created_at, u.updated_at AS user_updated_at"
    };
}
pub(crate) use user_columns;

/// What the joined users need beside them for [`user_columns!`].
macro_rules! with_avatar {
    () => {
        " LEFT JOIN avatars a ON a.user_id = u.id "
    };
}
pub(crate) use with_avatar;

row!(IdentityRow {
    id: Uuid,
    name: Option<String>,
    avatar: Option<String>,
    raw: String,
    created_at: i64,
    last_used_at: i64,
    connector_id: Option<String>,
});

row!(KeyRow {
    identity_id: Uuid,
    target: String,
    realm: String,
    value: String,
});

pub(crate) mod sql {
    statements! {
        USER = concat!(
            "SELECT ",
            user_columns!(),
            " FROM users u",
            with_avatar!(),
            "WHERE u.id = $1"
        );
        PROFILE = "SELECT profile FROM users WHERE id = $1";
        CUSTOM_DATA = "SELECT custom_data FROM users WHERE id = $1";
        IDENTITIES = "SELECT id, name, avatar, raw, created_at, last_used_at, connector_id
            FROM identities WHERE user_id = $1 ORDER BY created_at, id";
        KEYS = "SELECT k.identity_id, k.target, k.realm, k.value
            FROM identity_keys k JOIN identities i ON i.id = k.identity_id
            WHERE i.user_id = $1 ORDER BY k.position, k.target, k.realm, k.value";
        EDIT = "UPDATE users
            SET name = CASE WHEN $2 THEN $3 ELSE name END,
                name_edited = (name_edited OR $2),
                picture = CASE WHEN $4 THEN $5 ELSE picture END,
                picture_edited = (picture_edited OR $4),
                updated_at = $6
            WHERE id = $1";
        DROP_OTHER_AVATAR = "DELETE FROM avatars WHERE user_id = $1 AND source <> $2";
        /// Lets nobody else change what belongs to an account until this is over, and
        /// says whether the account can be used.
        LOCK = "UPDATE users SET suspended = suspended WHERE id = $1 AND suspended = FALSE";
        /// The same, whether or not the account can be used.
        LOCK_ANY = "UPDATE users SET suspended = suspended WHERE id = $1";
        SUSPEND = "UPDATE users SET suspended = $2, updated_at = $3 WHERE id = $1";
        COUNTS = "SELECT (SELECT COUNT(*) FROM users) AS users,
            (SELECT COUNT(*) FROM identities) AS identities,
            (SELECT COUNT(*) FROM sessions WHERE ended_at IS NULL) AS sessions,
            (SELECT COUNT(*) FROM grants) AS codes";
    }
}

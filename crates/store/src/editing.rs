//! What administrators and programs do to accounts: make and edit them.

use accounts::clean_name;
use connector_kit::Timestamp;
use serde_json::{Map, Value};
use uuid::Uuid;

use crate::changes::{self, Change as NewChange};
use crate::columns::json;
use crate::database::Tx;
use crate::logout_notices::{self, Ended};
use crate::users::sql::DROP_OTHER_AVATAR;
use crate::{Edit, Store, StoreError, words};

/// An account that somebody makes for somebody else.
#[derive(Clone, Copy, Debug)]
pub struct NewUser<'a> {
    /// Its id.
    pub id: Uuid,
    /// The name to show.
    pub name: Option<&'a str>,
    /// The address of a picture.
    pub picture: Option<&'a str>,
    /// The user name.
    pub username: Option<&'a str>,
    /// The e-mail address.
    pub email: Option<&'a str>,
    /// The phone number.
    pub phone: Option<&'a str>,
    /// What is noted about the person.
    pub custom_data: &'a Map<String, Value>,
    /// Further fields of the profile.
    pub profile: &'a Map<String, Value>,
}

/// A field whose value only one person can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UniqueField {
    /// The user name.
    Username,
    /// The e-mail address.
    Email,
    /// The phone number.
    Phone,
}

/// What became of an account that was to be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AddedUser {
    /// It is there now.
    Added,
    /// There is one of this id; nothing was changed.
    AlreadyThere,
    /// Somebody else has one of its values; nothing was changed.
    Taken(UniqueField),
}

/// What becomes of the fields of an account.
#[derive(Clone, Copy, Debug, Default)]
pub struct UserEdit<'a> {
    /// The name to show. Once edited, no sign-in changes it.
    pub name: Edit<'a>,
    /// The address of the picture. Once edited, no sign-in changes it.
    pub picture: Edit<'a>,
    /// The user name.
    pub username: Edit<'a>,
    /// The e-mail address.
    pub email: Edit<'a>,
    /// The phone number.
    pub phone: Edit<'a>,
    /// What is noted about the person, as a whole.
    pub custom_data: Option<&'a Map<String, Value>>,
    /// Further fields of the profile, as a whole.
    pub profile: Option<&'a Map<String, Value>>,
}

/// What became of an edit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EditedUser {
    /// It is written.
    Saved,
    /// There is no such account.
    NotFound,
    /// The account is no longer as the editor saw it; nothing was changed.
    Stale,
    /// Somebody else has one of the values; nothing was changed.
    Taken(UniqueField),
}

impl Store {
    /// Makes an account without a way to sign in.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn add_user(
        &self,
        new: &NewUser<'_>,
        change: &NewChange<'_>,
    ) -> Result<AddedUser, StoreError> {
        let (name, now) = (new.name.and_then(clean_name), change.at.0);
        transaction!(self, |tx| {
            if run!(tx, crate::users::sql::LOCK_ANY, new.id)? > 0 {
                return Ok(AddedUser::AlreadyThere);
            }
            let unique = [new.username, new.email, new.phone];
            if let Some(field) = taken(tx, new.id, unique).await? {
                return Ok(AddedUser::Taken(field));
            }
            run!(
                tx,
                sql::ADD,
                new.id,
                &name,
                new.picture,
                new.username,
                new.email,
                new.phone,
                json(new.custom_data),
                json(new.profile),
                now,
                name.is_some(),
            )?;
            let names = [name.as_deref(), new.username];
            words::write(tx, new.id, names.into_iter().flatten()).await?;
            changes::add(tx, change).await?;
            Ok(AddedUser::Added)
        })
    }

    /// Edits an account that is still as the editor `saw` it, by the moment of its last
    /// change.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn edit_user(
        &self,
        user: Uuid,
        saw: Timestamp,
        edit: &UserEdit<'_>,
        change: &NewChange<'_>,
    ) -> Result<EditedUser, StoreError> {
        let now = change.at.0;
        let name = edit.name.value().as_deref().and_then(clean_name);
        let picture = edit.picture.value();
        let unique = [edit.username, edit.email, edit.phone].map(Edit::value);
        let [username, email, phone] = &unique;
        let (custom_data, profile) = (edit.custom_data.map(json), edit.profile.map(json));
        transaction!(self, |tx| {
            match first!((i64,), tx, sql::VERSION, user)? {
                None => return Ok(EditedUser::NotFound),
                Some((version,)) if version != saw.0 => return Ok(EditedUser::Stale),
                Some(_) => {}
            }
            let wanted = unique.each_ref().map(Option::as_deref);
            if let Some(field) = taken(tx, user, wanted).await? {
                return Ok(EditedUser::Taken(field));
            }
            let saved = run!(
                tx,
                sql::EDIT,
                user,
                saw.0,
                edit.name.is_made(),
                &name,
                edit.picture.is_made(),
                &picture,
                edit.username.is_made(),
                username,
                edit.email.is_made(),
                email,
                edit.phone.is_made(),
                phone,
                &custom_data,
                &profile,
                now,
            )?;
            if saved == 0 {
                return Ok(EditedUser::Stale);
            }
            if edit.picture.is_made() {
                let shown = picture.as_deref().unwrap_or_default();
                run!(tx, DROP_OTHER_AVATAR, user, shown)?;
            }
            words::refresh(tx, user).await?;
            changes::add(tx, change).await?;
            Ok(EditedUser::Saved)
        })
    }

    /// Shuts an account or opens it again, and writes down who did it; says whether that
    /// made a difference. Of a shut account, applications are told that its sessions have ended.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn suspend_user(
        &self,
        user: Uuid,
        suspended: bool,
        change: &NewChange<'_>,
    ) -> Result<bool, StoreError> {
        transaction!(self, |tx| {
            let changed = run!(tx, sql::SUSPEND, user, suspended, change.at.0)?;
            if changed > 0 && suspended {
                logout_notices::note(tx, Ended::OfUser(user, Uuid::nil()), change.at).await?;
            }
            if changed > 0 {
                changes::add(tx, change).await?;
            }
            Ok(changed > 0)
        })
    }
}

/// The first of the values that somebody else has. (Who comes second in the same instant
/// meets the unique key, runs again, and finds the value here.)
async fn taken(
    tx: &mut Tx,
    user: Uuid,
    [username, email, phone]: [Option<&str>; 3],
) -> Result<Option<UniqueField>, StoreError> {
    for (field, statement, value) in [
        (UniqueField::Username, sql::HAS_USERNAME, username),
        (UniqueField::Email, sql::HAS_EMAIL, email),
        (UniqueField::Phone, sql::HAS_PHONE, phone),
    ] {
        if value.is_some() && first!((Uuid,), tx, statement, user, value)?.is_some() {
            return Ok(Some(field));
        }
    }
    Ok(None)
}

pub(crate) mod sql {
    statements! {
        VERSION = "SELECT updated_at FROM users WHERE id = $1";
        HAS_USERNAME = "SELECT id FROM users WHERE username = $2 AND id <> $1";
        HAS_EMAIL = "SELECT id FROM users WHERE email = $2 AND id <> $1";
        HAS_PHONE = "SELECT id FROM users WHERE phone = $2 AND id <> $1";
        ADD = "INSERT INTO users (id, name, name_edited, picture, picture_edited, username,
                email, phone, suspended, custom_data, profile, created_at, updated_at, has_words)
            VALUES ($1, $2, $10, $3, FALSE, $4, $5, $6, FALSE, $7, $8, $9, $9, TRUE)";
        /// The moment of the change is never the one before, so that it tells versions
        /// apart.
        EDIT = "UPDATE users
            SET name = CASE WHEN $3 THEN $4 ELSE name END,
                name_edited = (name_edited OR $3),
                picture = CASE WHEN $5 THEN $6 ELSE picture END,
                picture_edited = (picture_edited OR $5),
                username = CASE WHEN $7 THEN $8 ELSE username END,
                email = CASE WHEN $9 THEN $10 ELSE email END,
                phone = CASE WHEN $11 THEN $12 ELSE phone END,
                custom_data = COALESCE($13, custom_data),
                profile = COALESCE($14, profile),
                updated_at = CASE WHEN updated_at < $15 THEN $15 ELSE updated_at + 1 END
            WHERE id = $1 AND updated_at = $2";
        SUSPEND = "UPDATE users
            SET suspended = $2,
                updated_at = CASE WHEN updated_at < $3 THEN $3 ELSE updated_at + 1 END
            WHERE id = $1 AND suspended <> $2";
    }
}

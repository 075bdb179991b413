//! Who a sign-in belongs to: users, identities and their keys.

use accounts::{KeyOwner, Profile, User, have_union_id};
use connector_kit::{IdentityKey, IdentityKeys, Timestamp};
use uuid::Uuid;

use crate::StoreError;
use crate::columns::json;
use crate::database::Tx;

/// Whose the keys are, as far as they are known.
pub(super) async fn owners(tx: &mut Tx, keys: &IdentityKeys) -> Result<Vec<KeyOwner>, StoreError> {
    let mut owners = Vec::new();
    for key in keys.as_slice() {
        let IdentityKey {
            target,
            realm,
            value,
        } = key;
        let row = first!((Uuid, Uuid), tx, sql::OWNER, target, realm, value)?;
        owners.extend(row.map(|(identity_id, user_id)| KeyOwner {
            key: key.clone(),
            identity_id,
            user_id,
        }));
    }
    Ok(owners)
}

/// Makes a user.
pub(super) async fn add_user(tx: &mut Tx, user: &User) -> Result<(), StoreError> {
    run!(
        tx,
        sql::ADD_USER,
        user.id,
        &user.name,
        user.name_edited,
        &user.picture,
        &user.application_id,
        user.created_at.0,
    )?;
    Ok(())
}

/// Notes that a known user has signed in. One that was deleted in this instant is found
/// out here: running again meets a stranger.
pub(super) async fn came(tx: &mut Tx, user: Uuid, now: Timestamp) -> Result<(), StoreError> {
    match run!(tx, sql::CAME, user, now.0)? {
        0 => Err(StoreError::Contended),
        _ => Ok(()),
    }
}

/// An identity that is new here.
pub(super) struct NewIdentity<'a> {
    pub(super) id: Uuid,
    pub(super) user_id: Uuid,
    pub(super) connector_id: &'a str,
    pub(super) keys: &'a IdentityKeys,
    pub(super) profile: &'a Profile,
}

/// Gives a user an identity.
pub(super) async fn add_identity(
    tx: &mut Tx,
    identity: &NewIdentity<'_>,
    now: Timestamp,
) -> Result<(), StoreError> {
    run!(
        tx,
        sql::ADD_IDENTITY,
        identity.id,
        identity.user_id,
        &identity.profile.name,
        &identity.profile.avatar,
        json(&identity.profile.raw),
        identity.keys.target(),
        have_union_id(identity.keys),
        now.0,
        identity.connector_id,
    )?;
    place_keys(tx, identity.id, identity.keys).await
}

/// Adds keys that are new to an identity.
pub(super) async fn learn(
    tx: &mut Tx,
    identity: Uuid,
    keys: &IdentityKeys,
) -> Result<(), StoreError> {
    if have_union_id(keys) {
        run!(tx, sql::GAIN_UNION_ID, identity)?;
    }
    place_keys(tx, identity, keys).await
}

/// Gives keys to an identity, strongest first.
///
/// A key that somebody else took in this instant is left alone; then the whole sign-in
/// runs again and sees what it is in conflict with.
async fn place_keys(tx: &mut Tx, identity: Uuid, keys: &IdentityKeys) -> Result<(), StoreError> {
    for (position, key) in (0_i64..).zip(keys.as_slice()) {
        let IdentityKey {
            target,
            realm,
            value,
        } = key;
        let placed = run!(tx, sql::PLACE_KEY, target, realm, value, identity, position)?;
        if placed == 0 {
            return Err(StoreError::Conflict);
        }
    }
    Ok(())
}

/// Takes over what the vendor says today, if it says anything. Says whether the name
/// there is another one now.
pub(super) async fn touch(
    tx: &mut Tx,
    identity: Uuid,
    connector: &str,
    profile: &Profile,
    now: Timestamp,
) -> Result<bool, StoreError> {
    if profile.is_told() {
        let former = first!((Option<String>,), tx, sql::NICKNAME, identity)?;
        let (name, avatar) = (&profile.name, &profile.avatar);
        let raw = json(&profile.raw);
        run!(
            tx,
            sql::TOUCH,
            identity,
            name,
            avatar,
            raw,
            now.0,
            connector
        )?;
        Ok(former.is_some_and(|(former,)| former != *name))
    } else {
        run!(tx, sql::USE, identity, now.0, connector)?;
        Ok(false)
    }
}

/// Writes what the account took over from the vendor's profile. What the person edits
/// in this very moment stays.
pub(super) async fn follow(tx: &mut Tx, user: &User) -> Result<(), StoreError> {
    let (name, picture) = (&user.name, &user.picture);
    run!(tx, sql::FOLLOW, user.id, name, picture, user.updated_at.0)?;
    Ok(())
}

pub(super) async fn note_conflict(
    tx: &mut Tx,
    attempt: Uuid,
    (identity, user): (Uuid, Uuid),
    other: &KeyOwner,
    now: Timestamp,
) -> Result<(), StoreError> {
    let IdentityKey {
        target,
        realm,
        value,
    } = &other.key;
    run!(
        tx,
        sql::NOTE_CONFLICT,
        target,
        realm,
        value,
        identity,
        user,
        other.identity_id,
        other.user_id,
        attempt,
        now.0,
    )?;
    Ok(())
}

pub(crate) mod sql {
    statements! {
        OWNER = "SELECT i.id, i.user_id
            FROM identity_keys k JOIN identities i ON i.id = k.identity_id
            WHERE k.target = $1 AND k.realm = $2 AND k.value = $3";
        ADD_USER = "INSERT INTO users (id, name, name_edited, picture, picture_edited,
                suspended, application_id, last_sign_in_at, created_at, updated_at, has_words)
            VALUES ($1, $2, $3, $4, FALSE, FALSE, $5, $6, $6, $6, TRUE)";
        CAME = "UPDATE users SET last_sign_in_at = $2 WHERE id = $1";
        ADD_IDENTITY = "INSERT INTO identities (id, user_id, name, avatar, raw, target,
                has_union_id, created_at, last_used_at, connector_id)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8, $9)";
        PLACE_KEY = "INSERT INTO identity_keys (target, realm, value, identity_id, position)
            VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (target, realm, value) DO UPDATE SET position = excluded.position
            WHERE identity_keys.identity_id = excluded.identity_id";
        GAIN_UNION_ID = "UPDATE identities SET has_union_id = TRUE
            WHERE id = $1 AND has_union_id = FALSE";
        NICKNAME = "SELECT name FROM identities WHERE id = $1";
        TOUCH = "UPDATE identities SET name = $2, avatar = $3, raw = $4, last_used_at = $5,
                connector_id = $6
            WHERE id = $1";
        USE = "UPDATE identities SET last_used_at = $2, connector_id = $3 WHERE id = $1";
        FOLLOW = "UPDATE users
            SET name = CASE WHEN name_edited THEN name ELSE $2 END,
                picture = CASE WHEN picture_edited THEN picture ELSE $3 END,
                updated_at = $4
            WHERE id = $1";
        NOTE_CONFLICT = "INSERT INTO identity_conflicts (target, realm, value, identity_id,
                user_id, other_identity_id, other_user_id, attempt_id, first_at, last_at,
                times)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9, 1)
            ON CONFLICT (target, realm, value, identity_id) DO UPDATE
            SET user_id = excluded.user_id, other_identity_id = excluded.other_identity_id,
                other_user_id = excluded.other_user_id, attempt_id = excluded.attempt_id,
                last_at = excluded.last_at, times = identity_conflicts.times + 1";
    }
}

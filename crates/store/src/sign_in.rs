//! The end of a sign-in: person, session, code and attempt in one transaction.

use accounts::{Failure, KeyOwner, Outcome, Phase, Profile, Resolution, User, resolve};
use connector_kit::{IdentityKey, IdentityKeys, SocialUserInfo, Step, Timestamp};
use oidc::CodeGrant;
use uuid::Uuid;

use crate::columns::{json, lines, text, word};
use crate::database::Tx;
use crate::sessions::{self, NewSession};
use crate::{NewCode, Store, StoreError, attempts, grants, users};

/// Everything that a sign-in needs to end well.
#[derive(Clone)]
pub struct CompleteSignIn<'a> {
    /// The attempt, which the caller has claimed.
    pub attempt_id: Uuid,
    /// Who the vendor says it is.
    pub info: &'a SocialUserInfo,
    /// The present moment, also when the person proved who they are.
    pub now: Timestamp,
    /// The id of the user, if a new one has to be made.
    pub new_user_id: Uuid,
    /// The id of the identity, if a new one has to be made.
    pub new_identity_id: Uuid,
    /// The id of the session that begins.
    pub session_id: Uuid,
    /// SHA-256 of what the browser will hold.
    pub session_hash: [u8; 32],
    /// When the session ends by itself.
    pub session_expires_at: Timestamp,
    /// SHA-256 of what the browser held before, if anything.
    pub replaces: Option<[u8; 32]>,
    /// The code for the application; none while a question is still to be asked.
    pub code: Option<NewSignInCode<'a>>,
    /// What happened since the last step that is stored.
    pub steps: &'a [Step],
}

/// A code whose grant is known only when the user and the session are.
#[derive(Clone, Copy)]
pub struct NewSignInCode<'a> {
    /// SHA-256 of the code.
    pub hash: [u8; 32],
    /// A new id for the family of what comes of it.
    pub family: Uuid,
    /// Until when it may be redeemed.
    pub expires_at: Timestamp,
    /// Makes the grant of the ids of user and session.
    pub grant: &'a (dyn Fn(Uuid, Uuid) -> CodeGrant + Send + Sync),
}

/// What became of a sign-in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Completion {
    /// Somebody is signed in.
    Done {
        /// Who.
        user: User,
        /// The session that has begun.
        session_id: Uuid,
        /// Whether the person is new.
        outcome: Outcome,
        /// Whether some keys belong to somebody else, which an administrator has to look at.
        conflict: bool,
    },
    /// The attempt is no longer the caller's: it was ended meanwhile. Nothing was done.
    Overtaken,
    /// The account is suspended. The attempt has ended as blocked.
    Suspended,
}

impl Store {
    /// Ends a sign-in: finds or makes the user, begins the session, stores the code and
    /// ends the attempt, all of it or nothing.
    ///
    /// Two first sign-ins of one person meet at the primary key of an identity key;
    /// whoever comes second runs again, and then knows the person.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn complete_sign_in(
        &self,
        sign_in: &CompleteSignIn<'_>,
    ) -> Result<Completion, StoreError> {
        transaction!(self, |tx| { complete(tx, sign_in).await })
    }
}

async fn complete(tx: &mut Tx, sign_in: &CompleteSignIn<'_>) -> Result<Completion, StoreError> {
    let now = sign_in.now;
    let keys = &sign_in.info.keys;
    let resolution = resolve(keys, &owners(tx, keys).await?);
    let profile = clean(Profile::from(sign_in.info));

    let (user, outcome) = match &resolution {
        Resolution::New => {
            let user = User::from_profile(sign_in.new_user_id, &profile, now);
            (user, Outcome::SignedUp)
        }
        Resolution::Known { user_id, .. } | Resolution::Conflict { user_id, .. } => {
            let user = users::user(tx.conn(), *user_id).await?;
            // Deleted in this instant: running again finds a stranger.
            (user.ok_or(StoreError::Contended)?, Outcome::SignedIn)
        }
    };
    if user.suspended {
        let blocked = (Outcome::Blocked, Some(&Failure::Suspended));
        let ended = end_attempt(tx, sign_in, blocked, user.id).await?;
        return Ok(if ended {
            Completion::Suspended
        } else {
            Completion::Overtaken
        });
    }
    if !end_attempt(tx, sign_in, (outcome, None), user.id).await? {
        return Ok(Completion::Overtaken);
    }

    let mut conflict = false;
    match resolution {
        Resolution::New => {
            add_person(tx, &user, sign_in.new_identity_id, &profile).await?;
            place_keys(tx, sign_in.new_identity_id, keys).await?;
        }
        Resolution::Known {
            identity_id,
            missing,
            ..
        } => {
            touch(tx, identity_id, &profile, now).await?;
            if !missing.is_empty() {
                place_keys(tx, identity_id, keys).await?;
            }
        }
        Resolution::Conflict {
            identity_id,
            others,
            ..
        } => {
            conflict = true;
            for other in &others {
                note_conflict(tx, sign_in, (identity_id, user.id), other).await?;
            }
        }
    }
    let session = NewSession {
        id: sign_in.session_id,
        hash: sign_in.session_hash,
        user_id: user.id,
        expires_at: sign_in.session_expires_at,
        replaces: sign_in.replaces,
    };
    sessions::begin(tx, &session, now).await?;
    if let Some(code) = sign_in.code {
        let code = NewCode {
            hash: code.hash,
            family: code.family,
            expires_at: code.expires_at,
            grant: &(code.grant)(user.id, session.id),
        };
        grants::add(tx, &code, Some(sign_in.attempt_id), now).await?;
    }
    Ok(Completion::Done {
        user,
        session_id: session.id,
        outcome,
        conflict,
    })
}

/// Whose the keys are, as far as they are known.
async fn owners(tx: &mut Tx, keys: &IdentityKeys) -> Result<Vec<KeyOwner>, StoreError> {
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

/// Ends the attempt, unless somebody else has.
async fn end_attempt(
    tx: &mut Tx,
    sign_in: &CompleteSignIn<'_>,
    (outcome, failure): (Outcome, Option<&Failure>),
    user: Uuid,
) -> Result<bool, StoreError> {
    let ended = run!(
        tx,
        attempts::sql::FINISH,
        sign_in.attempt_id,
        word(&Phase::Claimed),
        word(&outcome),
        failure.map(json),
        Some(user),
        lines(sign_in.steps),
        sign_in.now.0,
    )?;
    Ok(ended == 1)
}

async fn add_person(
    tx: &mut Tx,
    user: &User,
    identity: Uuid,
    profile: &Profile,
) -> Result<(), StoreError> {
    let (name, picture) = (&user.name, &user.picture);
    let now = user.created_at.0;
    run!(
        tx,
        sql::ADD_USER,
        user.id,
        name,
        picture,
        user.suspended,
        now
    )?;
    run!(
        tx,
        sql::ADD_IDENTITY,
        identity,
        user.id,
        &profile.name,
        &profile.avatar,
        json(&profile.raw),
        now,
    )?;
    Ok(())
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

/// Takes over what the vendor says today.
async fn touch(
    tx: &mut Tx,
    identity: Uuid,
    profile: &Profile,
    now: Timestamp,
) -> Result<(), StoreError> {
    let (name, avatar) = (&profile.name, &profile.avatar);
    run!(
        tx,
        sql::TOUCH,
        identity,
        name,
        avatar,
        json(&profile.raw),
        now.0
    )?;
    Ok(())
}

async fn note_conflict(
    tx: &mut Tx,
    sign_in: &CompleteSignIn<'_>,
    (identity, user): (Uuid, Uuid),
    other: &KeyOwner,
) -> Result<(), StoreError> {
    let IdentityKey {
        target,
        realm,
        value,
    } = &other.key;
    run!(
        tx,
        sql::NOTE_CONFLICT,
        sign_in.attempt_id,
        target,
        realm,
        value,
        identity,
        user,
        other.identity_id,
        other.user_id,
        sign_in.now.0,
    )?;
    Ok(())
}

fn clean(profile: Profile) -> Profile {
    Profile {
        name: text(profile.name.as_ref()),
        avatar: text(profile.avatar.as_ref()),
        raw: profile.raw,
    }
}

pub(crate) mod sql {
    statements! {
        OWNER = "SELECT i.id, i.user_id
            FROM identity_keys k JOIN identities i ON i.id = k.identity_id
            WHERE k.target = $1 AND k.realm = $2 AND k.value = $3";
        ADD_USER = "INSERT INTO users (id, name, picture, suspended, created_at, updated_at)
            VALUES ($1, $2, $3, $4, $5, $5)";
        ADD_IDENTITY = "INSERT INTO identities
                (id, user_id, name, avatar, raw, created_at, last_used_at)
            VALUES ($1, $2, $3, $4, $5, $6, $6)";
        PLACE_KEY = "INSERT INTO identity_keys (target, realm, value, identity_id, position)
            VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (target, realm, value) DO UPDATE SET position = excluded.position
            WHERE identity_keys.identity_id = excluded.identity_id";
        TOUCH = "UPDATE identities SET name = $2, avatar = $3, raw = $4, last_used_at = $5
            WHERE id = $1";
        NOTE_CONFLICT = "INSERT INTO identity_conflicts (attempt_id, target, realm, value,
                identity_id, user_id, other_identity_id, other_user_id, created_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    }
}

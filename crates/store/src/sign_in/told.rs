//! A way to sign in that an administrator or a program gives somebody, without a sign-in.
//!
//! Nobody has proved anything: whoever calls answers for it, and it is written down.

use accounts::Profile;
use connector_kit::IdentityKeys;
use uuid::Uuid;

use super::clean;
use super::person::{self, NewIdentity};
use crate::changes::{self, Change as NewChange};
use crate::{Store, StoreError, users, words};

/// A way to sign in that somebody is given.
#[derive(Clone, Debug)]
pub struct ToldIdentity {
    /// The id of the identity, if a new one has to be made.
    pub id: Uuid,
    /// What the vendor knows the person by.
    pub keys: IdentityKeys,
    /// What the vendor says about the person.
    pub profile: Profile,
    /// The connector that people use it with.
    pub connector_id: String,
}

/// What became of a way to sign in that somebody was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// The person had none of this vendor, and has this one now.
    Added,
    /// It is the only one of this vendor now; another one has gone, or its profile is new.
    Replaced,
    /// Somebody else has one of its keys. Nothing was changed.
    UsedElsewhere,
    /// There is no such account.
    NoAccount,
}

impl Store {
    /// Makes this the one way to sign in that somebody has at a vendor.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn put_identity(
        &self,
        user: Uuid,
        told: &ToldIdentity,
        change: &NewChange<'_>,
    ) -> Result<Told, StoreError> {
        let (keys, now) = (&told.keys, change.at);
        let profile = clean(told.profile.clone());
        transaction!(self, |tx| {
            if run!(tx, users::sql::LOCK_ANY, user)? == 0 {
                return Ok(Told::NoAccount);
            }
            let owners = person::owners(tx, keys).await?;
            if owners.iter().any(|owner| owner.user_id != user) {
                return Ok(Told::UsedElsewhere);
            }
            let kept = owners.first().map(|owner| owner.identity_id);
            let dropped = run!(
                tx,
                sql::DROP_OTHERS,
                user,
                keys.target(),
                kept.unwrap_or_default()
            )?;
            if let Some(kept) = kept {
                person::touch(tx, kept, &told.connector_id, &profile, now).await?;
                person::learn(tx, kept, keys).await?;
            } else {
                let identity = NewIdentity {
                    id: told.id,
                    user_id: user,
                    connector_id: &told.connector_id,
                    keys,
                    profile: &profile,
                };
                person::add_identity(tx, &identity, now).await?;
            }
            words::refresh(tx, user).await?;
            changes::add(tx, change).await?;
            Ok(if kept.is_none() && dropped == 0 {
                Told::Added
            } else {
                Told::Replaced
            })
        })
    }
}

pub(crate) mod sql {
    statements! {
        DROP_OTHERS = "DELETE FROM identities WHERE user_id = $1 AND target = $2 AND id <> $3";
    }
}

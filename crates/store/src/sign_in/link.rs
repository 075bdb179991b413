//! One more way to sign in, for somebody who has an account.
//!
//! Whether the account is really theirs is for the caller to know: by a session that was
//! proved for this very attempt. Whose the new way to sign in is was told by the vendor.

use accounts::{Failure, KeyOwner, Outcome, Profile, Resolution, resolve};
use connector_kit::{SocialUserInfo, Step, Timestamp};
use uuid::Uuid;

use super::pending::Holding;
use super::person::{self, NewIdentity};
use super::{Ending, Question, clean, end_attempt};
use crate::database::Tx;
use crate::{NewProviderTokens, Store, StoreError, users, words};

/// Everything that is needed to add a way to sign in.
#[derive(Clone, Copy)]
pub struct LinkIdentity<'a> {
    /// The attempt at which the vendor told, which the caller has claimed, or which waits.
    pub attempt_id: Uuid,
    /// The account that the way to sign in is added to.
    pub user_id: Uuid,
    /// Who the vendor says it is.
    pub info: &'a SocialUserInfo,
    /// The present moment.
    pub now: Timestamp,
    /// The vendor's tokens, if they are to be kept.
    pub tokens: Option<NewProviderTokens<'a>>,
    /// The id of the identity.
    pub new_identity_id: Uuid,
    /// What happened since the last step that is stored.
    pub steps: &'a [Step],
}

/// What became of a way to sign in that was to be added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Linking {
    /// It belongs to the account now. The attempt has ended as linked.
    Linked,
    /// It has been the account's before. The attempt has ended as linked.
    AlreadyTheirs,
    /// It belongs to another account, or its keys do. Nothing was changed, and the attempt
    /// has ended as blocked.
    UsedElsewhere,
    /// Nobody has it. The attempt waits for the person to confirm.
    Asked,
    /// The account is gone or suspended. The attempt has ended as blocked.
    NoAccount,
    /// The attempt is no longer the caller's. Nothing was done.
    Overtaken,
}

impl Store {
    /// Finds out whether a way to sign in can be added to an account. If nobody has it, the
    /// attempt waits until the person has confirmed.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn offer_identity(
        &self,
        link: &LinkIdentity<'_>,
        question: Question<'_>,
    ) -> Result<Linking, StoreError> {
        transaction!(self, |tx| { self.add_way(tx, link, Some(question)).await })
    }

    /// Adds a way to sign in to an account. An empty name or picture of the account is
    /// filled from it.
    ///
    /// Somebody else may have taken it since it was offered; whoever has it keeps it.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn link_identity(&self, link: &LinkIdentity<'_>) -> Result<Linking, StoreError> {
        transaction!(self, |tx| { self.add_way(tx, link, None).await })
    }

    async fn add_way(
        &self,
        tx: &mut Tx,
        link: &LinkIdentity<'_>,
        question: Option<Question<'_>>,
    ) -> Result<Linking, StoreError> {
        let (keys, now, user_id) = (&link.info.keys, link.now, link.user_id);
        if run!(tx, users::sql::LOCK, user_id)? == 0 {
            return no_account(tx, link).await;
        }
        let Some(mut user) = users::user(tx.conn(), user_id).await? else {
            return no_account(tx, link).await;
        };
        let owners = person::owners(tx, keys).await?;
        if let Some(other) = owners.iter().find(|owner| owner.user_id != user_id) {
            return elsewhere(tx, link, other).await;
        }
        let resolution = resolve(keys, &owners);
        if let (Resolution::New, Some(question)) = (&resolution, question) {
            let holding = Holding {
                info: link.info,
                keep_tokens: link.tokens.is_some(),
                question,
                user: Some(user_id),
                steps: link.steps,
            };
            return Ok(if self.hold(tx, link.attempt_id, &holding).await? {
                Linking::Asked
            } else {
                Linking::Overtaken
            });
        }
        let linked = (Outcome::Linked, None);
        let ended = end_attempt(tx, &link.into(), linked, Some(user_id)).await?;
        let Some(attempt) = ended else {
            return Ok(Linking::Overtaken);
        };
        let connector = &attempt.connector_id;
        let profile = clean(Profile::from(link.info));
        let (identity, linking) = match resolution {
            Resolution::New => {
                let identity = NewIdentity {
                    id: link.new_identity_id,
                    user_id,
                    connector_id: connector,
                    keys,
                    profile: &profile,
                };
                person::add_identity(tx, &identity, now).await?;
                if user.take_over(&profile, false, now) {
                    person::follow(tx, &user).await?;
                }
                words::refresh(tx, user_id).await?;
                (identity.id, Linking::Linked)
            }
            Resolution::Known {
                identity_id,
                missing,
                ..
            } => {
                if person::touch(tx, identity_id, connector, &profile, now).await? {
                    words::refresh(tx, user_id).await?;
                }
                if !missing.is_empty() {
                    person::learn(tx, identity_id, keys).await?;
                }
                (identity_id, Linking::AlreadyTheirs)
            }
            // Two identities of the same person: nothing is merged.
            Resolution::Conflict { .. } => return Ok(Linking::AlreadyTheirs),
        };
        if let Some(tokens) = link.tokens {
            self.put_tokens(tx, identity, tokens, now).await?;
        }
        Ok(linking)
    }
}

/// Ends the attempt because the account cannot be used.
async fn no_account(tx: &mut Tx, link: &LinkIdentity<'_>) -> Result<Linking, StoreError> {
    let blocked = (Outcome::Blocked, Some(&Failure::Suspended));
    Ok(match end_attempt(tx, &link.into(), blocked, None).await? {
        Some(_) => Linking::NoAccount,
        None => Linking::Overtaken,
    })
}

/// Ends the attempt because somebody else has one of the keys, and notes who for an
/// administrator.
async fn elsewhere(
    tx: &mut Tx,
    link: &LinkIdentity<'_>,
    other: &KeyOwner,
) -> Result<Linking, StoreError> {
    let blocked = (Outcome::Blocked, Some(&Failure::UsedElsewhere));
    let ended = end_attempt(tx, &link.into(), blocked, Some(link.user_id)).await?;
    if ended.is_none() {
        return Ok(Linking::Overtaken);
    }
    let wanted = (other.identity_id, link.user_id);
    person::note_conflict(tx, link.attempt_id, wanted, other, link.now).await?;
    Ok(Linking::UsedElsewhere)
}

impl<'a> From<&LinkIdentity<'a>> for Ending<'a> {
    fn from(link: &LinkIdentity<'a>) -> Self {
        Self {
            attempt_id: link.attempt_id,
            steps: link.steps,
            now: link.now,
        }
    }
}

//! The end of a sign-in: person, session, code and attempt in one transaction.

mod link;
mod pending;
mod person;
mod told;

use accounts::{Failure, Outcome, Profile, Resolution, SignUpRule, User, clean_name, resolve};
use connector_kit::{SocialUserInfo, Step, Timestamp};
use oidc::CodeGrant;
use uuid::Uuid;

#[cfg(test)]
pub(crate) use pending::sql as pending_sql;
#[cfg(test)]
pub(crate) use person::sql as person_sql;
#[cfg(test)]
pub(crate) use told::sql as told_sql;

pub use link::{LinkIdentity, Linking};
pub use pending::Question;
pub use told::{Told, ToldIdentity};

use crate::columns::{json, lines, text, word};
use crate::database::Tx;
use crate::sessions::{self, NewSession};
use crate::{NewCode, NewProviderTokens, Store, StoreError, attempts, grants, users, words};

/// Everything that a sign-in needs to end well.
#[derive(Clone)]
pub struct CompleteSignIn<'a> {
    /// The attempt, which the caller has claimed.
    pub attempt_id: Uuid,
    /// Who the vendor says it is.
    pub info: &'a SocialUserInfo,
    /// The present moment, also when the person proved who they are.
    pub now: Timestamp,
    /// Whether a known account follows the vendor's profile; otherwise only what is
    /// still empty is filled. What the person edited here stays in either case.
    pub sync_profile: bool,
    /// What happens to a person whom nobody here knows.
    pub stranger: Stranger<'a>,
    /// The vendor's tokens, if they are to be kept. They are not kept in a conflict.
    pub tokens: Option<NewProviderTokens<'a>>,
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

/// What happens to a person whom nobody here knows.
#[derive(Clone, Copy)]
pub enum Stranger<'a> {
    /// They get an account.
    Welcome {
        /// The name that they chose, in place of the vendor's.
        name: Option<&'a str>,
    },
    /// They get none: the attempt ends as blocked, and names the rule.
    TurnAway(SignUpRule),
    /// They are asked first: the attempt waits for the answer, which is another call of
    /// [`Store::complete_sign_in`] or of [`Store::link_identity`].
    Ask(Question<'a>),
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
#[expect(
    clippy::large_enum_variant,
    reason = "it is moved once, and nearly always the large one"
)]
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
    /// The attempt is no longer the caller's: it was ended meanwhile, or it is a trial.
    /// Nothing was done.
    Overtaken,
    /// The account is suspended. The attempt has ended as blocked.
    Suspended,
    /// Nobody knows the person, and no account is made. The attempt has ended as blocked.
    TurnedAway,
    /// Nobody knows the person, who has to be asked. The attempt waits.
    Asked,
}

impl Store {
    /// Ends a sign-in: finds or makes the user, begins the session, stores the code and
    /// ends the attempt, all of it or nothing.
    ///
    /// Two first sign-ins of one person meet at the primary key of an identity key;
    /// whoever comes second runs again, and then knows the person. The attempt of a
    /// trial signs nobody in: for it the answer is [`Completion::Overtaken`].
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn complete_sign_in(
        &self,
        sign_in: &CompleteSignIn<'_>,
    ) -> Result<Completion, StoreError> {
        transaction!(self, |tx| { self.complete(tx, sign_in).await })
    }

    async fn complete(
        &self,
        tx: &mut Tx,
        sign_in: &CompleteSignIn<'_>,
    ) -> Result<Completion, StoreError> {
        let now = sign_in.now;
        let keys = &sign_in.info.keys;
        let resolution = resolve(keys, &person::owners(tx, keys).await?);
        let profile = clean(Profile::from(sign_in.info));

        let (mut user, outcome) = match &resolution {
            Resolution::New => match sign_in.stranger {
                Stranger::Welcome { name } => {
                    let mut user = User::from_profile(sign_in.new_user_id, &profile, now);
                    if let Some(name) = name.and_then(clean_name) {
                        (user.name, user.name_edited) = (Some(name), true);
                    }
                    (user, Outcome::SignedUp)
                }
                Stranger::TurnAway(rule) => return turn_away(tx, sign_in, rule).await,
                Stranger::Ask(question) => return self.ask(tx, sign_in, question).await,
            },
            Resolution::Known { user_id, .. } | Resolution::Conflict { user_id, .. } => {
                let user = users::user(tx.conn(), *user_id).await?;
                // Deleted in this instant: running again finds a stranger.
                (user.ok_or(StoreError::Contended)?, Outcome::SignedIn)
            }
        };
        if user.suspended {
            let blocked = (Outcome::Blocked, Some(&Failure::Suspended));
            let ended = end_attempt(tx, &sign_in.into(), blocked, Some(user.id)).await?;
            return Ok(match ended {
                Some(_) => Completion::Suspended,
                None => Completion::Overtaken,
            });
        }
        let ended = end_attempt(tx, &sign_in.into(), (outcome, None), Some(user.id)).await?;
        let Some(attempt) = ended else {
            return Ok(Completion::Overtaken);
        };
        user.last_sign_in_at = Some(now);
        if outcome == Outcome::SignedIn {
            person::came(tx, user.id, now).await?;
        } else {
            user.application_id = attempt.application_id();
        }

        let conflict = matches!(resolution, Resolution::Conflict { .. });
        let identity = match resolution {
            Resolution::New => {
                let identity = person::NewIdentity {
                    id: sign_in.new_identity_id,
                    user_id: user.id,
                    connector_id: &attempt.connector_id,
                    keys,
                    profile: &profile,
                };
                person::add_user(tx, &user).await?;
                person::add_identity(tx, &identity, now).await?;
                let names = [user.name.as_deref(), profile.name.as_deref()];
                words::write(tx, user.id, names.into_iter().flatten()).await?;
                Some(identity.id)
            }
            Resolution::Known {
                identity_id,
                missing,
                ..
            } => {
                let connector = &attempt.connector_id;
                let mut renamed = person::touch(tx, identity_id, connector, &profile, now).await?;
                if !missing.is_empty() {
                    person::learn(tx, identity_id, keys).await?;
                }
                if user.take_over(&profile, sign_in.sync_profile, now) {
                    person::follow(tx, &user).await?;
                    renamed = true;
                }
                if renamed {
                    words::refresh(tx, user.id).await?;
                }
                Some(identity_id)
            }
            Resolution::Conflict {
                identity_id,
                others,
                ..
            } => {
                for other in &others {
                    let (attempt, known) = (sign_in.attempt_id, (identity_id, user.id));
                    person::note_conflict(tx, attempt, known, other, now).await?;
                }
                // Whose the profile and the tokens are is just what nobody knows.
                None
            }
        };
        if let (Some(identity), Some(tokens)) = (identity, sign_in.tokens) {
            self.put_tokens(tx, identity, tokens, now).await?;
        }
        begin_session(tx, sign_in, user.id, attempt.user_agent.as_deref()).await?;
        Ok(Completion::Done {
            user,
            session_id: sign_in.session_id,
            outcome,
            conflict,
        })
    }

    async fn ask(
        &self,
        tx: &mut Tx,
        sign_in: &CompleteSignIn<'_>,
        question: Question<'_>,
    ) -> Result<Completion, StoreError> {
        let holding = pending::Holding {
            info: sign_in.info,
            keep_tokens: sign_in.tokens.is_some(),
            question,
            user: None,
            steps: sign_in.steps,
        };
        Ok(if self.hold(tx, sign_in.attempt_id, &holding).await? {
            Completion::Asked
        } else {
            Completion::Overtaken
        })
    }
}

async fn turn_away(
    tx: &mut Tx,
    sign_in: &CompleteSignIn<'_>,
    rule: SignUpRule,
) -> Result<Completion, StoreError> {
    let blocked = (Outcome::Blocked, Some(&Failure::NoSignUp { rule }));
    let ended = end_attempt(tx, &sign_in.into(), blocked, None).await?;
    Ok(match ended {
        Some(_) => Completion::TurnedAway,
        None => Completion::Overtaken,
    })
}

/// Begins the session, and stores the code if there is one.
async fn begin_session(
    tx: &mut Tx,
    sign_in: &CompleteSignIn<'_>,
    user_id: Uuid,
    user_agent: Option<&str>,
) -> Result<(), StoreError> {
    let session = NewSession {
        id: sign_in.session_id,
        hash: sign_in.session_hash,
        user_id,
        expires_at: sign_in.session_expires_at,
        user_agent,
        replaces: sign_in.replaces,
    };
    sessions::begin(tx, &session, sign_in.now).await?;
    if let Some(code) = sign_in.code {
        let code = NewCode {
            hash: code.hash,
            family: code.family,
            expires_at: code.expires_at,
            grant: &(code.grant)(user_id, session.id),
        };
        grants::add(tx, &code, Some(sign_in.attempt_id), sign_in.now).await?;
    }
    Ok(())
}

/// The end of an attempt, whoever ends it.
struct Ending<'a> {
    attempt_id: Uuid,
    steps: &'a [Step],
    now: Timestamp,
}

impl<'a> From<&CompleteSignIn<'a>> for Ending<'a> {
    fn from(sign_in: &CompleteSignIn<'a>) -> Self {
        Self {
            attempt_id: sign_in.attempt_id,
            steps: sign_in.steps,
            now: sign_in.now,
        }
    }
}

row!(Ended {
    connector_id: String,
    application_id: String,
    user_agent: Option<String>,
    asked: bool,
});

impl Ended {
    /// The application of the attempt, unless it was for none.
    fn application_id(&self) -> Option<String> {
        let id = Some(&self.application_id);
        id.filter(|id| !id.is_empty()).cloned()
    }
}

/// Ends the attempt, unless somebody else has.
async fn end_attempt(
    tx: &mut Tx,
    ending: &Ending<'_>,
    (outcome, failure): (Outcome, Option<&Failure>),
    user: Option<Uuid>,
) -> Result<Option<Ended>, StoreError> {
    let ended = first!(
        Ended,
        tx,
        attempts::sql::FINISH_SIGN_IN,
        ending.attempt_id,
        word(&outcome),
        failure.map(json),
        user,
        lines(ending.steps),
        ending.now.0,
    )?;
    if ended.is_some() {
        tx.note(1);
        tx.note_end(outcome);
    }
    if ended.as_ref().is_some_and(|ended| ended.asked) {
        pending::settle(tx, ending.attempt_id).await?;
    }
    Ok(ended)
}

fn clean(profile: Profile) -> Profile {
    Profile {
        name: text(profile.name.as_ref()),
        avatar: text(profile.avatar.as_ref()),
        raw: profile.raw,
    }
}

//! Asks the vendor who the person is, and writes down the result.
//!
//! Runs once per attempt, by whoever claimed it, whether or not the person waits.

use std::sync::Arc;

use accounts::{Attempt, Failure, Outcome, Phase};
use connector_kit::{CallbackParameters, ConnectorError, Context, SocialUserInfo, Step, Steps};
use oidc::CodeGrant;
use serde_json::Value;
use store::{
    AttemptEnd, CompleteSignIn, Completion, LinkIdentity, NewProviderTokens, NewSignInCode,
    StoreError, Stranger,
};
use uuid::Uuid;

use super::interaction::Interaction;
use super::start::step;
use super::strangers::question;
use super::{answer, avatar, strangers};
use crate::configuration::LiveConnector;
use crate::state::{AppState, Inner};

/// Somebody who comes back, with what they come back to.
#[derive(Clone)]
pub(crate) struct Arrival {
    pub(crate) attempt: Attempt,
    pub(crate) interaction: Interaction,
    pub(crate) connector: Arc<LiveConnector>,
    /// The browser's former session, which the new one replaces.
    pub(crate) replaces: Option<[u8; 32]>,
}

impl Arrival {
    /// Asks the vendor who it is, and writes down the result.
    pub(crate) async fn exchange(self, state: AppState, callback: CallbackParameters) {
        let reference = self.attempt.reference.clone();
        let steps = Steps::default();
        let told = ask(
            &state,
            &self.connector,
            &self.attempt.connector_session,
            &callback,
            &steps,
        )
        .await;
        let result = match told {
            Ok(info) => self.is_told(&state, &info, steps.take()).await,
            Err(error) => {
                let outcome = match error {
                    ConnectorError::PersonRefused => Outcome::Refused,
                    _ => Outcome::Failed,
                };
                let failure = Failure::Connector(error);
                end(&state, &self.attempt, outcome, &failure, &steps.take()).await
            }
        };
        // Without a result the attempt ends at its deadline; the person may scan again.
        if let Err(error) = result {
            tracing::error!(%reference, %error, "the result of a sign-in could not be kept");
        }
    }

    async fn is_told(
        &self,
        state: &AppState,
        info: &SocialUserInfo,
        steps: Vec<Step>,
    ) -> Result<(), StoreError> {
        if let Some((_, user)) = self.interaction.goal.link() {
            let link = self.link(state, info, user, &steps);
            let offered = state.store.offer_identity(&link, question(state)).await?;
            tracing::info!(reference = %self.attempt.reference, ?offered, "a way to sign in");
            return Ok(());
        }
        let configuration = state.configuration();
        let stranger = strangers::at_arrival(state, &configuration, &self.connector, info);
        self.complete(state, info, steps, stranger).await
    }

    /// The wish to add what the vendor told to an account.
    pub(super) fn link<'a>(
        &self,
        state: &'a Inner,
        info: &'a SocialUserInfo,
        user_id: Uuid,
        steps: &'a [Step],
    ) -> LinkIdentity<'a> {
        LinkIdentity {
            attempt_id: self.attempt.id,
            user_id,
            info,
            now: state.now(),
            tokens: self.tokens_to_keep(state, info),
            new_identity_id: state.new_id(),
            steps,
        }
    }

    /// The vendor's tokens, where the connector keeps them.
    fn tokens_to_keep<'a>(
        &self,
        state: &'a Inner,
        info: &'a SocialUserInfo,
    ) -> Option<NewProviderTokens<'a>> {
        let tokens = info
            .tokens
            .as_ref()
            .filter(|_| self.connector.store_tokens)?;
        let entropy = &*state.entropy;
        Some(NewProviderTokens { tokens, entropy })
    }

    /// Signs somebody in of whom the vendor has told, or does with a stranger what has been
    /// decided.
    pub(super) async fn complete(
        &self,
        state: &AppState,
        info: &SocialUserInfo,
        mut steps: Vec<Step>,
        stranger: Stranger<'_>,
    ) -> Result<(), StoreError> {
        let now = state.now();
        steps.push(match stranger {
            Stranger::Welcome { .. } => step("account_found", now),
            Stranger::TurnAway(_) | Stranger::Ask(_) => step("account_looked_up", now),
        });
        let secrets = answer::Secrets::of(state, &self.attempt, &self.interaction);
        let request = self.interaction.goal.request();
        let grant = request.map(|request| {
            move |user_id: Uuid, session_id: Uuid| {
                CodeGrant::new(
                    request,
                    user_id.to_string(),
                    now.seconds(),
                    session_id.to_string(),
                )
            }
        });
        let lifetimes = &state.settings.lifetimes;
        let completion = state
            .store
            .complete_sign_in(&CompleteSignIn {
                attempt_id: self.attempt.id,
                info,
                now,
                sync_profile: self.connector.sync_profile,
                stranger,
                tokens: self.tokens_to_keep(state, info),
                new_user_id: state.new_id(),
                new_identity_id: state.new_id(),
                session_id: state.new_id(),
                session_hash: keys::sha256(secrets.session.as_bytes()),
                session_expires_at: now.plus(lifetimes.session),
                replaces: self.replaces,
                code: grant.as_ref().map(|grant| NewSignInCode {
                    hash: keys::sha256(secrets.code.as_bytes()),
                    family: state.new_id(),
                    expires_at: now.plus(lifetimes.code),
                    grant,
                }),
                steps: &steps,
            })
            .await?;
        match completion {
            Completion::Done {
                user,
                outcome,
                conflict,
                ..
            } => {
                let reference = &self.attempt.reference;
                tracing::info!(%reference, ?outcome, conflict, "a sign-in is complete");
                // The person does not wait for the picture.
                let (copier, connector) = (state.clone(), Arc::clone(&self.connector));
                let copy = async move { avatar::copy(&copier, &connector, &user).await };
                state.tasks.spawn(copy);
                Ok(())
            }
            // The attempt waits, the store has ended it, or somebody else has.
            Completion::Asked
            | Completion::TurnedAway
            | Completion::Suspended
            | Completion::Overtaken => Ok(()),
        }
    }
}

/// Ends a claimed attempt without a sign-in, unless somebody else has ended it.
pub(super) async fn end(
    state: &Inner,
    attempt: &Attempt,
    outcome: Outcome,
    failure: &Failure,
    steps: &[Step],
) -> Result<(), StoreError> {
    tracing::info!(reference = %attempt.reference, ?outcome, %failure, "an attempt ended");
    let end = AttemptEnd {
        outcome,
        failure: Some(failure),
        steps,
        at: state.now(),
    };
    state
        .store
        .finish_attempt(attempt.id, Phase::Claimed, end)
        .await?;
    Ok(())
}

/// Who the person is. Ends a little before the deadline of the claim, so that the
/// result can still be written down.
pub(crate) async fn ask(
    state: &Inner,
    connector: &LiveConnector,
    session: &Value,
    callback: &CallbackParameters,
    steps: &Steps,
) -> Result<SocialUserInfo, ConnectorError> {
    let context = Context {
        http: &*state.http,
        clock: &*state.clock,
        entropy: &*state.entropy,
        session,
        steps,
    };
    let limit = state.settings.lifetimes.claim.mul_f32(0.9);
    let answer = connector.social.user_info(callback, context);
    tokio::time::timeout(limit, answer)
        .await
        .unwrap_or_else(|_| {
            Err(ConnectorError::Unreachable {
                host: connector.metadata().target.to_owned(),
                step: "user_info".to_owned(),
                problem: "its answers took too long altogether".to_owned(),
                waited: limit,
            })
        })
}

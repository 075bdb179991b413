//! Asks the vendor who the person is, and writes down the result.
//!
//! Runs once per attempt, by whoever claimed it, whether or not the person waits.

use std::sync::Arc;

use accounts::{Attempt, Failure, Outcome, Phase};
use connector_kit::{CallbackParameters, ConnectorError, Context, SocialUserInfo, Step, Steps};
use oidc::CodeGrant;
use store::{
    AttemptEnd, CompleteSignIn, Completion, NewProviderTokens, NewSignInCode, StoreError, Stranger,
};

use super::interaction::Interaction;
use super::start::step;
use super::{answer, avatar};
use crate::configuration::LiveConnector;
use crate::state::{AppState, Inner};

pub(crate) struct Exchange {
    pub(crate) attempt: Attempt,
    pub(crate) interaction: Interaction,
    pub(crate) connector: Arc<LiveConnector>,
    pub(crate) callback: CallbackParameters,
    /// The browser's former session, which the new one replaces.
    pub(crate) replaces: Option<[u8; 32]>,
}

impl Exchange {
    pub(crate) async fn run(self, state: AppState) {
        let reference = self.attempt.reference.clone();
        let steps = Steps::default();
        let result = match ask(
            &state,
            &self.connector,
            &self.attempt,
            &self.callback,
            &steps,
        )
        .await
        {
            Ok(info) => self.complete(&state, &info, steps.take()).await,
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

    async fn complete(
        &self,
        state: &AppState,
        info: &SocialUserInfo,
        mut steps: Vec<Step>,
    ) -> Result<(), StoreError> {
        let now = state.now();
        steps.push(step("account_found", now));
        let request = &self.interaction.request;
        let grant = |user_id: uuid::Uuid, session_id: uuid::Uuid| {
            CodeGrant::new(
                request,
                user_id.to_string(),
                now.seconds(),
                session_id.to_string(),
            )
        };
        let secrets = answer::Secrets::of(state, &self.attempt, &self.interaction);
        let lifetimes = &state.settings.lifetimes;
        let completion = state
            .store
            .complete_sign_in(&CompleteSignIn {
                attempt_id: self.attempt.id,
                info,
                now,
                sync_profile: self.connector.sync_profile,
                stranger: Stranger::Welcome { name: None },
                tokens: self.tokens_to_keep(state, info),
                new_user_id: state.new_id(),
                new_identity_id: state.new_id(),
                session_id: state.new_id(),
                session_hash: keys::sha256(secrets.session.as_bytes()),
                session_expires_at: now.plus(lifetimes.session),
                replaces: self.replaces,
                code: Some(NewSignInCode {
                    hash: keys::sha256(secrets.code.as_bytes()),
                    family: state.new_id(),
                    expires_at: now.plus(lifetimes.code),
                    grant: &grant,
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
            // The store has ended the attempt, or somebody else has.
            Completion::Suspended
            | Completion::TurnedAway
            | Completion::Asked
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
pub(super) async fn ask(
    state: &Inner,
    connector: &LiveConnector,
    attempt: &Attempt,
    callback: &CallbackParameters,
    steps: &Steps,
) -> Result<SocialUserInfo, ConnectorError> {
    let context = Context {
        http: &*state.http,
        clock: &*state.clock,
        entropy: &*state.entropy,
        session: &attempt.connector_session,
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

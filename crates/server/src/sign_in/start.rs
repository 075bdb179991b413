//! Sends a person to a vendor.

use accounts::{Attempt, Phase};
use connector_kit::{AuthorizationRequest, ConnectorError, Step, Surface};
use http::HeaderMap;
use store::StoreError;
use url::Url;

use super::interaction::Interaction;
use crate::configuration::LiveConnector;
use crate::state::Inner;
use crate::web::visitor;

/// Where the person has to go now.
pub(crate) enum Start {
    /// To the vendor, at this address.
    Away(String),
    /// Nowhere with this browser; see [`Surface`].
    Stay(Surface),
}

/// Why nobody could be sent away.
#[derive(Debug, thiserror::Error)]
pub(crate) enum StartError {
    #[error(transparent)]
    Connector(#[from] ConnectorError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Begins an attempt: one row, one address.
///
/// With `anyway`, a person who needs a second screen has said to have one.
pub(crate) async fn start(
    state: &Inner,
    headers: &HeaderMap,
    interaction: &Interaction,
    connector: &LiveConnector,
    anyway: bool,
) -> Result<Start, StartError> {
    let user_agent = visitor::user_agent(headers);
    match connector.social.surface(user_agent) {
        Surface::Fits => {}
        Surface::SecondScreen if anyway => {}
        surface => return Ok(Start::Stay(surface)),
    }
    let now = state.now();
    // 190 bits of letters and digits: what every vendor returns unchanged.
    let secret_state = keys::random_alphanumeric(&*state.entropy, 32);
    let ui_locales = interaction.request.ui_locales.as_deref();
    let redirect_uri = callback_address(state, &connector.id)?;
    let away = connector.social.authorization_uri(&AuthorizationRequest {
        state: &secret_state,
        redirect_uri: &redirect_uri,
        language: visitor::language(state, headers, ui_locales).tag(),
        user_agent,
    })?;
    let attempt = Attempt {
        id: state.new_id(),
        reference: state.new_reference(),
        interaction: interaction.id.clone(),
        binding_hash: interaction.binding_hash(),
        connector_id: connector.id.clone(),
        application_id: interaction.request.client_id.clone(),
        connector_session: away.session,
        phase: Phase::Sent,
        outcome: None,
        failure: None,
        user_id: None,
        steps: vec![
            step("asked", interaction.created_at),
            step("sent_away", now),
        ],
        created_at: now,
        expires_at: now.plus(state.settings.lifetimes.attempt),
        claim_deadline: None,
        finished_at: None,
    };
    let state_hash = keys::sha256(secret_state.as_bytes());
    state.store.start_attempt(&attempt, state_hash).await?;
    tracing::info!(reference = %attempt.reference, connector = connector.id, "sent away");
    Ok(Start::Away(away.uri))
}

pub(crate) fn step(name: &str, at: connector_kit::Timestamp) -> Step {
    Step {
        name: name.to_owned(),
        at,
        detail: None,
    }
}

fn callback_address(state: &Inner, connector: &str) -> Result<Url, ConnectorError> {
    let address = state.settings.address(&format!("/callback/{connector}"));
    Url::parse(&address).map_err(|error| ConnectorError::Misconfigured {
        field: "id".to_owned(),
        remedy: format!("The connector's id does not fit into an address: {error}."),
        answer: None,
    })
}

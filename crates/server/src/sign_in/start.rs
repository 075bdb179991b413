//! Sends a person to a vendor.

use accounts::{Attempt, Phase};
use connector_kit::{
    AuthorizationRequest, AuthorizationUri, ConnectorError, Step, Surface, Timestamp,
};
use http::HeaderMap;
use store::StoreError;
use url::Url;
use uuid::Uuid;

use super::interaction::Interaction;
use crate::configuration::LiveConnector;
use crate::state::Inner;
use crate::web::visitor;

/// Where the person has to go now.
pub(crate) enum Start {
    /// To the vendor, at this address.
    Away(String),
    /// To a page of ours that shows the vendor's code, for this attempt.
    Scan(Uuid),
    /// Nowhere with this browser; see [`Surface`].
    Stay(Surface),
}

/// How somebody has come to leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Going {
    /// They chose the way.
    Chosen,
    /// They chose it although it needs a second screen: they have said to have one.
    Anyway,
    /// The application chose it, and they have seen no page of ours. So nobody knows yet
    /// whether the browser keeps cookies.
    Directly,
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
pub(crate) async fn start(
    state: &Inner,
    headers: &HeaderMap,
    interaction: &Interaction,
    connector: &LiveConnector,
    going: Going,
) -> Result<Start, StartError> {
    match connector.social.surface(visitor::user_agent(headers)) {
        Surface::Fits => {}
        Surface::SecondScreen if going == Going::Anyway => {}
        surface => return Ok(Start::Stay(surface)),
    }
    let traveller = Traveller {
        directly: going == Going::Directly,
        ..Traveller::of(interaction)
    };
    let id = state.new_id();
    let departure = Departure::new(state, headers, connector, id, &traveller)?;
    if state.configuration().embeds_codes()
        && let Some(frame) = departure.embedded(connector)
    {
        begin(state, connector, id, &traveller, &departure, frame.session).await?;
        return Ok(Start::Scan(id));
    }
    let away = departure.away(connector)?;
    begin(state, connector, id, &traveller, &departure, away.session).await?;
    Ok(Start::Away(away.uri))
}

/// Who is sent away, and for what.
pub(crate) struct Traveller<'a> {
    /// The name of the cookie that has to come back.
    pub(crate) interaction: &'a str,
    /// The secret in that cookie.
    pub(crate) binding: &'a str,
    /// The application; empty for a trial.
    pub(crate) application_id: &'a str,
    pub(crate) ui_locales: Option<&'a str>,
    pub(crate) asked_at: Timestamp,
    /// Whether they have seen no page of ours.
    pub(crate) directly: bool,
    /// Whether nobody is to be signed in.
    pub(crate) is_trial: bool,
}

impl<'a> Traveller<'a> {
    pub(crate) fn of(interaction: &'a Interaction) -> Self {
        Self {
            interaction: &interaction.id,
            binding: &interaction.binding,
            application_id: interaction.goal.application_id(),
            ui_locales: interaction.goal.ui_locales(),
            asked_at: interaction.created_at,
            directly: false,
            is_trial: false,
        }
    }
}

/// What a connector is asked with. The same attempt and browser give the same again,
/// so that a page that shows the vendor's code can be loaded twice.
pub(crate) struct Departure<'a> {
    state: String,
    redirect_uri: Url,
    language: &'static str,
    user_agent: Option<&'a str>,
}

impl<'a> Departure<'a> {
    pub(crate) fn new(
        state: &Inner,
        headers: &'a HeaderMap,
        connector: &LiveConnector,
        attempt: Uuid,
        traveller: &Traveller<'_>,
    ) -> Result<Self, ConnectorError> {
        Ok(Self {
            state: secret_state(state, attempt, traveller.binding),
            redirect_uri: callback_address(state, &connector.id)?,
            language: visitor::language(state, headers, traveller.ui_locales).tag(),
            user_agent: visitor::user_agent(headers),
        })
    }

    pub(crate) fn away(
        &self,
        connector: &LiveConnector,
    ) -> Result<AuthorizationUri, ConnectorError> {
        connector
            .social
            .authorization_uri(&self.request(&self.redirect_uri))
    }

    /// The address of the vendor's frame. Its callback says that it comes from a frame,
    /// because not every browser tells.
    pub(crate) fn embedded(&self, connector: &LiveConnector) -> Option<AuthorizationUri> {
        let mut redirect_uri = self.redirect_uri.clone();
        redirect_uri.set_query(Some("framed=1"));
        connector.social.embedded_uri(&self.request(&redirect_uri))
    }

    fn request<'b>(&'b self, redirect_uri: &'b Url) -> AuthorizationRequest<'b> {
        AuthorizationRequest {
            state: &self.state,
            redirect_uri,
            language: self.language,
            user_agent: self.user_agent,
        }
    }
}

/// Writes the attempt down, before anybody leaves.
pub(crate) async fn begin(
    state: &Inner,
    connector: &LiveConnector,
    id: Uuid,
    traveller: &Traveller<'_>,
    departure: &Departure<'_>,
    connector_session: serde_json::Value,
) -> Result<(), StoreError> {
    let now = state.now();
    let sent_away = Step {
        detail: traveller.directly.then(|| DIRECTLY.to_owned()),
        ..step("sent_away", now)
    };
    let attempt = Attempt {
        id,
        reference: state.new_reference(),
        interaction: traveller.interaction.to_owned(),
        binding_hash: keys::sha256(traveller.binding.as_bytes()),
        connector_id: connector.id.clone(),
        application_id: traveller.application_id.to_owned(),
        user_agent: departure.user_agent.map(visitor::cut_user_agent),
        connector_session,
        phase: Phase::Sent,
        asked: false,
        outcome: None,
        failure: None,
        user_id: None,
        trial: traveller.is_trial,
        finding: None,
        steps: vec![step("asked", traveller.asked_at), sent_away],
        created_at: now,
        expires_at: now.plus(state.settings.lifetimes.attempt),
        claim_deadline: None,
        finished_at: None,
    };
    let state_hash = keys::sha256(departure.state.as_bytes());
    state.store.start_attempt(&attempt, state_hash).await?;
    tracing::info!(reference = %attempt.reference, connector = connector.id, "sent away");
    Ok(())
}

/// Whether the person has seen no page of ours before leaving.
pub(crate) fn went_directly(attempt: &Attempt) -> bool {
    let mut details = attempt
        .steps
        .iter()
        .filter_map(|step| step.detail.as_deref());
    details.any(|detail| detail == DIRECTLY)
}

const DIRECTLY: &str = "without a page of ours";

pub(crate) fn step(name: &str, at: Timestamp) -> Step {
    Step {
        name: name.to_owned(),
        at,
        detail: None,
    }
}

/// The `state` of an attempt: 32 letters and digits, what every vendor returns
/// unchanged; about 190 bits that only this server and this browser can make.
fn secret_state(state: &Inner, attempt: Uuid, binding: &str) -> String {
    const LETTERS: &[u8; 62] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    let mac = state
        .keyring
        .mac("state", &[attempt.as_bytes(), binding.as_bytes()]);
    let letter = |byte: u8| char::from(LETTERS[usize::from(byte) % LETTERS.len()]);
    mac.into_iter().map(letter).collect()
}

fn callback_address(state: &Inner, connector: &str) -> Result<Url, ConnectorError> {
    let address = state.settings.address(&format!("/callback/{connector}"));
    Url::parse(&address).map_err(|error| ConnectorError::Misconfigured {
        field: "id".to_owned(),
        remedy: format!("The connector's id does not fit into an address: {error}."),
        answer: None,
    })
}

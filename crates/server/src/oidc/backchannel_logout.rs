//! Tells applications that sessions have ended (OpenID Connect Back-Channel Logout 1.0).
//!
//! The news are in the database before the person is signed out, and whoever signs out never
//! waits for them. Every node delivers; a piece of news is claimed by one.

use std::time::Duration;

use connector_kit::{Limits, TransportError};
use connectors::http::Lent;
use oidc::backchannel_logout::{LogoutToken, TRIES, TYPE, is_received, on_one_machine};
use store::{LogoutNotice, StoreError};
use tokio::task::JoinSet;
use tokio::time::{MissedTickBehavior, interval};
use tokio_util::sync::CancellationToken;
use url::Url;

use crate::state::{AppState, Inner};

/// How often a node looks for news that were not its own, or that nobody took before.
const LOOK: Duration = Duration::from_secs(5);
/// How many applications are told at the same time.
const AT_ONCE: usize = 32;
/// How long an application may take. What it answers is of no interest.
const LIMITS: Limits = Limits {
    total: Duration::from_secs(5),
    body: 1024 * 1024,
};

/// Delivers until it is told to stop, then waits for the calls that have begun.
pub(crate) async fn run(state: &AppState, stop: CancellationToken) {
    let mut ticks = interval(LOOK);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut calls = JoinSet::new();
    loop {
        tokio::select! {
            () = stop.cancelled() => break,
            () = state.store.has_logout_notices() => {}
            _ = ticks.tick() => {}
            Some(_) = calls.join_next() => {}
        }
        if let Err(error) = begin(state, &mut calls).await {
            tracing::warn!(%error, "news of ended sessions could not be read");
        }
    }
    calls.join_all().await;
}

/// Delivers what is due now; says how many applications that were.
pub(crate) async fn deliver(state: &AppState) -> Result<usize, StoreError> {
    let mut calls = JoinSet::new();
    begin(state, &mut calls).await?;
    Ok(calls.join_all().await.len())
}

/// Begins as many calls as there is room for.
async fn begin(state: &AppState, calls: &mut JoinSet<()>) -> Result<(), StoreError> {
    let room = AT_ONCE.saturating_sub(calls.len());
    if room == 0 {
        return Ok(());
    }
    let most = u32::try_from(room).unwrap_or(u32::MAX);
    let claimed = state.store.claim_logout_notices(most, state.now()).await?;
    for notice in claimed {
        let state = state.clone();
        calls.spawn(async move {
            if let Err(error) = settle(&state, &notice).await {
                let application = &notice.application.id;
                tracing::warn!(application, %error, "news of an ended session could not be deleted");
            }
        });
    }
    Ok(())
}

/// Tells one application, and deletes the news when that is done or hopeless.
async fn settle(state: &Inner, notice: &LogoutNotice) -> Result<(), StoreError> {
    let (application, session) = (&notice.application.id, notice.session_id);
    let failure = if notice.tries > TRIES {
        // Whoever made the last try did not live to say how it went.
        Failure::Cut
    } else {
        match tell(state, notice).await {
            Ok(()) => {
                tracing::info!(application, %session, "told of an ended session");
                return state.store.drop_logout_notice(application, session).await;
            }
            Err(failure) => failure,
        }
    };
    let (reason, tries) = (&failure, notice.tries);
    if matches!(failure, Failure::NoAddress) {
        tracing::info!(application, %session, "no longer wants to be told of ended sessions");
    } else if tries < TRIES {
        tracing::info!(application, %session, tries, %reason, "not told of an ended session yet");
        return Ok(());
    } else {
        tracing::warn!(
            application, %session, tries, %reason,
            "was never told that a session has ended: see backchannel_logout_uri of the application"
        );
    }
    state.store.drop_logout_notice(application, session).await
}

/// Why an application does not know yet.
#[derive(Debug, thiserror::Error)]
enum Failure {
    #[error("it has no address any more")]
    NoAddress,
    #[error("there is no key to sign with")]
    NoKey,
    #[error(transparent)]
    NoAnswer(#[from] TransportError),
    #[error("it answered with status {0} instead of 200")]
    Status(u16),
    #[error("the last try was cut off")]
    Cut,
}

async fn tell(state: &Inner, notice: &LogoutNotice) -> Result<(), Failure> {
    let application = &notice.application;
    let address = application.backchannel_logout_uri.as_deref();
    let url = address.and_then(|text| Url::parse(text).ok());
    let url = url.ok_or(Failure::NoAddress)?;
    let claims = LogoutToken {
        issuer: &state.settings.issuer(),
        application_id: &application.id,
        user_id: &notice.user_id.to_string(),
        session_id: &notice.session_id.to_string(),
        id: &state.new_id().to_string(),
        now: state.now().seconds(),
    }
    .claims();
    let token = state
        .with_signing_key(application.id_token_alg, |key| {
            key.sign(Some(TYPE), &claims)
        })
        .and_then(Result::ok)
        .ok_or(Failure::NoKey)?;
    let _open = same_machine(state, &url);
    let form = [("logout_token", token.as_str())];
    let answer = state.http.post_form(&url, &form, LIMITS).await?;
    if is_received(answer.status) {
        Ok(())
    } else {
        Err(Failure::Status(answer.status))
    }
}

/// Lets this call go to our own machine, where that is where people reach us too: everything is
/// tried out on one machine then. Otherwise private addresses stay closed, as for every call.
fn same_machine(state: &Inner, url: &Url) -> Option<Lent> {
    let is_here = on_one_machine(&state.settings.public_address, url);
    is_here.then(|| state.allowed.lend([url.origin()]))
}

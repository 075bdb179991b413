//! What goes on without anybody asking.

use std::time::Duration;

use store::StoreError;
use tokio::time::{MissedTickBehavior, interval};
use tokio_util::sync::CancellationToken;

use crate::check;
use crate::manage::{server_settings, signing_keys};
use crate::oidc::backchannel_logout;
use crate::state::AppState;

/// How soon a change on another node is noticed.
const REFRESH: Duration = Duration::from_secs(1);
/// How soon an attempt that nobody came back from is called lost.
const SWEEP: Duration = Duration::from_secs(10);
/// How often rows that have expired are deleted.
const CLEAN_UP: Duration = Duration::from_mins(10);
/// How often connectors that lose people are looked for.
const CHECKS: Duration = Duration::from_mins(10);

/// How long people without words wait when some could not be given theirs.
const REST: Duration = Duration::from_secs(10);

pub(crate) async fn run(state: &AppState, stop: CancellationToken) {
    tokio::join!(
        keep_tidy(state, stop.clone()),
        backchannel_logout::run(state, stop.clone()),
        fill_words(state, stop),
    );
}

/// Gives words to people from before there were words, until everybody has theirs.
async fn fill_words(state: &AppState, stop: CancellationToken) {
    let fill = async {
        loop {
            match state.store.fill_words().await {
                Ok(0) => return,
                // Whoever signs in goes first.
                Ok(_) => tokio::task::yield_now().await,
                Err(error) => {
                    tracing::warn!(%error, "people could not be given the words of their names");
                    tokio::time::sleep(REST).await;
                }
            }
        }
    };
    tokio::select! {
        () = stop.cancelled() => {}
        () = fill => {}
    }
}

async fn keep_tidy(state: &AppState, stop: CancellationToken) {
    let every = |period| {
        let mut ticks = interval(period);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        ticks
    };
    let (mut refresh, mut sweep, mut clean_up) = (every(REFRESH), every(SWEEP), every(CLEAN_UP));
    let mut checks = every(CHECKS);
    loop {
        // Failures are told and tried again with the next tick: the database may be back.
        tokio::select! {
            () = stop.cancelled() => return,
            _ = refresh.tick() => {
                if let Err(error) = state.refresh().await {
                    tracing::warn!(%error, "the configuration could not be read");
                }
            }
            _ = sweep.tick() => match state.store.sweep_attempts(state.now()).await {
                Ok(swept) if swept.lost + swept.abandoned > 0 => {
                    tracing::info!(lost = swept.lost, abandoned = swept.abandoned, "attempts ended");
                }
                Ok(_) => {}
                Err(error) => tracing::warn!(%error, "attempts could not be swept"),
            },
            // It waits for a vendor, and nothing here should wait for it.
            _ = checks.tick() => {
                let state = state.clone();
                state.tasks.clone().spawn(async move {
                    if let Err(error) = check::those_that_lose_people(&state).await {
                        tracing::warn!(%error, "connectors could not be checked");
                    }
                });
            }
            _ = clean_up.tick() => {
                if let Err(error) = tidy(state).await {
                    tracing::warn!(%error, "expired rows could not be deleted");
                }
            }
        }
    }
}

/// Deletes what has expired, and what is older than administrators want to keep; replaces signing
/// keys that have had their time.
pub(crate) async fn tidy(state: &AppState) -> Result<(), StoreError> {
    let now = state.now();
    state.store.clean_up(now).await?;
    signing_keys::drop_old(state, now).await?;
    signing_keys::rotate_old(state, now).await?;
    let (settings, _) = state.store.server_settings().await?;
    server_settings::delete_old(state, &settings).await?;
    Ok(())
}

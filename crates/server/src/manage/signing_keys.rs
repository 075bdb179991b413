//! The rotation of signing keys, in the console and by `pailou keys rotate`.

use std::time::Duration;

use connector_kit::Timestamp;
use keys::SigningKey;
use store::{Action, Actor, ActorKind, FieldChange, StoreError, StoredKey, SubjectKind};

use super::Author;
use crate::Server;
use crate::state::{AppState, Inner};

/// How long a new key is published before it signs: every node shows it after a second,
/// so that an application that meets it finds it wherever it asks.
pub(crate) const TAKES_OVER: Duration = Duration::from_secs(5);

/// How long a key stays published after its last signature: as long as the token lives that
/// lives longest, and a little, for clocks that differ.
pub(crate) fn grace(state: &Inner) -> Duration {
    let lifetimes = &state.settings.lifetimes;
    let configuration = state.configuration();
    let of_resources = configuration.resources().all.iter();
    let longest = of_resources
        .map(|resource| Duration::from_secs(resource.access_token_ttl.into()))
        .fold(
            lifetimes.access_token.max(lifetimes.id_token),
            Duration::max,
        );
    longest + Duration::from_mins(1)
}

/// The keys that a rotation replaces.
pub(crate) fn replaceable(keys: &[StoredKey]) -> impl Iterator<Item = &StoredKey> {
    keys.iter().filter(|stored| stored.retired_at.is_none())
}

/// Puts new keys in the place of these, which are all that are not retired. Says whether
/// that was done; otherwise somebody was faster.
pub(crate) async fn rotate(
    state: &AppState,
    author: Author<'_>,
    replaced: &[String],
) -> Result<Option<Vec<SigningKey>>, StoreError> {
    let keys = state.store.signing_keys().await?;
    let present: Vec<&StoredKey> = replaceable(&keys).collect();
    let is_replaced = |stored: &&StoredKey| replaced.iter().any(|kid| kid == stored.key.kid());
    if replaced.len() != present.len() || !present.iter().all(is_replaced) {
        return Ok(None);
    }
    let algorithms: Vec<keys::Algorithm> = present
        .iter()
        .map(|stored| stored.key.algorithm())
        .collect();
    let Ok(made) = state.passwords.make_keys(algorithms).await else {
        return Ok(None);
    };
    let fields: Vec<FieldChange> = present
        .iter()
        .zip(&made)
        .map(|(before, after)| FieldChange {
            field: after.algorithm().as_str().to_owned(),
            before: before.key.kid().into(),
            after: after.kid().into(),
        })
        .collect();
    let subject = (SubjectKind::SigningKey, "signing_keys", "signing_keys");
    let change = author.change(Action::Changed, subject, &fields);
    let kids: Vec<&str> = present.iter().map(|stored| stored.key.kid()).collect();
    let retired_at = change.at.plus(TAKES_OVER);
    let done = state
        .store
        .rotate_signing_keys(&kids, &made, retired_at, &*state.entropy, &change)
        .await?;
    if done {
        state.refresh().await?;
    }
    Ok(done.then_some(made))
}

/// Deletes keys whose last token has expired.
pub(crate) async fn drop_old(state: &Inner, now: Timestamp) -> Result<u64, StoreError> {
    let before = now.minus(grace(state));
    state.store.drop_signing_keys(before).await
}

/// Replaces the keys when one of them is as old as the operator lets keys become. All nodes look;
/// who comes second finds it done.
pub(crate) async fn rotate_old(state: &AppState, now: Timestamp) -> Result<(), StoreError> {
    let Some(oldest) = state.settings.rotate_keys_after else {
        return Ok(());
    };
    let keys = state.store.signing_keys().await?;
    let is_old = |stored: &StoredKey| stored.created_at <= now.minus(oldest);
    if !replaceable(&keys).any(is_old) {
        return Ok(());
    }
    let actor = Actor {
        kind: ActorKind::Server,
        id: "schedule".to_owned(),
        name: "keys.rotate_after".to_owned(),
    };
    let author = Author {
        actor: &actor,
        clock: &*state.clock,
        entropy: &*state.entropy,
    };
    let kids = replaceable(&keys).map(|stored| stored.key.kid().to_owned());
    if rotate(state, author, &kids.collect::<Vec<_>>())
        .await?
        .is_some()
    {
        tracing::info!("the signing keys were replaced, as keys.rotate_after says");
    }
    Ok(())
}

/// What a rotation did.
pub struct RotatedKeys {
    /// Algorithm and name of each new key.
    pub made: Vec<(&'static str, String)>,
    /// After how long they sign.
    pub takes_over: Duration,
    /// How long the former keys stay published after that.
    pub grace: Duration,
}

impl Server {
    /// Puts new signing keys in the place of those that are in use. Nothing when somebody
    /// else does so at the same moment.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn rotate_signing_keys(
        &self,
        actor: &Actor,
    ) -> Result<Option<RotatedKeys>, StoreError> {
        let state = &self.state;
        let author = Author {
            actor,
            clock: &*state.clock,
            entropy: &*state.entropy,
        };
        let keys = state.store.signing_keys().await?;
        let kids = replaceable(&keys).map(|stored| stored.key.kid().to_owned());
        let made = rotate(state, author, &kids.collect::<Vec<_>>()).await?;
        Ok(made.map(|made| RotatedKeys {
            made: made
                .iter()
                .map(|key| (key.algorithm().as_str(), key.kid().to_owned()))
                .collect(),
            takes_over: TAKES_OVER,
            grace: grace(state),
        }))
    }
}

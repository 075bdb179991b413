//! What every handler can reach.

use std::ops::Deref;
use std::sync::{Arc, PoisonError, RwLock};

use accounts::Reference;
use connector_kit::{Clock, Entropy, HttpClient, Timestamp};
use connectors::http::Allowed;
use keys::{Keyring, SigningKey};
use oidc::SigningAlgorithm;
use store::{Store, StoreError, StoredKey};
use tokio_util::task::TaskTracker;
use uuid::Uuid;

use crate::Settings;
use crate::configuration::{Configuration, Current};
use crate::console::{Passwords, PeopleCount};
use crate::web::metrics::Metrics;

/// What comes from outside.
pub struct Parts {
    /// What the operator decided.
    pub settings: Settings,
    /// The database.
    pub store: Store,
    /// The keys derived from the master key.
    pub keyring: Keyring,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Random bytes.
    pub entropy: Arc<dyn Entropy>,
    /// Outgoing calls of connectors.
    pub http: Arc<dyn HttpClient>,
    /// The private origins that `http` may call; kept up to date with the connectors.
    pub allowed: Allowed,
}

/// What every handler can reach; cheap to clone.
#[derive(Clone)]
pub(crate) struct AppState(Arc<Inner>);

pub(crate) struct Inner {
    pub(crate) settings: Settings,
    pub(crate) store: Store,
    pub(crate) keyring: Keyring,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) entropy: Arc<dyn Entropy>,
    pub(crate) http: Arc<dyn HttpClient>,
    /// Work that goes on after its request was answered; shutdown waits for it.
    pub(crate) tasks: TaskTracker,
    pub(crate) allowed: Allowed,
    /// Passwords of administrators.
    pub(crate) passwords: Passwords,
    /// How many people there were when somebody last counted them.
    pub(crate) people: PeopleCount,
    /// What has been answered since the start.
    pub(crate) metrics: Metrics,
    /// When this node began.
    pub(crate) started_at: Timestamp,
    configuration: Current,
    signing_keys: RwLock<Arc<Vec<StoredKey>>>,
}

impl Deref for AppState {
    type Target = Inner;

    fn deref(&self) -> &Inner {
        &self.0
    }
}

impl AppState {
    /// Makes the signing keys if there are none, and reads the configuration.
    pub(crate) async fn start(parts: Parts) -> Result<Self, StoreError> {
        let (store, entropy, clock) = (parts.store, parts.entropy, parts.clock);
        let signing_keys = store
            .ensure_signing_keys(&keys::Algorithm::ALL, &*entropy, clock.now())
            .await?;
        let started_at = clock.now();
        let state = Self(Arc::new(Inner {
            settings: parts.settings,
            store,
            keyring: parts.keyring,
            clock,
            entropy,
            http: parts.http,
            tasks: TaskTracker::new(),
            allowed: parts.allowed,
            passwords: Passwords::default(),
            people: PeopleCount::default(),
            metrics: Metrics::default(),
            started_at,
            configuration: Current::default(),
            signing_keys: RwLock::new(Arc::new(signing_keys)),
        }));
        state.refresh().await?;
        Ok(state)
    }

    /// Takes over what has changed on another node.
    pub(crate) async fn refresh(&self) -> Result<(), StoreError> {
        if self.configuration.refresh(&self.store).await? {
            let of_connectors = self.configuration().private_origins().into_iter();
            let of_operator = self.settings.private_origins.iter().cloned();
            self.allowed.allow(of_connectors.chain(of_operator));
            let keys = Arc::new(self.store.signing_keys().await?);
            *self
                .signing_keys
                .write()
                .unwrap_or_else(PoisonError::into_inner) = keys;
        }
        Ok(())
    }
}

impl Inner {
    pub(crate) fn now(&self) -> Timestamp {
        self.clock.now()
    }

    pub(crate) fn configuration(&self) -> Arc<Configuration> {
        self.configuration.get()
    }

    /// Every signing key, retired ones too: what `/oidc/jwks` shows.
    pub(crate) fn signing_keys(&self) -> Arc<Vec<StoredKey>> {
        Arc::clone(
            &self
                .signing_keys
                .read()
                .unwrap_or_else(PoisonError::into_inner),
        )
    }

    /// Signs with the key of an algorithm whose turn it is; `None` when there is no such
    /// key, which the start of the server rules out.
    ///
    /// While a new key is being made known, the one before it goes on signing.
    pub(crate) fn with_signing_key<T>(
        &self,
        algorithm: SigningAlgorithm,
        sign: impl FnOnce(&SigningKey) -> T,
    ) -> Option<T> {
        let wanted = match algorithm {
            SigningAlgorithm::Es256 => keys::Algorithm::Es256,
            SigningAlgorithm::Rs256 => keys::Algorithm::Rs256,
            SigningAlgorithm::Es384 => keys::Algorithm::Es384,
            SigningAlgorithm::EdDsa => keys::Algorithm::EdDsa,
        };
        let keys = self.signing_keys();
        let now = self.now();
        let able = keys.iter().filter(|stored| stored.signs_at(now));
        let oldest = able
            .filter(|stored| stored.key.algorithm() == wanted)
            .min_by_key(|stored| (stored.retired_at.unwrap_or(LAST), stored.created_at))?;
        Some(sign(&oldest.key))
    }

    /// A new id: sortable by time, unguessable enough to be unique, never a secret.
    pub(crate) fn new_id(&self) -> Uuid {
        new_id(&*self.entropy, self.now())
    }

    pub(crate) fn new_reference(&self) -> Reference {
        let mut random = [0; 8];
        self.entropy.fill(&mut random);
        Reference::from_random(random)
    }
}

/// Later than any other moment.
const LAST: Timestamp = Timestamp(i64::MAX);

/// A new id of a moment.
pub(crate) fn new_id(entropy: &dyn Entropy, now: Timestamp) -> Uuid {
    let mut random = [0; 10];
    entropy.fill(&mut random);
    let millis = u64::try_from(now.0).unwrap_or(0);
    uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
}

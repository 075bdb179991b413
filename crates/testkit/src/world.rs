//! A server with its simulator and its database, in this process and without sockets.

use std::ops::Deref;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use async_trait::async_trait;
use axum::Router;
use connector_kit::{Clock, Entropy};
use connectors::http::Allowed;
use http::{HeaderMap, Method};
use keys::{Keyring, MasterKey};
use serde_json::{Value, json};
use server::apply::{Desired, Means};
use server::{Parts, Server, Settings};
use simulator::Simulator;
use store::{
    Action, Actor, Added, NewAdministrator, NewAdministratorSession, NewChange, Role,
    SignInExperience, Store, SubjectKind,
};
use tempfile::TempDir;
use url::Url;

use crate::application::SECRET;
use crate::clock::{TestClock, TestEntropy};
use crate::ears::Ears;
use crate::in_process::{Answer, InProcessClient, send};
use crate::machine::Machine;
use crate::network::{Network, Sender};
use crate::postgres;
use crate::visitor::Visitor;

/// Where the server of a test is.
pub const SERVER: &str = "http://localhost:3001";
/// Where the simulator of a test is: another site than the server, as in life.
pub const SIMULATOR: &str = "http://127.0.0.1:3002";
/// Where the application of a test is.
pub const APPLICATION: &str = "http://localhost:3003";

/// Which database a test runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Database {
    /// A file of its own.
    Sqlite,
    /// A new database in the cluster of `PAILOU_TEST_POSTGRES`.
    Postgres,
}

/// A server with its simulator and its database.
pub struct World {
    /// The nodes of the server; each request goes to another one than the request before.
    pub nodes: Vec<Server>,
    /// The database of all nodes.
    pub store: Store,
    /// The clock of all nodes. The simulator has its own, see `/_sim/clock`.
    pub clock: Arc<TestClock>,
    /// Where they all are, for tasks that outlive a borrow.
    pub network: Arc<Network>,
    /// What applications at [`APPLICATION`] are told.
    pub ears: Ears,
    _directory: TempDir,
}

impl World {
    /// One node over SQLite, with the demo's application `demo-app` and connector `wechat`.
    pub async fn new() -> Self {
        Self::with(Database::Sqlite, 1).await
    }

    /// Any number of nodes over a database.
    pub async fn with(database: Database, nodes: usize) -> Self {
        Self::build(database, nodes, |_| {}).await
    }

    /// One node over SQLite with other settings.
    pub async fn with_settings(change: impl Fn(&mut Settings)) -> Self {
        Self::build(Database::Sqlite, 1, change).await
    }

    /// Any number of nodes over a database, with other settings.
    pub async fn with_all(
        database: Database,
        nodes: usize,
        change: impl Fn(&mut Settings),
    ) -> Self {
        Self::build(database, nodes, change).await
    }

    async fn build(database: Database, nodes: usize, change: impl Fn(&mut Settings)) -> Self {
        let mut settings = Settings::new(address(SERVER));
        change(&mut settings);
        let directory = tempfile::tempdir().expect("there is room for a test's files");
        let url = match database {
            Database::Sqlite => format!("sqlite://{}/pailou.db", directory.path().display()),
            Database::Postgres => postgres::database().await,
        };
        let keyring = Keyring::new(&MasterKey::generate(&TestEntropy::unique()));
        Self::on(&url, keyring, nodes, settings, directory).await
    }

    /// One node over a database that is there already.
    pub async fn over(url: &str, keyring: Keyring) -> Self {
        let directory = tempfile::tempdir().expect("there is room for a test's files");
        let settings = Settings::new(address(SERVER));
        Self::on(url, keyring, 1, settings, directory).await
    }

    async fn on(
        url: &str,
        keyring: Keyring,
        nodes: usize,
        settings: Settings,
        directory: TempDir,
    ) -> Self {
        let clock = Arc::new(TestClock::default());
        let simulator = Simulator::new(simulator::Settings::seeded(address(SIMULATOR))).router();
        let store = open(url, &keyring, &clock).await;
        let ears = Ears::default();
        let http = InProcessClient::default()
            .with(&address(SIMULATOR), simulator.clone())
            .with(&address(APPLICATION), ears.router());
        let mut servers = Vec::new();
        for node in 0..nodes {
            // Nodes share the database, not its connections.
            let store = match node {
                0 => store.clone(),
                _ => open(url, &keyring, &clock).await,
            };
            let parts = Parts {
                settings: settings.clone(),
                store,
                keyring: keyring.clone(),
                clock: clock.clone(),
                entropy: Arc::new(TestEntropy::unique()),
                http: Arc::new(http.clone()),
                allowed: Allowed::default(),
            };
            servers.push(Server::start(parts).await.expect("a node starts"));
        }
        let routers = Routers {
            nodes: servers.iter().map(Server::router).collect(),
            turn: AtomicUsize::new(0),
            simulator,
        };
        let world = Self {
            network: Arc::new(Network::new([SERVER, SIMULATOR, APPLICATION], routers)),
            nodes: servers,
            store,
            clock,
            ears,
            _directory: directory,
        };
        world.apply(world.seed(SIMULATOR)).await;
        world
    }

    /// Applies more, as `pailou apply` would, and lets every node know at once.
    pub async fn apply(&self, desired: Value) {
        self.try_apply(desired)
            .await
            .expect("what a test applies is right");
    }

    /// An administrator at a browser, signed in to the console. (Their passwords take time;
    /// tests of the doors choose real ones.)
    pub async fn administrator(&self, name: &str, role: Role) -> Visitor<'_> {
        let entropy = TestEntropy::unique();
        let (id, secret) = (keys::random_token(&entropy), keys::random_token(&entropy));
        let digest = keys::sha256(id.as_bytes());
        let ids = [0, 8].map(|at| {
            let bytes = digest[at..at + 16]
                .try_into()
                .expect("a digest has 32 bytes");
            uuid::Uuid::from_bytes(bytes)
        });
        let actor = Actor::command("test");
        let now = self.clock.now();
        let change = NewChange {
            id: ids[1],
            at: now,
            actor: &actor,
            subject_kind: SubjectKind::Administrator,
            subject_id: name,
            subject_name: name,
            action: Action::Created,
            fields: &[],
        };
        let email = format!("{}@acme.example", name.to_lowercase());
        let new = NewAdministrator {
            id: ids[0],
            name,
            email: &email,
            role,
            password_hash: Some(""),
            language: None,
        };
        let added = self.store.add_administrator(new, &change).await;
        assert_eq!(added, Ok(Added::Added), "{name}");
        let session = NewAdministratorSession {
            id: ids[1],
            hash: keys::sha256(secret.as_bytes()),
            administrator_id: ids[0],
            user_agent: None,
            expires_at: now.plus(std::time::Duration::from_hours(12)),
        };
        self.store
            .begin_administrator_session(session, now)
            .await
            .expect("a session begins");
        let visitor = self.anonymous();
        visitor.set_cookie("pailou_console", Some(&secret));
        visitor
    }

    /// Makes the sign-in experience this, whatever the rules for it say.
    pub async fn experience(&self, wanted: &SignInExperience) {
        let entropy = TestEntropy::unique();
        let mut id = [0; 16];
        entropy.fill(&mut id);
        let actor = Actor::command("test");
        let change = NewChange {
            id: uuid::Uuid::from_bytes(id),
            at: self.clock.now(),
            actor: &actor,
            subject_kind: SubjectKind::SignInExperience,
            subject_id: "sign_in_experience",
            subject_name: "sign_in_experience",
            action: Action::Changed,
            fields: &[],
        };
        let seen = self.store.experience().await.expect("it can be read");
        let changed = self.store.change_experience(&seen, wanted, &change).await;
        assert_eq!(changed, Ok(true));
        for node in &self.nodes {
            node.refresh().await.expect("a node reads it");
        }
    }

    /// A program that may do everything in the Management API, with the secret
    /// [`SECRET`]. It is made an application if it is none.
    pub async fn machine(&self, id: &str) -> Machine<'_> {
        self.machine_that(id, "all").await
    }

    /// A program that may only read in the Management API.
    pub async fn reading_machine(&self, id: &str) -> Machine<'_> {
        self.machine_that(id, "read").await
    }

    async fn machine_that(&self, id: &str, access: &str) -> Machine<'_> {
        self.apply(json!({ "applications": [{
            "id": id, "name": id, "type": "MachineToMachine", "secret": SECRET,
            "management_api": access,
        }]}))
        .await;
        self.machine_with(id, SECRET, access).await
    }

    /// Applies more, or tells what is wrong with it.
    ///
    /// # Errors
    /// The sentence that an administrator would read.
    pub async fn try_apply(&self, desired: Value) -> Result<(), String> {
        let desired: Desired =
            serde_json::from_value(desired).map_err(|error| error.to_string())?;
        let entropy = TestEntropy::unique();
        let simulator = address(SIMULATOR);
        let means = Means {
            store: &self.store,
            clock: &*self.clock,
            entropy: &entropy,
            simulator: Some(&simulator),
            actor: &Actor::command("pailou apply"),
        };
        desired
            .apply(means)
            .await
            .map_err(|error| error.to_string())?;
        for node in &self.nodes {
            node.refresh().await.map_err(|error| error.to_string())?;
        }
        Ok(())
    }
}

/// A world is a network too: everybody goes there.
impl Deref for World {
    type Target = Network;

    fn deref(&self) -> &Network {
        &self.network
    }
}

/// The routers at the addresses of a world.
struct Routers {
    nodes: Vec<Router>,
    turn: AtomicUsize,
    simulator: Router,
}

#[async_trait]
impl Sender for Routers {
    async fn send(
        &self,
        method: Method,
        url: &Url,
        headers: HeaderMap,
        body: String,
    ) -> Result<Answer, String> {
        let router = match url.origin().ascii_serialization().as_str() {
            SERVER => {
                let turn = self.turn.fetch_add(1, Ordering::SeqCst);
                &self.nodes[turn % self.nodes.len()]
            }
            SIMULATOR => &self.simulator,
            elsewhere => panic!("nobody is at {elsewhere} in this test"),
        };
        send(router, method, url, headers, body).await
    }
}

async fn open(url: &str, keyring: &Keyring, clock: &TestClock) -> Store {
    Store::open(url, keyring.clone(), clock.now())
        .await
        .expect("the database opens")
}

fn address(text: &str) -> Url {
    Url::parse(text).expect("the addresses above are right")
}

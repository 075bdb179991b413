//! A server with its simulator and its database, in this process and without sockets.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::Router;
use connector_kit::Clock;
use connectors::http::Allowed;
use http::{HeaderMap, HeaderValue, Method, header};
use keys::{Keyring, MasterKey};
use serde_json::Value;
use server::apply::{Desired, Means};
use server::{Parts, Server, Settings};
use simulator::{Simulator, seed};
use store::Store;
use tempfile::TempDir;
use url::Url;

use crate::clock::{TestClock, TestEntropy};
use crate::in_process::{Answer, InProcessClient, send};
use crate::postgres;

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
    routers: Vec<Router>,
    turn: AtomicUsize,
    simulator: Router,
    _directory: TempDir,
}

impl World {
    /// One node over SQLite, with the demo's application `demo-app` and connector `wechat`.
    pub async fn new() -> Self {
        Self::with(Database::Sqlite, 1).await
    }

    /// Any number of nodes over a database.
    pub async fn with(database: Database, nodes: usize) -> Self {
        let directory = tempfile::tempdir().expect("there is room for a test's files");
        let url = match database {
            Database::Sqlite => format!("sqlite://{}/pailou.db", directory.path().display()),
            Database::Postgres => postgres::database().await,
        };
        let clock = Arc::new(TestClock::default());
        let entropy = Arc::new(TestEntropy::unique());
        let keyring = Keyring::new(&MasterKey::generate(&*entropy));
        let simulator = Simulator::new(simulator::Settings::seeded(address(SIMULATOR))).router();
        let store = open(&url, &keyring, &clock).await;
        let means = Means {
            store: &store,
            clock: &*clock,
            entropy: &*entropy,
            simulator: None,
        };
        desired()
            .apply(means)
            .await
            .expect("the seed of a test is right");
        let http = InProcessClient::default().with(&address(SIMULATOR), simulator.clone());
        let mut servers = Vec::new();
        for node in 0..nodes {
            // Nodes share the database, not its connections.
            let store = match node {
                0 => store.clone(),
                _ => open(&url, &keyring, &clock).await,
            };
            let parts = Parts {
                settings: Settings::new(address(SERVER)),
                store,
                keyring: keyring.clone(),
                clock: clock.clone(),
                entropy: Arc::new(TestEntropy::unique()),
                http: Arc::new(http.clone()),
                allowed: Allowed::default(),
            };
            servers.push(Server::start(parts).await.expect("a node starts"));
        }
        Self {
            routers: servers.iter().map(Server::router).collect(),
            nodes: servers,
            store,
            clock,
            turn: AtomicUsize::new(0),
            simulator,
            _directory: directory,
        }
    }

    /// Applies more, as `pailou apply` would, and lets every node know at once.
    pub async fn apply(&self, desired: Value) {
        self.try_apply(desired)
            .await
            .expect("what a test applies is right");
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

    /// Sends a request to whoever is at that address: a node of the server, or the simulator.
    pub async fn send(
        &self,
        method: Method,
        url: &str,
        headers: HeaderMap,
        body: String,
    ) -> Answer {
        let url = Url::parse(url).expect("an address of a test is right");
        let router = match url.origin().ascii_serialization().as_str() {
            SERVER => {
                let turn = self.turn.fetch_add(1, Ordering::SeqCst);
                &self.routers[turn % self.routers.len()]
            }
            SIMULATOR => &self.simulator,
            elsewhere => panic!("nobody is at {elsewhere} in this test"),
        };
        send(router, method, &url, headers, body)
            .await
            .expect("the answer is whole")
    }

    /// A plain GET without cookies.
    pub async fn get(&self, url: &str) -> Answer {
        self.send(Method::GET, url, HeaderMap::new(), String::new())
            .await
    }

    /// Drives the simulator: `GET` without a body, else with the method given.
    pub async fn simulator(&self, method: Method, path: &str, body: Value) -> Value {
        let json = HeaderValue::from_static("application/json");
        let headers = HeaderMap::from_iter([(header::CONTENT_TYPE, json)]);
        let body = if body.is_null() {
            String::new()
        } else {
            body.to_string()
        };
        let answer = self
            .send(method, &format!("{SIMULATOR}{path}"), headers, body)
            .await;
        assert_eq!(answer.status, 200, "{path}: {}", answer.body);
        if answer.body.is_empty() {
            Value::Null
        } else {
            answer.json()
        }
    }

    /// Makes WeChat fail.
    pub async fn fault(&self, fault: Value) {
        self.simulator(Method::POST, "/_sim/faults", fault).await;
    }

    /// What WeChat was asked at a path, oldest first.
    pub async fn requests(&self, path: &str) -> Vec<Value> {
        let path = format!("/_sim/requests?path={path}");
        let list = self.simulator(Method::GET, &path, Value::Null).await;
        list.as_array().cloned().unwrap_or_default()
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

/// The same as in `pailou demo`, and a few applications of other kinds.
fn desired() -> Desired {
    serde_json::from_value(serde_json::json!({
        "applications": [{
            "id": "demo-app",
            "name": "Paperboat",
            "type": "Traditional",
            "secret": crate::application::SECRET,
            "redirect_uris": [format!("{APPLICATION}/callback")],
            "post_logout_redirect_uris": [format!("{APPLICATION}/")],
        }],
        "connectors": [{
            "id": "wechat",
            "factory": "wechat-web",
            "config": {
                "clientId": seed::APP_ID,
                "clientSecret": seed::APP_SECRET,
                "openPlatform": seed::OPEN_PLATFORM,
            },
            "endpoints": { "open": SIMULATOR, "api": SIMULATOR },
        }],
        "sign_in_experience": { "social": ["wechat"] },
    }))
    .expect("the seed of a test is right")
}

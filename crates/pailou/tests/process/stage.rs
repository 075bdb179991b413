//! `pailou simulator` and one or more `pailou serve`, wired as an operator would.

use std::ops::Deref;
use std::sync::Arc;
use std::time::Duration;

use connector_kit::{Clock, SystemClock};
use keys::{Keyring, MasterKey, SystemEntropy};
use secrecy::ExposeSecret;
use serde_json::Value;
use store::Store;
use tempfile::TempDir;
use testkit::network::Network;
use testkit::process::{Process, local_address};
use testkit::proxy::Proxy;
use testkit::sockets::Sockets;
use testkit::world::Database;
use testkit::{ports, postgres};

use crate::PAILOU;

/// A simulator and the nodes of a server, each a process.
pub(crate) struct Stage {
    pub(crate) network: Arc<Network>,
    pub(crate) simulator_process: Process,
    /// Between the nodes and the simulator's `/sns` endpoints.
    pub(crate) wechat: Proxy,
    /// In front of the nodes, when there are several: each request goes to the next.
    pub(crate) entrance: Option<Proxy>,
    pub(crate) nodes: Vec<Process>,
    ports: Vec<u16>,
    log: String,
    environment: Vec<(String, String)>,
    database_url: String,
    pub(crate) master_key: MasterKey,
    directory: TempDir,
}

impl Stage {
    /// As many nodes as asked for over one database, ready, with what a demo has.
    pub(crate) async fn open(database: Database, nodes: usize) -> Self {
        Self::logging(database, nodes, "info").await
    }

    /// The same, with another `--log`.
    pub(crate) async fn logging(database: Database, nodes: usize, log: &str) -> Self {
        let directory = tempfile::tempdir().unwrap();
        let database_url = match database {
            Database::Sqlite => format!("sqlite://{}/pailou.db", directory.path().display()),
            Database::Postgres => postgres::database().await,
        };
        let master_key = MasterKey::generate(&SystemEntropy);

        let port = ports::free();
        let arguments = ["simulator", "--port", &port.to_string(), "--log", log];
        let mut simulator = Process::start(PAILOU, &arguments, &[]);
        let simulator_address = local_address(port);
        simulator.ready(&[&simulator_address]).await;
        let api = ports::free();
        let wechat = Proxy::start(api, vec![simulator_address]).await;

        let listening: Vec<u16> = (0..nodes).map(|_| ports::free()).collect();
        let (public, entrance) = if let [port] = listening[..] {
            (port, None)
        } else {
            let port = ports::free();
            let upstreams = listening.iter().map(|port| local_address(*port));
            (port, Some(Proxy::start(port, upstreams.collect()).await))
        };
        // The QR page is on another site than the server, as in life.
        let origins = [
            format!("http://localhost:{public}"),
            format!("http://127.0.0.1:{port}"),
            // Nobody listens there; the application of a test reads the address.
            "http://localhost:3003".to_owned(),
        ];
        let network = Network::new(origins.each_ref().map(String::as_str), Sockets::default());
        let environment = [
            ("PAILOU_PUBLIC_ADDRESS", origins[0].clone()),
            ("PAILOU_DATABASE_URL", database_url.clone()),
            (
                "PAILOU_MASTER_KEY",
                master_key.to_base64().expose_secret().to_owned(),
            ),
        ];
        let mut stage = Self {
            network: Arc::new(network),
            simulator_process: simulator,
            wechat,
            entrance,
            nodes: Vec::new(),
            ports: listening,
            log: log.to_owned(),
            environment: environment
                .map(|(name, value)| (name.to_owned(), value))
                .into(),
            database_url,
            master_key,
            directory,
        };
        let seed = stage.seed(&format!("http://127.0.0.1:{api}"));
        stage.apply(&seed).await;
        for node in 0..nodes {
            let process = stage.start(node).await;
            stage.nodes.push(process);
        }
        stage
    }

    /// `pailou apply`: gives what it prints.
    pub(crate) async fn apply(&self, desired: &Value) -> String {
        let file = self.directory.path().join("apply.toml");
        std::fs::write(&file, toml::to_string(desired).unwrap()).unwrap();
        let file = file.display().to_string();
        self.run(&["apply", &file, "--log", &self.log]).await
    }

    /// A command that ends by itself, with the settings of the nodes: gives what it prints.
    pub(crate) async fn run(&self, arguments: &[&str]) -> String {
        let mut process = Process::start(PAILOU, arguments, &self.environment(&[]));
        let status = process.ended(Duration::from_secs(20)).await;
        assert!(status.success(), "{}", process.stderr());
        process.stdout()
    }

    /// Kills a node without a word, and starts it again on the same port.
    pub(crate) async fn kill_and_restart(&mut self, node: usize) {
        self.nodes[node].kill();
        self.nodes[node] = self.start(node).await;
    }

    /// Ends all nodes in good order, and opens their database.
    pub(crate) async fn end(&mut self) -> Store {
        for node in &mut self.nodes {
            node.signal("TERM");
            assert!(node.ended(Duration::from_secs(5)).await.success());
        }
        let keyring = Keyring::new(&self.master_key);
        Store::open(&self.database_url, keyring, SystemClock.now())
            .await
            .unwrap()
    }

    async fn start(&self, node: usize) -> Process {
        let listen = format!("127.0.0.1:{}", self.ports[node]);
        let environment = self.environment(&[("PAILOU_LISTEN", &listen)]);
        let mut process = Process::start(PAILOU, &["serve", "--log", &self.log], &environment);
        process.ready(&[&local_address(self.ports[node])]).await;
        process
    }

    fn environment<'a>(&'a self, more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
        let all = self.environment.iter();
        let all = all.map(|(name, value)| (name.as_str(), value.as_str()));
        all.chain(more.iter().copied()).collect()
    }
}

impl Deref for Stage {
    type Target = Network;

    fn deref(&self) -> &Network {
        &self.network
    }
}

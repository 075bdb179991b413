//! The program itself, started as people start it.

use std::{
    fs::{self, File},
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Stdio},
    time::Duration,
};

use http::Method;
use serde_json::Value;
use tempfile::TempDir;
use tokio::time::timeout;
use url::Url;

use crate::network::Network;
use crate::ports;
use crate::sockets::{Sockets, client};

/// A running process whose output goes to files. It is killed when this value goes.
#[derive(Debug)]
pub struct Process {
    child: Child,
    folder: TempDir,
}

impl Process {
    /// Starts a program. Settings of the surrounding shell (`PAILOU_…`) do not reach it.
    pub fn start(binary: &str, arguments: &[&str], environment: &[(&str, &str)]) -> Self {
        let folder = TempDir::new().expect("a folder for a process can be made");
        let file = |name| File::create(folder.path().join(name)).expect("a log file can be made");
        let mut command = Command::new(binary);
        for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("PAILOU_")) {
            command.env_remove(name);
        }
        let child = command
            .args(arguments)
            .envs(environment.iter().copied())
            .current_dir(folder.path())
            .stdin(Stdio::null())
            .stdout(file(STDOUT))
            .stderr(file(STDERR))
            .spawn()
            .unwrap_or_else(|error| panic!("{binary} starts: {error}"));
        Self { child, folder }
    }

    /// Waits until `/readyz` of every address answers 200.
    pub async fn ready(&mut self, addresses: &[&Url]) {
        let client = client();
        let all = async {
            for address in addresses {
                let ready = address.join("/readyz").expect("a path joins an address");
                while !matches!(client.get(ready.clone()).send().await, Ok(answer) if answer.status() == 200)
                {
                    if let Ok(Some(status)) = self.child.try_wait() {
                        let said = self.stderr();
                        panic!("the process ended ({status}) before {ready} was ready:\n{said}");
                    }
                    tokio::time::sleep(PAUSE).await;
                }
            }
        };
        let late = timeout(START, all).await.is_err();
        assert!(!late, "not ready within {START:?}:\n{}", self.stderr());
    }

    /// What it has written to its output so far.
    pub fn stdout(&self) -> String {
        self.written(STDOUT)
    }

    /// What it has written to its error stream so far, which is where logs go.
    pub fn stderr(&self) -> String {
        self.written(STDERR)
    }

    /// The process id, for signals.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Sends a signal, such as `TERM`.
    pub fn signal(&self, name: &str) {
        // The shell knows `kill` on every system.
        let sent = Command::new("sh")
            .args(["-c", &format!("kill -{name} {}", self.id())])
            .status();
        assert!(sent.is_ok_and(|it| it.success()), "{name} was not sent");
    }

    /// The empty directory it was started in, which also holds its `stdout` and `stderr`.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Ends it at once, as `kill -9` does.
    pub fn kill(&mut self) {
        // One that has ended already is as dead as wished.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }

    /// Waits until it ends by itself.
    pub async fn ended(&mut self, limit: Duration) -> ExitStatus {
        let end = async {
            loop {
                if let Some(status) = self.child.try_wait().expect("the process can be asked") {
                    return status;
                }
                tokio::time::sleep(PAUSE).await;
            }
        };
        let status = timeout(limit, end).await;
        status.unwrap_or_else(|_| panic!("still running after {limit:?}:\n{}", self.stderr()))
    }

    fn written(&self, name: &str) -> String {
        let file = self.folder.path().join(name);
        let bytes = fs::read(file).expect("the log file can be read");
        String::from_utf8_lossy(&bytes).into_owned()
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.kill();
    }
}

/// The three ports of a demo, chosen before it starts so that a file for `--apply` can name them.
#[derive(Clone, Copy, Debug)]
pub struct DemoPorts {
    /// Where the server listens.
    pub server: u16,
    /// Where the simulator listens.
    pub simulator: u16,
    /// Where the demo application listens.
    pub application: u16,
}

impl DemoPorts {
    /// Three ports on which nobody listens.
    pub fn free() -> Self {
        Self {
            server: ports::free(),
            simulator: ports::free(),
            application: ports::free(),
        }
    }
}

/// A running `pailou demo`.
pub struct Demo {
    /// Public address of the server.
    pub server: Url,
    /// Public address of the simulator.
    pub simulator: Url,
    /// Public address of the demo application.
    pub application: Url,
    /// The process itself.
    pub process: Process,
    /// The three addresses, for people and applications without a browser.
    pub network: Network,
}

impl Demo {
    /// Starts `pailou demo` with more arguments and waits until all three are ready.
    pub async fn start(binary: &str, ports: DemoPorts, arguments: &[&str]) -> Self {
        let numbers = [ports.server, ports.simulator, ports.application].map(|p| p.to_string());
        let mut all = vec!["demo"];
        for (option, number) in ["--port", "--simulator-port", "--app-port"]
            .into_iter()
            .zip(&numbers)
        {
            all.extend([option, number]);
        }
        all.extend(arguments);
        let [server, simulator, application] =
            [ports.server, ports.simulator, ports.application].map(local_address);
        let mut process = Process::start(binary, &all, &[]);
        process.ready(&[&server, &simulator, &application]).await;
        let origins =
            [&server, &simulator, &application].map(|it| it.as_str().trim_end_matches('/'));
        let network = Network::new(origins, Sockets::default());
        Self {
            server,
            simulator,
            application,
            process,
            network,
        }
    }

    /// Asks the simulator's `/_sim` interface.
    pub async fn simulator_get(&self, path: &str) -> Value {
        self.network.simulator(Method::GET, path, Value::Null).await
    }

    /// Drives the simulator by its `/_sim` interface.
    pub async fn simulator_post(&self, path: &str, body: Value) -> Value {
        self.network.simulator(Method::POST, path, body).await
    }

    /// Changes something by the simulator's `/_sim` interface.
    pub async fn simulator_patch(&self, path: &str, body: Value) -> Value {
        self.network.simulator(Method::PATCH, path, body).await
    }
}

/// The address of a port of this machine, as the program calls it.
pub fn local_address(port: u16) -> Url {
    Url::parse(&format!("http://localhost:{port}/")).expect("an address of a test is right")
}

/// Writes a file for `--apply`; it lasts as long as the folder that is returned with it.
pub fn apply_file(text: &str) -> (TempDir, PathBuf) {
    let folder = TempDir::new().expect("a folder for a file can be made");
    let file = folder.path().join("apply.toml");
    fs::write(&file, text).expect("the file can be written");
    (folder, file)
}

/// How long a start may take on a busy machine.
const START: Duration = Duration::from_secs(30);
const PAUSE: Duration = Duration::from_millis(20);
const STDOUT: &str = "stdout";
const STDERR: &str = "stderr";

//! The processes behind a browser and the settings they start with.

use std::{
    net::{Ipv4Addr, SocketAddr},
    process::{Child, Command, Stdio},
    time::Duration,
};

use fantoccini::{Client, ClientBuilder, wd::Capabilities};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::{net::TcpStream, time::timeout};

use super::Options;
use crate::ports;

/// A running chromedriver, the browser it started and that browser's profile.
#[derive(Debug)]
pub(super) struct Driver {
    process: Child,
    port: u16,
    browser: Option<u64>,
    profile: TempDir,
}

impl Driver {
    /// Starts chromedriver on a free port and waits until it listens.
    pub(super) async fn start() -> Self {
        let port = ports::free();
        let process = Command::new("chromedriver")
            .arg(format!("--port={port}"))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("chromedriver starts (Debian: apt-get install chromium chromium-driver)");
        let driver = Self {
            process,
            port,
            browser: None,
            profile: TempDir::new().expect("a folder for the browser's profile can be made"),
        };
        let listening = async {
            let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
            while TcpStream::connect(address).await.is_err() {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        timeout(START, listening)
            .await
            .expect("chromedriver listens in time");
        driver
    }

    /// Starts the browser.
    pub(super) async fn session(&mut self, options: &Options) -> Client {
        let address = format!("http://127.0.0.1:{}", self.port);
        let mut builder = ClientBuilder::new(HttpConnector::new());
        builder.capabilities(self.capabilities(options));
        let client = timeout(START, builder.connect(&address))
            .await
            .expect("Chromium starts in time")
            .expect("Chromium starts");
        self.browser = client
            .capabilities()
            .and_then(|all| all.get("goog:processID"))
            .and_then(Value::as_u64);
        client
    }

    fn capabilities(&self, options: &Options) -> Capabilities {
        let mut arguments: Vec<String> = FLAGS.iter().map(|&flag| flag.to_owned()).collect();
        arguments.push(format!("--user-data-dir={}", self.profile.path().display()));
        if options.dark {
            arguments.push("--force-dark-mode".to_owned());
        }
        if let Some(name) = &options.user_agent {
            arguments.push(format!("--user-agent={name}"));
        }
        let mut preferences = json!({ "intl.accept_languages": options.language });
        if !options.script {
            preferences["profile.managed_default_content_settings.javascript"] = json!(2);
        }
        let Value::Object(capabilities) = json!({
            "pageLoadStrategy": "normal",
            "timeouts": { "pageLoad": 30_000, "script": 10_000, "implicit": 0 },
            "goog:loggingPrefs": { "browser": "ALL" },
            "goog:chromeOptions": {
                "args": arguments,
                "prefs": preferences,
                // The size of the window is not that of the page, and no window is narrower than
                // 500 pixels: this sets the page itself, also in tabs that it opens. No touch: the
                // driver waits for ever for a tap that opens a tab from a page without script.
                "mobileEmulation": { "deviceMetrics": {
                    "width": options.width, "height": options.height, "pixelRatio": 1.0,
                    "mobile": options.is_phone(), "touch": false,
                }},
            },
        }) else {
            unreachable!("the braces above make an object");
        };
        capabilities
    }
}

impl Drop for Driver {
    /// Ends the browser too: it would outlive a driver that is killed.
    fn drop(&mut self) {
        if let Some(browser) = self.browser {
            // The shell knows `kill` on every system; a process that has ended is no failure.
            let _ = Command::new("sh")
                .args(["-c", &format!("kill -KILL {browser}")])
                .stderr(Stdio::null())
                .status();
        }
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// How long the driver, and then the browser, may take to start on a busy machine.
const START: Duration = Duration::from_mins(1);

const FLAGS: &[&str] = &[
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--hide-scrollbars",
];

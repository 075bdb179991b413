//! The setup check: one failing line for each thing that can be wrong, none when all is well.

use std::sync::{Arc, OnceLock};

use async_trait::async_trait;
use axum::Router;
use connector_kit::{Clock, HttpClient, HttpResponse, Limits, Timestamp, TransportError, Verdict};
use connectors::http::Allowed;
use http::{HeaderMap, Method};
use keys::{Keyring, MasterKey};
use serde_json::{Value, json};
use server::apply::{Desired, Means};
use server::{Parts, Server, Settings};
use simulator::{AppStatus, Simulator, seed};
use store::{Actor, Store};
use testkit::clock::{TestClock, TestEntropy};
use testkit::in_process::send;
use url::Url;

/// The net as the server sees it: WeChat's real names lead to the simulator, the public
/// address to the server itself.
struct Net {
    wechat: Router,
    ourselves: OnceLock<Router>,
    broken: Option<&'static str>,
    date: Timestamp,
}

#[async_trait]
impl HttpClient for Net {
    async fn get(&self, url: &Url, _: Limits) -> Result<HttpResponse, TransportError> {
        let host = url.host_str().unwrap_or_default();
        if self.broken == Some(host) {
            return Err(TransportError::Failed("connection refused".to_owned()));
        }
        let router = match host {
            "open.weixin.qq.com" | "api.weixin.qq.com" => &self.wechat,
            _ => self.ourselves.get().expect("the server is there"),
        };
        let answer = send(router, Method::GET, url, HeaderMap::new(), String::new()).await;
        let answer = answer.map_err(TransportError::Failed)?;
        Ok(HttpResponse {
            status: answer.status,
            body: answer.bytes,
            date: Some(self.date),
        })
    }
}

/// What is not as it should be.
struct Situation {
    public_address: &'static str,
    config: Value,
    app: fn(&mut simulator::App),
    broken: Option<&'static str>,
    seconds_off: i64,
    is_another_server: bool,
}

/// Everything is as it should be.
fn well() -> Situation {
    Situation {
        public_address: "https://id.acme.example",
        config: json!({ "clientId": seed::APP_ID, "clientSecret": seed::APP_SECRET }),
        app: |_| {},
        broken: None,
        seconds_off: 0,
        is_another_server: false,
    }
}

/// Checks; gives each line with its verdict and text.
async fn lines(situation: Situation) -> Vec<(&'static str, Verdict, String)> {
    let address = |text: &str| Url::parse(text).unwrap();
    let mut settings = simulator::Settings::seeded(address("https://open.weixin.qq.com"));
    settings.apps[0].callback_domain = String::from("id.acme.example");
    settings.apps[0].allow_local_callback = false;
    (situation.app)(&mut settings.apps[0]);

    let directory = tempfile::tempdir().unwrap();
    let clock = Arc::new(TestClock::default());
    let entropy = Arc::new(TestEntropy::unique());
    let keyring = Keyring::new(&MasterKey::generate(&*entropy));
    let url = format!("sqlite://{}/pailou.db", directory.path().display());
    let store = Store::open(&url, keyring.clone(), clock.now())
        .await
        .unwrap();
    let desired: Desired = serde_json::from_value(json!({
        "connectors": [{ "id": "wechat", "factory": "wechat-web", "config": situation.config }],
        "sign_in_experience": { "social": ["wechat"] },
    }))
    .unwrap();
    let means = Means {
        store: &store,
        clock: &*clock,
        entropy: &*entropy,
        simulator: None,
        actor: &Actor::command("a test"),
    };
    desired.apply(means).await.unwrap();
    let net = Arc::new(Net {
        wechat: Simulator::new(settings).router(),
        ourselves: OnceLock::new(),
        broken: situation.broken,
        date: Timestamp(clock.now().0 + situation.seconds_off * 1000),
    });
    let server = Server::start(Parts {
        settings: Settings::new(address(situation.public_address)),
        store,
        keyring,
        clock,
        entropy,
        http: net.clone(),
        allowed: Allowed::default(),
    })
    .await
    .unwrap();
    let router = if situation.is_another_server {
        Router::new()
    } else {
        server.router()
    };
    net.ourselves.set(router).unwrap();

    let checks = server.check().await;
    assert_eq!(checks.len(), 1);
    assert!(checks[0].is_on && !checks[0].is_simulated);
    let findings = checks.into_iter().next().unwrap().findings;
    findings
        .into_iter()
        .map(|found| (found.line, found.verdict, found.text.to_string()))
        .collect()
}

#[tokio::test]
async fn nothing_fails_when_all_is_well() {
    for (line, verdict, text) in lines(well()).await {
        assert_eq!(verdict, Verdict::Pass, "{line}: {text}");
    }
}

/// What can be wrong, and words of the line that says so.
#[expect(clippy::too_many_lines, reason = "a table")]
fn mistakes() -> Vec<(&'static str, Situation, &'static str)> {
    let secret = json!({
        "clientId": seed::APP_ID, "clientSecret": "00000000000000000000000000000000",
    });
    let app_id = json!({
        "clientId": "wx00000000000000ff", "clientSecret": seed::APP_SECRET,
    });
    vec![
        (
            "unknown App ID",
            Situation {
                config: app_id,
                ..well()
            },
            "wx00000000000000ff",
        ),
        (
            "not approved",
            Situation {
                app: |app| app.status = AppStatus::Reviewing,
                ..well()
            },
            "review",
        ),
        (
            "permission missing",
            Situation {
                app: |app| app.permission = false,
                ..well()
            },
            "refuses",
        ),
        (
            "wrong domain",
            Situation {
                app: |app| app.callback_domain = String::from("acme.example"),
                ..well()
            },
            "id.acme.example",
        ),
        (
            "wrong secret",
            Situation {
                config: secret,
                ..well()
            },
            "40125",
        ),
        (
            "API unreachable",
            Situation {
                broken: Some("api.weixin.qq.com"),
                ..well()
            },
            "api.weixin.qq.com",
        ),
        (
            "page unreachable",
            Situation {
                broken: Some("open.weixin.qq.com"),
                ..well()
            },
            "open.weixin.qq.com",
        ),
        (
            "public address without https",
            Situation {
                public_address: "http://id.acme.example",
                ..well()
            },
            "https",
        ),
        (
            "public address is an IP address",
            Situation {
                public_address: "https://10.0.0.4",
                ..well()
            },
            "not an IP address",
        ),
        (
            "public address on this machine",
            Situation {
                public_address: "http://localhost:3001",
                ..well()
            },
            "domain name",
        ),
        (
            "public address of another server",
            Situation {
                is_another_server: true,
                ..well()
            },
            "not this server",
        ),
        (
            "public address unreachable",
            Situation {
                broken: Some("id.acme.example"),
                ..well()
            },
            "does not lead to this server",
        ),
        (
            "clock behind",
            Situation {
                seconds_off: 120,
                ..well()
            },
            "120 seconds",
        ),
        (
            "clock ahead",
            Situation {
                seconds_off: -61,
                ..well()
            },
            "61 seconds",
        ),
    ]
}

#[tokio::test]
async fn each_mistake_fails_in_one_line_that_names_the_remedy() {
    for (case, situation, says) in mistakes() {
        let lines = lines(situation).await;
        let failing: Vec<_> = lines
            .iter()
            .filter(|(_, verdict, _)| *verdict == Verdict::Fail)
            .collect();
        assert_eq!(failing.len(), 1, "{case}: {lines:?}");
        assert!(failing[0].2.contains(says), "{case}: {:?}", failing[0]);
    }
}

#[tokio::test]
async fn a_simulator_accepts_any_address() {
    let world = testkit::world::World::new().await;
    let checks = world.nodes[0].check().await;
    assert!(checks[0].is_simulated);
    for finding in &checks[0].findings {
        let expected = match finding.line {
            "own_address" => Verdict::NotRun,
            "clock" => Verdict::CouldNotTell,
            _ => Verdict::Pass,
        };
        assert_eq!(
            finding.verdict, expected,
            "{}: {}",
            finding.line, finding.text
        );
    }
}

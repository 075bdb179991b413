//! The setup check against a WeChat with one thing wrong at a time.

use connector_kit::{CheckRequest, Finding, Verdict};
use simulator::seed::{SERVICE_ACCOUNT_ID, SERVICE_ACCOUNT_SECRET};

use super::*;

impl World {
    async fn check(&self, connector: &dyn SocialConnector) -> Vec<Finding> {
        let redirect_uri = Url::parse("http://localhost:3001/callback/wechat").unwrap();
        let request = CheckRequest {
            redirect_uri: &redirect_uri,
        };
        let steps = Steps::default();
        connector
            .check(&request, self.context(&Value::Null, &steps))
            .await
    }

    /// The lines that fail.
    async fn failing(&self, connector: &dyn SocialConnector) -> Vec<&'static str> {
        let findings = self.check(connector).await;
        let failing = findings.iter().filter(|f| f.verdict == Verdict::Fail);
        failing.map(|finding| finding.line).collect()
    }
}

fn service_account(secret: &str) -> Value {
    json!({
        "clientId": APP_ID,
        "clientSecret": APP_SECRET,
        "inWechat": {"clientId": SERVICE_ACCOUNT_ID, "clientSecret": secret},
    })
}

#[tokio::test]
async fn nothing_fails_when_all_is_well() {
    let world = World::start().await;
    for connector in [
        world.connector(),
        world.connector_with(&service_account(SERVICE_ACCOUNT_SECRET)),
    ] {
        let findings = world.check(&*connector).await;
        assert!(findings.len() >= 5);
        for finding in findings {
            assert_eq!(finding.verdict, Verdict::Pass, "{finding:?}");
        }
    }
}

#[tokio::test]
async fn each_cause_fails_in_one_line() {
    let world = World::start().await;
    let connector = world.connector();
    let app = format!("/_sim/apps/{APP_ID}");
    for (wrong, right, line) in [
        (
            json!({"status": "reviewing"}),
            json!({"status": "approved"}),
            "permission",
        ),
        (
            json!({"status": "rejected"}),
            json!({"status": "approved"}),
            "permission",
        ),
        (
            json!({"permission": false}),
            json!({"permission": true}),
            "permission",
        ),
        (
            json!({"callback_domain": "other.example", "allow_local_callback": false}),
            json!({"callback_domain": "localhost", "allow_local_callback": true}),
            "callback_domain",
        ),
    ] {
        world.patch(&app, &wrong).await;
        assert_eq!(world.failing(&*connector).await, [line], "{wrong}");
        world.patch(&app, &right).await;
        assert!(world.failing(&*connector).await.is_empty(), "{right}");
    }

    let unknown = world.connector_of("wx0000000000000000", APP_SECRET);
    assert_eq!(world.failing(&*unknown).await, ["app_id"]);
    let of_an_account = world.connector_of(SERVICE_ACCOUNT_ID, SERVICE_ACCOUNT_SECRET);
    assert_eq!(world.failing(&*of_an_account).await, ["permission"]);
    let wrong_secret = world.connector_of(APP_ID, "00000000000000000000000000000000");
    assert_eq!(world.failing(&*wrong_secret).await, ["secret"]);
    let inside = world.connector_with(&service_account("00000000000000000000000000000000"));
    assert_eq!(world.failing(&*inside).await, ["in_wechat"]);
}

#[tokio::test]
async fn a_host_that_is_gone_is_the_only_failure() {
    let world = World::start().await;
    world
        .fault(json!({"at": "/connect/qrconnect", "reset": true, "times": 2}))
        .await;
    let findings = world.check(&*world.connector()).await;
    assert_eq!(findings[0].verdict, Verdict::Fail);
    assert!(findings[1..].iter().all(|f| f.verdict == Verdict::NotRun));
    let host = format!("127.0.0.1:{}", world.base.port().unwrap());
    assert!(
        findings[0].text.to_string().contains(&host),
        "{}",
        findings[0].text
    );
}

#[tokio::test]
async fn answers_that_say_nothing_fail_nothing() {
    let world = World::start().await;
    for at in ["/connect/qrconnect", TOKEN_PATH] {
        for fault in [
            json!({"status": 503, "body": "<title>Bad gateway</title>"}),
            json!({"body": "hello"}),
        ] {
            let fault = crate::support::with(fault, json!({"at": at, "times": 1}));
            world.fault(fault.clone()).await;
            let findings = world.check(&*world.connector()).await;
            let is = |verdict| findings.iter().any(|f| f.verdict == verdict);
            assert!(
                is(Verdict::CouldNotTell) && !is(Verdict::Fail),
                "{fault}: {findings:?}"
            );
        }
    }
}

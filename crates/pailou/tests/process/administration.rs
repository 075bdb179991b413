//! What operators do beside the console: rotate keys by a command, read figures.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use serde_json::Value;
use testkit::process::{Process, local_address};
use testkit::world::Database;

use crate::PAILOU;
use crate::stage::Stage;

async fn published(stage: &Stage) -> BTreeSet<String> {
    let jwks = stage
        .get(&format!("{}/oidc/jwks", stage.server))
        .await
        .json();
    let keys = jwks["keys"].as_array().unwrap();
    keys.iter()
        .map(|key| key["kid"].as_str().unwrap().to_owned())
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_command_rotates_the_keys_of_running_nodes() {
    let stage = Stage::open(Database::Postgres, 2).await;
    let before = published(&stage).await;
    let said = stage.run(&["keys", "rotate"]).await;
    let made: BTreeSet<String> = said
        .lines()
        .filter_map(|line| line.split_once(' '))
        .filter(|(algorithm, _)| matches!(*algorithm, "ES256" | "RS256" | "ES384" | "EdDSA"))
        .map(|(_, kid)| kid.to_owned())
        .collect();
    assert_eq!(made.len(), 4, "{said}");
    assert!(said.contains("They sign in 5 seconds"), "{said}");
    let all: BTreeSet<String> = before.union(&made).cloned().collect();
    // Requests go to one node and the other by turns: both have to know.
    let begin = Instant::now();
    while published(&stage).await != all || published(&stage).await != all {
        assert!(
            begin.elapsed() < Duration::from_secs(3),
            "both nodes know in time"
        );
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    println!(
        "both nodes publish the new keys after {:?}",
        begin.elapsed()
    );

    let signed_with = async || {
        let tokens = stage.application().signs_in("xiaoming").await;
        let token = tokens["id_token"].as_str().unwrap().to_owned();
        let header = token.split_once('.').unwrap().0;
        let header = BASE64_URL_SAFE_NO_PAD.decode(header).unwrap();
        let header: Value = serde_json::from_slice(&header).unwrap();
        header["kid"].as_str().unwrap().to_owned()
    };
    assert!(
        before.contains(&signed_with().await),
        "the former key goes on"
    );
    tokio::time::sleep(Duration::from_secs(6).saturating_sub(begin.elapsed())).await;
    for _ in 0..2 {
        assert!(
            made.contains(&signed_with().await),
            "the new one on both nodes"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn figures_are_for_this_machine_or_whoever_has_the_token() {
    let port = testkit::ports::free();
    let directory = tempfile::tempdir().unwrap();
    let listen = format!("127.0.0.1:{port}");
    let data = directory.path().display().to_string();
    let environment = [
        ("PAILOU_LISTEN", listen.as_str()),
        ("PAILOU_DATA_DIR", data.as_str()),
        ("PAILOU_METRICS_TOKEN", "sixteen-letters-or-more"),
    ];
    let mut process = Process::start(PAILOU, &["serve"], &environment);
    let address = local_address(port);
    process.ready(&[&address]).await;
    #[expect(
        clippy::disallowed_methods,
        reason = "somebody who visits the server, not one of its own calls"
    )]
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let asks = async |name: &str, value: &str| {
        let request = client
            .get(address.join("/metrics").unwrap())
            .header(name, value);
        let answer = request.send().await.unwrap();
        (answer.status().as_u16(), answer.text().await.unwrap())
    };
    let (status, text) = asks("accept", "*/*").await;
    assert_eq!(status, 200, "{text}");
    for name in [
        "pailou_requests_total",
        "process_resident_memory_bytes",
        "pailou_database_up 1",
    ] {
        assert!(text.contains(name), "{name} in {text}");
    }
    // What a proxy hands on is from elsewhere.
    for (name, value) in [
        ("x-forwarded-for", "10.0.0.4"),
        ("forwarded", "for=10.0.0.4"),
        ("host", "id.acme.example"),
    ] {
        assert_eq!(asks(name, value).await.0, 401, "{name}");
    }
    let proxied = client
        .get(address.join("/metrics").unwrap())
        .header("x-forwarded-for", "10.0.0.4")
        .bearer_auth("sixteen-letters-or-more");
    assert_eq!(proxied.send().await.unwrap().status(), 200);
}

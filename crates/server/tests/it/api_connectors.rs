//! `/api/connectors`: Logto's shapes and codes, with secrets that stay where they are.

use std::time::Duration;

use http::Method;
use serde_json::{Value, json};
use simulator::seed;
use store::{Action, SubjectKind};
use testkit::in_process::Answer;
use testkit::machine::Machine;
use testkit::world::{Database, SIMULATOR, World};

const SECRET: &str = "5ec2e70fa11e7c0de5afe0b0a7d0ff1c";

fn new() -> Value {
    json!({
        "connectorId": "wechat-web", "id": "second",
        "config": { "appId": seed::APP_ID, "appSecret": format!(" {SECRET} ") },
    })
}

fn code(answer: &Answer) -> (u16, String) {
    let code = answer.json()["code"]
        .as_str()
        .unwrap_or_default()
        .to_owned();
    (answer.status, code)
}

/// Makes a connector, later than everything that is there.
async fn made(world: &World, ops: &Machine<'_>) -> Value {
    world.clock.advance(Duration::from_millis(1));
    let answer = ops.post("/api/connectors", new()).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    answer.json()
}

#[tokio::test]
async fn a_connector_is_made_read_changed_and_deleted() {
    for database in [Database::Sqlite, Database::Postgres] {
        let world = World::with(database, 2).await;
        let ops = world.machine("ops").await;
        let made = made(&world, &ops).await;
        for (field, expected) in [
            ("id", json!("second")),
            ("connectorId", json!("wechat-web")),
            ("target", json!("wechat")),
            ("platform", json!("Web")),
            ("type", json!("Social")),
            ("config", json!({ "clientId": seed::APP_ID })),
            ("metadata", json!({})),
            ("syncProfile", json!(false)),
            ("enableTokenStorage", json!(false)),
            ("isOn", json!(false)),
            ("signUp", json!("follow")),
            ("insideWechat", json!("explain")),
            ("endpoints", Value::Null),
        ] {
            assert_eq!(made[field], expected, "{field}");
        }
        assert_eq!(made["name"]["zh-CN"], "微信（网站）");
        assert_eq!(ops.get("/api/connectors/second").await.json(), made);
        world.clock.advance(Duration::from_millis(2));

        let fields = json!({
            "config": { "clientId": seed::APP_ID, "scope": "snsapi_base" },
            "syncProfile": true, "enableTokenStorage": true,
            "signUp": "never", "insideWechat": "hide",
        });
        world.clock.advance(Duration::from_millis(1));
        let changed = ops.patch("/api/connectors/second", fields).await.json();
        assert_eq!(changed["config"]["scope"], "snsapi_base");
        assert_eq!(
            (&changed["syncProfile"], &changed["enableTokenStorage"]),
            (&json!(true), &json!(true))
        );
        let stored = world.store.connector("second").await.unwrap().unwrap();
        assert_eq!(stored.config["clientSecret"], SECRET);

        world.clock.advance(Duration::from_millis(2));
        world.clock.advance(Duration::from_millis(1));
        let gone = ops.delete("/api/connectors/second").await;
        assert_eq!((gone.status, gone.body.as_str()), (204, ""));
        for answer in [
            ops.get("/api/connectors/second").await,
            ops.patch("/api/connectors/second", json!({})).await,
            ops.delete("/api/connectors/second").await,
        ] {
            assert_eq!(code(&answer), (404, "entity.not_found".to_owned()));
        }
        let kind = SubjectKind::Connector;
        let changes = world.store.changes_of(kind, "second", None, 9).await;
        let changes = changes.unwrap();
        let actions: Vec<_> = changes.iter().map(|change| change.action).collect();
        assert_eq!(actions, [Action::Deleted, Action::Changed, Action::Created]);
        assert!(changes.iter().all(|change| change.actor.name == "ops"));
    }
}

#[tokio::test]
async fn lists_are_filtered_by_vendor_and_deleting_takes_a_connector_off_the_page() {
    let world = World::new().await;
    let ops = world.machine("ops").await;
    let ids = |answer: Answer| -> Vec<String> {
        assert_eq!(answer.status, 200, "{}", answer.body);
        let all = answer.json().as_array().unwrap().clone();
        all.iter()
            .map(|one| one["id"].as_str().unwrap().to_owned())
            .collect()
    };
    world.clock.advance(Duration::from_millis(2));
    made(&world, &ops).await;
    for (query, expected) in [
        ("", vec!["wechat", "second"]),
        ("?target=wechat", vec!["wechat", "second"]),
        ("?target=qq&target=wechat", vec!["wechat", "second"]),
        ("?target=qq", vec![]),
    ] {
        let answer = ops.get(&format!("/api/connectors{query}")).await;
        assert_eq!(ids(answer), expected, "{query}");
    }
    let on = ops.get("/api/connectors/wechat").await.json();
    assert_eq!(on["isOn"], true);
    assert_eq!(on["endpoints"]["open"], format!("{SIMULATOR}/"));
    assert_eq!(ops.delete("/api/connectors/wechat").await.status, 204);
    assert!(world.store.experience().await.unwrap().social.is_empty());
}

#[tokio::test]
async fn what_cannot_be_is_refused_in_logtos_codes() {
    let world = World::new().await;
    let ops = world.machine("ops").await;
    let with = |field: &str, value: Value| {
        let mut new = new();
        new[field] = value;
        new
    };
    let long = "a".repeat(129);
    for (body, status, expected) in [
        (
            with("connectorId", json!("none")),
            422,
            "connector.not_found_with_connector_id",
        ),
        (with("connectorId", json!(5)), 400, "guard.invalid_input"),
        (json!({}), 400, "guard.invalid_input"),
        (
            with("id", json!("wechat")),
            422,
            "entity.unique_integrity_violation",
        ),
        (with("id", json!("a/b")), 400, "guard.invalid_input"),
        (with("id", json!(long)), 400, "guard.invalid_input"),
        (with("id", json!("add")), 400, "guard.invalid_input"),
        (
            with("metadata", json!({ "name": { "en": "X" } })),
            400,
            "connector.cannot_overwrite_metadata_for_non_standard_connector",
        ),
        (
            with("config", json!({ "clientId": seed::APP_ID })),
            400,
            "connector.invalid_config",
        ),
        (
            with("config", json!({ "clientId": "x", "clientSecret": SECRET })),
            400,
            "connector.invalid_config",
        ),
        (
            with("config", json!("text")),
            400,
            "connector.invalid_config",
        ),
        (
            with(
                "config",
                json!({ "clientId": seed::APP_ID, "clientSecret": SECRET, "x": 1 }),
            ),
            400,
            "connector.invalid_config",
        ),
        (
            with("signUp", json!("sometimes")),
            400,
            "guard.invalid_input",
        ),
        (
            with("endpoints", json!({ "open": "x", "api": "y" })),
            400,
            "guard.invalid_input",
        ),
        (
            with(
                "endpoints",
                json!({ "open": "ftp://a", "api": "http://a/b" }),
            ),
            400,
            "connector.invalid_config",
        ),
    ] {
        let answer = ops.post("/api/connectors", body.clone()).await;
        assert_eq!(
            code(&answer),
            (status, expected.to_owned()),
            "{body}: {}",
            answer.body
        );
        assert!(!answer.body.contains(SECRET), "{}", answer.body);
    }
    assert_eq!(world.store.connectors().await.unwrap().len(), 1);
    // Without a configuration it waits for its keys, as in Logto.
    let waiting = json!({ "connectorId": "wechat-native" });
    let waiting = ops.post("/api/connectors", waiting).await.json();
    assert_eq!(waiting["config"], json!({}));
    let id = waiting["id"].as_str().unwrap();
    assert!(id.starts_with("wechat-"), "{id}");
}

#[tokio::test]
async fn a_secret_does_not_follow_to_another_host_or_app() {
    let world = World::new().await;
    let ops = world.machine("ops").await;
    made(&world, &ops).await;
    let elsewhere = json!({ "open": "https://evil.example", "api": "https://evil.example" });
    for body in [
        json!({ "endpoints": elsewhere }),
        json!({ "endpoints": elsewhere, "config": { "clientId": seed::APP_ID } }),
        json!({ "config": { "clientId": "wx00000000000000ff" } }),
    ] {
        let answer = ops.patch("/api/connectors/second", body.clone()).await;
        let expected = (400, "connector.invalid_config".to_owned());
        assert_eq!(code(&answer), expected, "{body}");
        let path = &answer.json()["data"]["issues"][0]["path"];
        assert_eq!(*path, json!(["clientSecret"]), "{body}");
    }
    let config = json!({ "clientId": seed::APP_ID, "clientSecret": SECRET });
    let body = json!({ "endpoints": elsewhere, "config": config });
    let moved = ops.patch("/api/connectors/second", body).await;
    assert_eq!(moved.status, 200, "{}", moved.body);
    // Back to the vendor is another host too.
    let back = ops.patch("/api/connectors/second", json!({ "endpoints": null }));
    assert_eq!(back.await.status, 400);
    let same = ops.patch("/api/connectors/second", json!({ "endpoints": elsewhere }));
    assert_eq!(same.await.status, 200);
}

#[tokio::test]
async fn secrets_are_told_only_to_who_asks_may_and_is_written_down() {
    let world = World::new().await;
    let ops = world.machine("ops").await;
    made(&world, &ops).await;
    let reader = world.reading_machine("reader").await;
    for path in ["/api/connectors", "/api/connectors/second"] {
        for machine in [&ops, &reader] {
            let answer = machine.get(path).await;
            assert_eq!(answer.status, 200);
            assert!(!answer.body.contains(SECRET), "{path}");
        }
        let with = format!("{path}?includeSecrets=true");
        let refused = reader.get(&with).await;
        assert_eq!(code(&refused), (403, "auth.forbidden".to_owned()));
        let told = ops.get(&with).await;
        assert_eq!(told.status, 200);
        assert!(told.body.contains(SECRET), "{path}");
        let odd = ops.get(&format!("{path}?includeSecrets=yes")).await;
        assert_eq!(code(&odd), (400, "guard.invalid_input".to_owned()));
    }
    let kind = SubjectKind::Connector;
    let changes = world.store.changes_of(kind, "second", None, 9).await;
    let exports = changes.unwrap();
    let exports = exports.iter().filter(|it| it.action == Action::Exported);
    assert_eq!(exports.count(), 2);
}

#[tokio::test]
async fn a_reader_changes_nothing_and_nobody_gets_in_without_a_token() {
    let world = World::new().await;
    let reader = world.reading_machine("reader").await;
    let nobody = Machine::with_token(&world, "none");
    let address = json!({ "state": "s", "redirectUri": "https://a.example/cb" });
    for (method, path, body) in [
        (Method::POST, "/api/connectors", new()),
        (Method::PATCH, "/api/connectors/wechat", json!({})),
        (Method::DELETE, "/api/connectors/wechat", Value::Null),
        (
            Method::POST,
            "/api/connectors/wechat/authorization-uri",
            address,
        ),
    ] {
        let refused = reader.send(method.clone(), path, &body).await;
        assert_eq!(refused.status, 403, "{method} {path}");
        let refused = nobody.send(method.clone(), path, &body).await;
        assert_eq!(refused.status, 401, "{method} {path}");
    }
    assert_eq!(world.store.connectors().await.unwrap().len(), 1);
}

#[tokio::test]
async fn the_address_of_the_vendor_can_be_asked_for() {
    let world = World::new().await;
    let ops = world.machine("ops").await;
    let path = "/api/connectors/wechat/authorization-uri";
    let asked = json!({ "state": "s t", "redirectUri": "https://a.example/cb" });
    let answer = ops.post(path, asked.clone()).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    let address = answer.json()["redirectTo"].as_str().unwrap().to_owned();
    assert!(address.starts_with(&format!("{SIMULATOR}/connect/qrconnect?appid=")));
    assert!(
        address.contains("redirect_uri=https%3A%2F%2Fa.example%2Fcb"),
        "{address}"
    );
    for body in [
        json!({ "state": "s" }),
        json!({ "state": "", "redirectUri": "https://a.example/cb" }),
        json!({ "state": "s".repeat(513), "redirectUri": "https://a.example/cb" }),
        json!({ "state": "s", "redirectUri": "cb" }),
    ] {
        let refused = ops.post(path, body.clone()).await;
        assert_eq!(
            code(&refused),
            (400, "guard.invalid_input".to_owned()),
            "{body}"
        );
    }
    let unknown = ops.post("/api/connectors/none/authorization-uri", asked.clone());
    assert_eq!(unknown.await.status, 404);
    let waiting = json!({ "connectorId": "wechat-web", "id": "waiting" });
    ops.post("/api/connectors", waiting).await;
    let refused = ops.post("/api/connectors/waiting/authorization-uri", asked);
    let expected = (400, "connector.invalid_config".to_owned());
    assert_eq!(code(&refused.await), expected);
}

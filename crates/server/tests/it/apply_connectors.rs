//! `[[connectors]]` in the file for `apply`: every field, and what is refused.

use serde_json::{Value, json};
use simulator::seed;
use store::{Action, ActorKind, InWechat, SignUp, SubjectKind};
use testkit::world::World;

const SECRET: &str = "5ec2e70fa11e7c0de5afe0b0a7d0ff1c";

fn second(more: &Value) -> Value {
    let mut connector = json!({
        "id": "second", "factory": "wechat-web",
        "config": { "clientId": seed::APP_ID, "clientSecret": SECRET },
    });
    for (key, value) in more.as_object().unwrap() {
        connector[key] = value.clone();
    }
    json!({ "connectors": [connector] })
}

#[tokio::test]
async fn every_field_is_applied_and_what_is_absent_stays() {
    let world = World::new().await;
    let all = json!({
        "sync_profile": true, "store_tokens": true, "sign_up": "never", "in_wechat": "hide",
        "endpoints": "simulator",
    });
    world.apply(second(&all)).await;
    let record = world.store.connector("second").await.unwrap().unwrap();
    assert!(record.sync_profile && record.store_tokens && record.endpoints.is_some());
    assert_eq!(record.settings.sign_up, SignUp::Never);
    assert_eq!(record.settings.in_wechat, InWechat::Hide);

    let nothing = json!({ "connectors": [{ "id": "second" }] });
    world.apply(nothing).await;
    assert_eq!(
        world.store.connector("second").await,
        Ok(Some(record.clone()))
    );
    let one = json!({ "connectors": [{ "id": "second", "in_wechat": "explain" }] });
    world.apply(one).await;
    let now = world.store.connector("second").await.unwrap().unwrap();
    assert_eq!(now.settings.in_wechat, InWechat::Explain);
    assert_eq!(now.settings.sign_up, SignUp::Never);
    let kind = SubjectKind::Connector;
    let changes = world
        .store
        .changes_of(kind, "second", None, 9)
        .await
        .unwrap();
    assert_eq!(
        changes.len(),
        2,
        "what changes nothing is no change: {changes:?}"
    );
    assert!(changes.iter().any(|it| it.action == Action::Created));
    assert!(changes.iter().all(|it| it.actor.kind == ActorKind::Command));
    assert!(!serde_json::to_string(&changes).unwrap().contains(SECRET));
}

#[tokio::test]
async fn a_secret_that_is_left_out_stays_where_it_is_and_goes_nowhere_else() {
    let world = World::new().await;
    world.apply(second(&json!({}))).await;
    let with = |config: Value| json!({ "config": config });
    let scope = with(json!({ "clientId": seed::APP_ID, "scope": "snsapi_base" }));
    world.apply(second(&scope)).await;
    let record = world.store.connector("second").await.unwrap().unwrap();
    assert_eq!(record.config["clientSecret"], SECRET);
    assert_eq!(record.config["scope"], "snsapi_base");

    let endpoints = json!({ "open": "http://127.0.0.1:1", "api": "http://127.0.0.1:1" });
    for desired in [
        json!({ "connectors": [{ "id": "second", "endpoints": endpoints }] }),
        second(&json!({ "endpoints": endpoints, "config": { "clientId": seed::APP_ID } })),
        second(&with(json!({ "clientId": "wx00000000000000ff" }))),
    ] {
        let refused = world.try_apply(desired.clone()).await.unwrap_err();
        let says = "the secret has to be given again: give config with clientSecret";
        assert!(refused.contains(says), "{refused}");
    }
    assert_eq!(world.store.connector("second").await, Ok(Some(record)));
}

#[tokio::test]
async fn what_cannot_be_is_refused_with_its_reason() {
    let world = World::new().await;
    world.apply(second(&json!({}))).await;
    for (more, says) in [
        (
            json!({ "factory": "wechat-native" }),
            "the factory of a connector stays",
        ),
        (json!({ "sign_up": "sometimes" }), "unknown variant"),
        (json!({ "in_wechat": "maybe" }), "unknown variant"),
        (json!({ "endpoints": "elsewhere" }), "is not known"),
        (json!({ "config": {} }), "App ID is missing"),
        (json!({ "config": { "clientId": "wx1" } }), "This one has 3"),
        (
            json!({ "id": "third", "config": null }),
            "a new connector needs a config",
        ),
        (
            json!({ "id": "third", "factory": null }),
            "a new connector needs a factory",
        ),
        (json!({ "id": "a/b" }), "an id has 1 to 128 letters"),
        (
            json!({ "id": "third", "factory": "none" }),
            "there is wechat-web, wechat-native",
        ),
    ] {
        let refused = world.try_apply(second(&more)).await.unwrap_err();
        assert!(refused.contains(says), "{more}: {refused}");
        assert!(!refused.contains(SECRET), "{refused}");
    }
}

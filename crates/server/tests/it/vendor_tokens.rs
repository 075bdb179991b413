//! WeChat's own tokens, where they are kept.

use std::time::Duration;

use http::Method;
use secrecy::ExposeSecret;
use serde_json::{Value, json};
use testkit::application::claims;
use testkit::world::World;
use uuid::Uuid;

/// Somebody has signed in through a connector that keeps tokens, or not; gives the
/// identity.
async fn signed_in(world: &World, store_tokens: bool) -> Uuid {
    let connector = json!({ "id": "wechat", "store_tokens": store_tokens });
    world.apply(json!({ "connectors": [connector] })).await;
    let tokens = world.application().signs_in("xiaoming").await;
    let user = claims(tokens["id_token"].as_str().unwrap())["sub"].clone();
    let user = user.as_str().unwrap().parse().unwrap();
    world.store.identities_of(user).await.unwrap()[0].id
}

async fn two_hours_pass(world: &World) {
    world.clock.advance(Duration::from_hours(2));
    let advance = json!({ "advance_seconds": 7200 });
    world.simulator(Method::POST, "/_sim/clock", advance).await;
}

#[tokio::test]
async fn tokens_are_kept_only_where_that_is_switched_on() {
    let world = World::new().await;
    let identity = signed_in(&world, false).await;
    assert!(
        world.nodes[0]
            .vendor_tokens("wechat", identity)
            .await
            .unwrap()
            .is_none()
    );
    assert_eq!(signed_in(&world, true).await, identity);
    let tokens = world.nodes[0]
        .vendor_tokens("wechat", identity)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(tokens.scope, "snsapi_login");
    assert!(
        world.nodes[0]
            .vendor_tokens("nowhere", identity)
            .await
            .unwrap()
            .is_none()
    );
    assert!(
        world.nodes[0]
            .vendor_tokens("wechat", Uuid::nil())
            .await
            .unwrap()
            .is_none()
    );
}

#[tokio::test]
async fn tokens_are_fresh_when_they_are_used() {
    let world = World::new().await;
    let identity = signed_in(&world, true).await;
    let server = &world.nodes[0];
    let first = server
        .vendor_tokens("wechat", identity)
        .await
        .unwrap()
        .unwrap();
    let again = server
        .vendor_tokens("wechat", identity)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(first, again);
    assert!(world.requests("/sns/oauth2/refresh_token").await.is_empty());

    two_hours_pass(&world).await;
    let fresh = server
        .vendor_tokens("wechat", identity)
        .await
        .unwrap()
        .unwrap();
    assert_ne!(
        fresh.access_token.expose_secret(),
        first.access_token.expose_secret()
    );
    assert_eq!(
        server
            .vendor_tokens("wechat", identity)
            .await
            .unwrap()
            .unwrap(),
        fresh
    );
    assert_eq!(world.requests("/sns/oauth2/refresh_token").await.len(), 1);
}

#[tokio::test]
async fn void_tokens_are_dropped_and_others_stay() {
    for (errcode, is_void) in [(40030, true), (42002, true), (42007, true), (-1, false)] {
        let world = World::new().await;
        let identity = signed_in(&world, true).await;
        two_hours_pass(&world).await;
        world
            .fault(json!({ "at": "/sns/oauth2/refresh_token", "errcode": errcode }))
            .await;
        let answer = world.nodes[0].vendor_tokens("wechat", identity).await;
        assert_eq!(
            answer.is_ok_and(|tokens| tokens.is_none()),
            is_void,
            "{errcode}"
        );
        world
            .simulator(Method::DELETE, "/_sim/faults", Value::Null)
            .await;
        let kept = world.nodes[0]
            .vendor_tokens("wechat", identity)
            .await
            .unwrap();
        assert_eq!(kept.is_none(), is_void, "{errcode}");
    }
}

//! One person is one user, however WeChat names them.

use http::Method;
use serde_json::json;
use testkit::application::claims;
use testkit::world::{Database, SIMULATOR, World};

crate::on_both!(
    a_union_id_that_arrives_late_belongs_to_the_same_user,
    two_apps_of_one_open_platform_account_see_one_user,
    apps_of_two_open_platform_accounts_see_two_users,
);

async fn user(world: &World, person: &str) -> String {
    let tokens = world.application().signs_in(person).await;
    let claims = claims(tokens["id_token"].as_str().unwrap());
    claims["sub"].as_str().unwrap().to_owned()
}

async fn a_union_id_that_arrives_late_belongs_to_the_same_user(database: Database) {
    let world = World::with(database, 1).await;
    let first = user(&world, "emma").await;
    let person = json!({ "union_id": true });
    world
        .simulator(Method::PATCH, "/_sim/people/emma", person)
        .await;
    assert_eq!(user(&world, "emma").await, first);
    let identities = world
        .store
        .identities_of(first.parse().unwrap())
        .await
        .unwrap();
    assert_eq!(identities.len(), 1);
    let realms: Vec<&str> = identities[0]
        .keys
        .as_slice()
        .iter()
        .map(|key| key.realm.as_str())
        .collect();
    assert!(realms.contains(&"union:acme"), "{realms:?}");
    assert_eq!(realms.len(), 2);
    assert_eq!(world.store.counts().await.unwrap().users, 1);
}

async fn two_apps_of_one_open_platform_account_see_one_user(database: Database) {
    let world = with_second_app(database, "acme").await;
    let first = user(&world, "xiaoming").await;
    switch_to_second_app(&world).await;
    assert_eq!(user(&world, "xiaoming").await, first);
    let identities = world
        .store
        .identities_of(first.parse().unwrap())
        .await
        .unwrap();
    assert_eq!(
        identities[0].keys.as_slice().len(),
        3,
        "one union id, two open ids"
    );
}

async fn apps_of_two_open_platform_accounts_see_two_users(database: Database) {
    let world = with_second_app(database, "umbrella").await;
    let first = user(&world, "xiaoming").await;
    switch_to_second_app(&world).await;
    assert_ne!(user(&world, "xiaoming").await, first);
    assert_eq!(world.store.counts().await.unwrap().users, 2);
}

const APP_ID: &str = "wx00000000000000aa";
const SECRET: &str = "0123456789abcdef0123456789abcdef";

async fn with_second_app(database: Database, open_platform: &str) -> World {
    let world = World::with(database, 1).await;
    let app = json!({
        "kind": "website", "app_id": APP_ID, "app_secret": SECRET, "name": "Paperboat Kids",
        "callback_domain": "localhost", "allow_local_callback": true,
        "open_platform": open_platform,
    });
    world.simulator(Method::POST, "/_sim/apps", app).await;
    world
        .apply(json!({ "connectors": [{
            "id": "kids", "factory": "wechat-web",
            "config": { "clientId": APP_ID, "clientSecret": SECRET, "openPlatform": open_platform },
            "endpoints": { "open": SIMULATOR, "api": SIMULATOR },
        }]}))
        .await;
    world
}

/// The sign-in page has one button, so that the way of the tests stays the same.
async fn switch_to_second_app(world: &World) {
    let config = json!({
        "clientId": APP_ID, "clientSecret": SECRET,
        "openPlatform": open_platform_of(world).await,
    });
    world
        .apply(json!({ "connectors": [{
            "id": "wechat", "config": config, "endpoints": { "open": SIMULATOR, "api": SIMULATOR },
        }]}))
        .await;
}

async fn open_platform_of(world: &World) -> serde_json::Value {
    let connectors = world.store.connectors().await.unwrap();
    let kids = connectors
        .into_iter()
        .find(|connector| connector.id == "kids")
        .unwrap();
    kids.config["openPlatform"].clone()
}

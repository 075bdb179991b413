//! The real way, creating nobody.

use std::time::Duration;

use serde_json::json;
use testkit::in_process::Answer;
use testkit::visitor::Visitor;
use testkit::world::World;

fn trial_address(world: &World) -> String {
    world.nodes[0]
        .trial_address("wechat")
        .expect("there is a connector wechat")
}

/// Tries with a person; gives the last page.
async fn tries(world: &World, visitor: &Visitor<'_>, person: &str) -> Answer {
    let page = visitor.get(&trial_address(world)).await;
    assert_eq!(page.status, 200, "{}", page.body);
    let wechat = visitor
        .press(&page, "/trial/wechat")
        .await
        .location()
        .to_owned();
    let callback = world.person(person).allows(&wechat).await;
    let result = visitor.get(&callback).await.location().to_owned();
    visitor.get(&result).await
}

#[tokio::test]
async fn what_came_back_is_shown_and_nobody_exists_afterwards() {
    let world = World::new().await;
    let visitor = world.anonymous();
    let page = tries(&world, &visitor, "xiaoming").await;
    assert_eq!(page.status, 200);
    assert!(page.body.contains("The sign-in works"), "{}", page.body);
    assert!(page.body.contains("小明"), "{}", page.body);
    assert!(page.body.contains("union:acme"), "{}", page.body);
    assert!(
        page.body.contains("data:image/"),
        "the picture is there: {}",
        page.body
    );
    let counts = world.store.counts().await.unwrap();
    assert_eq!(
        (counts.users, counts.identities, counts.sessions),
        (0, 0, 0)
    );
    assert!(!visitor.cookies().contains_key("pailou_session"));
}

#[tokio::test]
async fn a_failure_is_worded_twice() {
    let world = World::new().await;
    world
        .fault(json!({ "at": "/sns/oauth2/access_token", "errcode": 40125 }))
        .await;
    let page = tries(&world, &world.anonymous(), "xiaoming").await;
    assert!(
        page.body.contains("The sign-in does not work yet"),
        "{}",
        page.body
    );
    assert!(
        page.body.contains("WeChat sign-in is not set up correctly"),
        "{}",
        page.body
    );
    assert!(page.body.contains("40125"), "{}", page.body);
}

#[tokio::test]
async fn a_connector_that_is_off_can_be_tried() {
    let world = World::new().await;
    world
        .apply(json!({ "sign_in_experience": { "social": [] } }))
        .await;
    let page = tries(&world, &world.anonymous(), "emma").await;
    assert!(page.body.contains("The sign-in works"), "{}", page.body);
}

#[tokio::test]
async fn only_who_runs_the_server_can_try() {
    let world = World::new().await;
    assert_eq!(world.nodes[0].trial_address("nowhere"), None);
    let address = trial_address(&world);
    let visitor = world.anonymous();
    let page = visitor.get(&address).await;
    for wrong in [
        address.replace("proof=", "proof=A"),
        address.replace("until=1", "until=9"),
        address.split('&').next().unwrap().to_owned(),
        "/trial/wechat".to_owned(),
        "/trial/nowhere".to_owned(),
    ] {
        assert_eq!(visitor.get(&wrong).await.status, 400, "{wrong}");
    }
    assert_eq!(visitor.post("/trial/wechat", &[]).await.status, 400);

    // The result belongs to the browser that tried.
    let wechat = visitor
        .press(&page, "/trial/wechat")
        .await
        .location()
        .to_owned();
    let callback = world.person("xiaoming").allows(&wechat).await;
    let stranger = world.anonymous().get(&callback).await;
    assert!(
        stranger.location().contains("start-again"),
        "{}",
        stranger.location()
    );
    let result = visitor.get(&callback).await.location().to_owned();
    assert_eq!(world.anonymous().get(&result).await.status, 400);
    assert_eq!(world.requests("/sns/oauth2/access_token").await.len(), 1);

    world.clock.advance(Duration::from_mins(10));
    assert_eq!(visitor.get(&address).await.status, 400);
    assert_eq!(visitor.press(&page, "/trial/wechat").await.status, 400);
}

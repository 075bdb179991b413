//! A second way to sign in: another Open Platform account, which knows everybody by other
//! names.

use std::time::Duration;

use accounts::Attempt;
use http::Method;
use serde_json::{Value, json};
use testkit::application::{Asked, claims};
use testkit::in_process::Answer;
use testkit::visitor::Visitor;
use testkit::world::{Database, World};
use uuid::Uuid;

pub(crate) const APP_ID: &str = "wx00000000000000bb";
const SECRET: &str = "0123456789abcdef0123456789abcdef";

/// A world with the connectors `wechat` and `second`, and the rules of a sign-in experience.
pub(crate) async fn world(database: Database, nodes: usize, rules: Value) -> World {
    let world = World::with(database, nodes).await;
    let app = json!({
        "kind": "website", "app_id": APP_ID, "app_secret": SECRET, "name": "Paperboat Plus",
        "callback_domain": "localhost", "allow_local_callback": true, "open_platform": "other",
    });
    world.simulator(Method::POST, "/_sim/apps", app).await;
    let second = json!({
        "id": "second", "factory": "wechat-web", "endpoints": "simulator",
        "config": { "clientId": APP_ID, "clientSecret": SECRET, "openPlatform": "other" },
    });
    world.apply(json!({ "connectors": [second] })).await;
    rule(&world, json!({ "social": ["wechat", "second"] })).await;
    rule(&world, rules).await;
    world
}

/// A world that asks strangers.
pub(crate) async fn asking() -> World {
    world(Database::Sqlite, 1, json!({ "unknown_identity": "ask" })).await
}

/// Changes the rules, as an administrator does.
pub(crate) async fn rule(world: &World, rules: Value) {
    let before = world.store.experience().await.unwrap();
    let mut experience = serde_json::to_value(before).unwrap();
    for (name, rule) in rules.as_object().into_iter().flatten() {
        experience[name] = rule.clone();
    }
    let experience = serde_json::from_value(experience).unwrap();
    world.experience(&experience).await;
}

/// Presses the button of a connector, scans and allows; gives the callback address.
pub(crate) async fn allows(
    world: &World,
    visitor: &Visitor<'_>,
    page: &Answer,
    connector: &str,
    person: &str,
) -> String {
    let action = format!("/sign-in/social/{connector}");
    let pressed = visitor.press(page, &action).await;
    let wechat = pressed.location().to_owned();
    world.person(person).allows(&wechat).await
}

/// The whole way through a connector, from the sign-in page; gives the last page, or the
/// address outside of the server.
pub(crate) async fn comes_through(
    world: &World,
    visitor: &Visitor<'_>,
    page: &Answer,
    connector: &str,
    person: &str,
) -> Answer {
    let callback = allows(world, visitor, page, connector, person).await;
    back(visitor, &callback).await
}

/// Comes back from WeChat and goes on where that leads; waits at *Finishing* if need be.
pub(crate) async fn back(visitor: &Visitor<'_>, callback: &str) -> Answer {
    let mut answer = visitor.follow(callback).await;
    while let Some((before, _)) = answer.body.split_once("?wait=1\"") {
        let (_, path) = before.rsplit_once('"').unwrap();
        answer = visitor.follow(&format!("{path}?wait=1")).await;
    }
    answer
}

/// Signs somebody in through a connector with a new browser; gives the id of the user.
pub(crate) async fn user(world: &World, connector: &str, person: &str) -> Uuid {
    let visitor = world.anonymous();
    let (request, page) = asks(world, &visitor).await;
    let last = comes_through(world, &visitor, &page, connector, person).await;
    sub(world, &request, &last).await
}

/// An application asks; gives what it asked and the sign-in page.
pub(crate) async fn asks(world: &World, visitor: &Visitor<'_>) -> (Asked, Answer) {
    let request = world.application().asks(&[]);
    let page = visitor.follow(&request.address).await;
    assert_eq!(page.status, 200, "{}", page.body);
    (request, page)
}

/// Redeems the code that the browser was sent away with; gives the id of the user.
pub(crate) async fn sub(world: &World, request: &Asked, answer: &Answer) -> Uuid {
    let tokens = world
        .application()
        .redeems(request, answer.location())
        .await;
    assert_eq!(tokens.status, 200, "{}", tokens.body);
    let claims = claims(tokens.json()["id_token"].as_str().unwrap());
    claims["sub"].as_str().unwrap().parse().unwrap()
}

/// The attempt of a callback address.
pub(crate) async fn attempt(world: &World, callback: &str) -> Attempt {
    let (_, state) = callback.split_once("state=").unwrap();
    let found = world.store.attempt_by_state(keys::sha256(state.as_bytes()));
    found.await.unwrap().unwrap()
}

/// How many users and identities there are.
pub(crate) async fn people(world: &World) -> (i64, i64) {
    let counts = world.store.counts().await.unwrap();
    (counts.users, counts.identities)
}

/// Time passes, for the server.
pub(crate) fn minutes(world: &World, minutes: u64) {
    world.clock.advance(Duration::from_mins(minutes));
}

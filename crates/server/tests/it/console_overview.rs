//! The overview: the first sign-in, the figures, what needs attention, parts that fail.

use std::time::Duration;

use accounts::{Failure, Outcome};
use connector_kit::{ConnectorError, ProviderAnswer};
use serde_json::json;
use store::Role;
use testkit::in_process::Answer;
use testkit::world::{Database, World};

use crate::made::{begun, ended};

crate::on_both!(the_figures_are_those_of_the_sign_ins);

fn says(page: &Answer, text: &str) {
    assert!(page.body.contains(text), "no {text:?} in {}", page.body);
}

fn is_silent(page: &Answer, text: &str) {
    assert!(!page.body.contains(text), "{text:?} in {}", page.body);
}

#[tokio::test]
async fn the_first_sign_in_is_led_to_and_can_be_closed() {
    let world = World::new().await;
    let owner = world.administrator("Iris", Role::Owner).await;
    let page = owner.get("/console").await;
    for text in [
        "Welcome, Iris",
        "Your first sign-in",
        "Open the demo app",
        "http://localhost:3003/",
    ] {
        says(&page, text);
    }
    is_silent(&page, "Needs attention");
    is_silent(&page, "See the sign-in");

    world.application().signs_in("xiaoming").await;
    let page = owner.get("/console").await;
    for text in [
        "See the sign-in",
        "Needs attention",
        "Sign-ins today",
        "Latest activity",
        "小明",
    ] {
        says(&page, text);
    }
    is_silent(&page, "Welcome, Iris");

    let viewer = world.administrator("Vera", Role::Viewer).await;
    is_silent(&viewer.get("/console").await, "first-run/close");
    let refused = viewer.post("/console/first-run/close", &[]).await;
    assert_eq!(refused.status, 403);
    let closed = owner.press(&page, "/console/first-run/close").await;
    assert_eq!(closed.location(), "/console");
    let page = owner.get("/console").await;
    is_silent(&page, "Your first sign-in");
    says(&page, "The first steps are closed.");
    assert!(
        world
            .store
            .server_settings()
            .await
            .unwrap()
            .0
            .first_run_closed
    );
}

#[tokio::test]
async fn without_anything_the_steps_begin_with_a_connector() {
    let world = World::new().await;
    world
        .apply(json!({ "sign_in_experience": { "social": [] } }))
        .await;
    let owner = world.administrator("Iris", Role::Owner).await;
    let page = owner.get("/console").await;
    says(&page, "Add a connector");
    says(&page, "Turn it on");
    says(&page, "/console/connectors\"");
    is_silent(&page, "Open the demo app");
}

async fn the_figures_are_those_of_the_sign_ins(database: Database) {
    let world = World::with(database, 1).await;
    let viewer = world.administrator("Vera", Role::Viewer).await;
    for person in ["xiaoming", "xiaoming", "lifang"] {
        world.application().signs_in(person).await;
    }
    ended(&world, Outcome::Lost, None).await;
    ended(&world, Outcome::Failed, Some(&Failure::Internal)).await;
    begun(&world, false).await;
    begun(&world, true).await;
    let check = async || {
        let page = viewer.get("/console").await;
        says(&page, "<b>3</b>");
        says(&page, "3 of 6 who started");
        says(&page, "<b>50%</b>");
        says(&page, "2 by signing in");
        says(&page, "between 0 and 3 finished");
        says(
            &page,
            "One did not come back. One of them in the last hour. One is under way.",
        );
        says(&page, "One refused, or the vendor did not say who it is.");
        says(&page, "3 sign-ins in 7 days");
        page
    };
    check().await;
    // Counted for good, the numbers are the same, but for who is under way.
    let counted = world
        .store
        .count_attempt_hours(connector_kit::Timestamp(i64::MAX / 2), Duration::ZERO);
    assert_eq!(counted.await, Ok(0), "one is under way");
    world.clock.advance(Duration::from_mins(61));
    world
        .store
        .sweep_attempts(connector_kit::Clock::now(&*world.clock))
        .await
        .unwrap();
    let counted = world
        .store
        .count_attempt_hours(connector_kit::Timestamp(i64::MAX / 2), Duration::ZERO);
    assert!(counted.await.unwrap() >= 1);
    let page = viewer.get("/console").await;
    says(&page, "3 of 6 who started");
    says(&page, "2 did not come back.");
    is_silent(&page, "of them in the last hour");
}

fn secret_refused() -> Failure {
    Failure::Connector(ConnectorError::Misconfigured {
        field: "clientSecret".to_owned(),
        remedy: String::new(),
        answer: Some(ProviderAnswer {
            code: 40125,
            message: "invalid appsecret".to_owned(),
            request_id: None,
        }),
    })
}

#[tokio::test]
async fn what_needs_attention_is_told_with_one_thing_to_do() {
    let world = World::new().await;
    let iris = world.administrator("Iris", Role::Owner).await;
    world.application().signs_in("xiaoming").await;
    let page = iris.get("/console").await;
    says(&page, "One owner only");
    says(&page, "If <bdi>Iris</bdi> loses access, nobody can get in.");
    is_silent(&page, "People get lost");
    is_silent(&page, "People are sent to the simulator");
    world.administrator("Otto", Role::Owner).await;
    says(&iris.get("/console").await, "Nothing right now.");

    // Five of six do not come back.
    for _ in 0..5 {
        begun(&world, false).await;
    }
    is_silent(&iris.get("/console").await, "People get lost");
    world.clock.advance(Duration::from_mins(11));
    world
        .store
        .sweep_attempts(connector_kit::Clock::now(&*world.clock))
        .await
        .unwrap();
    let page = iris.get("/console").await;
    says(&page, "People get lost: WeChat (Web)");
    says(
        &page,
        "Of 6 who left in the last hour, 5 did not come back.",
    );
    says(&page, "/console/connectors/wechat/check");

    // The vendor refuses the secret, until somebody gets in again.
    ended(&world, Outcome::Failed, Some(&secret_refused())).await;
    world.clock.advance(Duration::from_mins(1));
    says(
        &iris.get("/console").await,
        "WeChat (Web) refuses the App secret",
    );
    world.application().signs_in("xiaoming").await;
    is_silent(&iris.get("/console").await, "refuses the App secret");

    world.clock.advance(Duration::from_hours(24 * 366));
    let later = world.administrator("Lea", Role::Owner).await;
    let page = later.get("/console").await;
    says(&page, "A signing key is older than a year");
    is_silent(&page, "People get lost");
}

#[tokio::test]
async fn a_simulator_on_a_public_address_is_pointed_out() {
    let world = World::with_settings(|settings| {
        settings.public_address = "http://id.acme.example".parse().unwrap();
    })
    .await;
    let viewer = world.administrator("Vera", Role::Viewer).await;
    ended(&world, Outcome::SignedIn, None).await;
    let page = viewer.get("/console").await;
    assert_eq!(page.status, 200, "{}", page.body);
    says(&page, "People are sent to the simulator: WeChat (Web)");
}

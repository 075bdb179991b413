//! An application that offers some of the ways to sign in and not the others.

use serde_json::json;
use testkit::application::parameters;
use testkit::world::{Database, World};

use crate::ways::{self, allows, asks, comes_through, people, sub};

crate::on_both!(people_see_and_use_only_the_ways_of_the_application);

/// A world with `wechat` and `second`, in which `demo-app` offers these.
async fn offering(database: Database, ways: &[&str]) -> World {
    let world = ways::world(database, 1, json!({})).await;
    offers(&world, ways).await;
    world
}

/// Says which ways the application offers, through the API.
async fn offers(world: &World, ways: &[&str]) {
    let ops = world.machine("ops").await;
    let body = json!({ "signInWays": ways });
    let answer = ops.patch("/api/applications/demo-app", body).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
}

async fn people_see_and_use_only_the_ways_of_the_application(database: Database) {
    let world = offering(database, &["second"]).await;
    let visitor = world.anonymous();
    let (request, page) = asks(&world, &visitor).await;
    assert!(page.body.contains("/sign-in/social/second"));
    assert!(!page.body.contains("/sign-in/social/wechat"));
    // Whoever knows how the other button would look gets no further.
    let forged = page
        .body
        .replace("/sign-in/social/second", "/sign-in/social/wechat");
    let mut other = page.clone();
    other.body = forged;
    let pressed = visitor.press(&other, "/sign-in/social/wechat").await;
    assert!(
        pressed.headers.get("location").is_none(),
        "{}",
        pressed.body
    );
    assert_eq!(people(&world).await, (0, 0));

    let last = comes_through(&world, &visitor, &page, "second", "xiaoming").await;
    sub(&world, &request, &last).await;
    assert_eq!(people(&world).await, (1, 1));
}

#[tokio::test]
async fn a_way_that_is_taken_back_leads_nowhere_for_those_who_are_under_way() {
    let world = offering(Database::Sqlite, &["wechat", "second"]).await;
    let visitor = world.anonymous();
    let (_, page) = asks(&world, &visitor).await;
    let callback = allows(&world, &visitor, &page, "wechat", "xiaoming").await;
    offers(&world, &["second"]).await;
    let last = ways::back(&visitor, &callback).await;
    assert!(last.headers.get("location").is_none(), "{}", last.body);
    assert_eq!(people(&world).await, (0, 0));
}

#[tokio::test]
async fn an_application_cannot_ask_for_a_way_that_it_does_not_offer() {
    let world = offering(Database::Sqlite, &["second"]).await;
    let answer = async |wanted: &str| {
        let asked = world.application().asks(&[("direct_sign_in", wanted)]);
        world.anonymous().follow(&asked.address).await
    };
    // `wechat` is also the vendor's name, and `second` is one of theirs.
    for wanted in ["social:second", "social:wechat"] {
        let answer = answer(wanted).await;
        let sent = parameters(answer.location());
        assert!(
            sent.contains(&("appid".to_owned(), ways::APP_ID.to_owned())),
            "{wanted}: {sent:?}"
        );
    }
    offers(&world, &["wechat"]).await;
    let page = answer("social:second").await;
    assert_eq!(page.status, 200, "the choice is shown instead");
    assert!(page.body.contains("/sign-in/social/wechat"));
}

/// Ways are places to come in by. A session is the person's, whichever way began it.
#[tokio::test]
async fn who_is_signed_in_already_goes_on_whichever_way_they_came() {
    let world = offering(Database::Sqlite, &["wechat", "second"]).await;
    let visitor = world.anonymous();
    let (request, page) = asks(&world, &visitor).await;
    let last = comes_through(&world, &visitor, &page, "wechat", "xiaoming").await;
    let person = sub(&world, &request, &last).await;
    offers(&world, &["second"]).await;
    let silent = world.application().asks(&[("prompt", "none")]);
    let answer = visitor.get(&silent.address).await;
    assert_eq!(sub(&world, &silent, &answer).await, person);
    // Who has to sign in anew is offered what there is.
    let anew = world.application().asks(&[("prompt", "login")]);
    let page = visitor.follow(&anew.address).await;
    assert!(page.body.contains("/sign-in/social/second"));
    assert!(!page.body.contains("/sign-in/social/wechat"));
}

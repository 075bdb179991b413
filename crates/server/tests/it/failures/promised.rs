//! The simulator says of each failure what the person should then see; here somebody looks.

use http::{HeaderMap, HeaderValue, Method, header};
use serde_json::Value;
use testkit::world::World;

use super::{fails, is_a_good_page};

/// What the page of failures offers, with what it promises to the person.
async fn offered(world: &World) -> Vec<(String, String)> {
    let page = world.get(&format!("{}/faults", world.simulator)).await;
    let choices = page.body.split("<div class=\"fault\">").skip(1);
    let between = |text: &str, start: &str, end: char| {
        let (_, rest) = text.split_once(start).unwrap();
        rest.split(end).next().unwrap().to_owned()
    };
    choices
        .map(|choice| {
            let name = between(choice, "name=\"preset\" value=\"", '"');
            (name, between(choice, "Person: ", '<'))
        })
        .collect()
}

/// Makes the next sign-in fail; gives what that turns on.
async fn choose(world: &World, name: &str) -> Value {
    let form = HeaderValue::from_static("application/x-www-form-urlencoded");
    let headers = HeaderMap::from_iter([(header::CONTENT_TYPE, form)]);
    let address = format!("{}/phone/next", world.simulator);
    let body = format!("preset={name}");
    let chosen = world.send(Method::POST, &address, headers, body).await;
    assert_eq!(chosen.status, 303, "{name}");
    let on = world
        .simulator(Method::GET, "/_sim/faults", Value::Null)
        .await;
    on[0].clone()
}

#[tokio::test]
async fn people_see_what_the_page_of_failures_says_they_see() {
    let world = World::new().await;
    let mut seen = 0;
    for (name, person) in offered(&world).await {
        let fault = choose(&world, &name).await;
        let is_call = fault["at"]
            .as_str()
            .is_some_and(|at| at.starts_with("/sns/"));
        let is_of_the_code =
            ["code_expired", "code_used"].contains(&fault["effect"].as_str().unwrap_or_default());
        // Those that take their time, that end well, and that only a browser meets have tests of their own.
        let is_slow = !fault["delay_ms"].is_null();
        let ends_well = person.starts_with("Signed in");
        if !(is_call || is_of_the_code) || is_slow || ends_well {
            continue;
        }
        let (page, attempt) = fails(&world, "xiaoming").await;
        let title = person.trim_end_matches('.');
        assert!(
            page.body.contains(title),
            "{name} promises {person}: {}",
            page.body
        );
        is_a_good_page(&page, &attempt);
        seen += 1;
    }
    assert!(seen > 20, "{seen}");
    assert_eq!(world.store.counts().await.unwrap().users, 0);
}

//! The order of the buttons, from the page of a connector.

use serde_json::json;
use store::Role;
use testkit::world::World;

use crate::console_said::{after, says};

#[tokio::test]
async fn a_button_moves_among_buttons_not_among_ways_without_one() {
    let world = World::new().await;
    let web = json!({ "clientId": "wx00000000000000bb", "clientSecret": "b".repeat(32) });
    let native = json!({ "clientId": "wx00000000000000cc", "clientSecret": "c".repeat(32),
        "universalLinks": "https://acme.example/app/" });
    let file = json!({
        "connectors": [
            { "id": "app", "factory": "wechat-native", "config": native },
            { "id": "second", "factory": "wechat-web", "config": web },
        ],
        "sign_in_experience": { "social": ["wechat", "app", "second"] },
    });
    world.apply(file).await;
    let iris = world.administrator("Iris", Role::Owner).await;
    let here = "/console/connectors/second";
    let move_it = format!("{here}/move");
    let page = iris.get(here).await;
    says(&page, "Button 2 of 2.");
    let moved = iris.press_with(&page, &move_it, &[("to", "up")]).await;
    let page = after(&iris, &moved).await;
    says(&page, "Button 1 of 2.");
    let moved = iris.press_with(&page, &move_it, &[("to", "down")]).await;
    says(&after(&iris, &moved).await, "Button 2 of 2.");
}

//! What people are asked before an application of somebody else may do something at a resource.

use serde_json::json;
use testkit::application::parameters;
use testkit::world::{APPLICATION, World};

use crate::oidc_resources::{API, FILMS, redeem, with_resources};

#[tokio::test]
async fn people_are_asked_for_each_scope_of_each_resource_in_plain_words() {
    let world = World::new().await;
    with_resources(&world).await;
    world
        .apply(json!({ "applications": [{ "id": "demo-app", "third_party": true }] }))
        .await;
    let application = world.application();
    let visitor = world.anonymous();
    let ask = |scope, resource| application.asks(&[("scope", scope), ("resource", resource)]);
    let asked = ask("openid read:orders", API);
    let consent = visitor
        .sign_in(&asked.address, &world.person("xiaoming"))
        .await;
    let page = visitor.follow(&consent).await;
    for words in ["<bdi>See your orders</bdi>", "<bdi>Orders</bdi>"] {
        assert!(page.body.contains(words), "{words}: {}", page.body);
    }
    assert!(!page.body.contains("Change your orders"));
    let allow = [("decision", "allow")];
    let answer = visitor.press_with(&page, "/consent", &allow).await;
    let address = answer.location().to_owned();
    assert!(address.starts_with(APPLICATION), "{address}");
    let tokens = redeem(&application, &(asked, address), &[API]).await;
    assert_eq!(tokens.status, 200, "{}", tokens.body);

    // What was allowed is remembered; anything more, and the same elsewhere, is asked for.
    let silently = async |scope, resource| {
        let more = [("scope", scope), ("resource", resource), ("prompt", "none")];
        let answer = visitor.get(&application.asks(&more).address).await;
        let address = answer.location().to_owned();
        let error = parameters(&address)
            .into_iter()
            .find(|(name, _)| name == "error");
        error.map(|(_, error)| error)
    };
    assert_eq!(silently("openid read:orders", API).await, None);
    assert_eq!(silently("openid", "").await, None);
    let refused = Some("consent_required".to_owned());
    assert_eq!(silently("openid write:orders", API).await, refused);
    assert_eq!(
        silently("openid", FILMS).await,
        refused,
        "the resource alone"
    );
    world
        .apply(
            json!({ "resources": [{ "indicator": FILMS, "scopes": [{ "name": "read:orders" }] }] }),
        )
        .await;
    assert_eq!(
        silently("openid read:orders", FILMS).await,
        refused,
        "of the same name"
    );

    let page = visitor.follow(&ask("openid", FILMS).address).await;
    assert!(
        page.body.contains("Use <bdi>Films</bdi> in your name"),
        "{}",
        page.body
    );
    let page = visitor
        .follow(&ask("openid read:orders", FILMS).address)
        .await;
    assert!(
        page.body.contains("<bdi>read:orders</bdi>"),
        "without a description"
    );
    // The account page says the same.
    let account = visitor.follow("/account").await;
    assert!(account.body.contains("See your orders"), "{}", account.body);
}

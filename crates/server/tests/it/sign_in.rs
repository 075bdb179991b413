//! The way of a sign-in, from the application and back.

use serde_json::{Value, json};
use testkit::application::claims;
use testkit::story;
use testkit::world::{Database, SERVER, World};

crate::on_both!(
    through_the_sign_in_page,
    directly_without_any_page,
    on_two_nodes,
    a_sign_in_is_four_durable_commits,
);

async fn through_the_sign_in_page(database: Database) {
    let world = World::with(database, 1).await;
    let tokens = world.application().signs_in("xiaoming").await;
    let id_token = claims(tokens["id_token"].as_str().unwrap());
    assert_eq!(id_token["iss"], format!("{SERVER}/oidc"));
    assert_eq!(id_token["aud"], "demo-app");
    assert_eq!(id_token["name"], "小明");
    let access_token = tokens["access_token"].as_str().unwrap();
    let info = world.application().user_info(access_token).await;
    assert_eq!(info.status, 200);
    assert_eq!(info.json()["sub"], id_token["sub"]);
    assert_eq!(info.json()["name"], "小明");
}

async fn directly_without_any_page(database: Database) {
    let world = World::with(database, 1).await;
    let tokens = story::signs_in_directly(&world, "xiaoming").await;
    let id_token = claims(tokens["id_token"].as_str().unwrap());
    assert_eq!(id_token["name"], "小明");
}

async fn on_two_nodes(database: Database) {
    let world = World::with(database, 2).await;
    let tokens = story::signs_in_directly(&world, "xiaoming").await;
    let id_token = claims(tokens["id_token"].as_str().unwrap());
    assert_eq!(id_token["name"], "小明");
    world.application().signs_in("lifang").await;
}

async fn a_sign_in_is_four_durable_commits(database: Database) {
    let world = World::with(database, 1).await;
    // That a secret is in use is noted once an hour, and nobody waits for it.
    let application = world.application();
    let at_first = world.store.commits();
    let grant = [("grant_type", "refresh_token"), ("refresh_token", "x")];
    assert_eq!(application.token(&grant).await.status, 400);
    let used = async || {
        let secrets = world.store.application_secrets("demo-app").await.unwrap();
        secrets[0].last_used_at.is_some()
    };
    // A row can be read a moment before its commit is counted.
    while !used().await || world.store.commits() == at_first {
        tokio::task::yield_now().await;
    }
    let before = world.store.commits();
    // Somebody without a picture: keeping a new one is a commit that nobody waits for.
    let tokens = world.application().signs_in("xiaoxiao").await;
    world
        .application()
        .user_info(tokens["access_token"].as_str().unwrap())
        .await;
    assert_eq!(world.store.commits() - before, 4);
}

#[tokio::test]
async fn the_same_person_is_the_same_user_next_time() {
    let world = World::new().await;
    let first = world.application().signs_in("xiaoming").await;
    let again = world.application().signs_in("xiaoming").await;
    let sub = |tokens: &Value| claims(tokens["id_token"].as_str().unwrap())["sub"].clone();
    assert_eq!(sub(&first), sub(&again));
    let other = world.application().signs_in("lifang").await;
    assert_ne!(sub(&first), sub(&other));
}

#[tokio::test]
async fn with_a_session_no_page_is_shown() {
    let world = World::new().await;
    let application = world.application();
    let visitor = world.anonymous();
    let asked = application.asks(&[]);
    visitor
        .sign_in(&asked.address, &world.person("xiaoming"))
        .await;

    for more in [
        [("prompt", "")],
        [("prompt", "none")],
        [("direct_sign_in", "social:wechat")],
    ] {
        let asked = application.asks(&more);
        let address = visitor.get(&asked.address).await.location().to_owned();
        let tokens = application.redeems(&asked, &address).await;
        assert_eq!(tokens.status, 200, "{more:?}: {}", tokens.body);
    }
}

#[tokio::test]
async fn prompt_login_asks_again_and_rotates_the_session() {
    let world = World::new().await;
    let application = world.application();
    let visitor = world.anonymous();
    let first = application.asks(&[]);
    visitor
        .sign_in(&first.address, &world.person("xiaoming"))
        .await;
    let former = visitor.cookies()["pailou_session"].clone();

    let asked = application.asks(&[("prompt", "login")]);
    world.clock.advance(std::time::Duration::from_secs(100));
    let address = visitor
        .sign_in(&asked.address, &world.person("lifang"))
        .await;
    let tokens = application.redeems(&asked, &address).await.json();
    let id_token = claims(tokens["id_token"].as_str().unwrap());
    assert_eq!(id_token["name"], "李芳");
    assert_ne!(visitor.cookies()["pailou_session"], former);

    // The session that was replaced opens nothing any more.
    let thief = world.anonymous();
    thief.set_cookie("pailou_session", Some(&former));
    let asked = application.asks(&[("prompt", "none")]);
    let address = thief.get(&asked.address).await.location().to_owned();
    assert!(address.contains("error=login_required"), "{address}");
}

#[tokio::test]
async fn an_unknown_direct_way_leads_to_the_sign_in_page() {
    let world = World::new().await;
    for way in ["social:alipay", "social:", "sso:acme", "wechat"] {
        let asked = world.application().asks(&[("direct_sign_in", way)]);
        let page = world.anonymous().follow(&asked.address).await;
        assert_eq!(page.status, 200, "{way}");
        assert!(page.body.contains("/sign-in/social/wechat"), "{way}");
    }
}

#[tokio::test]
async fn two_tabs_at_once_both_work() {
    let world = World::new().await;
    let application = world.application();
    let visitor = world.anonymous();
    let (one, two) = (application.asks(&[]), application.asks(&[]));
    let wechat_one = visitor.go_to_wechat(&one.address).await;
    let wechat_two = visitor.go_to_wechat(&two.address).await;
    let person = world.person("xiaoming");
    for (asked, wechat) in [(&two, wechat_two), (&one, wechat_one)] {
        let callback = person.allows(&wechat).await;
        let address = visitor.get(&callback).await.location().to_owned();
        assert_eq!(application.redeems(asked, &address).await.status, 200);
    }
}

#[tokio::test]
async fn a_browser_keeps_four_interactions_and_the_oldest_goes() {
    let world = World::new().await;
    let visitor = world.anonymous();
    for _ in 0..6 {
        world.clock.advance(std::time::Duration::from_secs(1));
        visitor.get(&world.application().asks(&[]).address).await;
        let cookies = visitor.cookies();
        let interactions = cookies
            .iter()
            .filter(|(name, _)| name.starts_with("pailou_i_"));
        let sizes: Vec<usize> = interactions.map(|(_, value)| value.len()).collect();
        assert!(
            sizes.len() <= 4 && sizes.iter().all(|size| *size <= 1200),
            "{sizes:?}"
        );
    }
}

#[tokio::test]
async fn a_request_too_long_for_a_cookie_works_too_and_one_over_16_kb_is_refused() {
    let world = World::new().await;
    let application = world.application();
    let long = "n".repeat(5_000);
    let asked = application.asks(&[("nonce", &long)]);
    let visitor = world.anonymous();
    let address = visitor
        .sign_in(&asked.address, &world.person("xiaoming"))
        .await;
    assert!(visitor.cookies().values().all(|value| value.len() <= 1200));
    let tokens = application.redeems(&asked, &address).await.json();
    assert_eq!(
        claims(tokens["id_token"].as_str().unwrap())["nonce"],
        long.as_str()
    );

    let asked = application.asks(&[("nonce", &"n".repeat(17_000))]);
    let answer = world.anonymous().get(&asked.address).await;
    assert_eq!(answer.status, 400);
    assert_eq!(answer.header("location"), "");
}

#[tokio::test]
async fn a_third_party_application_is_asked_about_once() {
    let world = World::new().await;
    world
        .apply(json!({ "applications": [{
            "id": "guest", "name": "Guest", "type": "Traditional", "third_party": true,
            "secret": "another-secret-for-tests", "redirect_uris": ["http://localhost:3003/callback"],
        }]}))
        .await;
    let application = world.client("guest", Some("another-secret-for-tests"));
    let visitor = world.anonymous();
    let asked = application.asks(&[]);
    let consent = visitor
        .sign_in(&asked.address, &world.person("xiaoming"))
        .await;
    assert!(consent.starts_with("/consent?"), "{consent}");
    let page = visitor.get(&consent).await;
    assert!(page.body.contains("小明"));

    let denied = visitor
        .press_with(&page, "/consent", &[("decision", "deny")])
        .await;
    assert!(
        denied.location().contains("error=access_denied"),
        "{}",
        denied.location()
    );
    let forged = visitor.post("/consent", &[("decision", "allow")]).await;
    assert_eq!(forged.status, 400);

    let allowed = visitor
        .press_with(&page, "/consent", &[("decision", "allow")])
        .await;
    let tokens = application.redeems(&asked, allowed.location()).await;
    assert_eq!(tokens.status, 200, "{}", tokens.body);

    // Remembered now, unless the application insists.
    let again = application.asks(&[]);
    let address = visitor.get(&again.address).await.location().to_owned();
    assert_eq!(application.redeems(&again, &address).await.status, 200);
    let insisting = application.asks(&[("prompt", "consent")]);
    let address = visitor.get(&insisting.address).await.location().to_owned();
    assert!(address.starts_with("/consent?"), "{address}");
}

#[tokio::test]
async fn a_first_party_application_never_asks() {
    let world = World::new().await;
    let application = world.application();
    let asked = application.asks(&[("prompt", "consent")]);
    let visitor = world.anonymous();
    let address = visitor
        .sign_in(&asked.address, &world.person("xiaoming"))
        .await;
    let tokens = application.redeems(&asked, &address).await.json();
    assert!(tokens["refresh_token"].is_string());
}

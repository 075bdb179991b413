//! `prompt=select_account`: going on with the session, or with another account.

use serde_json::json;
use testkit::world::{Database, World};

use crate::ways::{self, comes_through, minutes, sub, user};

const PATH: &str = "/sign-in/account";
const SELECT: [(&str, &str); 1] = [("prompt", "select_account")];

#[tokio::test]
async fn somebody_with_a_session_goes_on_or_uses_another_account() {
    let world = World::new().await;
    let xiaoming = user(&world, "wechat", "xiaoming").await;
    let visitor = world.anonymous();
    // Without a session there is nothing to choose.
    let first = world.application().asks(&SELECT);
    let page = visitor.follow(&first.address).await;
    let signed_in = comes_through(&world, &visitor, &page, "wechat", "xiaoming").await;
    assert_eq!(sub(&world, &first, &signed_in).await, xiaoming);

    let request = world.application().asks(&SELECT);
    let page = visitor.follow(&request.address).await;
    assert_eq!(page.status, 200);
    assert!(page.body.contains(PATH), "{}", page.body);
    assert!(page.body.contains("小明"), "{}", page.body);
    let on = visitor
        .press_with(&page, PATH, &[("decision", "continue")])
        .await;
    assert_eq!(sub(&world, &request, &on).await, xiaoming);

    let request = world.application().asks(&SELECT);
    let page = visitor.follow(&request.address).await;
    let another = visitor
        .press_with(&page, PATH, &[("decision", "another")])
        .await;
    let choose = visitor.follow(another.location()).await;
    let signed_in = comes_through(&world, &visitor, &choose, "wechat", "lifang").await;
    let lifang = sub(&world, &request, &signed_in).await;
    assert_ne!(lifang, xiaoming);
    // The old page is about who is there now; nothing says who was there before.
    let request = world.application().asks(&SELECT);
    let page = visitor.follow(&request.address).await;
    assert!(page.body.contains("李芳"), "{}", page.body);
    for decision in ["", "CONTINUE"] {
        let nothing = visitor
            .press_with(&page, PATH, &[("decision", decision)])
            .await;
        assert!(nothing.location().starts_with(PATH));
    }
}

#[tokio::test]
async fn nobody_goes_on_who_was_not_asked() {
    let world = World::new().await;
    let visitor = world.anonymous();
    let first = world.application().asks(&[]);
    let page = visitor.follow(&first.address).await;
    comes_through(&world, &visitor, &page, "wechat", "xiaoming").await;

    // An application that insists on a new sign-in is not answered through this page.
    for prompt in ["login", "login select_account"] {
        let strict = world.application().asks(&[("prompt", prompt)]);
        let location = visitor.get(&strict.address).await.location().to_owned();
        let (_, id) = location.split_once("interaction=").unwrap();
        let id = id.split('&').next().unwrap();
        let page = visitor.get(&format!("{PATH}?interaction={id}")).await;
        assert!(page.location().starts_with("/sign-in?"), "{prompt}");
        let fields = [
            ("interaction", id),
            ("decision", "continue"),
            ("csrf", "AAAA"),
        ];
        let forced = visitor.post(PATH, &fields).await;
        assert!(forced.location().starts_with("/sign-in?"), "{prompt}");
    }
    // One that wants a young session neither.
    let request = world
        .application()
        .asks(&[("prompt", "select_account"), ("max_age", "60")]);
    let page = visitor.follow(&request.address).await;
    minutes(&world, 2);
    let late = visitor
        .press_with(&page, PATH, &[("decision", "continue")])
        .await;
    assert!(
        late.location().starts_with("/sign-in?"),
        "{}",
        late.location()
    );

    // Other browsers, old links and forged forms.
    let request = world.application().asks(&SELECT);
    let page = visitor.follow(&request.address).await;
    let go_on = [("decision", "continue")];
    let stranger = world.anonymous();
    assert_eq!(stranger.press_with(&page, PATH, &go_on).await.status, 400);
    for address in [PATH.to_owned(), format!("{PATH}?interaction=unknown")] {
        assert_eq!(visitor.get(&address).await.status, 400);
    }
    let (_, id) = page
        .body
        .split_once("name=\"interaction\" value=\"")
        .unwrap();
    let id = id.split('"').next().unwrap();
    let fields = [("interaction", id), ("decision", "continue")];
    assert_eq!(visitor.post(PATH, &fields).await.status, 400);
    // Signed out in between: the ways to sign in.
    visitor.set_cookie("pailou_session", None);
    let out = visitor.press_with(&page, PATH, &go_on).await;
    assert!(out.location().starts_with("/sign-in?"));
}

#[tokio::test]
async fn an_application_of_others_asks_for_consent_after_the_choice() {
    let world = ways::world(Database::Sqlite, 1, json!({})).await;
    world
        .apply(json!({ "applications": [{
            "id": "guest", "name": "Guest", "type": "Traditional", "third_party": true,
            "secret": "another-secret-for-tests", "redirect_uris": ["http://localhost:3003/callback"],
        }]}))
        .await;
    let visitor = world.anonymous();
    let first = world.application().asks(&[]);
    let page = visitor.follow(&first.address).await;
    comes_through(&world, &visitor, &page, "wechat", "xiaoming").await;
    let application = world.client("guest", Some("another-secret-for-tests"));
    let request = application.asks(&SELECT);
    let page = visitor.follow(&request.address).await;
    let asked = visitor
        .press_with(&page, PATH, &[("decision", "continue")])
        .await;
    let consent = visitor.follow(asked.location()).await;
    assert!(consent.body.contains("Let"), "{}", consent.body);
    let allowed = visitor
        .press_with(&consent, "/consent", &[("decision", "allow")])
        .await;
    let tokens = application.redeems(&request, allowed.location()).await;
    assert_eq!(tokens.status, 200, "{}", tokens.body);
}

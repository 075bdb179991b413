//! People whom nobody here knows: welcomed, asked, turned away, and what a new account needs.

use accounts::{Failure, Outcome, SignUpRule};
use http::Method;
use serde_json::json;
use testkit::world::{Database, World};

use crate::ways::{
    self, allows, asking, asks, attempt, back, comes_through, minutes, people, rule, sub, user,
};

crate::on_both!(
    who_says_no_gets_an_account,
    who_says_yes_proves_the_account_and_adds_wechat_to_it,
);

const FIRST_TIME: &str = "/sign-in/first-time/";
const NEW_ACCOUNT: &str = "/sign-in/new-account/";
const LINK: &str = "/sign-in/link/";

async fn asking_on(database: Database) -> World {
    ways::world(database, 2, json!({ "unknown_identity": "ask" })).await
}

async fn who_says_no_gets_an_account(database: Database) {
    let world = asking_on(database).await;
    let visitor = world.anonymous();
    let (request, page) = asks(&world, &visitor).await;
    let callback = allows(&world, &visitor, &page, "wechat", "xiaoming").await;
    let asked = back(&visitor, &callback).await;
    assert_eq!(asked.status, 200);
    assert!(asked.body.contains("Have you used"), "{}", asked.body);
    assert!(asked.body.contains("小明"), "{}", asked.body);
    assert!(
        asked
            .header("content-security-policy")
            .contains("localhost:3003")
    );
    assert_eq!(people(&world).await, (0, 0));

    let made = visitor
        .press_with(&asked, FIRST_TIME, &[("decision", "create")])
        .await;
    sub(&world, &request, &made).await;
    assert_eq!(people(&world).await, (1, 1));
    let ended = attempt(&world, &callback).await;
    assert_eq!(ended.outcome, Some(Outcome::SignedUp));
    assert!(!ended.asked);
    // Now everybody knows them.
    user(&world, "wechat", "xiaoming").await;
    assert_eq!(people(&world).await, (1, 1));
}

async fn who_says_yes_proves_the_account_and_adds_wechat_to_it(database: Database) {
    let world = asking_on(database).await;
    rule(&world, json!({ "unknown_identity": "create" })).await;
    let known = user(&world, "second", "xiaoming").await;
    rule(&world, json!({ "unknown_identity": "ask" })).await;

    let visitor = world.anonymous();
    let (request, page) = asks(&world, &visitor).await;
    let callback = allows(&world, &visitor, &page, "wechat", "xiaoming").await;
    let asked = back(&visitor, &callback).await;
    let choose = visitor
        .press_with(&asked, FIRST_TIME, &[("decision", "link")])
        .await;
    let choose = visitor.follow(choose.location()).await;
    assert!(
        choose.body.contains("Sign in the way you did before"),
        "{}",
        choose.body
    );
    let confirm = comes_through(&world, &visitor, &choose, "second", "xiaoming").await;
    assert_eq!(confirm.status, 200);
    assert!(
        confirm
            .body
            .contains("Add this WeChat account to your account?")
    );
    assert_eq!(people(&world).await, (1, 1));

    // A person may take longer than a code lasts.
    minutes(&world, 3);
    let added = visitor
        .press_with(&confirm, LINK, &[("decision", "add")])
        .await;
    assert_eq!(sub(&world, &request, &added).await, known);
    assert_eq!(people(&world).await, (1, 2));
    let ended = attempt(&world, &callback).await;
    assert_eq!(
        (ended.outcome, ended.user_id),
        (Some(Outcome::Linked), Some(known))
    );
    // Either way leads to the same account now, without a question.
    assert_eq!(user(&world, "wechat", "xiaoming").await, known);
    assert_eq!(user(&world, "second", "xiaoming").await, known);
    // Loading the old addresses again does no harm.
    let again = back(&visitor, &callback).await;
    assert!(again.body.contains("You are signed in"), "{}", again.body);
    let pressed = visitor
        .press_with(&confirm, LINK, &[("decision", "add")])
        .await;
    let pressed = visitor.follow(pressed.location()).await;
    assert!(
        pressed.body.contains("You are signed in"),
        "{}",
        pressed.body
    );
    assert_eq!(people(&world).await, (1, 2));
}

#[tokio::test]
async fn asking_needs_two_ways_that_know_different_people() {
    let ask = json!({ "sign_in_experience": { "unknown_identity": "ask" } });
    let world = World::new().await;
    let refused = world.try_apply(ask.clone()).await.unwrap_err();
    assert!(refused.contains("second way to sign in"), "{refused}");
    // Another connector for the same Open Platform account is no second way.
    let same = json!({
        "id": "same", "factory": "wechat-web", "endpoints": "simulator",
        "config": {
            "clientId": ways::APP_ID, "clientSecret": "0123456789abcdef0123456789abcdef",
            "openPlatform": simulator::seed::OPEN_PLATFORM,
        },
    });
    let social = json!({ "social": ["wechat", "same"] });
    world
        .apply(json!({ "connectors": [same], "sign_in_experience": social }))
        .await;
    world.try_apply(ask.clone()).await.unwrap_err();

    let world = ways::world(Database::Sqlite, 1, json!({})).await;
    world.apply(ask).await;
    // With one way left, nobody is asked what they could not prove.
    rule(&world, json!({ "social": ["wechat"] })).await;
    user(&world, "wechat", "xiaoming").await;
    assert_eq!(people(&world).await, (1, 1));
}

#[tokio::test]
async fn who_is_known_is_never_asked() {
    let world = ways::world(Database::Sqlite, 1, json!({})).await;
    let known = user(&world, "wechat", "xiaoming").await;
    rule(&world, json!({ "unknown_identity": "ask" })).await;
    assert_eq!(user(&world, "wechat", "xiaoming").await, known);
}

#[tokio::test]
async fn who_does_not_want_to_add_it_goes_on_without() {
    let world = ways::world(Database::Sqlite, 1, json!({})).await;
    let known = user(&world, "second", "xiaoming").await;
    rule(&world, json!({ "unknown_identity": "ask" })).await;
    let visitor = world.anonymous();
    let (request, page) = asks(&world, &visitor).await;
    let callback = allows(&world, &visitor, &page, "wechat", "xiaoming").await;
    back(&visitor, &callback).await;
    let confirm = comes_through(&world, &visitor, &page, "second", "xiaoming").await;
    let left = visitor
        .press_with(&confirm, LINK, &[("decision", "leave")])
        .await;
    assert_eq!(sub(&world, &request, &left).await, known);
    let ended = attempt(&world, &callback).await;
    assert_eq!(ended.outcome, Some(Outcome::Refused));
    assert_eq!(ended.failure, Some(Failure::Declined));
    assert_eq!(people(&world).await, (1, 1));
}

#[tokio::test]
async fn another_wechat_account_is_another_attempt() {
    let world = asking().await;
    let visitor = world.anonymous();
    let (request, page) = asks(&world, &visitor).await;
    let callback = allows(&world, &visitor, &page, "wechat", "xiaoming").await;
    let asked = back(&visitor, &callback).await;
    assert!(
        asked.body.contains("Use another WeChat account"),
        "{}",
        asked.body
    );
    let another = visitor
        .press_with(&asked, FIRST_TIME, &[("decision", "another")])
        .await;
    let choose = visitor.follow(another.location()).await;
    assert!(!choose.body.contains("Sign in the way you did before"));
    let ended = attempt(&world, &callback).await;
    assert_eq!(ended.failure, Some(Failure::Declined));
    // The old page makes nothing any more, and leads back to the ways.
    let late = visitor
        .press_with(&asked, FIRST_TIME, &[("decision", "create")])
        .await;
    let late = visitor.follow(late.location()).await;
    assert!(
        late.body.contains("/sign-in/social/wechat"),
        "{}",
        late.body
    );
    assert_eq!(people(&world).await, (0, 0));

    let asked = comes_through(&world, &visitor, &choose, "wechat", "lifang").await;
    assert!(asked.body.contains("李芳"), "{}", asked.body);
    let made = visitor
        .press_with(&asked, FIRST_TIME, &[("decision", "create")])
        .await;
    sub(&world, &request, &made).await;
}

#[tokio::test]
async fn an_answer_counts_once() {
    let world = asking().await;
    let visitor = world.anonymous();
    let (request, page) = asks(&world, &visitor).await;
    let asked = comes_through(&world, &visitor, &page, "wechat", "xiaoming").await;
    let create = [("decision", "create")];
    let first = visitor.press_with(&asked, FIRST_TIME, &create).await;
    let again = visitor.press_with(&asked, FIRST_TIME, &create).await;
    let again = visitor.follow(again.location()).await;
    assert_eq!(first.location(), again.location(), "the same code");
    sub(&world, &request, &first).await;
    let third = visitor.press_with(&asked, FIRST_TIME, &create).await;
    let third = visitor.follow(third.location()).await;
    assert!(third.body.contains("You are signed in"), "{}", third.body);
    let counts = world.store.counts().await.unwrap();
    assert_eq!((counts.users, counts.sessions), (1, 1));
}

#[tokio::test]
async fn an_answer_that_says_nothing_asks_again() {
    let world = asking().await;
    let visitor = world.anonymous();
    let (_, page) = asks(&world, &visitor).await;
    let asked = comes_through(&world, &visitor, &page, "wechat", "xiaoming").await;
    for decision in ["", "yes", "CREATE"] {
        let answer = visitor
            .press_with(&asked, FIRST_TIME, &[("decision", decision)])
            .await;
        assert!(answer.location().starts_with(FIRST_TIME), "{decision}");
    }
    let twice = visitor
        .press_with(
            &asked,
            FIRST_TIME,
            &[("decision", "link"), ("decision", "create")],
        )
        .await;
    assert_eq!(twice.status, 400);
    assert_eq!(people(&world).await, (0, 0));
}

#[tokio::test]
async fn the_memory_lasts_ten_minutes() {
    let world = asking().await;
    let visitor = world.anonymous();
    let (_, page) = asks(&world, &visitor).await;
    let callback = allows(&world, &visitor, &page, "wechat", "xiaoming").await;
    let asked = back(&visitor, &callback).await;
    minutes(&world, 9);
    assert_eq!(back(&visitor, &callback).await.status, 200);
    minutes(&world, 1);
    let late = visitor
        .press_with(&asked, FIRST_TIME, &[("decision", "create")])
        .await;
    let late = visitor.follow(late.location()).await;
    assert_eq!(late.status, 400);
    assert!(late.body.contains("could not be finished"), "{}", late.body);
    let ended = attempt(&world, &callback).await;
    assert_eq!(ended.outcome, Some(Outcome::Refused));
    assert_eq!(ended.failure, Some(Failure::Unanswered));
    // Nothing is offered to whoever signs in now.
    let made = comes_through(&world, &visitor, &page, "second", "xiaoming").await;
    assert!(made.body.contains("Have you used"), "{}", made.body);
    let made = visitor
        .press_with(&made, FIRST_TIME, &[("decision", "create")])
        .await;
    assert!(made.location().contains("code="), "{}", made.location());
    assert_eq!(people(&world).await, (1, 1));
}

#[tokio::test]
async fn no_other_browser_answers() {
    let world = asking().await;
    let visitor = world.anonymous();
    let (_, page) = asks(&world, &visitor).await;
    let callback = allows(&world, &visitor, &page, "wechat", "xiaoming").await;
    let asked = back(&visitor, &callback).await;
    let id = attempt(&world, &callback).await.id;

    let stranger = world.anonymous();
    let neighbour = world.anonymous();
    asks(&world, &neighbour).await;
    for other in [&stranger, &neighbour] {
        for path in [FIRST_TIME, NEW_ACCOUNT, LINK] {
            let path = format!("{path}{id}");
            assert_eq!(other.get(&path).await.status, 400, "{path}");
            for decision in ["create", "another", "add", "leave"] {
                let fields = [("decision", decision), ("csrf", "AAAA")];
                assert_eq!(other.post(&path, &fields).await.status, 400, "{path}");
            }
        }
        let stolen = other
            .press_with(&asked, FIRST_TIME, &[("decision", "create")])
            .await;
        assert_eq!(stolen.status, 400);
    }
    // Nor does this browser, without the token of its own form or from another site.
    let path = format!("{FIRST_TIME}{id}");
    for fields in [
        vec![("decision", "create")],
        vec![("decision", "create"), ("csrf", "AAAA")],
    ] {
        assert_eq!(visitor.post(&path, &fields).await.status, 400);
    }
    let elsewhere = world.anonymous().sending("sec-fetch-site", "cross-site");
    assert_eq!(
        elsewhere
            .post(&path, &[("decision", "create")])
            .await
            .status,
        403
    );
    assert_eq!(people(&world).await, (0, 0));
    assert!(attempt(&world, &callback).await.asked, "it still waits");
}

#[tokio::test]
async fn unknown_attempts_and_those_of_others_are_not_there() {
    let world = asking().await;
    let visitor = world.anonymous();
    asks(&world, &visitor).await;
    for path in [FIRST_TIME, NEW_ACCOUNT, LINK] {
        for id in ["", "x", "00000000-0000-0000-0000-000000000000", "%00"] {
            let answer = visitor.get(&format!("{path}{id}")).await;
            assert!(
                (400..500).contains(&answer.status),
                "{path}{id}: {}",
                answer.status
            );
        }
    }
}

#[tokio::test]
async fn a_page_that_asks_changes_nothing_by_being_loaded() {
    let world = asking().await;
    let visitor = world.anonymous();
    let (_, page) = asks(&world, &visitor).await;
    let callback = allows(&world, &visitor, &page, "wechat", "xiaoming").await;
    back(&visitor, &callback).await;
    let id = attempt(&world, &callback).await.id;
    let before = world.store.commits();
    for path in [FIRST_TIME, NEW_ACCOUNT] {
        assert_eq!(visitor.get(&format!("{path}{id}")).await.status, 200);
    }
    // Out of order: nobody has proved an account yet.
    let unproved = visitor.get(&format!("{LINK}{id}")).await;
    assert_eq!(unproved.status, 400);
    assert_eq!(world.store.commits(), before);
}

#[tokio::test]
async fn rules_that_change_meanwhile_count() {
    let world = asking().await;
    let visitor = world.anonymous();
    let (_, page) = asks(&world, &visitor).await;
    let create = [("decision", "create")];

    // The connector is off: at every step, and for as long as it is.
    let callback = allows(&world, &visitor, &page, "wechat", "xiaoming").await;
    let asked = back(&visitor, &callback).await;
    rule(&world, json!({ "social": ["second"] })).await;
    for answer in [
        back(&visitor, &callback).await,
        visitor.press_with(&asked, FIRST_TIME, &create).await,
    ] {
        assert_eq!(answer.status, 403);
        assert!(answer.body.contains("turned off"), "{}", answer.body);
    }
    assert_eq!(people(&world).await, (0, 0));

    // Sign-up is closed.
    rule(
        &world,
        json!({ "social": ["wechat", "second"], "sign_in_mode": "sign_in" }),
    )
    .await;
    let closed = visitor.press_with(&asked, FIRST_TIME, &create).await;
    let closed = visitor.follow(closed.location()).await;
    assert_eq!(closed.status, 403);
    assert!(closed.body.contains("No account yet"), "{}", closed.body);
    let ended = attempt(&world, &callback).await;
    assert_eq!(ended.outcome, Some(Outcome::Blocked));
    let rule = SignUpRule::SignInExperience;
    assert_eq!(ended.failure, Some(Failure::NoSignUp { rule }));
    assert_eq!(people(&world).await, (0, 0));
}

#[tokio::test]
async fn where_sign_up_is_closed_strangers_are_turned_away() {
    let world = World::new().await;
    let known = user(&world, "wechat", "lifang").await;
    rule(&world, json!({ "sign_in_mode": "sign_in" })).await;
    let visitor = world.anonymous();
    let (_, page) = asks(&world, &visitor).await;
    let callback = allows(&world, &visitor, &page, "wechat", "xiaoming").await;
    let refused = back(&visitor, &callback).await;
    assert_eq!(refused.status, 403);
    assert!(refused.body.contains("No account yet"), "{}", refused.body);
    assert_eq!(people(&world).await, (1, 1));
    let ended = attempt(&world, &callback).await;
    assert_eq!(ended.outcome, Some(Outcome::Blocked));
    let failure = ended.failure.unwrap();
    assert!(failure.to_string().contains("sign_in_mode"), "{failure}");
    let reference = ended.reference.to_string();
    assert!(refused.body.contains(&reference), "{}", refused.body);
    assert_eq!(refused.header("pailou-reference"), reference);
    assert!(!visitor.cookies().contains_key("pailou_session"));
    // Who has an account comes in.
    assert_eq!(user(&world, "wechat", "lifang").await, known);
}

#[tokio::test]
async fn a_connector_may_make_no_accounts_while_others_do() {
    let world = ways::world(Database::Sqlite, 1, json!({})).await;
    let never = json!({ "connectors": [{ "id": "second", "sign_up": "never" }] });
    world.apply(never).await;
    let visitor = world.anonymous();
    let (_, page) = asks(&world, &visitor).await;
    let callback = allows(&world, &visitor, &page, "second", "xiaoming").await;
    let refused = back(&visitor, &callback).await;
    assert_eq!(refused.status, 403);
    assert!(refused.body.contains("No account yet"));
    let rule = SignUpRule::Connector;
    let failure = attempt(&world, &callback).await.failure;
    assert_eq!(failure, Some(Failure::NoSignUp { rule }));
    user(&world, "wechat", "xiaoming").await;
    assert_eq!(people(&world).await, (1, 1));
    let follow = json!({ "connectors": [{ "id": "second", "sign_up": "follow" }] });
    world.apply(follow).await;
    user(&world, "second", "xiaoming").await;
    assert_eq!(people(&world).await, (2, 2));
    let wrong = json!({ "connectors": [{ "id": "second", "sign_up": "sometimes" }] });
    assert!(world.try_apply(wrong).await.is_err());
}

/// Somebody whose nickname shows nothing.
async fn nameless(world: &World) {
    let nickname = json!({ "nickname": "" });
    world
        .simulator(Method::PATCH, "/_sim/people/xiaoming", nickname)
        .await;
}

#[tokio::test]
async fn a_name_that_is_required_is_asked_for_and_nothing_typed_is_lost() {
    let world = World::new().await;
    rule(&world, json!({ "require_name": true })).await;
    // Who has a name is not asked.
    user(&world, "wechat", "lifang").await;
    nameless(&world).await;
    let visitor = world.anonymous();
    let (request, page) = asks(&world, &visitor).await;
    let callback = allows(&world, &visitor, &page, "wechat", "xiaoming").await;
    let asked = back(&visitor, &callback).await;
    assert_eq!(asked.status, 200);
    assert!(asked.body.contains("One more thing"), "{}", asked.body);
    let id = attempt(&world, &callback).await.id;
    let path = format!("{NEW_ACCOUNT}{id}");
    let token = token(&asked.body);
    let long = "字".repeat(129);
    for (name, shown) in [
        ("", "at least one visible"),
        (" \u{200B}\u{202E} ", "at least one visible"),
        (long.as_str(), long.as_str()),
    ] {
        let again = visitor
            .post(&path, &[("csrf", &token), ("name", name)])
            .await;
        assert_eq!(again.status, 422, "{name}");
        assert!(again.body.contains(shown), "{name}: {}", again.body);
    }
    assert_eq!(people(&world).await, (1, 1));
    let fields = [("name", "小 & 明"), ("language", "ja")];
    let other = visitor
        .post(&format!("/language?return_to={path}"), &fields)
        .await;
    let shown = visitor.get(other.location()).await.body;
    assert!(shown.contains("lang=\"ja\""), "{shown}");
    assert!(shown.contains("value=\"小 &#38; 明\""), "{shown}");
    let fields = [("csrf", token.as_str()), ("name", " 明 \u{202E}明 ")];
    let made = visitor.post(&path, &fields).await;
    let user = sub(&world, &request, &made).await;
    let made = world.store.user(user).await.unwrap().unwrap();
    assert_eq!(made.name.as_deref(), Some("明 明"));
    assert!(made.name_edited);
}

#[tokio::test]
async fn a_required_name_comes_after_the_question() {
    let rules = json!({ "unknown_identity": "ask", "require_name": true });
    let world = ways::world(Database::Sqlite, 1, rules).await;
    nameless(&world).await;
    let visitor = world.anonymous();
    let (request, page) = asks(&world, &visitor).await;
    let asked = comes_through(&world, &visitor, &page, "wechat", "xiaoming").await;
    assert!(asked.body.contains("Have you used"), "{}", asked.body);
    let needs = visitor
        .press_with(&asked, FIRST_TIME, &[("decision", "create")])
        .await;
    let needs = visitor.follow(needs.location()).await;
    assert!(needs.body.contains("One more thing"), "{}", needs.body);
    assert_eq!(people(&world).await, (0, 0));
    let path = form_action(&needs.body, NEW_ACCOUNT);
    let fields = [("csrf", token(&needs.body)), ("name", "Ming".to_owned())];
    let fields: Vec<_> = fields.iter().map(|(k, v)| (*k, v.as_str())).collect();
    let made = visitor.post(&path, &fields).await;
    let user = sub(&world, &request, &made).await;
    let made = world.store.user(user).await.unwrap().unwrap();
    assert_eq!(made.name.as_deref(), Some("Ming"));
}

#[tokio::test]
async fn a_name_is_taken_only_where_one_is_asked_for() {
    let rules = json!({ "unknown_identity": "ask" });
    let world = ways::world(Database::Sqlite, 1, rules).await;
    let visitor = world.anonymous();
    let (request, page) = asks(&world, &visitor).await;
    let callback = allows(&world, &visitor, &page, "wechat", "xiaoming").await;
    let asked = back(&visitor, &callback).await;
    let path = format!("{NEW_ACCOUNT}{}", attempt(&world, &callback).await.id);
    let fields = [
        ("csrf", token(&asked.body)),
        ("name", "Somebody Else".to_owned()),
    ];
    let fields: Vec<_> = fields.iter().map(|(k, v)| (*k, v.as_str())).collect();
    let made = visitor.post(&path, &fields).await;
    let user = sub(&world, &request, &made).await;
    let made = world.store.user(user).await.unwrap().unwrap();
    assert_eq!(made.name.as_deref(), Some("小明"));
}

#[tokio::test]
async fn the_terms_are_agreed_to_before_an_account_is_made() {
    let world = World::new().await;
    let rules = json!({ "agree_to_terms": "manual_registration_only",
        "terms_url": "https://acme.example/terms" });
    rule(&world, rules).await;
    let visitor = world.anonymous();
    let (request, page) = asks(&world, &visitor).await;
    let asked = comes_through(&world, &visitor, &page, "wechat", "xiaoming").await;
    assert!(
        asked.body.contains("https://acme.example/terms"),
        "{}",
        asked.body
    );
    let unticked = visitor.press(&asked, NEW_ACCOUNT).await;
    assert_eq!(unticked.status, 422);
    assert_eq!(people(&world).await, (0, 0));
    let ticked = visitor
        .press_with(&unticked, NEW_ACCOUNT, &[("agree", "1")])
        .await;
    sub(&world, &request, &ticked).await;
    // Only once.
    user(&world, "wechat", "xiaoming").await;
}

/// The anti-forgery token of a page.
pub(crate) fn token(html: &str) -> String {
    let (_, rest) = html.split_once("name=\"csrf\" value=\"").unwrap();
    rest.split('"').next().unwrap().to_owned()
}

/// The whole action of a form.
pub(crate) fn form_action(html: &str, beginning: &str) -> String {
    let (_, rest) = html.split_once(&format!("action=\"{beginning}")).unwrap();
    format!("{beginning}{}", rest.split('"').next().unwrap())
}

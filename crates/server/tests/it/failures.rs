//! WeChat fails: what the person sees, and what the administrator can find out.

mod promised;

use std::time::Duration;

use accounts::{Attempt, Failure, Outcome};
use connector_kit::ConnectorError;
use serde_json::{Value, json};
use testkit::in_process::Answer;
use testkit::visitor::asked;
use testkit::world::World;

/// Goes the whole way with a person; gives the last page and the attempt.
async fn fails(world: &World, person: &str) -> (Answer, Attempt) {
    let visitor = world.anonymous();
    let request = world.application().asks(&[]);
    let wechat = visitor.go_to_wechat(&request.address).await;
    let (_, state) = asked(&wechat);
    let callback = world.person(person).allows(&wechat).await;
    let answer = visitor.get(&callback).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    let mut page = visitor.get(answer.location()).await;
    while page.body.contains("Finishing sign-in") {
        page = visitor.get(&format!("{}?wait=1", answer.location())).await;
    }
    let hash = keys::sha256(state.as_bytes());
    let attempt = world.store.attempt_by_state(hash).await.unwrap().unwrap();
    (page, attempt)
}

/// What every page of a failure has in common.
fn is_a_good_page(page: &Answer, attempt: &Attempt) {
    let reference = attempt.reference.to_string();
    assert!(
        page.body.contains(&reference),
        "no reference {reference} in {}",
        page.body
    );
    assert_eq!(page.header("pailou-reference"), reference);
    assert_eq!(page.header("cache-control"), "no-store");
    assert!(attempt.user_id.is_none());
    // In simulator mode the administrator's text is in the page too; above it, a person
    // finds none of WeChat's words.
    let (for_person, _) = page
        .body
        .split_once("<details class=\"more\"")
        .unwrap_or((&page.body, ""));
    for word in ["errcode", "40029", "40125", "appsecret", "wx5f3a"] {
        assert!(!for_person.contains(word), "{word} in {for_person}");
    }
}

const TOKEN: &str = "/sns/oauth2/access_token";
const PROFILE: &str = "/sns/userinfo";

/// Every code of WeChat's table (wechat-platform.md 8.1) by the page that explains it.
const PAGES: &[(&str, u16, &[i64])] = &[
    (
        "WeChat sign-in is not set up correctly",
        502,
        &[40013, 40125, 40164, 40243, 41002, 41004],
    ),
    (
        "That sign-in could not be finished",
        400,
        &[
            40002, 40003, 40014, 40029, 40030, 40035, 40066, 40097, 40163, 40188, 41001, 41003,
            41005, 41006, 41007, 41008, 41009, 42001, 42002, 42003, 42007, 43001, 43002, 43003,
            43004, 99999,
        ],
    ),
    ("WeChat is busy", 503, &[-1, 45009, 45011]),
    (
        "WeChat did not share your profile with us",
        502,
        &[48001, 48004, 50001, 61003, 61004, 61007],
    ),
    (
        "WeChat has restricted this WeChat account",
        403,
        &[40226, 50002, 50003, 50005],
    ),
];

async fn every_code_at(endpoint: &str) {
    let world = World::new().await;
    for (title, status, codes) in PAGES {
        for code in *codes {
            explains(&world, (endpoint, *code), (*title, *status)).await;
        }
    }
    assert_eq!(world.store.counts().await.unwrap().users, 0);
}

/// A code at an endpoint leads to a page, a status, an outcome and an explanation.
async fn explains(world: &World, (at, errcode): (&str, i64), (title, status): (&str, u16)) {
    world.fault(json!({ "at": at, "errcode": errcode })).await;
    let (page, attempt) = fails(world, "xiaoming").await;
    let case = format!("{at} {errcode}");
    assert!(page.body.contains(title), "{case}: {}", page.body);
    assert_eq!(page.status, status, "{case}");
    is_a_good_page(&page, &attempt);
    assert_eq!(attempt.outcome, Some(Outcome::Failed), "{case}");
    let explanation = attempt.failure.unwrap().to_string();
    assert!(
        explanation.contains(&format!("code {errcode}")),
        "{case}: {explanation}"
    );
    assert!(explanation.contains("rid"), "{case}: {explanation}");
    // What to do comes first, and the page has it for the administrator.
    let (remedy, _) = explanation.split_once(" (code").unwrap();
    assert!(
        remedy.len() > 30 && remedy.ends_with('.'),
        "{case}: {remedy}"
    );
    assert!(
        page.body.contains("For the administrator"),
        "{case}: {}",
        page.body
    );
    world
        .simulator(http::Method::DELETE, "/_sim/faults", Value::Null)
        .await;
}

#[tokio::test]
async fn each_error_code_at_the_exchange_has_its_page_and_its_explanation() {
    every_code_at(TOKEN).await;
}

#[tokio::test]
async fn each_error_code_at_the_profile_has_its_page_and_its_explanation() {
    every_code_at(PROFILE).await;
}

#[tokio::test]
async fn code_40001_means_the_secret_before_there_is_a_token_and_the_token_afterwards() {
    let world = World::new().await;
    let not_set_up = ("WeChat sign-in is not set up correctly", 502);
    explains(&world, (TOKEN, 40001), not_set_up).await;
    let not_finished = ("That sign-in could not be finished", 400);
    explains(&world, (PROFILE, 40001), not_finished).await;
}

#[tokio::test]
async fn nicknames_may_be_empty_odd_or_everybodys() {
    let world = World::new().await;
    let mut names = Vec::new();
    for (id, nickname) in [
        ("nobody", ""),
        ("spaces", " \u{200b}\u{3000}"),
        ("control", "\u{1}小\u{7}明\u{202e}"),
        ("old-emoji", "\u{e13c}"),
        ("emoji", "🎈晓晓🎈"),
        ("twin", "小明"),
    ] {
        let new = json!({ "id": id, "nickname": nickname });
        world
            .simulator(http::Method::POST, "/_sim/people", new)
            .await;
        let tokens = world.application().signs_in(id).await;
        let id_token = tokens["id_token"].as_str().unwrap();
        names.push(testkit::application::claims(id_token)["name"].clone());
    }
    assert_eq!(
        names,
        [
            json!(null),
            json!(null),
            json!("小明"),
            json!(null),
            json!("🎈晓晓🎈"),
            json!("小明")
        ]
    );
    assert_eq!(world.store.counts().await.unwrap().users, 6);
}

#[tokio::test]
async fn nonsense_is_told_apart_from_silence() {
    let world = World::new().await;
    for (fault, kind) in [
        (
            json!({ "body": "<html>gateway</html>", "content_type": "text/html" }),
            "misbehaved",
        ),
        (json!({ "body": "{\"access_token\":" }), "misbehaved"),
        (json!({ "body": "" }), "misbehaved"),
        (json!({ "body": "null" }), "misbehaved"),
        (json!({ "body": "[]" }), "misbehaved"),
        (
            json!({ "body": "{\"access_token\":\"t\",\"openid\":null}" }),
            "misbehaved",
        ),
        (json!({ "status": 502 }), "misbehaved"),
        (json!({ "reset": true }), "unreachable"),
    ] {
        let mut fault = fault;
        fault["at"] = json!("/sns/oauth2/access_token");
        world.fault(fault.clone()).await;
        let (page, attempt) = fails(&world, "xiaoming").await;
        assert_eq!(page.status, 504, "{fault}");
        assert!(
            page.body.contains("WeChat is not answering"),
            "{fault}: {}",
            page.body
        );
        is_a_good_page(&page, &attempt);
        let found = match attempt.failure {
            Some(Failure::Connector(ConnectorError::ProviderMisbehaved { .. })) => "misbehaved",
            Some(Failure::Connector(ConnectorError::Unreachable { .. })) => "unreachable",
            _ => "something else",
        };
        assert_eq!(found, kind, "{fault}");
        world
            .simulator(http::Method::DELETE, "/_sim/faults", Value::Null)
            .await;
    }
}

#[tokio::test]
async fn the_profile_of_somebody_else_is_refused() {
    let world = World::new().await;
    let body = json!({ "openid": "oSIMULATED-somebodyelse00000", "nickname": "x" }).to_string();
    world
        .fault(json!({ "at": "/sns/userinfo", "body": body }))
        .await;
    let (page, attempt) = fails(&world, "xiaoming").await;
    assert_eq!(page.status, 504);
    assert!(matches!(
        attempt.failure,
        Some(Failure::Connector(
            ConnectorError::ProviderMisbehaved { .. }
        ))
    ));
    assert_eq!(world.store.counts().await.unwrap().users, 0);
}

#[tokio::test]
async fn a_slow_profile_is_waited_for_on_a_page_of_its_own() {
    let world = World::new().await;
    world
        .fault(json!({ "at": "/sns/userinfo", "delay_ms": 2000 }))
        .await;
    let visitor = world.anonymous();
    let request = world.application().asks(&[]);
    let wechat = visitor.go_to_wechat(&request.address).await;
    let callback = world.person("xiaoming").allows(&wechat).await;
    let waiting = visitor.get(&callback).await.location().to_owned();
    assert!(waiting.starts_with("/sign-in/attempt/"), "{waiting}");
    let page = visitor.get(&waiting).await;
    assert_eq!(page.status, 200);
    assert!(page.body.contains("Finishing sign-in"), "{}", page.body);
    assert!(page.body.contains("Reloading is safe"), "{}", page.body);

    // With script: asks until there is somewhere to go.
    let scripted = world.anonymous().sending("accept", "application/json");
    for (name, value) in visitor.cookies() {
        scripted.set_cookie(&name, Some(&value));
    }
    assert_eq!(scripted.get(&waiting).await.json(), json!({}));
    let patient = scripted.get(&format!("{waiting}?wait=1")).await.json();
    assert_eq!(patient, json!({ "location": waiting }));

    // Without: presses *Continue*.
    let done = visitor.get(&format!("{waiting}?wait=1")).await;
    let tokens = world.application().redeems(&request, done.location()).await;
    assert_eq!(tokens.status, 200, "{}", tokens.body);
    // Nobody else can look in.
    let stranger = world.anonymous().get(&waiting).await;
    assert_eq!(stranger.status, 400);
}

#[tokio::test]
async fn no_answer_at_all_ends_after_five_seconds() {
    let world = World::new().await;
    world
        .fault(json!({ "at": "/sns/oauth2/access_token", "delay_ms": 30_000 }))
        .await;
    let begin = std::time::Instant::now();
    let (page, attempt) = fails(&world, "xiaoming").await;
    assert!(
        begin.elapsed() < Duration::from_secs(9),
        "{:?}",
        begin.elapsed()
    );
    assert_eq!(page.status, 504);
    assert!(
        page.body.contains("WeChat is not answering"),
        "{}",
        page.body
    );
    assert!(matches!(
        attempt.failure,
        Some(Failure::Connector(ConnectorError::Unreachable { .. }))
    ));
    // An answer may have been lost, so the code is not sent a second time.
    assert_eq!(world.requests("/sns/oauth2/access_token").await.len(), 1);
}

#[tokio::test]
async fn a_claim_without_a_result_ends_at_its_deadline() {
    let world = World::new().await;
    world
        .fault(json!({ "at": "/sns/userinfo", "delay_ms": 30_000 }))
        .await;
    let visitor = world.anonymous();
    let request = world.application().asks(&[]);
    let wechat = visitor.go_to_wechat(&request.address).await;
    let callback = world.person("xiaoming").allows(&wechat).await;
    let waiting = visitor.get(&callback).await.location().to_owned();
    world.clock.advance(Duration::from_secs(15));
    let page = visitor.get(&waiting).await;
    assert_eq!(page.status, 400);
    assert!(page.body.contains("Scan again"), "{}", page.body);
    let again = visitor.get(&callback).await;
    assert_eq!(again.location(), waiting);
    assert_eq!(world.requests("/sns/oauth2/access_token").await.len(), 1);
}

#[tokio::test]
async fn a_suspended_account_does_not_get_in() {
    let world = World::new().await;
    let tokens = world.application().signs_in("xiaoming").await;
    let claims = testkit::application::claims(tokens["id_token"].as_str().unwrap());
    let user = claims["sub"].as_str().unwrap().parse().unwrap();
    let now = connector_kit::Clock::now(&*world.clock);
    world.store.set_suspended(user, true, now).await.unwrap();

    let (page, attempt) = fails_with_user(&world).await;
    assert_eq!(page.status, 403);
    assert!(
        page.body.contains("This account is suspended"),
        "{}",
        page.body
    );
    assert_eq!(attempt.outcome, Some(Outcome::Blocked));
    let info = world
        .application()
        .user_info(tokens["access_token"].as_str().unwrap())
        .await;
    assert_eq!(info.status, 401);
}

async fn fails_with_user(world: &World) -> (Answer, Attempt) {
    fails(world, "xiaoming").await
}

#[tokio::test]
async fn what_the_real_wechat_says_is_for_administrators_only() {
    let world = World::new().await;
    let config = json!({ "clientId": "wx00000000000000aa", "clientSecret": "a".repeat(32) });
    world
        .apply(json!({
            "connectors": [{ "id": "real", "factory": "wechat-web", "config": config }],
            "sign_in_experience": { "social": ["wechat", "real"] },
        }))
        .await;
    let visitor = world.anonymous();
    let page = visitor.follow(&world.application().asks(&[]).address).await;
    let wechat = visitor.press(&page, "/sign-in/social/real").await;
    assert!(
        wechat
            .location()
            .starts_with("https://open.weixin.qq.com/connect/qrconnect?")
    );
    let (_, state) = asked(wechat.location());
    // Nobody is at WeChat's real names in a test, so the exchange fails at once.
    let page = visitor
        .follow(&format!("/callback/real?code=anything&state={state}"))
        .await;
    assert_eq!(page.status, 504);
    assert!(
        page.body.contains("WeChat is not answering"),
        "{}",
        page.body
    );
    assert!(
        !page.body.contains("For the administrator"),
        "{}",
        page.body
    );
    assert!(!page.body.contains("api.weixin.qq.com"), "{}", page.body);
}

//! Coming back from WeChat: what is refused, and how.

use std::time::Duration;

use accounts::Outcome;
use http::{HeaderMap, Method};
use serde_json::json;
use testkit::visitor::{Visitor, asked};
use testkit::world::{SERVER, World};

/// Goes to WeChat and back with an allowed sign-in; gives the callback address.
async fn allowed(world: &World, visitor: &Visitor<'_>) -> String {
    let request = world.application().asks(&[]);
    let wechat = visitor.go_to_wechat(&request.address).await;
    world.person("xiaoming").allows(&wechat).await
}

/// The refusal is a page at an address without code and state.
async fn is_refused(visitor: &Visitor<'_>, callback: &str, why: &str) {
    let answer = visitor.get(callback).await;
    assert_eq!(answer.status, 303, "{callback}: {}", answer.body);
    let address = answer.location().to_owned();
    assert!(
        !address.contains("code=") && !address.contains("state="),
        "{address}"
    );
    assert!(address.contains(why), "{callback} -> {address}");
    let page = visitor.get(&address).await;
    assert_eq!(page.status, 400, "{address}");
    assert!(page.body.contains("<h1"), "{}", page.body);
}

async fn exchanges(world: &World) -> usize {
    world.requests("/sns/oauth2/access_token").await.len()
}

#[tokio::test]
async fn without_a_known_state_nothing_happens() {
    let world = World::new().await;
    let visitor = world.anonymous();
    let callback = allowed(&world, &visitor).await;
    let (path, query) = callback.split_once('?').unwrap();
    let (code, state) = query.split_once('&').unwrap();
    let state = state.trim_start_matches("state=");
    let altered: String = state.chars().rev().collect();
    let lower = state.to_lowercase();
    for wrong in [
        path.to_owned(),
        format!("{path}?{code}"),
        format!("{path}?{code}&state="),
        format!("{path}?{code}&state={altered}"),
        format!("{path}?{code}&state={lower}"),
        format!("{path}?{code}&state={state}https://i.maxthon.cn"),
        format!("{path}?{code}&state={state}%00"),
        format!("{path}?{code}&state={state}&state={state}"),
        format!("{path}?{code}&{code}&state={state}"),
        format!("{path}?{code}&state={}", "x".repeat(20_000)),
    ] {
        is_refused(&visitor, &wrong, "old_link").await;
    }
    assert_eq!(exchanges(&world).await, 0);
    // None of this has spoiled the real one.
    let address = visitor.get(&callback).await.location().to_owned();
    assert!(
        address.starts_with("http://localhost:3003/callback?code="),
        "{address}"
    );
}

#[tokio::test]
async fn another_browser_is_not_let_in() {
    let world = World::new().await;
    let visitor = world.anonymous();
    let callback = allowed(&world, &visitor).await;
    is_refused(&world.anonymous(), &callback, "other_browser").await;

    // A browser with an interaction of its own is another browser too.
    let victim = world.anonymous();
    victim.get(&world.application().asks(&[]).address).await;
    is_refused(&victim, &callback, "other_browser").await;

    // Nor does it help to name one's own cookie like the other browser's.
    let name_of = |visitor: &Visitor<'_>| {
        let cookies = visitor.cookies();
        cookies
            .into_iter()
            .find(|(name, _)| name.starts_with("pailou_i_"))
            .unwrap()
    };
    let (name, _) = name_of(&visitor);
    let (_, value) = name_of(&victim);
    victim.set_cookie(&name, Some(&value));
    is_refused(&victim, &callback, "other_browser").await;
    victim.set_cookie(&name, Some("AAAA"));
    is_refused(&victim, &callback, "other_browser").await;
    assert_eq!(exchanges(&world).await, 0);
}

#[tokio::test]
async fn another_connector_is_not_let_in() {
    let world = World::new().await;
    world
        .apply(json!({
            "connectors": [{
                "id": "wechat-two", "factory": "wechat-web", "endpoints": "simulator",
                "config": { "clientId": "wx0123456789abcdef", "clientSecret": "0123456789abcdef0123456789abcdef" },
            }],
            "sign_in_experience": { "social": ["wechat", "wechat-two"] },
        }))
        .await;
    let visitor = world.anonymous();
    let callback = allowed(&world, &visitor).await;
    let other = callback.replace("/callback/wechat?", "/callback/wechat-two?");
    is_refused(&visitor, &other, "old_link").await;
    let unknown = callback.replace("/callback/wechat?", "/callback/nowhere?");
    is_refused(&visitor, &unknown, "old_link").await;
    assert_eq!(exchanges(&world).await, 0);
}

#[tokio::test]
async fn who_comes_back_too_late_starts_again() {
    let world = World::new().await;
    let visitor = world.anonymous();
    let callback = allowed(&world, &visitor).await;
    world.clock.advance(Duration::from_mins(10));
    let answer = visitor.get(&callback).await;
    let page = visitor.get(answer.location()).await;
    assert_eq!(page.status, 400);
    assert!(page.body.contains("Start sign-in again"), "{}", page.body);
    let (_, state) = asked_state(&callback);
    let attempt = world
        .store
        .attempt_by_state(keys::sha256(state.as_bytes()))
        .await;
    assert_eq!(attempt.unwrap().unwrap().outcome, Some(Outcome::Lost));
    assert_eq!(exchanges(&world).await, 0);
}

#[tokio::test]
async fn an_interaction_that_is_too_old_is_another_browser() {
    let world = World::new().await;
    let visitor = world.anonymous();
    let callback = allowed(&world, &visitor).await;
    world.clock.advance(Duration::from_hours(1));
    is_refused(&visitor, &callback, "other_browser").await;
}

#[tokio::test]
async fn a_callback_that_comes_twice_is_answered_twice_and_spent_once() {
    let world = World::new().await;
    let visitor = world.anonymous();
    let request = world.application().asks(&[]);
    let wechat = visitor.go_to_wechat(&request.address).await;
    let callback = world.person("xiaoming").allows(&wechat).await;
    let first = visitor.get(&callback).await.location().to_owned();
    let again = visitor.get(&callback).await.location().to_owned();
    assert_eq!(
        first, again,
        "both lead to the application with the same code"
    );
    assert_eq!(exchanges(&world).await, 1);

    let tokens = world.application().redeems(&request, &first).await;
    assert_eq!(tokens.status, 200);
    let third = visitor.get(&callback).await;
    assert_eq!(third.status, 200);
    assert!(third.body.contains("You are signed in"), "{}", third.body);
    assert!(!third.body.contains("code="), "a code is not sent again");
    let tokens = tokens.json();
    let info = world
        .application()
        .user_info(tokens["access_token"].as_str().unwrap())
        .await;
    assert_eq!(info.status, 200, "the reload harms nobody");
    assert_eq!(exchanges(&world).await, 1);
}

#[tokio::test]
async fn a_code_that_expired_unspent_is_not_sent_again() {
    let world = World::new().await;
    let visitor = world.anonymous();
    let callback = allowed(&world, &visitor).await;
    visitor.get(&callback).await.location();
    world.clock.advance(Duration::from_mins(1));
    let page = visitor.get(&callback).await;
    assert_eq!(page.status, 200);
    assert!(page.body.contains("You are signed in"), "{}", page.body);
}

#[tokio::test]
async fn looking_ahead_touches_nothing() {
    let world = World::new().await;
    let visitor = world.anonymous();
    let callback = allowed(&world, &visitor).await;
    let cookies = visitor.cookies();
    let cookie: Vec<String> = cookies.iter().map(|(n, v)| format!("{n}={v}")).collect();
    let mut headers = HeaderMap::new();
    headers.insert("cookie", cookie.join("; ").parse().unwrap());
    let head = world
        .send(Method::HEAD, &callback, headers.clone(), String::new())
        .await;
    assert_eq!(head.status, 503);
    for (name, value) in [
        ("sec-purpose", "prefetch;prerender"),
        ("purpose", "prefetch"),
    ] {
        let mut headers = headers.clone();
        headers.insert(name, value.parse().unwrap());
        let ahead = world
            .send(Method::GET, &callback, headers, String::new())
            .await;
        assert_eq!(ahead.status, 503, "{name}: {value}");
    }
    assert_eq!(exchanges(&world).await, 0);
    let address = visitor.get(&callback).await.location().to_owned();
    assert!(address.contains("code="), "{address}");
}

#[tokio::test]
async fn a_connector_turned_off_meanwhile_is_refused_everywhere() {
    let world = World::new().await;
    let visitor = world.anonymous();
    let request = world.application().asks(&[]);
    let page = visitor.follow(&request.address).await;
    let callback = allowed(&world, &visitor).await;
    world
        .apply(json!({ "sign_in_experience": { "social": [] } }))
        .await;

    let answer = visitor.get(&callback).await;
    let refused = visitor.get(answer.location()).await;
    assert_eq!(refused.status, 403);
    assert_eq!(exchanges(&world).await, 0);
    let pressed = visitor.press(&page, "/sign-in/social/wechat").await;
    assert_eq!(pressed.status, 403);
    let direct = world
        .application()
        .asks(&[("direct_sign_in", "social:wechat")]);
    let nobody = world.anonymous().follow(&direct.address).await;
    assert!(!nobody.body.contains("/sign-in/social/"), "{}", nobody.body);
    let (_, state) = asked_state(&callback);
    let attempt = world
        .store
        .attempt_by_state(keys::sha256(state.as_bytes()))
        .await;
    assert_eq!(attempt.unwrap().unwrap().outcome, Some(Outcome::Blocked));
}

#[tokio::test]
async fn who_cancels_is_told_so() {
    let world = World::new().await;
    for query in ["state={}", "code=&state={}", "code=authdeny&state={}"] {
        let visitor = world.anonymous();
        let request = world.application().asks(&[]);
        let wechat = visitor.go_to_wechat(&request.address).await;
        let (redirect_uri, state) = asked(&wechat);
        let callback = format!("{redirect_uri}?{}", query.replace("{}", &state));
        let answer = visitor.get(&callback).await;
        let page = visitor.get(answer.location()).await;
        assert_eq!(page.status, 403, "{query}");
        assert!(
            page.body.contains("You cancelled on your phone"),
            "{}",
            page.body
        );
        let attempt = world
            .store
            .attempt_by_state(keys::sha256(state.as_bytes()))
            .await;
        assert_eq!(
            attempt.unwrap().unwrap().outcome,
            Some(Outcome::Refused),
            "{query}"
        );
        // The person can try again from there.
        assert!(page.body.contains("/sign-in?interaction="), "{}", page.body);
    }
    assert_eq!(exchanges(&world).await, 0);
}

#[tokio::test]
async fn who_never_comes_back_is_lost_and_finds_a_note() {
    let world = World::new().await;
    let visitor = world.anonymous();
    let request = world.application().asks(&[]);
    let page = visitor.follow(&request.address).await;
    assert!(!page.body.contains("have not finished with WeChat"));
    let wechat = visitor
        .press(&page, "/sign-in/social/wechat")
        .await
        .location()
        .to_owned();
    // Back in the browser: the same page again.
    let cookies = visitor.cookies();
    let (name, _) = cookies
        .iter()
        .find(|(name, _)| name.starts_with("pailou_i_"))
        .unwrap();
    let id = name.trim_start_matches("pailou_i_");
    let page = visitor
        .get(&format!("{SERVER}/sign-in?interaction={id}"))
        .await;
    assert!(
        page.body.contains("have not finished with WeChat"),
        "{}",
        page.body
    );

    let (_, state) = asked(&wechat);
    let hash = keys::sha256(state.as_bytes());
    world.clock.advance(Duration::from_mins(10));
    let now = connector_kit::Clock::now(&*world.clock);
    assert_eq!(world.store.sweep_attempts(now).await.unwrap().lost, 1);
    let attempt = world.store.attempt_by_state(hash).await.unwrap().unwrap();
    assert_eq!(attempt.outcome, Some(Outcome::Lost));
}

#[tokio::test]
async fn forged_presses_are_refused() {
    let world = World::new().await;
    let visitor = world.anonymous();
    let page = visitor.follow(&world.application().asks(&[]).address).await;
    let cookies = visitor.cookies();
    let (name, _) = cookies
        .iter()
        .find(|(name, _)| name.starts_with("pailou_i_"))
        .unwrap();
    let id = name.trim_start_matches("pailou_i_");
    let path = "/sign-in/social/wechat";
    for fields in [
        vec![("interaction", id)],
        vec![("interaction", id), ("csrf", "AAAA")],
        vec![("interaction", "other"), ("csrf", "AAAA")],
        vec![],
    ] {
        assert_eq!(visitor.post(path, &fields).await.status, 400, "{fields:?}");
    }
    let elsewhere = world.anonymous().sending("sec-fetch-site", "cross-site");
    assert_eq!(
        elsewhere.post(path, &[("interaction", id)]).await.status,
        403
    );
    assert!(world.requests("/connect/qrconnect").await.is_empty());
    let pressed = visitor.press(&page, path).await;
    assert_eq!(pressed.status, 303);
}

fn asked_state(callback: &str) -> (String, String) {
    let (path, query) = callback.split_once('?').unwrap();
    let (_, state) = query.split_once("state=").unwrap();
    (path.to_owned(), state.to_owned())
}

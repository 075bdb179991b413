//! Signing out at `/oidc/session/end`.

use http::{HeaderMap, HeaderValue, Method, header};
use testkit::application::Application;
use testkit::in_process::Answer;
use testkit::visitor::Visitor;
use testkit::world::{APPLICATION, Database, SERVER, World};

crate::on_both!(with_the_id_token_of_this_session_nothing_is_asked);

const BACK: &str = "post_logout_redirect_uri=http%3A%2F%2Flocalhost%3A3003%2F";

/// Signs in with this browser; gives the ID token.
async fn sign_in(world: &World, application: &Application<'_>, visitor: &Visitor<'_>) -> String {
    let asked = application.asks(&[("prompt", "login")]);
    let address = visitor
        .sign_in(&asked.address, &world.person("xiaoming"))
        .await;
    let tokens = application.redeems(&asked, &address).await.json();
    tokens["id_token"].as_str().unwrap().to_owned()
}

async fn is_signed_in(application: &Application<'_>, visitor: &Visitor<'_>) -> bool {
    let asked = application.asks(&[("prompt", "none")]);
    visitor
        .get(&asked.address)
        .await
        .location()
        .contains("code=")
}

async fn end(visitor: &Visitor<'_>, query: &str) -> Answer {
    visitor.get(&format!("/oidc/session/end?{query}")).await
}

async fn with_the_id_token_of_this_session_nothing_is_asked(database: Database) {
    let world = World::with(database, 1).await;
    let application = world.application();
    let visitor = world.anonymous();
    let id_token = sign_in(&world, &application, &visitor).await;
    let session = visitor.cookies()["pailou_session"].clone();
    assert!(is_signed_in(&application, &visitor).await);

    // Also when the token has expired.
    world.clock.advance(std::time::Duration::from_hours(2));
    let answer = end(
        &visitor,
        &format!("id_token_hint={id_token}&{BACK}&state=a+b%26c"),
    )
    .await;
    assert_eq!(answer.location(), format!("{APPLICATION}/?state=a+b%26c"));
    assert!(!visitor.cookies().contains_key("pailou_session"));
    visitor.set_cookie("pailou_session", Some(&session));
    assert!(
        !is_signed_in(&application, &visitor).await,
        "the session itself has ended"
    );
}

#[tokio::test]
async fn without_proof_the_person_is_asked_once() {
    let world = World::new().await;
    let application = world.application();
    let visitor = world.anonymous();
    let former = sign_in(&world, &application, &visitor).await;
    sign_in(&world, &application, &visitor).await;

    let of_former_session = format!("id_token_hint={former}&{BACK}");
    let queries = [
        "client_id=demo-app",
        "",
        &*format!("client_id=demo-app&{BACK}"),
        &*of_former_session,
        "id_token_hint=e30.e30.e30",
        &*format!("client_id=demo-app&id_token_hint=not-a-token&{BACK}&state=s1"),
    ];
    for query in queries {
        let page = end(&visitor, query).await;
        assert_eq!(page.status, 200, "{query}");
        assert!(
            page.body.contains("/oidc/session/end/confirm"),
            "{query}: {}",
            page.body
        );
        assert!(!page.body.contains(&former), "{query}");
        assert!(is_signed_in(&application, &visitor).await, "{query}");
    }

    let page = end(&visitor, &format!("client_id=demo-app&{BACK}&state=s1")).await;
    let policy = page.header("content-security-policy");
    assert!(
        policy.contains(&format!("form-action 'self' {APPLICATION}")),
        "{policy}"
    );
    let answer = visitor.press(&page, "/oidc/session/end/confirm").await;
    assert_eq!(answer.location(), format!("{APPLICATION}/?state=s1"));
    assert!(!is_signed_in(&application, &visitor).await);

    // The same form again, and the same link again: there is nothing left to ask.
    let answer = visitor.press(&page, "/oidc/session/end/confirm").await;
    assert_eq!(answer.location(), format!("{APPLICATION}/?state=s1"));
    let answer = end(&visitor, &format!("client_id=demo-app&{BACK}")).await;
    assert_eq!(answer.location(), format!("{APPLICATION}/"));
}

#[tokio::test]
async fn without_a_place_to_go_a_page_says_so() {
    let world = World::new().await;
    let application = world.application();
    let visitor = world.anonymous();
    sign_in(&world, &application, &visitor).await;
    let page = end(&visitor, "client_id=demo-app").await;
    let answer = visitor.press(&page, "/oidc/session/end/confirm").await;
    let page = visitor.get(answer.location()).await;
    assert_eq!(page.status, 200);
    assert!(page.body.contains("You are signed out"), "{}", page.body);
    assert!(
        page.body.contains(&format!("{APPLICATION}/")),
        "{}",
        page.body
    );
    assert!(!is_signed_in(&application, &visitor).await);
    assert_eq!(end(&world.anonymous(), "").await.status, 200);
}

#[tokio::test]
async fn nobody_is_signed_out_by_another_site() {
    let world = World::new().await;
    let application = world.application();
    let visitor = world.anonymous();
    sign_in(&world, &application, &visitor).await;
    let page = end(&visitor, "client_id=demo-app").await;

    let path = "/oidc/session/end/confirm";
    for fields in [
        vec![],
        vec![("csrf", "AAAA")],
        vec![("client_id", "demo-app"), ("csrf", "")],
    ] {
        let asked_again = visitor.post(path, &fields).await;
        assert_eq!(asked_again.status, 200, "{fields:?}");
        assert!(asked_again.body.contains(path), "{fields:?}");
    }
    // A form that was made for another browser.
    let attacker = world.anonymous();
    sign_in(&world, &application, &attacker).await;
    let theirs = end(&attacker, "client_id=demo-app").await;
    assert_eq!(visitor.press(&theirs, path).await.status, 200);
    assert!(is_signed_in(&application, &visitor).await);

    let cookie = format!("pailou_session={}", visitor.cookies()["pailou_session"]);
    let headers = HeaderMap::from_iter([
        (header::COOKIE, cookie.parse().unwrap()),
        (
            header::ORIGIN,
            HeaderValue::from_static("https://evil.example"),
        ),
    ]);
    let address = format!("{SERVER}{path}");
    let forged = world
        .send(Method::POST, &address, headers, String::new())
        .await;
    assert_eq!(forged.status, 403);
    assert!(is_signed_in(&application, &visitor).await);
    assert_eq!(visitor.press(&page, path).await.status, 303);
    assert!(!is_signed_in(&application, &visitor).await);
}

#[tokio::test]
async fn nobody_is_sent_to_an_address_that_is_not_registered() {
    let world = World::new().await;
    let application = world.application();
    let visitor = world.anonymous();
    let id_token = sign_in(&world, &application, &visitor).await;
    for uri in [
        "https://evil.example/",
        "http://localhost:3003",
        "http://localhost:3003/callback",
        "http://localhost:3003/?x=1",
        "http://localhost:3003/%23",
        "http://localhost:3003@evil.example/",
        "http://LOCALHOST:3003/",
        "http://localhost:3004/",
        "//localhost:3003/",
        "javascript:alert(1)",
    ] {
        for who in [
            "client_id=demo-app".to_owned(),
            format!("id_token_hint={id_token}"),
        ] {
            let answer = end(&visitor, &format!("{who}&post_logout_redirect_uri={uri}")).await;
            assert_eq!(
                (answer.status, answer.header("location")),
                (400, ""),
                "{uri}"
            );
            assert!(!answer.body.contains("evil.example"), "{uri}");
        }
    }
    for query in [
        BACK.to_owned(),
        format!("client_id=nobody&{BACK}"),
        format!("client_id=other&id_token_hint={id_token}&{BACK}"),
        format!("client_id=demo-app&client_id=demo-app&{BACK}"),
        format!("client_id=demo-app&{BACK}&{BACK}"),
        format!("client_id=demo-app&state={}", "x".repeat(20_000)),
        "client_id=demo-app%00".to_owned(),
    ] {
        let answer = end(&visitor, &query).await;
        assert_eq!(
            (answer.status, answer.header("location")),
            (400, ""),
            "{query}"
        );
    }
    assert!(is_signed_in(&application, &visitor).await);
}

#[tokio::test]
async fn a_post_does_what_a_get_does() {
    let world = World::new().await;
    let application = world.application();
    let visitor = world.anonymous();
    let id_token = sign_in(&world, &application, &visitor).await;
    // From another site, so that no cookie comes along.
    let body = format!("id_token_hint={id_token}&{BACK}&state=s1");
    let address = format!("{SERVER}/oidc/session/end");
    let answer = world
        .send(Method::POST, &address, HeaderMap::new(), body)
        .await;
    assert_eq!(answer.status, 303);
    let answer = visitor.get(answer.location()).await;
    assert_eq!(answer.location(), format!("{APPLICATION}/?state=s1"));
    assert!(!is_signed_in(&application, &visitor).await);
}

#[tokio::test]
async fn codes_of_a_session_end_with_it_and_offline_access_does_not() {
    let world = World::new().await;
    let application = world.application();
    let visitor = world.anonymous();
    let first = application.asks(&[]);
    let address = visitor
        .sign_in(&first.address, &world.person("xiaoming"))
        .await;
    let tokens = application.redeems(&first, &address).await.json();

    let second = application.asks(&[]);
    let unspent = visitor.get(&second.address).await.location().to_owned();
    let id_token = tokens["id_token"].as_str().unwrap();
    end(&visitor, &format!("id_token_hint={id_token}&{BACK}"))
        .await
        .location();
    assert_eq!(application.redeems(&second, &unspent).await.status, 400);
    let token = tokens["refresh_token"].as_str().unwrap();
    let fields = [("grant_type", "refresh_token"), ("refresh_token", token)];
    assert_eq!(application.token(&fields).await.status, 200);
}

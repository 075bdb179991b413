//! The way that works.

use axum::http::{StatusCode, header};

use crate::{
    person::{parameters, person, person_at},
    stub::{ACCESS_TOKEN, CLIENT_SECRET, Stub, Twist},
};

#[tokio::test]
async fn the_application_shows_who_came() {
    let stub = Stub::start(Twist::None).await;
    let mut person = person(&stub);
    let welcome = person.get("/").await;
    assert!(welcome.body.contains(r#"href="/sign-in""#));
    assert!(
        welcome
            .body
            .contains(r#"href="http://localhost:3002/phone""#)
    );

    let back = person.sign_in(&stub).await;
    assert_eq!(back.status, StatusCode::SEE_OTHER, "{}", back.body);
    assert_eq!(back.location().path(), "/");
    assert_eq!(back.location().query(), None);

    let home = person.get("/").await;
    assert!(
        home.body.contains("You are <bdi>小明 &#60;b&#62;</bdi>"),
        "{}",
        home.body
    );
    assert!(home.body.contains("user-1"));
    assert!(!home.body.contains("username"), "what is null is not shown");
    for step in [
        "Read the server&#39;s configuration",
        "Sent you to sign in",
        "You came back with a code",
        "Exchanged the code for tokens",
        "ES256 signature, issuer, audience, expiry, nonce",
        "Read the profile",
    ] {
        assert!(home.body.contains(step), "{step} in {}", home.body);
    }
    for secret in [
        ACCESS_TOKEN,
        CLIENT_SECRET,
        "code-0",
        &person.cookies["demo_session"],
    ] {
        assert!(!home.body.contains(secret), "{secret}");
    }
    let policy = home.headers[header::CONTENT_SECURITY_POLICY]
        .to_str()
        .unwrap();
    assert!(
        policy.contains("img-src 'self' http://127.0.0.1:3002;"),
        "{policy}"
    );
    let issuer = stub.issuer.strip_suffix("/oidc").unwrap();
    assert!(
        policy.contains(&format!("form-action 'self' {issuer};")),
        "{policy}"
    );
    assert_eq!(home.headers[header::CACHE_CONTROL], "no-store");
    assert_eq!(home.headers[header::REFERRER_POLICY], "same-origin");
}

#[tokio::test]
async fn the_request_is_fresh_each_time() {
    let stub = Stub::start(Twist::None).await;
    let mut person = person(&stub);
    let (first, second) = (person.press_sign_in().await, person.press_sign_in().await);
    assert_eq!(first["scope"], "openid profile");
    for name in ["state", "nonce", "code_challenge"] {
        assert_eq!(first[name].len(), 43, "{name}");
        assert_ne!(first[name], second[name], "{name}");
    }
    assert!(!first.contains_key("direct_sign_in"));
}

#[tokio::test]
async fn two_tabs_do_not_disturb_each_other() {
    let stub = Stub::start(Twist::None).await;
    let mut person = person(&stub);
    let (first, second) = (person.press_sign_in().await, person.press_sign_in().await);
    for request in [second, first] {
        let code = stub.allow(&request);
        let back = stub.answer(&[("code", &code), ("state", &request["state"])]);
        let answer = person.get(&back).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    }
}

#[tokio::test]
async fn direct_names_the_way_to_sign_in() {
    let stub = Stub::start(Twist::None).await;
    let mut person = person(&stub);
    let answer = person.get("/sign-in?direct=wechat").await;
    assert_eq!(
        parameters(&answer.location())["direct_sign_in"],
        "social:wechat"
    );

    let answer = person.get("/sign-in?direct=").await;
    assert!(!parameters(&answer.location()).contains_key("direct_sign_in"));
    let twice = person.get("/sign-in?direct=wechat&direct=wechat").await;
    assert_eq!(twice.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn each_sign_in_has_a_new_session() {
    let stub = Stub::start(Twist::None).await;
    let mut person = person(&stub);
    person.sign_in(&stub).await;
    let first = person.cookies["demo_session"].clone();
    person.sign_in(&stub).await;
    assert_ne!(person.cookies["demo_session"], first);

    person.cookies.insert("demo_session".to_owned(), first);
    let home = person.get("/").await;
    assert!(!home.body.contains("You are"), "{}", home.body);
}

#[tokio::test]
async fn over_https_cookies_are_bound_to_the_host() {
    let stub = Stub::start(Twist::None).await;
    let mut person = person_at("https://app.example", &stub.issuer);
    person.get("/sign-in").await;
    assert!(person.cookies.contains_key("__Host-demo_attempt"));
}

#[tokio::test]
async fn a_server_that_is_away_is_named_and_asked_again_later() {
    let port = closed_port().await;
    let issuer = format!("http://127.0.0.1:{port}/oidc");
    let mut person = person_at("http://localhost:3003", &issuer);
    let answer = person.get("/sign-in").await;
    assert_eq!(answer.status, StatusCode::BAD_GATEWAY);
    assert!(answer.body.contains("The sign-in server is not answering"));
    assert!(answer.body.contains(&issuer), "{}", answer.body);
    assert_eq!(person.get("/readyz").await.status, StatusCode::OK);

    let _stub = Stub::start_at(port, Twist::None).await;
    assert_eq!(person.get("/sign-in").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_foreign_discovery_document_is_refused() {
    let stub = Stub::start(Twist::ForeignDiscovery).await;
    let answer = person(&stub).get("/sign-in").await;
    assert_eq!(answer.status, StatusCode::BAD_GATEWAY);
    assert!(answer.body.contains("names another issuer"));
}

#[tokio::test]
async fn other_addresses_have_a_page_too() {
    let stub = Stub::start(Twist::None).await;
    let answer = person(&stub).get("/console").await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    assert!(answer.body.contains("There is no such page"));
}

async fn closed_port() -> u16 {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    listener.local_addr().unwrap().port()
}

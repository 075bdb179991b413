//! The provider says that a session has ended.

use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use jsonwebtoken::get_current_timestamp;
use serde_json::{Value, json};

use crate::{
    person::{Person, person, person_at},
    stub::{Stub, Twist},
};

const EVENT: &str = "http://schemas.openid.net/event/backchannel-logout";
const TYPE: Option<&str> = Some("logout+jwt");

/// The provider calls; it has no cookies, and whoever sends them gains nothing.
async fn calls(person: &mut Person, fields: &[(&str, &str)]) -> StatusCode {
    let body = form_urlencoded::Serializer::new(String::new())
        .extend_pairs(fields)
        .finish();
    let form = "application/x-www-form-urlencoded";
    let request = Request::post("/backchannel-logout").header(header::CONTENT_TYPE, form);
    let answer = person.send(request.body(Body::from(body)).unwrap()).await;
    assert_eq!(answer.headers[header::CACHE_CONTROL], "no-store");
    answer.status
}

async fn tells(person: &mut Person, token: &str) -> StatusCode {
    calls(person, &[("logout_token", token)]).await
}

async fn is_signed_in(person: &mut Person) -> bool {
    person.get("/").await.body.contains("You are <bdi>")
}

#[tokio::test]
async fn the_session_ends_and_the_page_says_so() {
    let stub = Stub::start(Twist::None).await;
    let mut person = person(&stub);
    person.sign_in(&stub).await;
    assert!(is_signed_in(&mut person).await);
    let token = stub.logout_token(TYPE, &[]);
    assert_eq!(tells(&mut person, &token).await, StatusCode::OK);
    let page = person.get("/").await;
    assert!(page.body.contains("You are signed out"), "{}", page.body);

    // The same token once more, for somebody who has signed in again meanwhile.
    person.sign_in(&stub).await;
    assert_eq!(tells(&mut person, &token).await, StatusCode::BAD_REQUEST);
    assert!(is_signed_in(&mut person).await);
}

#[tokio::test]
async fn a_token_that_names_the_person_alone_ends_all_their_sessions() {
    let stub = Stub::start(Twist::None).await;
    let mut person = person(&stub);
    person.sign_in(&stub).await;
    let other = [("sub", json!("user-2")), ("sid", Value::Null)];
    let token = stub.logout_token(TYPE, &other);
    assert_eq!(tells(&mut person, &token).await, StatusCode::OK);
    assert!(is_signed_in(&mut person).await);
    let token = stub.logout_token(TYPE, &[("sid", Value::Null), ("jti", json!("next"))]);
    assert_eq!(tells(&mut person, &token).await, StatusCode::OK);
    assert!(!is_signed_in(&mut person).await);
}

#[tokio::test]
async fn other_sessions_stay() {
    let stub = Stub::start(Twist::None).await;
    let mut person = person(&stub);
    person.sign_in(&stub).await;
    let token = stub.logout_token(TYPE, &[("sid", json!("session-2"))]);
    assert_eq!(tells(&mut person, &token).await, StatusCode::OK);
    assert!(is_signed_in(&mut person).await);
}

#[tokio::test]
async fn whatever_is_no_logout_token_for_us_is_refused() {
    let stub = Stub::start(Twist::None).await;
    let elsewhere = Stub::start(Twist::None).await;
    let mut person = person(&stub);
    person.sign_in(&stub).await;
    let now = get_current_timestamp();
    let mut wrong = vec![
        (String::new(), "empty"),
        ("a.b.c".to_owned(), "nonsense"),
        (stub.logout_token(None, &[]), "no type"),
        (stub.logout_token(Some("JWT"), &[]), "the type of ID tokens"),
        (stub.logout_token(Some("at+jwt"), &[]), "an access token"),
        (
            elsewhere.logout_token(TYPE, &[("iss", json!(stub.issuer))]),
            "another key",
        ),
    ];
    for (name, value) in [
        ("iss", json!("https://elsewhere.example")),
        ("iss", Value::Null),
        ("aud", json!("another-app")),
        ("aud", Value::Null),
        ("exp", json!(now - 600)),
        ("exp", Value::Null),
        ("iat", json!(now - 600)),
        ("iat", json!(now + 600)),
        ("iat", Value::Null),
        ("jti", Value::Null),
        ("nonce", json!("n")),
        ("nonce", json!("")),
        ("events", Value::Null),
        ("events", json!({})),
        ("events", json!([EVENT])),
        ("events", json!({ EVENT: null })),
        (
            "events",
            json!({ "http://schemas.openid.net/event/other": {} }),
        ),
    ] {
        wrong.push((stub.logout_token(TYPE, &[(name, value)]), name));
    }
    let nobody = [("sub", Value::Null), ("sid", Value::Null)];
    wrong.push((stub.logout_token(TYPE, &nobody), "nobody"));
    let good = stub.logout_token(TYPE, &[("jti", json!("altered"))]);
    let (signed, _) = good.rsplit_once('.').unwrap();
    wrong.push((format!("{signed}.AAAA"), "another signature"));
    wrong.push((format!("{signed}."), "no signature"));
    for (token, what) in &wrong {
        assert_eq!(
            tells(&mut person, token).await,
            StatusCode::BAD_REQUEST,
            "{what}"
        );
        assert!(is_signed_in(&mut person).await, "{what}");
    }

    // Two tokens, or none at all.
    let token = stub.logout_token(TYPE, &[("jti", json!("twice"))]);
    let twice = [("logout_token", token.as_str()), ("logout_token", &token)];
    assert_eq!(calls(&mut person, &twice).await, StatusCode::BAD_REQUEST);
    assert_eq!(
        calls(&mut person, &[("token", &token)]).await,
        StatusCode::BAD_REQUEST
    );
    assert!(is_signed_in(&mut person).await);
    let link = person
        .get(&format!("/backchannel-logout?logout_token={token}"))
        .await;
    assert_eq!(link.status, StatusCode::METHOD_NOT_ALLOWED);
    assert!(is_signed_in(&mut person).await);

    // What was refused has used nothing up.
    assert_eq!(tells(&mut person, &good).await, StatusCode::OK);
    assert!(!is_signed_in(&mut person).await);
}

#[tokio::test]
async fn while_the_provider_is_away_it_is_asked_to_come_again() {
    let stub = Stub::start(Twist::None).await;
    let token = stub.logout_token(TYPE, &[]);
    let mut person = person_at("http://localhost:3003", "http://127.0.0.1:1/oidc");
    let status = tells(&mut person, &token).await;
    assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE);
}

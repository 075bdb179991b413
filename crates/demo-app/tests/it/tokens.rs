//! Tokens and profiles that do not hold.

use axum::http::StatusCode;

use crate::{
    person::person,
    stub::{ACCESS_TOKEN, Stub, Twist},
};

/// Signs in with a twist; nobody is signed in, and the page says why.
async fn fails(twist: Twist, reason: &str) {
    let stub = Stub::start(twist).await;
    let mut person = person(&stub);
    let answer = person.sign_in(&stub).await;
    assert_eq!(answer.status, StatusCode::BAD_GATEWAY, "{twist:?}");
    assert!(answer.body.contains(reason), "{twist:?}: {}", answer.body);
    for secret in [ACCESS_TOKEN, "code-0"] {
        assert!(!answer.body.contains(secret), "{twist:?}: {}", answer.body);
    }
    assert!(!person.cookies.contains_key("demo_session"), "{twist:?}");
    assert!(person.get("/").await.body.contains("Welcome aboard"));
}

#[tokio::test]
async fn claims_of_the_id_token() {
    fails(Twist::OtherNonce, "another nonce").await;
    fails(Twist::NoNonce, "another nonce").await;
    fails(Twist::OtherIssuer, "InvalidIssuer").await;
    fails(Twist::OtherAudience, "InvalidAudience").await;
    fails(Twist::NoAudience, "Missing required claim: aud").await;
    fails(Twist::Expired, "ExpiredSignature").await;
}

#[tokio::test]
async fn signature_of_the_id_token() {
    fails(Twist::OtherKey, "InvalidSignature").await;
    fails(Twist::UnknownKey, "signed with an unknown key").await;
    fails(Twist::AlgNone, "ID token").await;
    fails(Twist::Hmac, "signed with HS256").await;
    fails(Twist::Altered, "InvalidSignature").await;
}

#[tokio::test]
async fn answers_of_the_other_endpoints() {
    fails(Twist::OtherPersonsProfile, "of another person").await;
    fails(Twist::ProfileIsHtml, "answered no JSON that we know").await;
    fails(Twist::TokenEndpointRefuses, "answered 400: invalid_grant").await;
}

//! Signing out.

use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};

use crate::{
    person::{parameters, person},
    stub::{CLIENT_ID, Stub, Twist},
};

#[tokio::test]
async fn sign_out_ends_both_sessions() {
    let stub = Stub::start(Twist::None).await;
    let mut person = person(&stub);
    person.sign_in(&stub).await;
    let old = person.cookies["demo_session"].clone();

    let form = Request::post("/sign-out").header(header::ORIGIN, "http://localhost:3003");
    let answer = person.send(form.body(Body::empty()).unwrap()).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    let onward = answer.location();
    assert!(
        onward
            .as_str()
            .starts_with(&format!("{}/session/end?", stub.issuer))
    );
    let parameters = parameters(&onward);
    assert_eq!(parameters["client_id"], CLIENT_ID);
    assert_eq!(
        parameters["post_logout_redirect_uri"],
        "http://localhost:3003/"
    );
    assert_eq!(parameters["id_token_hint"].split('.').count(), 3);

    assert!(!person.cookies.contains_key("demo_session"));
    person.cookies.insert("demo_session".to_owned(), old);
    assert!(person.get("/").await.body.contains("Welcome aboard"));
}

#[tokio::test]
async fn nobody_signed_in_goes_home() {
    let stub = Stub::start(Twist::None).await;
    let form = Request::post("/sign-out").body(Body::empty()).unwrap();
    let answer = person(&stub).send(form).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!(answer.location().path(), "/");
}

#[tokio::test]
async fn other_sites_sign_nobody_out() {
    let stub = Stub::start(Twist::None).await;
    let mut person = person(&stub);
    person.sign_in(&stub).await;
    for origin in ["http://localhost:3001", "null", "https://elsewhere.example"] {
        let form = Request::post("/sign-out").header(header::ORIGIN, origin);
        let answer = person.send(form.body(Body::empty()).unwrap()).await;
        assert_eq!(answer.location().path(), "/");
        assert!(person.get("/").await.body.contains("You are"), "{origin}");
    }
    let link = person.get("/sign-out").await;
    assert_eq!(link.status, StatusCode::METHOD_NOT_ALLOWED);
    assert!(person.get("/").await.body.contains("You are"));
}

//! Answers at `/callback` that are refused.

use axum::http::StatusCode;

use crate::{
    person::{Person, person},
    stub::{Stub, Twist},
};

const FOREIGN: &str = "This answer belongs to another sign-in";
const WRONG_ISSUER: &str = "This answer is not from our sign-in server";

async fn refused(person: &mut Person, address: &str, title: &str) {
    let answer = person.get(address).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{address}");
    assert!(answer.body.contains(title), "{address}: {}", answer.body);
    assert!(!person.cookies.contains_key("demo_session"), "{address}");
}

#[tokio::test]
async fn an_answer_needs_the_cookie_of_the_browser_that_began() {
    let stub = Stub::start(Twist::None).await;
    let mut beginner = person(&stub);
    let request = beginner.press_sign_in().await;
    let code = stub.allow(&request);
    let back = stub.answer(&[("code", &code), ("state", &request["state"])]);

    let mut other = Person {
        application: beginner.application.clone(),
        cookies: [].into(),
    };
    refused(&mut other, &back, FOREIGN).await;
    other.press_sign_in().await;
    refused(&mut other, &back, FOREIGN).await;

    // The stranger's try has not spoiled the sign-in of the one who began it.
    assert_eq!(beginner.get(&back).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn state_absent_empty_twice_altered_or_used_is_refused() {
    let stub = Stub::start(Twist::None).await;
    let mut person = person(&stub);
    let request = person.press_sign_in().await;
    let code = stub.allow(&request);
    let state = request["state"].as_str();
    let altered = state.to_ascii_uppercase();

    for parameters in [
        vec![("code", code.as_str())],
        vec![("code", &code), ("state", "")],
        vec![("code", &code), ("state", state), ("state", state)],
        vec![("code", &code), ("code", "other"), ("state", state)],
        vec![("code", &code), ("state", &altered)],
        vec![("code", &code), ("state", "x")],
    ] {
        refused(&mut person, &stub.answer(&parameters), FOREIGN).await;
    }

    let back = stub.answer(&[("code", &code), ("state", state)]);
    assert_eq!(person.get(&back).await.status, StatusCode::SEE_OTHER);
    let again = person.get(&back).await;
    assert_eq!(again.status, StatusCode::BAD_REQUEST);
    assert!(again.body.contains(FOREIGN));
    // Refusing the repetition has not signed the person out.
    assert!(person.get("/").await.body.contains("You are"));
}

#[tokio::test]
async fn an_answer_of_another_issuer_or_of_none_is_refused() {
    let stub = Stub::start(Twist::None).await;
    let mut person = person(&stub);
    let request = person.press_sign_in().await;
    let code = stub.allow(&request);
    let start = format!("/callback?code={code}&state={}", request["state"]);
    for end in ["", "&iss=", "&iss=https%3A%2F%2Felsewhere.example%2Foidc"] {
        refused(&mut person, &format!("{start}{end}"), WRONG_ISSUER).await;
    }
    let slash = format!("{start}&iss={}/", stub.issuer);
    refused(&mut person, &slash, WRONG_ISSUER).await;
}

#[tokio::test]
async fn a_refusal_by_the_person_is_no_error() {
    let stub = Stub::start(Twist::None).await;
    let mut person = person(&stub);
    let request = person.press_sign_in().await;
    let back = stub.answer(&[("error", "access_denied"), ("state", &request["state"])]);
    let answer = person.get(&back).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert!(answer.body.contains("You cancelled the sign-in"));
    assert!(answer.body.contains(r#"href="/sign-in""#));
}

#[tokio::test]
async fn other_errors_are_named_if_they_look_like_errors() {
    let stub = Stub::start(Twist::None).await;
    let mut person = person(&stub);
    for (error, shown) in [
        ("login_required", "login_required"),
        ("<b>Call 555-1234", "an unknown error"),
        ("", "no code came back"),
    ] {
        let request = person.press_sign_in().await;
        let back = stub.answer(&[("error", error), ("state", &request["state"])]);
        let answer = person.get(&back).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST);
        assert!(answer.body.contains(shown), "{}", answer.body);
        assert!(!answer.body.contains("555"), "{}", answer.body);
    }
}

#[tokio::test]
async fn an_error_without_our_state_is_not_believed() {
    let stub = Stub::start(Twist::None).await;
    let mut person = person(&stub);
    person.press_sign_in().await;
    refused(
        &mut person,
        &stub.answer(&[("error", "access_denied")]),
        FOREIGN,
    )
    .await;
}

//! `/_sim/native`: codes of the Open SDK.

use axum::http::StatusCode;
use serde_json::json;
use simulator::seed;

use crate::support::{Tested, encode};

fn wish(app_id: &str, person: &str) -> String {
    json!({ "app_id": app_id, "person": person }).to_string()
}

fn exchange(app_id: &str, secret: &str, code: &str) -> String {
    let query = encode(&[
        ("appid", app_id),
        ("secret", secret),
        ("code", code),
        ("grant_type", "authorization_code"),
    ]);
    format!("/sns/oauth2/access_token?{query}")
}

#[tokio::test]
async fn a_code_is_exchanged_with_the_mobile_apps_keys() {
    let tested = Tested::new();
    let body = wish(seed::MOBILE_APP_ID, "xiaoming");
    let answer = tested.call("POST", "/_sim/native", &body).await;
    assert_eq!(answer.status, StatusCode::OK);
    let answer = answer.json();
    assert_eq!(answer.as_object().unwrap().len(), 1);
    let code = answer["code"].as_str().unwrap();
    let foreign = exchange(seed::APP_ID, seed::APP_SECRET, code);
    assert_eq!(tested.get(&foreign).await.json()["errcode"], 40029);
    let own = exchange(seed::MOBILE_APP_ID, seed::MOBILE_APP_SECRET, code);
    let tokens = tested.get(&own).await.json();
    assert_eq!(tokens["scope"], "snsapi_userinfo");
    let on_the_web = tested.tokens("xiaoming").await;
    assert_eq!(tokens["unionid"], on_the_web["unionid"]);
    assert_ne!(tokens["openid"], on_the_web["openid"]);
    assert_eq!(tested.get(&own).await.json()["errcode"], 40163);
}

#[tokio::test]
async fn codes_of_the_sdk_expire() {
    let tested = Tested::new();
    let body = wish(seed::MOBILE_APP_ID, "emma");
    let answer = tested.call("POST", "/_sim/native", &body).await.json();
    tested.advance(600).await;
    let own = exchange(
        seed::MOBILE_APP_ID,
        seed::MOBILE_APP_SECRET,
        answer["code"].as_str().unwrap(),
    );
    assert_eq!(tested.get(&own).await.json()["errcode"], 40029);
}

#[tokio::test]
async fn wrong_wishes_are_told_apart() {
    let tested = Tested::new();
    for (body, status) in [
        (wish("wx0000000000000000", "xiaoming"), 404),
        (wish(seed::MOBILE_APP_ID, "nobody"), 404),
        (wish(seed::APP_ID, "xiaoming"), 400),
        (wish(seed::SERVICE_ACCOUNT_ID, "xiaoming"), 400),
        (r#"{"person":"xiaoming"}"#.to_owned(), 400),
        (r#"{"app_id":1,"person":"xiaoming"}"#.to_owned(), 400),
        (String::new(), 400),
    ] {
        let answer = tested.call("POST", "/_sim/native", &body).await;
        assert_eq!(answer.status.as_u16(), status, "{body}");
        assert!(answer.json()["error"].is_string());
    }
    let path = format!("/_sim/apps/{}", seed::MOBILE_APP_ID);
    for change in [
        r#"{"status":"reviewing"}"#,
        r#"{"status":"approved","permission":false}"#,
    ] {
        tested.call("PATCH", &path, change).await;
        let body = wish(seed::MOBILE_APP_ID, "xiaoming");
        let answer = tested.call("POST", "/_sim/native", &body).await;
        assert_eq!(answer.status, StatusCode::CONFLICT);
        let error = answer.json()["error"].as_str().unwrap().to_owned();
        assert!(error.contains("invalid scope or bad scope"), "{error}");
    }
}

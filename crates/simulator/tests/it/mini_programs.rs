//! Mini programs, and what guards the secrets of service accounts.

use axum::http::StatusCode;
use serde_json::{Value, json};
use simulator::seed;

use crate::support::{Tested, encode, exchange_address};

const APP_ID: &str = "wx00000000000000aa";
const SECRET: &str = "000000000000000000000000000000aa";

async fn with_mini_program(open_platform: &str) -> Tested {
    let tested = Tested::new();
    let app = json!({
        "kind": "mini_program", "app_id": APP_ID, "app_secret": SECRET, "name": "Paperboat",
        "open_platform": open_platform,
    });
    let answer = tested.call("POST", "/_sim/apps", &app.to_string()).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    tested
}

async fn code(tested: &Tested, app_id: &str, person: &str) -> String {
    let wish = json!({ "app_id": app_id, "person": person }).to_string();
    let answer = tested.call("POST", "/_sim/native", &wish).await;
    answer.json()["code"].as_str().unwrap().to_owned()
}

fn address(app_id: &str, secret: &str, code: &str, grant_type: &str) -> String {
    let query = encode(&[
        ("appid", app_id),
        ("secret", secret),
        ("js_code", code),
        ("grant_type", grant_type),
    ]);
    format!("/sns/jscode2session?{query}")
}

async fn errcode(tested: &Tested, address: &str) -> Value {
    tested.get(address).await.json()["errcode"].clone()
}

#[tokio::test]
async fn a_code_of_wx_login_opens_one_session() {
    let tested = with_mini_program(seed::OPEN_PLATFORM).await;
    let code = code(&tested, APP_ID, "xiaoming").await;
    let own = address(APP_ID, SECRET, &code, "authorization_code");
    let session = tested.get(&own).await.json();
    assert_eq!(session["session_key"].as_str().unwrap().len(), 24);
    let on_the_web = tested.tokens("xiaoming").await;
    assert_eq!(session["unionid"], on_the_web["unionid"]);
    assert_ne!(session["openid"], on_the_web["openid"]);
    assert!(session.get("access_token").is_none() && session.get("nickname").is_none());
    assert_eq!(errcode(&tested, &own).await, 40163);
    let logged = tested.get("/_sim/requests?path=/sns/jscode2session").await;
    assert!(!logged.text().contains(&code) && !logged.text().contains(SECRET));
}

#[tokio::test]
async fn an_unbound_mini_program_sees_no_union_id() {
    let tested = with_mini_program("").await;
    let code = code(&tested, APP_ID, "xiaoming").await;
    let session = tested
        .get(&address(APP_ID, SECRET, &code, "authorization_code"))
        .await
        .json();
    assert!(session["openid"].is_string() && session.get("unionid").is_none());
}

#[tokio::test]
async fn each_cause_has_its_code() {
    let tested = with_mini_program("").await;
    let fresh = code(&tested, APP_ID, "emma").await;
    let good = "authorization_code";
    for (address, expected) in [
        (address("", SECRET, &fresh, good), 41002),
        (address("wx00000000000000ab", SECRET, &fresh, good), 40013),
        (address(seed::APP_ID, seed::APP_SECRET, &fresh, good), 40013),
        (address(APP_ID, "", &fresh, good), 41004),
        (address(APP_ID, &"0".repeat(32), &fresh, good), 40125),
        (address(APP_ID, SECRET, &fresh, ""), 40002),
        (address(APP_ID, SECRET, "", good), 41008),
        (address(APP_ID, SECRET, "unknown", good), 40029),
    ] {
        assert_eq!(errcode(&tested, &address).await, expected, "{address}");
    }
    let elsewhere = exchange_address(&fresh)
        .replace(seed::APP_ID, APP_ID)
        .replace(seed::APP_SECRET, SECRET);
    assert_eq!(errcode(&tested, &elsewhere).await, 40013);
    tested.advance(300).await;
    assert_eq!(
        errcode(&tested, &address(APP_ID, SECRET, &fresh, good)).await,
        40029
    );
    tested
        .call("PATCH", "/_sim/people/emma", r#"{"frozen":true}"#)
        .await;
    let risky = code(&tested, APP_ID, "emma").await;
    assert_eq!(
        errcode(&tested, &address(APP_ID, SECRET, &risky, good)).await,
        40226
    );
    let posted = tested.call("POST", "/sns/jscode2session", "").await;
    assert_eq!(posted.json()["errcode"], 43001);
}

#[tokio::test]
async fn a_list_of_addresses_and_a_frozen_secret_guard_the_exchange() {
    let tested = Tested::new();
    let path = format!("/_sim/apps/{}", seed::SERVICE_ACCOUNT_ID);
    let ask = exchange_address("unknown")
        .replace(seed::APP_ID, seed::SERVICE_ACCOUNT_ID)
        .replace(seed::APP_SECRET, seed::SERVICE_ACCOUNT_SECRET);
    assert_eq!(errcode(&tested, &ask).await, 40029);
    tested
        .call("PATCH", &path, r#"{"ip_whitelist":["192.0.2.7"]}"#)
        .await;
    let refused = tested.get(&ask).await.json();
    assert_eq!(refused["errcode"], 40164);
    let text = refused["errmsg"].as_str().unwrap();
    assert!(
        text.starts_with("invalid ip 127.0.0.1 ipv6 ::ffff:127.0.0.1, not in whitelist"),
        "{text}"
    );
    tested
        .call(
            "PATCH",
            &path,
            r#"{"ip_whitelist":["127.0.0.1"],"secret_frozen":true}"#,
        )
        .await;
    assert_eq!(errcode(&tested, &ask).await, 40243);
    for body in [
        r#"{"secret_frozen":true}"#,
        r#"{"ip_whitelist":["127.0.0.1"]}"#,
        r#"{"test_account":true}"#,
        r#"{"ip_whitelist":["x"]}"#,
    ] {
        let website = format!("/_sim/apps/{}", seed::APP_ID);
        let answer = tested.call("PATCH", &website, body).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{body}");
    }
}

#[tokio::test]
async fn a_test_account_wants_to_be_followed() {
    let tested = Tested::new();
    let path = format!("/_sim/apps/{}", seed::SERVICE_ACCOUNT_ID);
    tested
        .call("PATCH", &path, r#"{"test_account":true}"#)
        .await;
    let query = encode(&[
        ("appid", seed::SERVICE_ACCOUNT_ID),
        ("redirect_uri", crate::support::CALLBACK),
        ("response_type", "code"),
        ("scope", "snsapi_base"),
        ("state", "s"),
    ]);
    let link = format!("/connect/oauth2/authorize?{query}");
    let follows = tested.get_in_wechat(&link, "wxsim_person=emma").await;
    assert_eq!(follows.status, StatusCode::FOUND);
    tested
        .call("PATCH", "/_sim/people/emma", r#"{"follows":false}"#)
        .await;
    let refused = tested.get_in_wechat(&link, "wxsim_person=emma").await;
    assert!(refused.text().contains("必须关注此测试号，错误码:10006"));
    tested
        .call("PATCH", &path, r#"{"test_account":false}"#)
        .await;
    let ordinary = tested.get_in_wechat(&link, "wxsim_person=emma").await;
    assert_eq!(ordinary.status, StatusCode::FOUND);
}

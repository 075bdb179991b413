//! `/_sim/faults`: each kind of failure, where it is, and how long it lasts.

use std::time::{Duration, Instant};

use axum::http::{StatusCode, header};
use serde_json::json;
use simulator::seed;

use crate::support::{Tested, client, exchange_address, serve};

async fn add(tested: &Tested, fault: &str) -> serde_json::Value {
    let answer = tested.call("POST", "/_sim/faults", fault).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    answer.json()
}

#[tokio::test]
async fn an_errcode_answers_for_the_endpoint_and_leaves_the_code_alone() {
    let tested = Tested::new();
    let code = tested.code("xiaoming").await;
    let fault = add(
        &tested,
        r#"{"at":"/sns/oauth2/access_token","errcode":-1,"times":2}"#,
    )
    .await;
    assert_eq!(
        fault,
        json!({"id": 1, "at": "/sns/oauth2/access_token", "errcode": -1, "times": 2})
    );
    for left in [
        json!([{"id": 1, "at": "/sns/oauth2/access_token", "errcode": -1, "times": 1}]),
        json!([]),
    ] {
        let answer = tested.get(&exchange_address(&code)).await;
        assert_eq!(answer.header(header::CONTENT_TYPE), "text/plain");
        assert_eq!(answer.json()["errcode"], -1);
        let text = answer.json()["errmsg"].as_str().unwrap().to_owned();
        assert!(text.starts_with("system error, rid: "));
        assert_eq!(tested.get("/_sim/faults").await.json(), left);
    }
    let works = tested.get(&exchange_address(&code)).await.json();
    assert!(works["access_token"].is_string());
    let noted = tested
        .get("/_sim/requests?path=/sns/oauth2/access_token")
        .await
        .json();
    assert_eq!(noted[0]["errcode"], -1);
    assert_eq!(noted[0]["app_id"], seed::APP_ID);
    assert_eq!(noted[2]["errcode"], json!(null));
}

#[tokio::test]
async fn without_times_a_failure_stays_until_it_is_deleted() {
    let tested = Tested::new();
    add(&tested, r#"{"at":"/sns/auth","status":502}"#).await;
    for _ in 0..3 {
        let answer = tested.get("/sns/auth").await;
        assert_eq!(answer.status, StatusCode::BAD_GATEWAY);
        assert!(answer.text().contains("502 Bad Gateway"));
        assert_eq!(answer.header(header::CONTENT_TYPE), "text/html");
    }
    let left = tested.call("DELETE", "/_sim/faults", "").await;
    assert_eq!(left.json(), json!([]));
    assert_eq!(tested.get("/sns/auth").await.status, StatusCode::OK);
}

#[tokio::test]
async fn bodies_and_content_types_are_as_asked() {
    let tested = Tested::new();
    add(
        &tested,
        r#"{"at":"/sns/userinfo","body":"{\"openid\":","times":1}"#,
    )
    .await;
    add(
        &tested,
        r#"{"at":"/sns/userinfo","status":503,"body":"<html>","content_type":"text/html","times":1}"#,
    )
    .await;
    add(
        &tested,
        r#"{"at":"/sns/userinfo","content_type":"application/json; encoding=utf-8","times":1}"#,
    )
    .await;
    let first = tested.get("/sns/userinfo").await;
    assert_eq!(
        (first.status, first.text()),
        (StatusCode::OK, "{\"openid\":")
    );
    assert_eq!(first.header(header::CONTENT_TYPE), "text/plain");
    let second = tested.get("/sns/userinfo").await;
    assert_eq!(second.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(second.text(), "<html>");
    let third = tested.get("/sns/userinfo").await;
    assert_eq!(third.json()["errcode"], 41001, "its own answer");
    assert_eq!(
        third.header(header::CONTENT_TYPE),
        "application/json; encoding=utf-8"
    );
}

#[tokio::test]
async fn a_late_answer_has_worked_before_the_wait() {
    let tested = Tested::new();
    let code = tested.code("xiaoming").await;
    add(
        &tested,
        r#"{"at":"/sns/oauth2/access_token","delay_ms":300,"times":1}"#,
    )
    .await;
    let started = Instant::now();
    let address = exchange_address(&code);
    let gone = tokio::time::timeout(Duration::from_millis(100), tested.get(&address)).await;
    assert!(gone.is_err() && started.elapsed() < Duration::from_millis(300));
    let again = tested.get(&address).await.json();
    assert_eq!(again["errcode"], 40163, "the answer was lost, not the work");
}

#[tokio::test]
async fn the_shutdown_cuts_delays() {
    let tested = Tested::new();
    add(&tested, r#"{"at":"/sns/auth","delay_ms":600000}"#).await;
    let started = Instant::now();
    let shutdown = async {
        tokio::time::sleep(Duration::from_millis(20)).await;
        tested.simulator.shutdown();
    };
    let (answer, ()) = tokio::join!(tested.get("/sns/auth"), shutdown);
    assert_eq!(answer.status, StatusCode::OK);
    assert!(started.elapsed() < Duration::from_secs(1));
}

#[tokio::test]
async fn a_reset_drops_the_connection_without_a_byte() {
    let tested = Tested::new();
    let address = serve(&tested.simulator).await;
    add(&tested, r#"{"at":"/sns/auth","reset":true,"times":1}"#).await;
    let client = client();
    let url = format!("http://{address}/sns/auth");
    let error = client.get(&url).send().await.unwrap_err();
    assert!(error.is_request(), "{error:?}");
    let works = client.get(&url).send().await.unwrap();
    assert_eq!(works.status(), StatusCode::OK);
    let noted = tested.get("/_sim/requests").await.json();
    assert_eq!(noted[0]["status"], json!(null));
    assert_eq!(noted[1]["status"], 200);
}

#[tokio::test]
async fn pages_polls_and_pictures_can_fail() {
    let tested = Tested::new();
    let uuid = tested.show_code().await;
    add(&tested, r#"{"at":"/connect/l/qrconnect","errcode":402}"#).await;
    add(&tested, r#"{"at":"/connect/qrcode/","status":404}"#).await;
    add(&tested, r#"{"at":"/connect/qrconnect","status":500}"#).await;
    add(&tested, r#"{"at":"/avatars/","body":"no picture"}"#).await;
    let poll = tested
        .get(&format!("/connect/l/qrconnect?uuid={uuid}"))
        .await;
    assert_eq!(poll.text(), "window.wx_errcode=402;window.wx_code='';");
    let poll = tested.get("/connect/l/qrconnect?f=json").await;
    assert_eq!(poll.json()["wx_errcode"], 402);
    let picture = tested.get(&format!("/connect/qrcode/{uuid}")).await;
    assert_eq!(picture.status, StatusCode::NOT_FOUND);
    let page = tested.get("/connect/qrConnect").await;
    assert_eq!(page.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert_eq!(tested.get("/avatars/emma/132").await.text(), "no picture");
    assert_eq!(tested.get("/phone").await.status, StatusCode::OK);
}

/// Turns on what `/faults` offers, and how long the call then takes by the clock of the runtime.
async fn waits(preset: &str, path: &str) -> Duration {
    let tested = Tested::new();
    let chosen = tested
        .form("/faults", &[("preset", preset), ("often", "once")])
        .await;
    assert_eq!(chosen.status, StatusCode::SEE_OTHER);
    let started = tokio::time::Instant::now();
    let answer = tested.get(path).await;
    assert!(answer.json()["errcode"].is_i64(), "its own answer, late");
    let waited = started.elapsed();
    let second = tokio::time::Instant::now();
    tested.get(path).await;
    assert!(
        second.elapsed() < Duration::from_secs(1),
        "once, as it was turned on"
    );
    waited
}

#[tokio::test(start_paused = true)]
async fn slow_answers_take_2_8_and_30_seconds_and_no_answer_ten_minutes() {
    for (preset, path, seconds) in [
        ("slow-2", "/sns/oauth2/access_token", 2),
        ("slow", "/sns/userinfo", 8),
        ("slow-30", "/sns/oauth2/access_token", 30),
        ("silent", "/sns/oauth2/access_token", 600),
    ] {
        let waited = waits(preset, path).await;
        let least = Duration::from_secs(seconds);
        assert!(
            waited >= least && waited < least + Duration::from_secs(1),
            "{preset}: {waited:?}"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn whoever_gives_up_waiting_finds_the_work_done() {
    let tested = Tested::new();
    let code = tested.code("xiaoming").await;
    tested
        .form("/faults", &[("preset", "silent"), ("often", "once")])
        .await;
    let address = exchange_address(&code);
    let gone = tokio::time::timeout(Duration::from_secs(5), tested.get(&address)).await;
    assert!(gone.is_err(), "no answer within a client's patience");
    assert_eq!(tested.get(&address).await.json()["errcode"], 40163);
    let noted = tested
        .get("/_sim/requests?path=/sns/oauth2/access_token")
        .await
        .json();
    assert_eq!(noted[0]["status"], json!(null));
}

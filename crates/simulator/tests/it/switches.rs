//! `/_sim/switches`: what nobody knows about WeChat can be either way.

use axum::http::{StatusCode, header};
use serde_json::json;
use simulator::seed;

use crate::support::{CALLBACK, Tested, encode, exchange_address, qr_address};

async fn switch(tested: &Tested, body: &str) {
    let answer = tested.call("PATCH", "/_sim/switches", body).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
}

#[tokio::test]
async fn switches_are_read_changed_and_refused() {
    let tested = Tested::new();
    let before = tested.get("/_sim/switches").await.json();
    assert_eq!(before["expired_code"], 40029);
    assert_eq!(before["content_type"], "text/plain");
    for body in [
        r#"{"expired_code":1}"#,
        r#"{"content_type":"a\nb"}"#,
        r#"{"nothing":true}"#,
        r#"{"qr_seconds":0}"#,
        "[]",
        "",
    ] {
        let answer = tested.call("PATCH", "/_sim/switches", body).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{body}");
    }
    assert_eq!(tested.get("/_sim/switches").await.json(), before);
}

#[tokio::test]
async fn the_content_type_is_a_choice_and_the_body_stays() {
    let tested = Tested::new();
    for kind in [
        "application/json; encoding=utf-8",
        "application/json; charset=utf-8",
        "text/plain",
    ] {
        switch(&tested, &json!({ "content_type": kind }).to_string()).await;
        let code = tested.code("xiaoxiao").await;
        let answer = tested.get(&exchange_address(&code)).await;
        assert_eq!(answer.header(header::CONTENT_TYPE), kind);
        assert!(answer.json()["openid"].is_string());
        assert_eq!(
            tested.get("/sns/auth").await.header(header::CONTENT_TYPE),
            kind
        );
    }
}

#[tokio::test]
async fn an_expired_code_answers_what_is_switched_on() {
    let tested = Tested::new();
    switch(&tested, r#"{"expired_code":42003,"code_seconds":60}"#).await;
    let code = tested.code("xiaoming").await;
    tested.advance(60).await;
    let answer = tested.get(&exchange_address(&code)).await.json();
    assert_eq!(answer["errcode"], 42003);
}

#[tokio::test]
async fn a_wrong_secret_spends_the_code_if_so_wished() {
    for (spends, then) in [(false, None), (true, Some(40163))] {
        let tested = Tested::new();
        switch(
            &tested,
            &json!({ "wrong_secret_spends_code": spends }).to_string(),
        )
        .await;
        let code = tested.code("xiaoming").await;
        let wrong = exchange_address(&code).replace(seed::APP_SECRET, "0".repeat(32).as_str());
        assert_eq!(tested.get(&wrong).await.json()["errcode"], 40125);
        let right = tested.get(&exchange_address(&code)).await.json();
        assert_eq!(
            right.get("errcode").and_then(serde_json::Value::as_i64),
            then
        );
    }
}

#[tokio::test]
async fn a_refresh_keeps_or_renews_its_token() {
    for renews in [false, true] {
        let tested = Tested::new();
        switch(
            &tested,
            &json!({ "refresh_renews_token": renews, "refresh_days": 1 }).to_string(),
        )
        .await;
        let tokens = tested.tokens("xiaoming").await;
        let old = tokens["refresh_token"].as_str().unwrap().to_owned();
        let refresh = |token: &str| {
            let query = encode(&[
                ("appid", seed::APP_ID),
                ("grant_type", "refresh_token"),
                ("refresh_token", token),
            ]);
            format!("/sns/oauth2/refresh_token?{query}")
        };
        let answer = tested.get(&refresh(&old)).await.json();
        let new = answer["refresh_token"].as_str().unwrap().to_owned();
        assert_eq!(new != old, renews);
        assert_eq!(answer["access_token"], tokens["access_token"]);
        let profile = format!(
            "/sns/userinfo?access_token={}&openid={}",
            answer["access_token"].as_str().unwrap(),
            answer["openid"].as_str().unwrap()
        );
        assert_eq!(tested.get(&profile).await.json()["nickname"], "小明");
        if renews {
            assert_eq!(tested.get(&refresh(&old)).await.json()["errcode"], 42002);
        }
        tested.advance(86_400).await;
        assert_eq!(tested.get(&refresh(&new)).await.json()["errcode"], 42002);
    }
}

#[tokio::test]
async fn too_many_calls_in_a_minute_are_refused_until_the_next() {
    let tested = Tested::new();
    switch(&tested, r#"{"calls_per_minute":2}"#).await;
    let ask = async || tested.get("/sns/userinfo").await.json()["errcode"].clone();
    // The minute may turn between two calls; then the next ones are counted anew.
    let answers = [
        ask().await,
        ask().await,
        ask().await,
        ask().await,
        ask().await,
        ask().await,
    ];
    assert!(answers.contains(&json!(45011)), "{answers:?}");
    assert_eq!(tested.get("/sns/auth").await.json()["errcode"], 41001);
    tested.advance(60).await;
    assert_eq!(ask().await, 41001);
}

#[tokio::test]
async fn a_refusal_can_reach_the_application() {
    for (refusal, address) in [
        ("none", None),
        ("state", Some(format!("{CALLBACK}?state=st4te"))),
        (
            "authdeny",
            Some(format!("{CALLBACK}?code=authdeny&state=st4te")),
        ),
    ] {
        let tested = Tested::new();
        switch(&tested, &json!({ "refusal": refusal }).to_string()).await;
        let uuid = tested.show_code().await;
        tested.scan(&uuid, "lifang").await;
        tested.act(&uuid, "refuse").await;
        let page = tested
            .get(&format!("{}&uuid={uuid}", qr_address("st4te")))
            .await;
        match &address {
            None => assert_eq!(page.attribute("data-refused-to"), ""),
            Some(address) => assert_eq!(page.header(header::LOCATION), address),
        }
    }
}

#[tokio::test]
async fn switches_travel_in_the_file_and_end_with_a_reset() {
    let tested = Tested::new();
    switch(&tested, r#"{"any_port":true,"qr_seconds":7}"#).await;
    let file = tested.get("/_sim/export").await;
    tested.call("POST", "/_sim/reset", "").await;
    assert_eq!(tested.get("/_sim/switches").await.json()["qr_seconds"], 300);
    let seeded = tested.call("POST", "/_sim/seed", file.text()).await;
    assert_eq!(seeded.status, StatusCode::OK, "{}", seeded.text());
    assert_eq!(tested.get("/_sim/switches").await.json()["qr_seconds"], 7);
    let bad = tested
        .call(
            "POST",
            "/_sim/seed",
            "[simulator.switches]\nqr_seconds = 0\n",
        )
        .await;
    assert_eq!(bad.status, StatusCode::BAD_REQUEST);
}

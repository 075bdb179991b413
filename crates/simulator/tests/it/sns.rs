//! `/sns/*`: answers as WeChat writes them, byte by byte where it matters.

use axum::http::{StatusCode, header};
use serde_json::Value;
use simulator::seed;

use crate::support::{Tested, encode, exchange_address};

fn assert_refused(answer: &Value, code: i64, stem: &str) {
    assert_eq!(answer["errcode"], code, "{answer}");
    let text = answer["errmsg"].as_str().unwrap();
    let rid = text.strip_prefix(&format!("{stem}, rid: ")).unwrap();
    let groups: Vec<_> = rid.split('-').collect();
    assert_eq!(groups.len(), 3);
    for group in groups {
        assert_eq!(group.len(), 8);
        assert!(group.bytes().all(|byte| byte.is_ascii_hexdigit()));
    }
}

fn keys(text: &str) -> Vec<&str> {
    // Keys in the order of the wire: no value of these answers contains `":`.
    text.split("\":")
        .filter_map(|part| part.rsplit_once('"'))
        .map(|(_, key)| key)
        .take(text.matches("\":").count())
        .collect()
}

#[tokio::test]
async fn the_exchange_answers_in_wechats_order() {
    let tested = Tested::new();
    let code = tested.code("xiaoming").await;
    let answer = tested.get(&exchange_address(&code)).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.header(header::CONTENT_TYPE), "text/plain");
    assert_eq!(answer.header(header::CACHE_CONTROL), "no-store");
    assert_eq!(
        keys(answer.text()),
        [
            "access_token",
            "expires_in",
            "refresh_token",
            "openid",
            "scope",
            "unionid"
        ]
    );
    let json = answer.json();
    assert_eq!(json["expires_in"], 7200);
    assert_eq!(json["scope"], "snsapi_login");
    for id in ["openid", "unionid"] {
        let id = json[id].as_str().unwrap();
        assert!(id.starts_with("oSIMULATED-") && id.len() == 28);
    }
    let again = tested.get(&exchange_address(&code)).await;
    assert_refused(&again.json(), 40163, "code been used");
    assert_eq!(again.status, StatusCode::OK);
}

#[tokio::test]
async fn the_exchange_takes_a_form_too() {
    let tested = Tested::new();
    let code = tested.code("emma").await;
    let answer = tested
        .form(
            "/sns/oauth2/access_token",
            &[
                ("appid", seed::APP_ID),
                ("secret", seed::APP_SECRET),
                ("code", &code),
                ("grant_type", "authorization_code"),
            ],
        )
        .await;
    assert!(answer.json()["access_token"].is_string());
    assert!(answer.json().get("unionid").is_none(), "emma has none");
}

#[tokio::test]
async fn wrong_exchanges_are_refused_in_order() {
    let tested = Tested::new();
    let path = "/sns/oauth2/access_token";
    for (query, code, stem) in [
        (String::new(), 41002, "appid missing"),
        ("appid=".to_owned(), 41002, "appid missing"),
        ("appid=wx1&secret=".to_owned(), 40013, "invalid appid"),
        (
            format!("appid={}", seed::APP_ID),
            41004,
            "appsecret missing",
        ),
        (
            format!("appid={}&secret=wrong&code=x", seed::APP_ID),
            40125,
            "invalid appsecret",
        ),
        (
            format!("appid={}&secret={}", seed::APP_ID, seed::APP_SECRET),
            40002,
            "invalid grant_type",
        ),
        (
            exchange_address("").replace("/sns/oauth2/access_token?", ""),
            41008,
            "missing code",
        ),
        (
            exchange_address("061madeup").replace("/sns/oauth2/access_token?", ""),
            40029,
            "invalid code",
        ),
    ] {
        let answer = tested.get(&format!("{path}?{query}")).await;
        assert_eq!(answer.status, StatusCode::OK);
        assert_refused(&answer.json(), code, stem);
    }
    for (method, path) in [
        ("PUT", "/sns/oauth2/access_token"),
        ("POST", "/sns/userinfo"),
        ("DELETE", "/sns/auth"),
        ("POST", "/sns/oauth2/refresh_token"),
    ] {
        let answer = tested.call(method, path, "").await;
        assert_refused(&answer.json(), 43001, "require GET method");
    }
}

#[tokio::test]
async fn a_code_expires_by_the_simulators_clock() {
    let tested = Tested::new();
    let code = tested.code("xiaoming").await;
    tested.advance(600).await;
    let answer = tested.get(&exchange_address(&code)).await;
    assert_refused(&answer.json(), 40029, "invalid code");
}

#[tokio::test]
async fn the_profile_answers_in_wechats_order_and_escapes_slashes() {
    let tested = Tested::new();
    let tokens = tested.tokens("xiaoming").await;
    let query = encode(&[
        ("access_token", tokens["access_token"].as_str().unwrap()),
        ("openid", tokens["openid"].as_str().unwrap()),
        ("lang", "zh_CN"),
    ]);
    let answer = tested.get(&format!("/sns/userinfo?{query}")).await;
    assert_eq!(answer.header(header::CONTENT_TYPE), "text/plain");
    assert_eq!(
        keys(answer.text()),
        [
            "openid",
            "nickname",
            "sex",
            "language",
            "city",
            "province",
            "country",
            "headimgurl",
            "privilege",
            "unionid"
        ]
    );
    assert!(
        answer
            .text()
            .contains(r#""headimgurl":"http:\/\/localhost:3002\/avatars\/xiaoming\/132""#)
    );
    let json = answer.json();
    assert_eq!(json["nickname"], "小明");
    assert_eq!(json["sex"], 0);
    assert_eq!(json["province"], "");
    assert_eq!(json["privilege"], Value::Array(Vec::new()));
    assert_eq!(json["openid"], tokens["openid"]);
    assert_eq!(json["unionid"], tokens["unionid"]);
}

#[tokio::test]
async fn odd_people_have_odd_profiles() {
    let tested = Tested::new();
    let person =
        "{\"id\":\"odd\",\"nickname\":\"a\\u0001\\\"<b>/\",\"avatar\":false,\"union_id\":false}";
    let added = tested.call("POST", "/_sim/people", person).await;
    assert_eq!(added.status, StatusCode::OK);
    for (id, nickname) in [("odd", "a\u{1}\\\"<b>\\/"), ("xiaoxiao", "🎈晓晓🎈")] {
        let tokens = tested.tokens(id).await;
        let query = encode(&[
            ("access_token", tokens["access_token"].as_str().unwrap()),
            ("openid", tokens["openid"].as_str().unwrap()),
        ]);
        let answer = tested.get(&format!("/sns/userinfo?{query}")).await;
        let text = answer.text();
        assert!(
            text.contains(&format!("\"nickname\":\"{nickname}\"")),
            "{text}"
        );
        assert!(text.contains("\"headimgurl\":\"\""));
    }
}

#[tokio::test]
async fn tokens_are_checked_and_expire() {
    let tested = Tested::new();
    let tokens = tested.tokens("xiaoming").await;
    let token = tokens["access_token"].as_str().unwrap();
    let open_id = tokens["openid"].as_str().unwrap();
    let auth = |token: &str, open_id: &str| {
        format!(
            "/sns/auth?{}",
            encode(&[("access_token", token), ("openid", open_id)])
        )
    };
    let good = tested.get(&auth(token, open_id)).await;
    assert_eq!(good.text(), r#"{"errcode":0,"errmsg":"ok"}"#);
    for path in ["/sns/auth", "/sns/userinfo"] {
        for (token, open_id, code, stem) in [
            ("", open_id, 41001, "access_token missing"),
            (token, "", 41009, "missing openid"),
            (token, "oSIMULATED-x", 40003, "invalid openid"),
            ("59_x", open_id, 40014, "invalid access_token"),
        ] {
            let answer = tested
                .get(&auth(token, open_id).replace("/sns/auth", path))
                .await;
            assert_refused(&answer.json(), code, stem);
        }
    }
    tested.advance(7200).await;
    let expired = tested.get(&auth(token, open_id)).await;
    assert_refused(&expired.json(), 42001, "access_token expired");
}

#[tokio::test]
async fn a_refresh_gives_life_and_no_union_id() {
    let tested = Tested::new();
    let tokens = tested.tokens("xiaoming").await;
    let refresh = |token: &str| {
        format!(
            "/sns/oauth2/refresh_token?{}",
            encode(&[
                ("appid", seed::APP_ID),
                ("grant_type", "refresh_token"),
                ("refresh_token", token),
            ])
        )
    };
    let token = tokens["refresh_token"].as_str().unwrap();
    let same = tested.get(&refresh(token)).await;
    assert_eq!(
        keys(same.text()),
        [
            "access_token",
            "expires_in",
            "refresh_token",
            "openid",
            "scope"
        ]
    );
    assert_eq!(same.json()["access_token"], tokens["access_token"]);
    tested.advance(7200).await;
    let other = tested.get(&refresh(token)).await.json();
    assert_ne!(other["access_token"], tokens["access_token"]);
    assert_eq!(other["openid"], tokens["openid"]);
    assert_refused(
        &tested.get(&refresh("x")).await.json(),
        40030,
        "invalid refresh_token",
    );
    assert_refused(
        &tested.get(&refresh("")).await.json(),
        41003,
        "refresh_token missing",
    );
    tested.advance(30 * 86_400).await;
    assert_refused(
        &tested.get(&refresh(token)).await.json(),
        42002,
        "refresh_token expired",
    );
}

#[tokio::test]
async fn a_frozen_person_has_no_profile() {
    let tested = Tested::new();
    let tokens = tested.tokens("lifang").await;
    tested
        .call("PATCH", "/_sim/people/lifang", r#"{"frozen":true}"#)
        .await;
    let query = encode(&[
        ("access_token", tokens["access_token"].as_str().unwrap()),
        ("openid", tokens["openid"].as_str().unwrap()),
    ]);
    let answer = tested.get(&format!("/sns/userinfo?{query}")).await;
    assert_refused(&answer.json(), 50002, "user limited");
}

#[tokio::test]
async fn ids_are_the_same_after_a_restart_and_differ_by_app() {
    let other = r#"{"app_id":"wx0123456789abcdef","app_secret":"0123456789abcdef0123456789abcdef","name":"Second","callback_domain":"localhost","allow_local_callback":true,"open_platform":"acme"}"#;
    let first = Tested::new();
    let second = Tested::new();
    let one = first.tokens("xiaoming").await;
    let two = second.tokens("xiaoming").await;
    assert_eq!(one["openid"], two["openid"]);
    assert_eq!(one["unionid"], two["unionid"]);
    assert_ne!(one["access_token"], two["access_token"]);

    second.call("POST", "/_sim/apps", other).await;
    let query = encode(&[
        ("appid", "wx0123456789abcdef"),
        ("redirect_uri", "http://localhost/"),
        ("scope", "snsapi_login"),
    ]);
    let page = second.get(&format!("/connect/qrconnect?{query}")).await;
    let uuid = page.attribute("data-uuid");
    second.scan(&uuid, "xiaoming").await;
    second.act(&uuid, "allow").await;
    let poll = second
        .get(&format!("/connect/l/qrconnect?uuid={uuid}&f=json"))
        .await
        .json();
    let code = poll["wx_code"].as_str().unwrap();
    assert_refused(
        &second.get(&exchange_address(code)).await.json(),
        40029,
        "invalid code",
    );
    let query = encode(&[
        ("appid", "wx0123456789abcdef"),
        ("secret", "0123456789abcdef0123456789abcdef"),
        ("code", code),
        ("grant_type", "authorization_code"),
    ]);
    let three = second
        .get(&format!("/sns/oauth2/access_token?{query}"))
        .await
        .json();
    assert_ne!(three["openid"], two["openid"]);
    assert_eq!(
        three["unionid"], two["unionid"],
        "one Open Platform account"
    );
}

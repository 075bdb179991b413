//! Single statements about WeChat that are small, and easily lost: one short test for each.

use axum::http::{StatusCode, header};
use serde_json::json;
use simulator::seed;

use crate::console::Developer;
use crate::support::{CALLBACK, Tested, encode, exchange_address, qr_address};

fn link(redirect_uri: &str, more: &str) -> String {
    let query = encode(&[
        ("appid", seed::SERVICE_ACCOUNT_ID),
        ("redirect_uri", redirect_uri),
        ("response_type", "code"),
        ("scope", "snsapi_base"),
        ("state", "s"),
    ]);
    format!("/connect/oauth2/authorize?{query}{more}")
}

#[tokio::test]
async fn parameters_that_wechat_does_not_know_or_need_change_nothing() {
    let tested = Tested::new();
    for more in [
        "&connect_redirect=1",
        "&component_appid=wx0000000000000000",
        "&styletype=&sizetype=&bgcolor=&rst=",
        "&code_challenge=x&code_challenge_method=S256",
        "&nonce=x&prompt=consent&login_hint=x",
        "&fast_login=1",
    ] {
        let page = tested.get(&format!("{}{more}", qr_address("s"))).await;
        assert!(page.text().contains("data-uuid"), "{more}");
    }
    for more in [
        "&connect_redirect=1",
        "&component_appid=wx0000000000000000",
        "&uin=MTIz&key=x&version=63090a13",
    ] {
        let address = link(CALLBACK, more);
        let back = tested.get_in_wechat(&address, "").await;
        assert_eq!(back.status, StatusCode::FOUND, "{more}");
    }
}

#[tokio::test]
async fn a_website_may_send_a_state_of_several_hundred_bytes() {
    let tested = Tested::new();
    let state = "CfDJ8.~_-".repeat(80);
    let page = tested.get(&qr_address(&state)).await;
    assert_eq!(page.attribute("data-wx-state"), state);
    let empty = tested.get(&qr_address("")).await;
    assert_eq!(empty.attribute("data-wx-state"), "");
}

#[tokio::test]
async fn an_address_that_is_encoded_twice_or_not_at_all_gets_an_error_page() {
    let tested = Tested::new();
    let once = encode(&[("u", CALLBACK)]);
    let once = once.trim_start_matches("u=");
    let twice = encode(&[("u", once)]);
    let good = qr_address("s");
    let bad = good.replace(once, twice.trim_start_matches("u="));
    let page = tested.get(&bad).await;
    assert!(page.text().contains("redirect_uri 参数错误"));
    // All of it as one value: no parameter is left.
    let (path, query) = good.split_once('?').unwrap();
    let mangled = encode(&[("x", query)]);
    let page = tested.get(&format!("{path}?{mangled}")).await;
    assert!(page.text().contains("AppID 参数错误"));
}

#[tokio::test]
async fn the_qr_page_is_a_page_in_utf_8_that_any_site_may_frame() {
    let page = Tested::new().get(&qr_address("s")).await;
    assert_eq!(
        page.header(header::CONTENT_TYPE),
        "text/html; charset=utf-8"
    );
    assert_eq!(page.header(header::X_FRAME_OPTIONS), "");
    let policy = page.header(header::CONTENT_SECURITY_POLICY);
    assert!(!policy.contains("frame-ancestors"), "{policy}");
}

#[tokio::test]
async fn with_script_nobody_is_redirected_by_the_server() {
    let tested = Tested::new();
    let uuid = tested.show_code().await;
    tested.scan(&uuid, "xiaoming").await;
    tested.act(&uuid, "allow").await;
    // The poll brings the code; the page's own script joins the address.
    let poll = tested
        .get(&format!("/connect/l/qrconnect?uuid={uuid}&_=1700000000000"))
        .await;
    assert_eq!(poll.status, StatusCode::OK);
    assert_eq!(poll.header(header::CONTENT_TYPE), "text/javascript");
    assert_eq!(poll.header(header::LOCATION), "");
    let script = tested.get("/assets/qr.js").await;
    for part in [
        "self_redirect",
        "window.top.location.href",
        "qq\\.com",
        "code=${wxCode}&state=${wxState}",
    ] {
        assert!(script.text().contains(part), "{part}");
    }
}

#[tokio::test]
async fn codes_and_tokens_look_like_wechats() {
    let tested = Tested::new();
    let code = tested.code("xiaoming").await;
    assert_eq!(code.len(), 32);
    assert!(
        code[..2].bytes().all(|byte| byte.is_ascii_digit()),
        "{code}"
    );
    let tokens = tested.get(&exchange_address(&code)).await.json();
    for name in ["access_token", "refresh_token"] {
        let token = tokens[name].as_str().unwrap();
        let rest = token.split_once('_').unwrap().1;
        let is_plain = rest
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte));
        assert!(
            token[..2].bytes().all(|byte| byte.is_ascii_digit()) && is_plain,
            "{token}"
        );
        assert!((85..=512).contains(&token.len()), "{token}");
    }
    for absent in ["token_type", "errcode", "is_snapshotuser"] {
        assert!(tokens.get(absent).is_none(), "{absent}");
    }
    assert_eq!(
        (&tokens["expires_in"], &tokens["scope"]),
        (&json!(7200), &json!("snsapi_login"))
    );
    for name in ["openid", "unionid"] {
        let id = tokens[name].as_str().unwrap();
        assert!(id.len() == 28 && id.starts_with('o'), "{id}");
    }
}

#[tokio::test]
async fn an_app_that_moves_to_another_account_sees_other_union_ids() {
    let tested = Tested::new();
    let before = tested.tokens("xiaoming").await;
    let path = format!("/_sim/apps/{}", seed::APP_ID);
    tested
        .call("PATCH", &path, r#"{"open_platform":"other"}"#)
        .await;
    let after = tested.tokens("xiaoming").await;
    assert_eq!(before["openid"], after["openid"]);
    assert_ne!(before["unionid"], after["unionid"]);
}

#[tokio::test]
async fn a_service_accounts_link_on_another_port_gets_10003() {
    let tested = Tested::new();
    let path = format!("/_sim/apps/{}", seed::SERVICE_ACCOUNT_ID);
    let domains =
        r#"{"web_authorization_domains":["www.acme.example"],"allow_local_callback":false}"#;
    tested.call("PATCH", &path, domains).await;
    for (address, passes) in [
        ("http://www.acme.example/x?y=1", true),
        ("https://www.acme.example:443/x", true),
        ("http://www.acme.example:8080/x", false),
        ("https://acme.example/", false),
        ("https://pay.acme.example/", false),
    ] {
        let page = tested.get_in_wechat(&link(address, ""), "").await;
        assert_eq!(page.status == StatusCode::FOUND, passes, "{address}");
        assert!(passes || page.text().contains("错误码:10003"), "{address}");
    }
    // The code is joined with ? or &.
    let joined = tested
        .get_in_wechat(&link("http://www.acme.example/x?y=1", ""), "")
        .await;
    assert!(
        joined
            .header(header::LOCATION)
            .starts_with("http://www.acme.example/x?y=1&code=")
    );
}

#[tokio::test]
async fn the_open_sdk_takes_one_scope() {
    let tested = Tested::new();
    for (scope, status) in [
        ("snsapi_userinfo", StatusCode::OK),
        ("", StatusCode::OK),
        ("snsapi_base", StatusCode::CONFLICT),
        ("snsapi_login", StatusCode::CONFLICT),
    ] {
        let wish = json!({ "app_id": seed::MOBILE_APP_ID, "person": "emma", "scope": scope });
        let answer = tested.call("POST", "/_sim/native", &wish.to_string()).await;
        assert_eq!(answer.status, status, "{scope}");
    }
}

#[tokio::test]
async fn quotas_are_those_of_a_qualified_account_or_of_one_that_is_not() {
    let developer = Developer::seeded().await;
    for (qualified, quotas) in [
        (
            "pay",
            [
                ("mobile", "/ 50"),
                ("website", "/ 10"),
                ("service-account", "/ 50"),
            ],
        ),
        (
            "expire",
            [
                ("mobile", "/ 10"),
                ("website", "/ 10"),
                ("service-account", "/ 0"),
            ],
        ),
    ] {
        developer
            .press("/platform/qualification", &[("act", qualified)])
            .await;
        for (tab, quota) in quotas {
            let centre = developer.get(&format!("/platform?tab={tab}")).await;
            assert!(centre.text().contains(quota), "{qualified} {tab} {quota}");
        }
    }
}

#[tokio::test]
async fn the_states_of_an_app_are_said_in_wechats_words() {
    let developer = Developer::seeded().await;
    for (status, word) in [
        ("draft", "草稿"),
        ("reviewing", "审核中"),
        ("approved", "已通过"),
        ("rejected", "未通过"),
        ("banned", "已封禁"),
    ] {
        let path = format!("/_sim/apps/{}", seed::APP_ID);
        let body = json!({ "status": status }).to_string();
        developer.tested.call("PATCH", &path, &body).await;
        let centre = developer.get("/platform").await;
        assert!(centre.text().contains(word), "{status}");
        // An app that is not approved gets no code, and a banned one neither.
        let page = developer.tested.get(&qr_address("s")).await;
        assert_eq!(
            page.text().contains("data-uuid"),
            status == "approved",
            "{status}"
        );
    }
}

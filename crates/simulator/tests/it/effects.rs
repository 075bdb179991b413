//! Failures at WeChat's pages, and the page that turns failures on and off.

use axum::http::{StatusCode, header};
use serde_json::json;
use simulator::seed;

use crate::support::{CALLBACK, Tested, encode, exchange_address, qr_address};

async fn on(tested: &Tested, at: &str, effect: &str) {
    let fault = json!({ "at": at, "effect": effect, "times": 1 }).to_string();
    let answer = tested.call("POST", "/_sim/faults", &fault).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
}

const QR: &str = "/connect/qrconnect";
const LINK: &str = "/connect/oauth2/authorize";

fn link() -> String {
    let query = encode(&[
        ("appid", seed::SERVICE_ACCOUNT_ID),
        ("redirect_uri", CALLBACK),
        ("response_type", "code"),
        ("scope", "snsapi_userinfo"),
        ("state", "s"),
    ]);
    format!("{LINK}?{query}")
}

#[tokio::test]
async fn the_state_is_altered_once_with_and_without_script() {
    let tested = Tested::new();
    on(&tested, QR, "state_altered").await;
    let page = tested.get(&qr_address("s")).await;
    assert_eq!(page.attribute("data-wx-state"), "shttps://i.maxthon.cn");
    let uuid = page.attribute("data-uuid");
    tested.scan(&uuid, "emma").await;
    tested.act(&uuid, "allow").await;
    let back = tested
        .get(&format!("{}&uuid={uuid}", qr_address("s")))
        .await;
    assert!(
        back.header(header::LOCATION)
            .ends_with("&state=shttps://i.maxthon.cn")
    );
    let next = tested.get(&qr_address("s")).await;
    assert_eq!(next.attribute("data-wx-state"), "s");
    on(&tested, LINK, "state_altered").await;
    let cookie = "wxsim_consent=allow";
    let back = tested.get_in_wechat(&link(), cookie).await;
    assert!(
        back.header(header::LOCATION)
            .ends_with("&state=shttps://i.maxthon.cn")
    );
}

#[tokio::test]
async fn codes_come_late_or_spent_and_union_ids_stay_away() {
    let tested = Tested::new();
    for (effect, expected) in [("code_expired", 40029), ("code_used", 40163)] {
        on(&tested, QR, effect).await;
        let code = tested.code("xiaoming").await;
        let answer = tested.get(&exchange_address(&code)).await.json();
        assert_eq!(answer["errcode"], expected, "{effect}");
    }
    on(&tested, QR, "no_union_id").await;
    let tokens = tested.tokens("xiaoming").await;
    assert!(tokens.get("unionid").is_none());
    assert!(tested.tokens("xiaoming").await["unionid"].is_string());
}

#[tokio::test]
async fn a_snapshot_shows_somebody_who_does_not_exist() {
    let tested = Tested::new();
    on(&tested, LINK, "snapshot").await;
    let back = tested.get_in_wechat(&link(), "").await;
    let code = back.header(header::LOCATION).split("code=").nth(1).unwrap();
    let code = code.split('&').next().unwrap();
    let address = exchange_address(code)
        .replace(seed::APP_ID, seed::SERVICE_ACCOUNT_ID)
        .replace(seed::APP_SECRET, seed::SERVICE_ACCOUNT_SECRET);
    assert_eq!(tested.get(&address).await.json()["is_snapshotuser"], 1);
    let asked = tested.get_in_wechat(&link(), "").await;
    assert_eq!(asked.status, StatusCode::OK, "the next one is asked");
}

#[tokio::test]
async fn refusals_and_pages_are_as_wished() {
    let tested = Tested::new();
    for (effect, ending) in [
        ("refusal_state", "?state=s"),
        ("refusal_authdeny", "?code=authdeny&state=s"),
    ] {
        on(&tested, QR, effect).await;
        let page = tested.get(&qr_address("s")).await;
        assert_eq!(
            page.attribute("data-refused-to").replace("&#38;", "&"),
            format!("{CALLBACK}{ending}")
        );
        on(&tested, LINK, effect).await;
        let back = tested.get_in_wechat(&link(), "wxsim_consent=refuse").await;
        assert_eq!(back.header(header::LOCATION), format!("{CALLBACK}{ending}"));
    }
    for (effect, text) in [
        ("page_app_id", "AppID 参数错误"),
        ("page_scope", "Scope 参数错误"),
        ("page_redirect_uri", "redirect_uri 参数错误"),
    ] {
        on(&tested, QR, effect).await;
        assert!(tested.get(&qr_address("s")).await.text().contains(text));
        assert!(
            tested
                .get(&qr_address("s"))
                .await
                .text()
                .contains("data-uuid")
        );
    }
    on(&tested, QR, "callback_twice").await;
    let page = tested.get(&qr_address("s")).await;
    assert!(page.text().contains("data-twice=\"true\""));
    assert!(
        page.header(header::CONTENT_SECURITY_POLICY)
            .contains("connect-src 'self' http://localhost:3001;")
    );
}

#[tokio::test]
async fn wechats_own_browser_loads_a_callback_twice_by_a_script() {
    let tested = Tested::new();
    on(&tested, LINK, "callback_twice").await;
    let page = tested.get_in_wechat(&link(), "wxsim_consent=allow").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text().contains("src=\"/assets/twice.js\""));
    let back = page.attribute("id=\"back\" href").replace("&amp;", "&");
    assert!(back.starts_with(&format!("{CALLBACK}?code=")), "{back}");
    assert!(
        page.header(header::CONTENT_SECURITY_POLICY)
            .contains("connect-src 'self' http://localhost:3001;")
    );
    let script = tested.get("/assets/twice.js").await;
    assert!(script.text().contains("location.replace(href)"));
    // Once, as it was turned on.
    let next = tested.get_in_wechat(&link(), "wxsim_consent=allow").await;
    assert_eq!(next.status, StatusCode::FOUND);
}

#[tokio::test]
async fn impossible_effects_are_refused() {
    let tested = Tested::new();
    for body in [
        r#"{"at":"/sns/userinfo","effect":"snapshot"}"#,
        r#"{"at":"/connect/qrconnect","effect":"nothing"}"#,
        r#"{"at":"/connect/qrconnect","effect":"snapshot","status":500}"#,
        r#"{"at":"/connect/qrconnect","effect":"snapshot","times":0}"#,
        r#"{"at":"/connect/oauth2/authorize","effect":"page_scope"}"#,
    ] {
        let answer = tested.call("POST", "/_sim/faults", body).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{body}");
    }
}

#[tokio::test]
async fn failures_are_turned_on_and_off_on_their_page() {
    let tested = Tested::new();
    let form = async |fields: &[(&str, &str)]| tested.form("/faults", fields).await;
    assert!(
        tested
            .get("/faults")
            .await
            .text()
            .contains("Everything works.")
    );
    form(&[("preset", "secret"), ("often", "count"), ("count", "3")]).await;
    form(&[("preset", "busy"), ("often", "always"), ("at", "/sns/auth")]).await;
    form(&[("preset", "twice"), ("often", "once")]).await;
    let page = tested.get("/faults").await;
    for text in [
        "Secret is wrong",
        "3 times",
        "/sns/auth",
        "until turned off",
        "Callback twice",
    ] {
        assert!(page.text().contains(text), "{text}");
    }
    let list = tested.get("/_sim/faults").await.json();
    assert_eq!(list[0]["times"], 3);
    assert_eq!(
        (&list[1]["at"], &list[1]["times"]),
        (&json!("/sns/auth"), &json!(null))
    );
    assert_eq!(list[2]["effect"], "callback_twice");
    tested.form("/faults/1", &[]).await;
    assert_eq!(
        tested
            .get("/_sim/faults")
            .await
            .json()
            .as_array()
            .unwrap()
            .len(),
        2
    );
    let removed = tested.call("DELETE", "/_sim/faults/2", "").await;
    assert_eq!(removed.json()["errcode"], -1);
    for path in ["/_sim/faults/2", "/_sim/faults/x"] {
        let gone = tested.call("DELETE", path, "").await;
        assert_eq!(gone.status, StatusCode::NOT_FOUND);
    }
    tested.form("/faults/all", &[]).await;
    assert_eq!(tested.get("/_sim/faults").await.json(), json!([]));
    for fields in [
        [("preset", "works"), ("often", "once"), ("at", "")],
        [("preset", "x"), ("often", "once"), ("at", "")],
        [("preset", "secret"), ("often", "count"), ("count", "0")],
        [("preset", "secret"), ("often", "count"), ("count", "many")],
        [
            ("preset", "secret"),
            ("often", "once"),
            ("at", "/_sim/reset"),
        ],
    ] {
        let refused = form(&fields).await;
        assert_eq!(refused.status, StatusCode::BAD_REQUEST, "{fields:?}");
    }
}

#[tokio::test]
async fn people_of_every_kind_can_be_added() {
    let tested = Tested::new();
    for (index, kind) in [
        "emoji",
        "private",
        "empty",
        "spaces",
        "control",
        "rtl",
        "long",
        "markup",
        "invisible",
    ]
    .iter()
    .enumerate()
    {
        let id = format!("kind-{index}");
        let added = tested
            .form(
                "/people",
                &[("id", &id), ("kind", kind), ("union_id", "true")],
            )
            .await;
        assert_eq!(added.status, StatusCode::SEE_OTHER, "{kind}");
        let tokens = tested.tokens(&id).await;
        let profile = tested
            .get(&format!(
                "/sns/userinfo?access_token={}&openid={}",
                tokens["access_token"].as_str().unwrap(),
                tokens["openid"].as_str().unwrap()
            ))
            .await;
        let known = tested.get("/_sim/people").await.json()[4 + index]["nickname"]
            .as_str()
            .unwrap()
            .to_owned();
        if *kind != "control" {
            assert_eq!(profile.json()["nickname"], known, "{kind}");
        }
    }
    assert_eq!(tested.get("/people").await.status, StatusCode::OK);
    tested
        .form("/people/emma", &[("password_changed", "true")])
        .await;
    tested.form("/people/emma", &[("follows", "false")]).await;
    let page = tested.get("/people").await;
    assert!(
        page.text()
            .contains("password changed, does not follow test accounts")
    );
}

//! Whatever is sent, the simulator answers, and never with its own failure.

use std::time::Duration;

use axum::body::Body;
use axum::http::{Request, header};
use proptest::prelude::*;
use simulator::{Settings, Simulator, seed};

use crate::routes::{Route, routes};
use crate::support::{Answer, IN_WECHAT, Tested, encode};

/// Names that the endpoints know, and some that they do not.
fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::sample::select(vec![
            "appid",
            "secret",
            "code",
            "grant_type",
            "redirect_uri",
            "scope",
            "state",
            "uuid",
            "last",
            "f",
            "lang",
            "access_token",
            "openid",
            "refresh_token",
            "typed",
            "path",
            "response_type",
            "forcePopup",
            "forceSnapShot",
            "person",
            "act",
        ])
        .prop_map(str::to_owned),
        ".{0,8}",
    ]
}

/// Values that are right, nearly right, or anything.
fn value() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::sample::select(vec![
            seed::APP_ID,
            seed::APP_SECRET,
            seed::SERVICE_ACCOUNT_ID,
            "snsapi_login",
            "snsapi_base",
            "snsapi_userinfo",
            "code",
            "true",
            "http://localhost/cb",
            "http://[::1]:99999/",
            "http://localhost/\u{0}\r\n#?",
            "authorization_code",
            "refresh_token",
            "json",
            "xml",
            "404",
        ])
        .prop_map(str::to_owned),
        any::<String>(),
        "59_[A-Za-z0-9_-]{86}",
    ]
}

/// A body: text, JSON that is nearly right, a form, a form with files.
fn body() -> impl Strategy<Value = (&'static str, Vec<u8>)> {
    let json = r#"\{"(id|at|person|app_id|consent|advance_seconds|nickname|approve|mode|email|errcode)":("[a-z/]{0,9}"|-?[0-9]{1,20}|null|true|\{\}|\[\])\}"#;
    let form = prop::collection::vec((name(), value()), 0..6).prop_map(|fields| {
        let fields: Vec<_> = fields
            .iter()
            .map(|(name, value)| (&**name, &**value))
            .collect();
        (
            "application/x-www-form-urlencoded",
            encode(&fields).into_bytes(),
        )
    });
    let files = prop::collection::vec(
        (
            name(),
            any::<bool>(),
            prop::collection::vec(any::<u8>(), 0..60),
        ),
        0..5,
    )
    .prop_map(|parts| {
        let mut body = Vec::new();
        for (name, is_file, content) in parts {
            let file = if is_file { "; filename=\"x.png\"" } else { "" };
            let head =
                format!("--X\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n");
            body.extend(head.into_bytes());
            body.extend(content);
            body.extend(b"\r\n");
        }
        body.extend(b"--X--\r\n");
        ("multipart/form-data; boundary=X", body)
    });
    prop_oneof![
        any::<String>().prop_map(|text| ("text/plain", text.into_bytes())),
        json.prop_map(|text| ("application/json", text.into_bytes())),
        form,
        files,
        prop::collection::vec(any::<u8>(), 0..80)
            .prop_map(|bytes| ("multipart/form-data; boundary=", bytes)),
    ]
}

/// Asks every route of the simulator the same; polls are held by a clock that runs by itself.
fn ask_all(fields: &[(String, String)], raw: &str, kind: &str, body: &[u8], variable: &str) {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .start_paused(true)
        .build()
        .unwrap();
    let fields: Vec<_> = fields
        .iter()
        .map(|(name, value)| (&**name, &**value))
        .collect();
    let variable: String = form_urlencoded::byte_serialize(variable.as_bytes()).collect();
    runtime.block_on(async {
        let tested = Tested::new();
        let signed_in = tested
            .form(
                "/platform/sign-in",
                &[
                    ("email", seed::ACCOUNT_EMAIL),
                    ("password", seed::ACCOUNT_PASSWORD),
                ],
            )
            .await;
        let cookie = signed_in
            .header(header::SET_COOKIE)
            .split(';')
            .next()
            .unwrap()
            .to_owned();
        for route in routes() {
            for method in ["GET", "POST", "PATCH", "DELETE", "PUT", "OPTIONS"] {
                for query in [encode(&fields), raw.to_owned()] {
                    let address = format!("{}?{query}", route.address(&variable));
                    let request = Request::builder()
                        .method(method)
                        .uri(&address)
                        .header(header::USER_AGENT, IN_WECHAT)
                        .header(header::COOKIE, &cookie)
                        .header(header::CONTENT_TYPE, kind)
                        .body(Body::from(body.to_vec()))
                        .unwrap();
                    // Longer than a poll is held, and than the phone's browser waits.
                    let limit = Duration::from_secs(120);
                    let answer = tokio::time::timeout(limit, tested.send(request)).await;
                    let answer = answer.unwrap_or_else(|_| panic!("{method} {address} hangs"));
                    answers_well(&route, method, &address, &answer);
                    // What this very request may have turned on meets nobody else.
                    tested.call("DELETE", "/_sim/faults", "").await;
                }
            }
        }
    });
}

/// WeChat's error in its form, a clear refusal of a call, or a page; never a failure of our own.
fn answers_well(route: &Route, method: &str, address: &str, answer: &Answer) {
    let status = answer.status.as_u16();
    let place = format!("{method} {address}: {status}");
    assert!(status < 500, "{place}");
    if route.path.starts_with("/sns/") {
        let error = &answer.json()["errcode"];
        assert!(status == 200 && error.is_i64(), "{place} {}", answer.text());
    } else if !route.has(&method.to_lowercase()) && !(method == "OPTIONS") {
        assert!((400..500).contains(&status), "{place}");
    } else if route.path.starts_with("/_sim") && status >= 400 {
        assert!(
            answer.json()["error"].is_string(),
            "{place} {}",
            answer.text()
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn every_route_answers_whatever_is_sent(
        fields in prop::collection::vec((name(), value()), 0..8),
        raw in "[!$%&'()*+,./0-9:;=?@A-Z\\[\\]_a-z~-]{0,40}",
        (kind, body) in body(),
        variable in prop_oneof!["[a-z0-9]{1,8}", "\\PC{1,8}", Just(seed::APP_ID.to_owned()), Just("xiaoming".to_owned())],
    ) {
        ask_all(&fields, &raw, kind, &body, &variable);
    }
}

#[tokio::test]
async fn a_world_without_people_and_apps_still_draws() {
    let tested = Tested::with(Settings {
        public_address: "http://localhost:3002/".parse().unwrap(),
        apps: Vec::new(),
        people: Vec::new(),
        accounts: Vec::new(),
        review: simulator::ReviewPolicy::default(),
        switches: simulator::Switches::default(),
        token: None,
        server: None,
    });
    for path in [
        "/phone",
        "/people",
        "/connect/confirm?uuid=x",
        "/connect/qrconnect",
    ] {
        assert_eq!(tested.get(path).await.status.as_u16(), 200, "{path}");
    }
}

#[test]
fn clones_share_one_state() {
    let simulator = Simulator::new(Settings::seeded("http://localhost:3002".parse().unwrap()));
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        use tower::ServiceExt;
        let request = |method: &str, path: &str, body: &'static str| {
            axum::http::Request::builder()
                .method(method)
                .uri(path)
                .body(axum::body::Body::from(body))
                .unwrap()
        };
        let first = simulator.router();
        let second = simulator.clone().router();
        let body = r#"{"id":"bob","nickname":"Bob"}"#;
        first
            .oneshot(request("POST", "/_sim/people", body))
            .await
            .unwrap();
        let again = second
            .oneshot(request("POST", "/_sim/people", body))
            .await
            .unwrap();
        assert_eq!(again.status().as_u16(), 409);
    });
}

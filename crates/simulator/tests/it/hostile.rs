//! Whatever is sent, the simulator answers, and never with its own failure.

use proptest::prelude::*;
use simulator::{Settings, Simulator, seed};

use crate::support::{Tested, encode};

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

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn no_query_is_answered_with_5xx(
        fields in prop::collection::vec((name(), value()), 0..8),
        raw in "[ -~]{0,40}",
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let tested = Tested::with(Settings::seeded("http://localhost:3002".parse().unwrap()));
            let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            let raw: String = raw.chars().filter(|character| !" \"<>#\\^`{|}".contains(*character)).collect();
            for path in [
                "/connect/qrconnect",
                "/connect/l/qrconnect",
                "/connect/confirm",
                "/sns/oauth2/access_token",
                "/sns/oauth2/refresh_token",
                "/sns/userinfo",
                "/sns/auth",
                "/sns/jscode2session",
                "/phone",
                "/requests",
                "/_sim/requests",
            ] {
                for query in [encode(&fields), raw.clone()] {
                    let answer = tested.get(&format!("{path}?{query}")).await;
                    prop_assert!(answer.status.as_u16() < 500, "{path}?{query}");
                }
            }
            for query in [encode(&fields), raw] {
                let address = format!("/connect/oauth2/authorize?{query}");
                let opened = tested.get_in_wechat(&address, &format!("wxsim_person={query}")).await;
                prop_assert!(opened.status.as_u16() < 500, "{address}");
                let pressed = tested.press_in_wechat(&address, &fields).await;
                prop_assert!(pressed.status.as_u16() < 500, "{address}");
            }
            Ok(())
        })?;
    }

    #[test]
    fn no_body_is_answered_with_5xx(body in prop_oneof![any::<String>(), r#"\{"(id|at|person|app_id|consent|advance_seconds|nickname)":("[a-z/]{0,9}"|[0-9]{1,20}|null|\{\})\}"#]) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let tested = Tested::new();
            for (method, path) in [
                ("POST", "/_sim/people"),
                ("POST", "/_sim/accounts"),
                ("POST", "/faults"),
                ("POST", "/token"),
                ("POST", "/phone/web/at/68747470"),
                ("PATCH", "/_sim/people/emma"),
                ("POST", "/_sim/apps"),
                ("POST", "/_sim/codes/x/scan"),
                ("POST", "/_sim/codes/%ff/allow"),
                ("POST", "/_sim/faults"),
                ("POST", "/_sim/clock"),
                ("POST", "/_sim/browser"),
                ("POST", "/_sim/native"),
                ("PATCH", "/_sim/switches"),
                ("POST", "/_sim/seed"),
                ("POST", "/_sim/review"),
                ("POST", "/_sim/review/wx"),
                ("POST", "/browser"),
                ("POST", "/connect/oauth2/authorize"),
                ("POST", "/sns/oauth2/access_token"),
                ("POST", "/connect/confirm"),
                ("POST", "/phone/next"),
            ] {
                let answer = tested.call(method, path, &body).await;
                prop_assert!(answer.status.as_u16() < 500, "{method} {path}");
            }
            Ok(())
        })?;
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

//! `/_sim`: what scripts rely on.

use axum::http::StatusCode;
use serde_json::{Value, json};
use simulator::seed;

use crate::support::{Tested, exchange_address, qr_address};

#[tokio::test]
async fn people_are_listed_added_and_changed() {
    let tested = Tested::new();
    let list = tested.get("/_sim/people").await.json();
    let ids: Vec<_> = list
        .as_array()
        .unwrap()
        .iter()
        .map(|person| person["id"].as_str().unwrap())
        .collect();
    assert_eq!(ids, ["xiaoming", "lifang", "emma", "xiaoxiao"]);
    assert_eq!(list[0]["nickname"], "小明");
    assert_eq!(list[2]["union_id"], false);
    assert_eq!(list[3]["avatar"], false);

    let added = tested
        .call("POST", "/_sim/people", r#"{"id":"bob","nickname":"Bob"}"#)
        .await;
    assert_eq!(added.status, StatusCode::OK);
    assert_eq!(added.json()["union_id"], true);
    let changed = tested
        .call("PATCH", "/_sim/people/bob", r#"{"frozen":true}"#)
        .await;
    assert_eq!(changed.json()["frozen"], true);
    assert_eq!(changed.json()["nickname"], "Bob");
}

#[tokio::test]
async fn codes_are_listed_newest_first_in_every_state() {
    let tested = Tested::new();
    assert_eq!(tested.get("/_sim/codes").await.json(), json!([]));
    let older = tested.show_code().await;
    let uuid = tested.show_code().await;
    let list = tested.get("/_sim/codes").await.json();
    assert_eq!(list[0]["uuid"], uuid);
    assert_eq!(list[1]["uuid"], older);
    assert_eq!(list[0]["state"], "waiting");
    assert_eq!(list[0]["app_id"], seed::APP_ID);
    assert_eq!(list[0]["person"], Value::Null);
    assert_eq!(
        list[0]["confirm_url"],
        format!("http://localhost:3002/connect/confirm?uuid={uuid}")
    );
    let state = async || {
        let list = tested.get("/_sim/codes").await.json();
        (list[0]["state"].clone(), list[0]["person"].clone())
    };
    tested.scan(&uuid, "emma").await;
    assert_eq!(state().await, (json!("scanned"), json!("emma")));
    tested.act(&uuid, "refuse").await;
    assert_eq!(state().await, (json!("refused"), json!("emma")));
    tested.scan(&uuid, "lifang").await;
    tested.act(&uuid, "allow").await;
    assert_eq!(state().await, (json!("allowed"), json!("lifang")));
    tested.advance(300).await;
    let list = tested.get("/_sim/codes").await.json();
    assert_eq!(list[1]["state"], "expired");
}

#[tokio::test]
async fn the_phone_is_told_unknown_out_of_order_and_too_late() {
    let tested = Tested::new();
    let uuid = tested.show_code().await;
    let person = r#"{"person":"emma"}"#;
    for (path, body, status) in [
        ("/_sim/codes/0x1/scan".to_owned(), person, 404),
        ("/_sim/codes/0x1/allow".to_owned(), "", 404),
        (
            format!("/_sim/codes/{uuid}/scan"),
            r#"{"person":"nobody"}"#,
            404,
        ),
        (format!("/_sim/codes/{uuid}/allow"), "", 409),
        (format!("/_sim/codes/{uuid}/refuse"), "", 409),
        (format!("/_sim/codes/{uuid}/scan"), person, 200),
        (format!("/_sim/codes/{uuid}/scan"), person, 409),
        (format!("/_sim/codes/{uuid}/allow"), "", 200),
        (format!("/_sim/codes/{uuid}/allow"), "", 409),
    ] {
        let answer = tested.call("POST", &path, body).await;
        assert_eq!(answer.status.as_u16(), status, "{path}");
        if status != 200 {
            assert!(answer.json()["error"].is_string());
        }
    }
    let uuid = tested.show_code().await;
    tested.advance(300).await;
    let late = tested
        .call("POST", &format!("/_sim/codes/{uuid}/scan"), person)
        .await;
    assert_eq!(late.status, StatusCode::GONE);
}

#[tokio::test]
async fn apps_are_listed_added_at_once_approved_and_changed() {
    let tested = Tested::new();
    let list = tested.get("/_sim/apps").await.json();
    assert_eq!(list[0]["app_id"], seed::APP_ID);
    assert_eq!(list[0]["kind"], "website");
    let app = r#"{"app_id":"wx0123456789abcdef","app_secret":"0123456789abcdef0123456789abcdef","name":"Second","callback_domain":"id.example"}"#;
    let added = tested.call("POST", "/_sim/apps", app).await.json();
    assert_eq!(added["status"], "approved");
    assert_eq!(added["permission"], true);
    assert_eq!(added["open_platform"], "default");
    let path = "/_sim/apps/wx0123456789abcdef";
    let secret = r#"{"app_secret":"fedcba9876543210fedcba9876543210"}"#;
    assert_eq!(
        tested.call("PATCH", path, secret).await.status,
        StatusCode::OK
    );
    let wrong =
        "/sns/oauth2/access_token?appid=wx0123456789abcdef&secret=0123456789abcdef0123456789abcdef";
    assert_eq!(tested.get(wrong).await.json()["errcode"], 40125);
}

#[tokio::test]
async fn bad_bodies_are_refused_in_words() {
    let tested = Tested::new();
    for (method, path, body, status) in [
        ("POST", "/_sim/people", "", 400),
        ("POST", "/_sim/people", "[]", 400),
        ("POST", "/_sim/people", r#"{"id":"x"}"#, 400),
        ("POST", "/_sim/people", r#"{"id":"a b","nickname":""}"#, 400),
        (
            "POST",
            "/_sim/people",
            r#"{"id":"x","nickname":"","wings":2}"#,
            400,
        ),
        (
            "POST",
            "/_sim/people",
            r#"{"id":"emma","nickname":""}"#,
            409,
        ),
        ("PATCH", "/_sim/people/emma", r#"{"id":"x"}"#, 400),
        ("PATCH", "/_sim/people/emma", r#"{"frozen":1}"#, 400),
        ("PATCH", "/_sim/people/emma", "null", 400),
        ("PATCH", "/_sim/people/nobody", "{}", 404),
        ("POST", "/_sim/apps", r#"{"app_id":"wx1"}"#, 400),
        ("PATCH", "/_sim/apps/wx1", "{}", 404),
        ("POST", "/_sim/codes/x/scan", r#"{"who":"emma"}"#, 400),
        ("POST", "/_sim/clock", r#"{"advance_seconds":-1}"#, 400),
        ("POST", "/_sim/clock", r#"{"advance_seconds":1.5}"#, 400),
        (
            "POST",
            "/_sim/clock",
            r#"{"advance_seconds":99999999999}"#,
            400,
        ),
        ("POST", "/_sim/clock", r#"{"advance_seconds":1} x"#, 400),
        ("POST", "/_sim/faults", r#"{"at":"/sns/userinfo"}"#, 400),
        ("GET", "/_sim/nothing", "", 404),
        ("DELETE", "/_sim/people", "", 405),
    ] {
        let answer = tested.call(method, path, body).await;
        assert_eq!(answer.status.as_u16(), status, "{method} {path} {body}");
        assert!(answer.json()["error"].is_string());
    }
    assert_eq!(
        tested
            .get("/_sim/people")
            .await
            .json()
            .as_array()
            .unwrap()
            .len(),
        4
    );
}

#[tokio::test]
async fn the_clock_adds_up() {
    let tested = Tested::new();
    let now = async |seconds: u64| {
        let body = format!(r#"{{"advance_seconds":{seconds}}}"#);
        tested.call("POST", "/_sim/clock", &body).await.json()["now"]
            .as_u64()
            .unwrap()
    };
    let start = now(0).await;
    let end = now(7200).await;
    assert!((start + 7200..start + 7210).contains(&end));
    let end = now(100).await;
    assert!((start + 7300..start + 7310).contains(&end));
    let uuid = tested.show_code().await;
    let code = tested.get("/_sim/codes").await.json()[0].clone();
    assert_eq!(code["uuid"], uuid);
    assert!(code["expires_at"].as_u64().unwrap() >= end + 300);
}

#[tokio::test]
async fn requests_are_noted_with_secrets_cut() {
    let tested = Tested::new();
    let tokens = tested.tokens("xiaoming").await;
    let token = tokens["access_token"].as_str().unwrap();
    let open_id = tokens["openid"].as_str().unwrap();
    tested
        .get(&format!(
            "/sns/userinfo?access_token={token}&openid={open_id}"
        ))
        .await;
    tested.get("/sns/userinfo?access_token=x").await;

    let all = tested.get("/_sim/requests").await;
    for secret in [
        token,
        seed::APP_SECRET,
        tokens["refresh_token"].as_str().unwrap(),
    ] {
        assert!(!all.text().contains(secret));
    }
    let list = all.json();
    let paths: Vec<_> = list
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| entry["path"].as_str().unwrap())
        .collect();
    assert_eq!(
        paths,
        [
            "/connect/qrconnect",
            "/connect/l/qrconnect",
            "/sns/oauth2/access_token",
            "/sns/userinfo",
            "/sns/userinfo"
        ]
    );
    assert!(list[0]["uuid"].is_string());
    assert_eq!(list[0]["app_id"], seed::APP_ID);
    assert_eq!(list[1]["errcode"], 405);
    let exchange = &list[2];
    assert_eq!(exchange["status"], 200);
    assert_eq!(exchange["errcode"], Value::Null);
    let query = exchange["query"].as_str().unwrap();
    assert!(query.contains("secret=***") && query.contains("code=***"));
    assert!(query.contains("grant_type=authorization_code"));

    let profiles = tested.get("/_sim/requests?path=/sns/userinfo").await.json();
    assert_eq!(profiles.as_array().unwrap().len(), 2);
    assert_eq!(profiles[0]["app_id"], seed::APP_ID);
    assert_eq!(profiles[1]["errcode"], 41009);
    assert!(profiles[1]["rid"].as_str().unwrap().len() == 26);
}

#[tokio::test]
async fn a_code_in_a_form_is_not_noted() {
    let tested = Tested::new();
    let code = tested.code("emma").await;
    tested
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
    let list = tested.get("/_sim/requests").await;
    assert!(!list.text().contains(&code) && !list.text().contains(seed::APP_SECRET));
    assert!(list.text().contains("\"POST\""));
}

#[tokio::test]
async fn a_request_whose_caller_left_is_noted_too() {
    let tested = Tested::new();
    let uuid = tested.show_code().await;
    let poll = format!("/connect/l/qrconnect?uuid={uuid}");
    let left = tokio::time::timeout(std::time::Duration::from_millis(50), tested.get(&poll)).await;
    assert!(left.is_err());
    let list = tested
        .get("/_sim/requests?path=/connect/l/qrconnect")
        .await
        .json();
    assert_eq!(list[0]["uuid"], uuid);
    assert_eq!(list[0]["status"], Value::Null);
}

#[tokio::test]
async fn a_reset_brings_the_start_back() {
    let tested = Tested::new();
    let before = tested.tokens("xiaoming").await;
    let code = tested.code("xiaoming").await;
    tested.advance(1_000_000).await;
    tested
        .call("PATCH", "/_sim/people/emma", r#"{"nickname":"E"}"#)
        .await;
    tested
        .call("POST", "/_sim/faults", r#"{"at":"/sns/auth","reset":true}"#)
        .await;
    let reset = tested.call("POST", "/_sim/reset", "").await;
    assert_eq!(reset.status, StatusCode::OK);
    for path in ["/_sim/codes", "/_sim/faults", "/_sim/requests"] {
        assert_eq!(tested.get(path).await.json(), json!([]), "{path}");
    }
    assert_eq!(
        tested.get("/_sim/people").await.json()[2]["nickname"],
        "Emma"
    );
    assert_eq!(
        tested.get(&exchange_address(&code)).await.json()["errcode"],
        40029
    );
    let after = tested.tokens("xiaoming").await;
    assert_eq!(after["openid"], before["openid"]);
    let page = tested.get(&qr_address("s")).await;
    assert_eq!(page.attribute("data-left"), "300");
}

#[tokio::test]
async fn the_situation_goes_out_and_comes_back_as_a_file() {
    let tested = Tested::new();
    let person = r#"{"id":"bob","nickname":"Bob 🎈\u0007","snapshot":true}"#;
    tested.call("POST", "/_sim/people", person).await;
    tested
        .call("POST", "/_sim/review", r#"{"mode":"desk"}"#)
        .await;
    let file = tested.get("/_sim/export").await;
    assert_eq!(file.status, StatusCode::OK, "{}", file.text());
    assert!(
        !file.text().contains("\"paperboat\""),
        "passwords stay digests"
    );
    let before = (
        tested.get("/_sim/apps").await.json(),
        tested.get("/_sim/people").await.json(),
    );
    tested.call("POST", "/_sim/reset", "").await;
    let seeded = tested.call("POST", "/_sim/seed", file.text()).await;
    assert_eq!(seeded.status, StatusCode::OK, "{}", seeded.text());
    let after = (
        tested.get("/_sim/apps").await.json(),
        tested.get("/_sim/people").await.json(),
    );
    assert_eq!(before, after);
    assert_eq!(tested.get("/_sim/review").await.json()["mode"], "desk");
    let fields = [("email", "dev@acme.example"), ("password", "paperboat")];
    let signed_in = tested.form("/platform/sign-in", &fields).await;
    assert_eq!(
        signed_in.status,
        StatusCode::SEE_OTHER,
        "the password still fits"
    );
    for bad in [
        "[",
        "[simulator]\nx=1",
        "[[simulator.people]]\nid=\"A\"\nnickname=\"\"",
    ] {
        let answer = tested.call("POST", "/_sim/seed", bad).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{bad}");
    }
    assert_eq!(tested.get("/_sim/people").await.json(), after.1);
}

#[tokio::test]
async fn reviews_are_decided_by_scripts_too() {
    let tested = Tested::new();
    let app = r#"{"app_id":"wx0123456789abcdef","name":"Second","status":"reviewing"}"#;
    tested.call("POST", "/_sim/apps", app).await;
    let path = "/_sim/review/wx0123456789abcdef";
    for (body, status) in [
        ("{}", 400),
        (r#"{"approve":false}"#, 400),
        (r#"{"approve":false,"reason":"x"}"#, 400),
        (r#"{"approve":false,"reason":"owner"}"#, 200),
        (r#"{"approve":true}"#, 409),
    ] {
        assert_eq!(
            tested.call("POST", path, body).await.status.as_u16(),
            status,
            "{body}"
        );
    }
    let unknown = tested
        .call("POST", "/_sim/review/wx", r#"{"approve":true}"#)
        .await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
    let bad = tested
        .call("POST", "/_sim/review", r#"{"rejection_percent":101}"#)
        .await;
    assert_eq!(bad.status, StatusCode::BAD_REQUEST);
    assert_eq!(tested.get("/_sim/mails").await.json(), json!([]));
}

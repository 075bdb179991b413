//! The failures that people can choose: each that was promised is there, does what its words say, and says what should
//! then be seen.

use axum::http::{StatusCode, header};
use serde_json::{Value, json};

use crate::support::{Tested, qr_address};

const TOKEN: &str = "/sns/oauth2/access_token";
const PROFILE: &str = "/sns/userinfo";
const QR: &str = "/connect/qrconnect";

/// Every failure that was promised, and what it turns on.
fn promised() -> Vec<(&'static str, Value)> {
    let code = |at: &str, errcode: i64| json!({ "at": at, "errcode": errcode });
    let effect = |effect: &str| json!({ "at": QR, "effect": effect });
    vec![
        ("secret", code(TOKEN, 40125)),
        ("app-id", code(TOKEN, 40013)),
        ("unknown-code", code(TOKEN, 40029)),
        ("used", code(TOKEN, 40163)),
        ("expired-code", code(TOKEN, 42003)),
        ("token", code(PROFILE, 40001)),
        ("token-malformed", code(PROFILE, 40014)),
        ("openid", code(PROFILE, 40003)),
        ("permission", code(PROFILE, 48001)),
        ("frozen", code(PROFILE, 50002)),
        ("busy", code(TOKEN, -1)),
        ("too-fast", code(TOKEN, 45011)),
        ("slow-2", json!({ "at": TOKEN, "delay_ms": 2000 })),
        ("slow", json!({ "at": PROFILE, "delay_ms": 8000 })),
        ("slow-30", json!({ "at": TOKEN, "delay_ms": 30000 })),
        ("silent", json!({ "at": TOKEN, "delay_ms": 600_000 })),
        ("reset", json!({ "at": TOKEN, "reset": true })),
        (
            "nonsense",
            json!({ "at": PROFILE, "body": "{\"openid\":\"oSIMULATED-\",\"nick" }),
        ),
        (
            "broken-token",
            json!({ "at": TOKEN, "body": "{\"access_token\":\"59_" }),
        ),
        ("text", json!({ "at": TOKEN, "content_type": "text/plain" })),
        ("gateway", json!({ "at": TOKEN, "status": 502 })),
        ("twice", effect("callback_twice")),
        ("state", effect("state_altered")),
        ("no-union", effect("no_union_id")),
        (
            "snapshot",
            json!({ "at": "/connect/oauth2/authorize", "effect": "snapshot" }),
        ),
        ("refuse-state", effect("refusal_state")),
    ]
}

/// The names of all choices, as the page of failures offers them.
async fn offered(tested: &Tested) -> Vec<String> {
    let page = tested.get("/faults").await;
    let buttons = page.text().split("name=\"preset\" value=\"").skip(1);
    buttons
        .map(|rest| rest.split('"').next().unwrap().to_owned())
        .collect()
}

#[tokio::test]
async fn every_promised_failure_is_offered_and_turns_on_what_it_says() {
    let tested = Tested::new();
    let offered = offered(&tested).await;
    for (name, expected) in promised() {
        assert!(offered.iter().any(|one| one == name), "{name}");
        let chosen = tested.form("/phone/next", &[("preset", name)]).await;
        assert_eq!(chosen.status, StatusCode::SEE_OTHER, "{name}");
        let on = tested.get("/_sim/faults").await.json();
        assert_eq!(on.as_array().unwrap().len(), 1, "{name}");
        for (key, value) in expected.as_object().unwrap() {
            assert_eq!(&on[0][key], value, "{name}");
        }
        // The next sign-in alone; -1 meets the second try of a client too.
        assert_eq!(on[0]["times"], if name == "busy" { 2 } else { 1 }, "{name}");
    }
    // A refusal that sends nothing is the usual way.
    tested.form("/phone/next", &[("preset", "works")]).await;
    assert_eq!(tested.get("/_sim/faults").await.json(), json!([]));
    let uuid = tested.show_code().await;
    tested.scan(&uuid, "emma").await;
    tested.act(&uuid, "refuse").await;
    let page = tested
        .get(&format!("{}&uuid={uuid}", qr_address("st4te")))
        .await;
    assert_eq!(
        (page.status, page.header(header::LOCATION)),
        (StatusCode::OK, "")
    );
}

#[tokio::test]
async fn an_error_that_is_chosen_is_answered_once_and_explained() {
    let tested = Tested::new();
    let mut codes = 0;
    for name in offered(&tested).await {
        tested.form("/phone/next", &[("preset", &name)]).await;
        let on = tested.get("/_sim/faults").await.json();
        let at = on[0]["at"].as_str().unwrap().to_owned();
        let Some(code) = on[0]["errcode"]
            .as_i64()
            .filter(|_| at.starts_with("/sns/"))
        else {
            continue;
        };
        let answer = tested.get(&at).await.json();
        assert_eq!(answer["errcode"], code, "{name}");
        let message = answer["errmsg"].as_str().unwrap();
        assert!(
            message.contains(", rid: ") && !message.starts_with(','),
            "{name}: {message}"
        );
        if code != -1 {
            assert_eq!(tested.get("/_sim/faults").await.json(), json!([]), "{name}");
        }
        codes += 1;
    }
    assert!(codes > 15, "{codes}");
}

#[tokio::test]
async fn each_choice_says_what_person_and_administrator_should_see() {
    let tested = Tested::new();
    let page = tested.get("/faults").await;
    let choices: Vec<_> = page.text().split("<div class=\"fault\">").skip(1).collect();
    assert_eq!(choices.len(), offered(&tested).await.len());
    for choice in choices {
        let (_, rest) = choice.split_once("Person: ").unwrap();
        let person = rest.split('<').next().unwrap();
        assert!(!person.trim().is_empty(), "{choice}");
        // People never read WeChat's numbers, and nobody is asked politely or apologised to.
        let person = person.replace("&#39;", "'");
        let has_number = person.bytes().filter(u8::is_ascii_digit).count() > 1;
        assert!(!has_number && !person.contains('!'), "{person}");
    }
}

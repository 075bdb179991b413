//! The document of `/_sim`: it names every call, and every call that it names is there.

use axum::http::{Request, StatusCode, header};
use serde_json::{Value, json};
use simulator::{Settings, seed};

use crate::support::{Tested, encode, qr_address};

#[tokio::test]
async fn every_call_is_in_the_document_and_the_other_way_round() {
    let tested = Tested::new();
    let document = tested.get("/_sim/openapi.json").await.json();
    let paths = document["paths"].as_object().unwrap();
    for (path, calls) in paths {
        for method in calls.as_object().unwrap().keys() {
            let address = path
                .replace("{id}", "1")
                .replace("{app_id}", "x")
                .replace("{uuid}", "x");
            let answer = tested.call(&method.to_uppercase(), &address, "{}").await;
            assert_ne!(
                answer.status,
                StatusCode::METHOD_NOT_ALLOWED,
                "{method} {path}"
            );
            assert!(
                !answer.text().contains("there is no such call"),
                "{method} {path}"
            );
            let named = &calls[method]["responses"];
            assert!(
                named.get(answer.status.as_str()).is_some(),
                "{method} {path}: {}",
                answer.status
            );
        }
    }
    let source = include_str!("../../src/control.rs").replace([' ', '\n'], "");
    let routes: Vec<_> = source.split(".route(\"").skip(1).collect();
    assert!(routes.len() > 20);
    for route in routes {
        let path = format!("/_sim{}", route.split('"').next().unwrap());
        let calls = &paths[&path];
        for method in ["get", "post", "patch", "delete"] {
            let is_served =
                route.contains(&format!(",{method}(")) || route.contains(&format!(").{method}("));
            assert_eq!(calls.get(method).is_some(), is_served, "{method} {path}");
        }
    }
}

#[tokio::test]
async fn references_of_the_document_lead_somewhere() {
    fn references(value: &Value, found: &mut Vec<String>) {
        match value {
            Value::Object(fields) => {
                if let Some(reference) = fields.get("$ref") {
                    found.push(reference.as_str().unwrap().to_owned());
                }
                fields.values().for_each(|value| references(value, found));
            }
            Value::Array(values) => values.iter().for_each(|value| references(value, found)),
            _ => {}
        }
    }
    let tested = Tested::new();
    let document = tested.get("/_sim/openapi.json").await.json();
    let mut found = Vec::new();
    references(&document, &mut found);
    for reference in found {
        assert!(document.pointer(&reference[1..]).is_some(), "{reference}");
    }
    for (list, schema) in [
        ("people", "Person"),
        ("apps", "App"),
        ("accounts", "Account"),
    ] {
        let known = &document["components"]["schemas"][schema]["properties"];
        for entry in tested
            .get(&format!("/_sim/{list}"))
            .await
            .json()
            .as_array()
            .unwrap()
        {
            for key in entry.as_object().unwrap().keys() {
                assert!(known.get(key).is_some(), "{schema} has {key}");
            }
        }
    }
    let switches = tested.get("/_sim/switches").await.json();
    let known = &document["components"]["schemas"]["Switches"]["properties"];
    assert_eq!(
        switches.as_object().unwrap().len(),
        known.as_object().unwrap().len()
    );
}

#[tokio::test]
async fn accounts_are_listed_without_their_passwords_and_added_once() {
    let tested = Tested::new();
    let body = json!({"id": "blue", "email": "a@blue.example", "password": "paper-1234", "subject_name": "Blue", "administrator": "B"}).to_string();
    let added = tested.call("POST", "/_sim/accounts", &body).await;
    assert_eq!(added.status, StatusCode::OK, "{}", added.text());
    assert!(
        !tested
            .get("/_sim/accounts")
            .await
            .text()
            .contains("paper-1234")
    );
    let again = tested.call("POST", "/_sim/accounts", &body).await;
    assert_eq!(again.status, StatusCode::CONFLICT);
    let bad = tested
        .call(
            "POST",
            "/_sim/accounts",
            r#"{"id":"x","email":"no","password":"y"}"#,
        )
        .await;
    assert_eq!(bad.status, StatusCode::BAD_REQUEST);
    let signed_in = tested
        .form(
            "/platform/sign-in",
            &[("email", "a@blue.example"), ("password", "paper-1234")],
        )
        .await;
    assert_eq!(signed_in.status, StatusCode::SEE_OTHER);
}

fn guarded() -> Tested {
    Tested::with(Settings {
        token: Some("t0ken".to_owned()),
        ..Settings::seeded("http://localhost:3002".parse().unwrap())
    })
}

#[tokio::test]
async fn where_others_can_reach_it_screens_and_calls_ask_for_the_token() {
    let tested = guarded();
    for path in [
        "/phone",
        "/people",
        "/requests",
        "/faults",
        "/platform",
        "/review",
        "/mail",
        "/_sim/apps",
        "/connect/confirm?uuid=x",
        "/phone/web",
        "/nothing",
    ] {
        assert_eq!(
            tested.get(path).await.status,
            StatusCode::UNAUTHORIZED,
            "{path}"
        );
        let wrong = tested.get_with(path, "wxsim_token=other").await;
        assert_eq!(wrong.status, StatusCode::UNAUTHORIZED, "{path}");
    }
    let body = encode(&[("act", "allow"), ("uuid", "x")]);
    let pressed = tested.call("POST", "/connect/confirm", &body).await;
    assert_eq!(pressed.status, StatusCode::UNAUTHORIZED);
    for path in [
        qr_address("s"),
        "/sns/userinfo".to_owned(),
        "/readyz".to_owned(),
        "/assets/qr.js".to_owned(),
    ] {
        assert_eq!(tested.get(&path).await.status, StatusCode::OK, "{path}");
    }
    let asked = tested.get("/phone").await;
    assert!(
        asked.text().contains("This simulator asks for its token")
            && asked.text().contains("This is not WeChat.")
    );
    for token in ["", "other", "t0ken\n;x"] {
        let refused = tested.form("/token", &[("token", token), ("x", "y")]).await;
        let is_refused = refused.status == StatusCode::UNAUTHORIZED;
        assert!(is_refused, "{token}");
    }
    let opened = tested.form("/token", &[("token", " t0ken ")]).await;
    assert!(
        opened
            .header(header::SET_COOKIE)
            .starts_with("wxsim_token=t0ken;")
    );
    assert_eq!(
        tested.get_with("/phone", "wxsim_token=t0ken").await.status,
        StatusCode::OK
    );
    let request = Request::get("/_sim/people")
        .header(header::AUTHORIZATION, "Bearer t0ken")
        .body(axum::body::Body::empty())
        .unwrap();
    assert_eq!(tested.send(request).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_server_beside_it_is_offered_where_its_values_go() {
    let tested = Tested::with(Settings {
        server: Some("http://localhost:3001".parse().unwrap()),
        ..Settings::seeded("http://localhost:3002".parse().unwrap())
    });
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
    let centre = tested.get_with("/platform", &cookie).await;
    let start = "/platform/apps/";
    let number = centre
        .text()
        .split(start)
        .nth(1)
        .unwrap()
        .split(['"', '/'])
        .next()
        .unwrap()
        .to_owned();
    let form = tested
        .get_with(&format!("{start}{number}/domain"), &cookie)
        .await;
    assert!(
        form.text()
            .contains("Insert this server's domain, localhost"),
        "{}",
        form.text()
    );
    let inserted = tested
        .form_with(
            &format!("{start}{number}/domain"),
            &cookie,
            &[
                ("callback_domain", ""),
                ("use_callback_domain", "localhost"),
            ],
        )
        .await;
    assert!(
        inserted.text().contains("value=\"localhost\"")
            && inserted.text().contains("value=\"true\" checked")
    );
    let ask = tested
        .get_with(&format!("{start}{number}/secret"), &cookie)
        .await;
    let mark = ask
        .text()
        .split("name=\"mark\" value=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap()
        .to_owned();
    let shown = tested
        .form_with(
            &format!("{start}{number}/secret"),
            &cookie,
            &[("mark", &mark)],
        )
        .await;
    assert!(
        shown
            .text()
            .contains("href=\"http://localhost:3001/console/connectors\"")
    );
    assert!(shown.text().contains("Put into my connector"));
    let late = tested
        .form_with(
            &format!("{start}{number}/secret"),
            &cookie,
            &[("mark", &mark)],
        )
        .await;
    assert!(late.text().contains("shown once") && !late.text().contains("Put into my connector"));
}

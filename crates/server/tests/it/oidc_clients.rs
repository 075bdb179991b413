//! How applications prove who they are, and how strictly their requests are read.

use http::{HeaderMap, Method};
use serde_json::json;
use testkit::application::SECRET;
use testkit::world::{APPLICATION, SERVER, World};

use crate::oidc_tokens::is_refused;

#[tokio::test]
async fn applications_prove_who_they_are() {
    let world = World::new().await;
    world
        .apply(json!({ "applications": [
            { "id": "spa", "name": "SPA", "type": "SPA",
              "redirect_uris": [format!("{APPLICATION}/callback")] },
            { "id": "odd", "name": "Odd", "type": "Traditional", "secret": "a+b%2F&=:0123456789 c",
              "redirect_uris": [format!("{APPLICATION}/callback")] },
        ]}))
        .await;
    let both = format!("{SECRET}x");
    for (client, secret, in_body) in [
        ("demo-app", Some("wrong"), None),
        ("demo-app", Some(both.as_str()), None),
        ("demo-app", Some(""), None),
        ("demo-app", None, None),
        ("demo-app", None, Some("wrong")),
        ("demo-app", None, Some("")),
        ("nobody", Some(SECRET), None),
        ("nobody", None, None),
        ("spa", Some(SECRET), None),
        ("spa", None, Some(SECRET)),
    ] {
        let mut fields = vec![("grant_type", "refresh_token"), ("refresh_token", "x")];
        fields.extend(in_body.map(|secret| ("client_secret", secret)));
        let answer = world.client(client, secret).token(&fields).await;
        is_refused(&answer, 401, "invalid_client");
        let challenge = if secret.is_some() {
            r#"Basic realm="oidc""#
        } else {
            ""
        };
        assert_eq!(
            answer.header("www-authenticate"),
            challenge,
            "{client} {secret:?}"
        );
    }
    // Who is let in is refused for the token instead.
    for (client, secret, in_body) in [
        ("demo-app", Some(SECRET), None),
        ("demo-app", None, Some(SECRET)),
        ("spa", None, None),
        ("odd", Some("a+b%2F&=:0123456789 c"), None),
        ("odd", Some("a%2Bb%252F%26%3D%3A0123456789+c"), None),
        ("odd", None, Some("a+b%2F&=:0123456789 c")),
    ] {
        let mut fields = vec![("grant_type", "refresh_token"), ("refresh_token", "x")];
        fields.extend(in_body.map(|secret| ("client_secret", secret)));
        let answer = world.client(client, secret).token(&fields).await;
        is_refused(&answer, 400, "invalid_grant");
    }

    let id_twice = [
        ("client_id", "demo-app"),
        ("grant_type", "refresh_token"),
        ("refresh_token", "x"),
    ];
    is_refused(
        &world.application().token(&id_twice).await,
        400,
        "invalid_grant",
    );
    let other_id = [("client_id", "other"), ("grant_type", "refresh_token")];
    is_refused(
        &world.application().token(&other_id).await,
        400,
        "invalid_request",
    );
    let two_ways = [("client_secret", SECRET), ("grant_type", "refresh_token")];
    is_refused(
        &world.application().token(&two_ways).await,
        400,
        "invalid_request",
    );
}

#[tokio::test]
async fn requests_for_tokens_are_read_strictly() {
    let world = World::new().await;
    let application = world.application();
    let long = "x".repeat(20_000);
    for (fields, error) in [
        (vec![], "invalid_request"),
        (vec![("grant_type", "password")], "unsupported_grant_type"),
        (
            vec![("grant_type", "authorization_code")],
            "invalid_request",
        ),
        (vec![("grant_type", "refresh_token")], "invalid_request"),
        (
            vec![
                ("grant_type", "refresh_token"),
                ("refresh_token", "x"),
                ("refresh_token", "x"),
            ],
            "invalid_request",
        ),
        (
            vec![
                ("grant_type", "refresh_token"),
                ("grant_type", "refresh_token"),
            ],
            "invalid_request",
        ),
        (
            vec![
                ("grant_type", "refresh_token"),
                ("refresh_token", "x"),
                ("resource", "https://api.example,https://b.example"),
            ],
            "invalid_target",
        ),
        (
            vec![
                ("grant_type", "refresh_token"),
                ("refresh_token", "a\u{0}b"),
            ],
            "invalid_request",
        ),
        (
            vec![("grant_type", "refresh_token"), ("refresh_token", &long)],
            "invalid_request",
        ),
    ] {
        is_refused(&application.token(&fields).await, 400, error);
    }
}

#[tokio::test]
async fn tokens_are_asked_for_by_post_alone() {
    let world = World::new().await;
    for path in ["token", "token/revocation", "token/introspection"] {
        for method in [Method::GET, Method::PUT, Method::DELETE] {
            let address =
                format!("{SERVER}/oidc/{path}?grant_type=refresh_token&client_id=demo-app");
            let answer = world
                .send(method.clone(), &address, HeaderMap::new(), String::new())
                .await;
            assert_eq!(answer.status, 405, "{method} {path}");
            assert_eq!(answer.json()["error"], "invalid_request", "{method} {path}");
        }
        // What stands in the address is not read: it would end in logs.
        let credentials = format!("client_id=demo-app&client_secret={SECRET}&token=x");
        let address = format!("{SERVER}/oidc/{path}?grant_type=refresh_token&{credentials}");
        let answer = world
            .send(Method::POST, &address, HeaderMap::new(), String::new())
            .await;
        is_refused(&answer, 401, "invalid_client");
    }
}

#[tokio::test]
async fn secrets_are_too_long_to_be_guessed() {
    let world = World::new().await;
    let application = |secret: &str| {
        json!({ "applications": [{
            "id": "new", "name": "New", "type": "Traditional", "secret": secret,
            "redirect_uris": [format!("{APPLICATION}/callback")],
        }]})
    };
    for secret in ["", "x", "123456789012345"] {
        let refused = world.try_apply(application(secret)).await;
        assert!(refused.unwrap_err().contains("secret"), "{secret}");
    }
    world.apply(application("1234567890123456")).await;
    // Those that are made here leave nothing to choose.
    let made = world
        .machine("ops")
        .await
        .post("/api/applications/new/secrets", json!({ "name": "made" }))
        .await
        .json();
    let value = made["value"].as_str().unwrap();
    assert!(value.len() >= 32, "{} characters", value.len());
    assert!(value.bytes().all(|byte| byte.is_ascii_alphanumeric()));
}

//! What an application cannot be, and which field is told.

use http::{HeaderMap, HeaderValue, Method, header};
use serde_json::{Value, json};
use testkit::in_process::Answer;
use testkit::world::{SERVER, World};

use crate::api_applications::{PATH, ids, is_refused, made, place};

/// Addresses that cannot be, with the place that is told.
fn wrong_addresses() -> Vec<(Value, &'static str)> {
    let addresses = |list: Vec<String>| json!({ "oidcClientMetadata": { "redirectUris": list } });
    let address = |text: &str| addresses(vec![text.to_owned()]);
    let custom = |name: &str, value: Value| json!({ "customClientMetadata": { name: value } });
    let uris = "oidcClientMetadata.redirectUris";
    let many = (0..101).map(|n| format!("https://a.example/{n}")).collect();
    vec![
        (address("/callback"), uris),
        (address("https://a.example/*"), uris),
        (address("https://a.example/#x"), uris),
        (address("https://user@a.example/"), uris),
        (address("javascript:alert(1)"), uris),
        (address("shop://callback"), uris),
        (
            address(&format!("https://a.example/{}", "a".repeat(2048))),
            uris,
        ),
        (addresses(many), uris),
        (
            json!({ "oidcClientMetadata": { "redirectUris": "https://a.example/" } }),
            uris,
        ),
        (
            json!({ "oidcClientMetadata": { "postLogoutRedirectUris": ["x"] } }),
            "oidcClientMetadata.postLogoutRedirectUris",
        ),
        (
            custom("corsAllowedOrigins", json!(["https://a.example/x"])),
            "customClientMetadata.corsAllowedOrigins",
        ),
        (
            json!({ "oidcClientMetadata": { "backchannelLogoutUri": "http://a.example/out" } }),
            "oidcClientMetadata.backchannelLogoutUri",
        ),
        (json!({ "clientUri": "ftp://a.example" }), "clientUri"),
    ]
}

/// Wishes for what is not here.
fn absent_features() -> Vec<(Value, &'static str)> {
    let custom = |name: &str, value: Value| json!({ "customClientMetadata": { name: value } });
    vec![
        (
            json!({ "oidcClientMetadata": { "jwksUri": "https://a.example/keys" } }),
            "oidcClientMetadata.jwksUri",
        ),
        (
            json!({ "oidcClientMetadata": { "tokenEndpointAuthMethod": "tls_client_auth" } }),
            "oidcClientMetadata.tokenEndpointAuthMethod",
        ),
        (
            json!({ "oidcClientMetadata": { "tokenEndpointAuthMethod": "private_key_jwt" } }),
            "oidcClientMetadata.tokenEndpointAuthMethod",
        ),
        (
            custom("idTokenTtl", json!(600)),
            "customClientMetadata.idTokenTtl",
        ),
        (
            custom("refreshTokenTtl", json!(600)),
            "customClientMetadata.refreshTokenTtl",
        ),
        (
            custom("refreshTokenTtlInDays", json!(7)),
            "customClientMetadata.refreshTokenTtlInDays",
        ),
        (
            custom("alwaysIssueRefreshToken", json!(true)),
            "customClientMetadata.alwaysIssueRefreshToken",
        ),
        (
            custom("rotateRefreshToken", json!(false)),
            "customClientMetadata.rotateRefreshToken",
        ),
        (
            custom("allowTokenExchange", json!(true)),
            "customClientMetadata.allowTokenExchange",
        ),
        (
            custom("maxAllowedGrants", json!(1)),
            "customClientMetadata.maxAllowedGrants",
        ),
        (
            json!({ "protectedAppMetadata": { "origin": "https://a.example" } }),
            "protectedAppMetadata",
        ),
    ]
}

/// Other fields that cannot be.
fn wrong_fields() -> Vec<(Value, &'static str)> {
    vec![
        (json!({ "name": "" }), "name"),
        (json!({ "name": "\u{200b}" }), "name"),
        (json!({ "name": "a".repeat(101) }), "name"),
        (json!({ "name": 5 }), "name"),
        (json!({ "type": 5 }), "type"),
        (json!({ "description": "a".repeat(1001) }), "description"),
        (json!({ "description": 5 }), "description"),
        (json!({ "oidcClientMetadata": [] }), "oidcClientMetadata"),
        (json!({ "customData": [] }), "customData"),
        (
            json!({ "customData": { "x": "a".repeat(70_000) } }),
            "customData",
        ),
        (json!({ "isThirdParty": "yes" }), "isThirdParty"),
        (
            json!({ "idTokenSigningAlgorithm": "none" }),
            "idTokenSigningAlgorithm",
        ),
        (json!({ "managementApi": "all" }), "managementApi"),
        (json!({ "managementApi": "some" }), "managementApi"),
        (json!({ "signInWays": [] }), "signInWays"),
        (json!({ "signInWays": ["none"] }), "signInWays"),
        (json!([]), ""),
    ]
}

#[tokio::test]
async fn a_field_that_cannot_be_is_named() {
    let world = World::new().await;
    let ops = world.machine("ops").await;
    let wrong = [wrong_addresses(), absent_features(), wrong_fields()];
    for (fields, expected) in wrong.concat() {
        let answer = ops.patch(&format!("{PATH}/demo-app"), fields.clone()).await;
        assert_eq!(place(&answer), expected, "{fields}: {}", answer.body);
        // The same of a new one.
        let mut new = json!({ "name": "New", "type": "SPA" });
        match fields {
            Value::Object(fields) => new.as_object_mut().unwrap().extend(fields),
            other => new = other,
        }
        let answer = ops.post(PATH, new.clone()).await;
        assert_eq!(place(&answer), expected, "{new}: {}", answer.body);
    }
    let answer = ops
        .patch(&format!("{PATH}/demo-app"), json!({ "type": "SPA" }))
        .await;
    assert_eq!(place(&answer), "type", "it stays");
    for (fields, expected) in [
        (json!({}), ""),
        (json!({ "name": "x" }), ""),
        (json!({ "type": "SPA" }), ""),
        (json!({ "id": "a/b", "name": "x", "type": "SPA" }), "id"),
        (json!({ "id": "..", "name": "x", "type": "SPA" }), "id"),
        (
            json!({ "id": "a".repeat(129), "name": "x", "type": "SPA" }),
            "id",
        ),
        (json!({ "id": 5, "name": "x", "type": "SPA" }), "id"),
    ] {
        let answer = ops.post(PATH, fields.clone()).await;
        assert_eq!(place(&answer), expected, "{fields}");
    }
    // A native application may have a scheme of its own.
    made(
        &ops,
        json!({ "name": "Phone", "type": "Native",
        "oidcClientMetadata": { "redirectUris": ["shop://callback"] } }),
    )
    .await;
    assert_eq!(ids(&ops.get(PATH).await).len(), 3);
}

/// Sends text as it is.
async fn sends(
    world: &World,
    token: &str,
    (method, path): (Method, &str),
    kind: &'static str,
    text: &str,
) -> Answer {
    let bearer = HeaderValue::from_str(&format!("Bearer {token}")).unwrap();
    let headers = HeaderMap::from_iter([
        (header::AUTHORIZATION, bearer),
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
    ]);
    let url = format!("{SERVER}{path}");
    world.send(method, &url, headers, text.to_owned()).await
}

#[tokio::test]
async fn a_body_is_json_and_says_everything_once() {
    let world = World::new().await;
    let ops = world.machine("ops").await;
    let new = r#"{"name":"New","type":"SPA"}"#;
    for path in [PATH, "/api/applications/ops/secrets"] {
        for (kind, text) in [
            ("text/plain", new),
            ("application/x-www-form-urlencoded", "name=New&type=SPA"),
            ("application/json", ""),
            ("application/json", "{"),
            ("application/json", "null"),
            (
                "application/json",
                r#"{"name":"a","type":"SPA","name":"b"}"#,
            ),
            ("application/json", r#"{"name":"a\u0000","type":"SPA"}"#),
        ] {
            let answer = sends(&world, &ops.token, (Method::POST, path), kind, text).await;
            is_refused(&answer, 400, "guard.invalid_input");
        }
        let long = format!(r#"{{"name":"{}"}}"#, "a".repeat(1024 * 1024));
        let asked = (Method::POST, path);
        let answer = sends(&world, &ops.token, asked, "application/json", &long).await;
        is_refused(&answer, 413, "guard.invalid_input");
    }
    let twice = r#"{"id":"a","id":"b","name":"New","type":"SPA"}"#;
    let asked = (Method::POST, PATH);
    let answer = sends(&world, &ops.token, asked, "application/json", twice).await;
    is_refused(&answer, 400, "guard.invalid_input");
    assert_eq!(ids(&ops.get(PATH).await), ["ops", "demo-app"]);
    for id in ["nothing", "..%2f", "DEMO-APP", "demo-app%20"] {
        let answer = ops.get(&format!("{PATH}/{id}")).await;
        is_refused(&answer, 404, "entity.not_found");
    }
    for id in ["a%00", "%ff"] {
        let answer = ops.get(&format!("{PATH}/{id}")).await;
        is_refused(&answer, 400, "guard.invalid_input");
    }
}

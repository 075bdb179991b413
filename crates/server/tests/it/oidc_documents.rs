//! What the provider publishes, and who may read its answers.

use http::{HeaderMap, Method, header};
use jsonwebtoken::jwk::{Jwk, JwkSet};
use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode, decode_header};
use serde_json::{Value, json};
use testkit::in_process::Answer;
use testkit::world::{APPLICATION, SERVER, World};

/// The languages of the pages.
const LANGUAGES: [&str; 8] = ["en", "zh-Hans", "zh-Hant", "fr", "ja", "ko", "es", "de"];

#[tokio::test]
async fn discovery_is_at_three_places() {
    let world = World::new().await;
    for path in [
        "/oidc/.well-known/openid-configuration",
        "/oidc/.well-known/oauth-authorization-server",
        "/.well-known/oauth-authorization-server/oidc",
    ] {
        let answer = world.get(&format!("{SERVER}{path}")).await;
        assert_eq!(answer.status, 200, "{path}");
        assert_eq!(answer.header("content-type"), "application/json");
        assert_eq!(answer.header("access-control-allow-origin"), "*");
        assert_eq!(
            answer.json(),
            oidc::discovery::document(&format!("{SERVER}/oidc"), &LANGUAGES),
            "{path}"
        );
    }
}

#[tokio::test]
async fn discovery_has_what_must_be_there_and_nothing_empty() {
    let world = World::new().await;
    let address = format!("{SERVER}/oidc/.well-known/openid-configuration");
    let document = world.get(&address).await.json();
    for (name, value) in document.as_object().unwrap() {
        assert!(
            value != &json!([]) && !value.is_null() && value != "",
            "{name}"
        );
    }
    // The name that applications compare with the address they came by.
    let issuer = document["issuer"].as_str().unwrap();
    assert_eq!(
        format!("{issuer}/.well-known/openid-configuration"),
        address
    );
    assert!(!issuer.contains(['?', '#']), "{issuer}");
    for (name, value) in [
        ("response_types_supported", "code"),
        ("subject_types_supported", "public"),
        ("id_token_signing_alg_values_supported", "RS256"),
        ("code_challenge_methods_supported", "S256"),
        ("scopes_supported", "openid"),
        ("grant_types_supported", "authorization_code"),
    ] {
        let values = document[name].as_array().unwrap();
        assert!(values.contains(&json!(value)), "{name}: {values:?}");
    }
    for name in [
        "authorization_endpoint",
        "token_endpoint",
        "userinfo_endpoint",
        "jwks_uri",
    ] {
        let address = document[name].as_str().unwrap();
        assert!(
            address.starts_with(issuer) && !address.contains('#'),
            "{name}"
        );
    }
}

#[tokio::test]
async fn every_endpoint_that_is_named_is_there() {
    let world = World::new().await;
    let document = oidc::discovery::document(&format!("{SERVER}/oidc"), &LANGUAGES);
    let endpoints = document.as_object().unwrap().iter();
    let mut named = 0;
    for (name, address) in endpoints.filter(|(name, _)| name.ends_with("_endpoint")) {
        named += 1;
        let address = address.as_str().unwrap();
        let answer = world
            .send(Method::POST, address, HeaderMap::new(), String::new())
            .await;
        assert!(
            ![404, 405, 500].contains(&answer.status),
            "{name}: {}",
            answer.status
        );
    }
    assert_eq!(named, 7);
}

/// Applications whose ID tokens are signed with these, and called after them.
fn signing(algorithms: [&str; 3]) -> Vec<Value> {
    let application = |algorithm| {
        json!({
            "id": algorithm, "name": algorithm, "type": "SPA", "id_token_alg": algorithm,
            "redirect_uris": [format!("{APPLICATION}/callback")],
        })
    };
    algorithms.map(application).into()
}

#[tokio::test]
async fn id_tokens_verify_with_the_published_keys() {
    let world = World::new().await;
    let applications = signing(["RS256", "ES384", "EdDSA"]);
    world.apply(json!({ "applications": applications })).await;
    let answer = world.get(&format!("{SERVER}/oidc/jwks")).await;
    assert_eq!(answer.header("cache-control"), "no-cache");
    assert_eq!(answer.header("access-control-allow-origin"), "*");
    for key in answer.json()["keys"].as_array().unwrap() {
        let private = ["d", "p", "q", "dp", "dq", "qi", "k"];
        assert!(private.iter().all(|name| key.get(name).is_none()), "{key}");
        assert_eq!(key["use"], "sig");
    }
    let keys: JwkSet = serde_json::from_value(answer.json()).unwrap();
    assert_eq!(keys.keys.len(), 4);

    for (application, algorithm) in [
        (world.application(), Algorithm::ES256),
        (world.client("RS256", None), Algorithm::RS256),
        (world.client("ES384", None), Algorithm::ES384),
        (world.client("EdDSA", None), Algorithm::EdDSA),
    ] {
        let tokens = application.signs_in("xiaoming").await;
        let token = tokens["id_token"].as_str().unwrap();
        let named = decode_header(token).unwrap();
        assert_eq!(named.alg, algorithm);
        let key: &Jwk = keys.find(named.kid.as_deref().unwrap()).unwrap();
        let mut rules = Validation::new(algorithm);
        rules.set_audience(&[&application.client_id]);
        rules.set_issuer(&[format!("{SERVER}/oidc")]);
        // The clock of the test stands elsewhere than that of the library.
        rules.validate_exp = false;
        let verified = decode::<Value>(token, &DecodingKey::from_jwk(key).unwrap(), &rules);
        let claims = verified.unwrap().claims;
        assert_eq!(
            claims["exp"].as_i64().unwrap() - claims["iat"].as_i64().unwrap(),
            3600
        );
        let (signed, signature) = token.rsplit_once('.').unwrap();
        let altered: String = signature.chars().rev().collect();
        let altered = format!("{signed}.{altered}");
        assert!(decode::<Value>(&altered, &DecodingKey::from_jwk(key).unwrap(), &rules).is_err());
    }
}

#[tokio::test]
async fn programs_get_json_where_there_is_nothing() {
    let world = World::new().await;
    for (method, path, status) in [
        (Method::GET, "/oidc", 404),
        (Method::GET, "/oidc/", 404),
        (Method::GET, "/oidc/nothing", 404),
        (Method::POST, "/oidc/token/nothing", 404),
        (Method::GET, "/oidc/.well-known/nothing", 404),
        (Method::GET, "/oidc/token", 405),
        (Method::DELETE, "/oidc/me", 405),
        (Method::POST, "/oidc/jwks", 405),
    ] {
        let address = format!("{SERVER}{path}");
        let answer = world
            .send(method, &address, HeaderMap::new(), String::new())
            .await;
        assert_eq!(answer.status, status, "{path}");
        assert_eq!(answer.json()["error"], "invalid_request", "{path}");
        assert_eq!(answer.json()["code"], "oidc.invalid_request", "{path}");
    }
}

/// Asks the token endpoint from a page at `origin`, as a public client.
async fn from_page(world: &World, origin: &str, client_id: &str) -> Answer {
    let headers = HeaderMap::from_iter([(header::ORIGIN, origin.parse().unwrap())]);
    let body = format!("client_id={client_id}&grant_type=refresh_token&refresh_token=x");
    world
        .send(Method::POST, &format!("{SERVER}/oidc/token"), headers, body)
        .await
}

#[tokio::test]
async fn pages_of_the_application_may_read_its_answers() {
    let world = World::new().await;
    world
        .apply(json!({ "applications": [{
            "id": "spa", "name": "SPA", "type": "SPA",
            "redirect_uris": ["https://spa.example/callback", format!("{APPLICATION}/callback")],
        }]}))
        .await;
    for (origin, allowed) in [
        ("https://spa.example", "https://spa.example"),
        (APPLICATION, APPLICATION),
        ("https://evil.example", ""),
        ("https://spa.example.evil.example", ""),
        ("null", ""),
    ] {
        let answer = from_page(&world, origin, "spa").await;
        assert_eq!(answer.json()["error"], "invalid_grant");
        assert_eq!(
            answer.header("access-control-allow-origin"),
            allowed,
            "{origin}"
        );
    }
    // An error before the application is known is nobody's, so that it can be read.
    let answer = from_page(&world, "https://spa.example", "nobody").await;
    assert_eq!(answer.header("access-control-allow-origin"), "*");

    let tokens = world.client("spa", None).signs_in("xiaoming").await;
    let bearer = format!("Bearer {}", tokens["access_token"].as_str().unwrap());
    for (origin, allowed) in [
        ("https://spa.example", "https://spa.example"),
        ("https://evil.example", ""),
    ] {
        let headers = HeaderMap::from_iter([
            (header::ORIGIN, origin.parse().unwrap()),
            (header::AUTHORIZATION, bearer.parse().unwrap()),
        ]);
        let me = format!("{SERVER}/oidc/me");
        let answer = world.send(Method::GET, &me, headers, String::new()).await;
        assert_eq!(answer.status, 200);
        assert_eq!(
            answer.header("access-control-allow-origin"),
            allowed,
            "{origin}"
        );
        assert_eq!(answer.header("access-control-allow-credentials"), "");
    }
}

#[tokio::test]
async fn pages_may_ask_first() {
    let world = World::new().await;
    for path in [
        "token",
        "token/revocation",
        "me",
        "jwks",
        ".well-known/openid-configuration",
    ] {
        let headers = HeaderMap::from_iter([
            (header::ORIGIN, "https://spa.example".parse().unwrap()),
            (
                header::ACCESS_CONTROL_REQUEST_METHOD,
                "POST".parse().unwrap(),
            ),
            (
                header::ACCESS_CONTROL_REQUEST_HEADERS,
                "authorization".parse().unwrap(),
            ),
        ]);
        let address = format!("{SERVER}/oidc/{path}");
        let answer = world
            .send(Method::OPTIONS, &address, headers, String::new())
            .await;
        assert_eq!(answer.status, 204, "{path}");
        assert_eq!(answer.header("access-control-allow-origin"), "*");
        assert_eq!(answer.header("access-control-allow-methods"), "GET, POST");
        let allowed = answer.header("access-control-allow-headers");
        assert!(
            allowed.contains("Authorization") && allowed.contains("Content-Type"),
            "{path}"
        );
        assert_eq!(answer.header("access-control-allow-credentials"), "");
    }
    // Where people are sent, no page reads along.
    for path in ["auth", "session/end"] {
        let address = format!("{SERVER}/oidc/{path}");
        let answer = world.get(&address).await;
        assert_eq!(answer.header("access-control-allow-origin"), "", "{path}");
    }
}

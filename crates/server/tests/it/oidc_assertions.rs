//! Applications that prove who they are by statements they sign (RFC 7523, OpenID Connect Core 9).

use std::time::Duration;

use connector_kit::Clock;
use keys::{Algorithm, SigningKey};
use serde_json::{Value, json};
use testkit::application::SECRET;
use testkit::in_process::Answer;
use testkit::world::{APPLICATION, Database, SERVER, World};

use crate::oidc_tokens::is_refused;

crate::on_both!(
    a_signed_statement_proves_an_application_once,
    used_statements_are_forgotten_when_they_have_ended,
);

const TYPE: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
const OTHER_SECRET: &str = "another-secret-for-tests-0123456789";

/// What the application `demo-app` says about itself now, for a minute.
fn statement(world: &World, id: &str) -> Value {
    let now = world.clock.now().seconds();
    json!({
        "iss": "demo-app", "sub": "demo-app", "aud": format!("{SERVER}/oidc"),
        "jti": id, "iat": now, "exp": now + 60,
    })
}

fn with(mut statement: Value, name: &str, value: Value) -> Value {
    statement[name] = value;
    statement
}

/// A token that a secret signs (RFC 2104).
fn by_secret(claims: &Value, secret: &str) -> String {
    let part = |text: String| keys::base64url(text.as_bytes());
    let header = json!({ "alg": "HS256" }).to_string();
    let message = format!("{}.{}", part(header), part(claims.to_string()));
    let pad = |with: u8| {
        let mut block = [with; 64];
        for (byte, secret) in block.iter_mut().zip(secret.bytes()) {
            *byte ^= secret;
        }
        block.to_vec()
    };
    let inner = keys::sha256(&[pad(0x36), message.clone().into_bytes()].concat());
    let tag = keys::sha256(&[pad(0x5c), inner.to_vec()].concat());
    format!("{message}.{}", keys::base64url(&tag))
}

/// Gives `demo-app` the public keys of these pairs.
async fn give(world: &World, pairs: &[&SigningKey]) {
    let keys: Vec<_> = pairs.iter().map(|pair| pair.jwk()).collect();
    let application = json!({ "id": "demo-app", "jwks": { "keys": keys } });
    world.apply(json!({ "applications": [application] })).await;
}

/// Sends a statement, and more, to an endpoint.
async fn send(world: &World, path: &str, token: &str, more: &[(&str, &str)]) -> Answer {
    let mut fields = vec![("client_assertion_type", TYPE), ("client_assertion", token)];
    fields.extend(more);
    let visitor = world.anonymous();
    visitor.post(&format!("{SERVER}{path}"), &fields).await
}

/// Asks for tokens for a token that there is not: whoever is let in is refused for that.
async fn ask(world: &World, token: &str) -> Answer {
    let more = [("grant_type", "refresh_token"), ("refresh_token", "x")];
    send(world, "/oidc/token", token, &more).await
}

fn words(answer: &Answer) -> String {
    let words = &answer.json()["error_description"];
    words.as_str().unwrap().to_owned()
}

async fn a_signed_statement_proves_an_application_once(database: Database) {
    let world = World::with(database, 2).await;
    let pairs = [Algorithm::Es256, Algorithm::Rs256].map(SigningKey::generate);
    give(&world, &[&pairs[0], &pairs[1]]).await;
    for (place, pair) in pairs.iter().enumerate() {
        let claims = statement(&world, &format!("j{place}"));
        let token = pair.sign(None, &claims).unwrap();
        is_refused(&ask(&world, &token).await, 400, "invalid_grant");
        for _ in 0..2 {
            let again = ask(&world, &token).await;
            is_refused(&again, 401, "invalid_client");
            assert!(words(&again).contains("used before"), "{}", again.body);
        }
        // The name is used up, not the text.
        let later = with(claims, "nbf", json!(1));
        let token = pair.sign(None, &later).unwrap();
        is_refused(&ask(&world, &token).await, 401, "invalid_client");
    }
    let token = by_secret(&statement(&world, "s1"), SECRET);
    is_refused(&ask(&world, &token).await, 400, "invalid_grant");
    is_refused(&ask(&world, &token).await, 401, "invalid_client");
    // Its use is noted, beside the answer.
    let noted = async || {
        let secrets = world.store.application_secrets("demo-app").await.unwrap();
        secrets[0].last_used_at.is_some()
    };
    while !noted().await {
        tokio::task::yield_now().await;
    }

    // One name at the same moment on two nodes.
    let token = pairs[0].sign(None, &statement(&world, "race")).unwrap();
    let (one, other) = tokio::join!(ask(&world, &token), ask(&world, &token));
    let mut both = [one.status, other.status];
    both.sort_unstable();
    assert_eq!(both, [400, 401]);
}

#[tokio::test]
async fn a_sign_in_goes_all_the_way_with_a_key_instead_of_a_secret() {
    let world = World::new().await;
    let pair = SigningKey::generate(Algorithm::Es256);
    let callback = format!("{APPLICATION}/callback");
    world
        .apply(json!({ "applications": [{
            "id": "keyed", "name": "Keyed", "type": "Traditional", "redirect_uris": [callback],
            "jwks": { "keys": [pair.jwk()] }, "token_endpoint_auth_method": "private_key_jwt",
        }]}))
        .await;
    let application = world.client("keyed", None);
    let asked = application.asks(&[]);
    let visitor = world.anonymous();
    let person = world.person("xiaoming");
    let address = visitor.sign_in(&asked.address, &person).await;
    let code = testkit::application::parameters(&address)
        .into_iter()
        .find(|(name, _)| name == "code")
        .unwrap()
        .1;
    let sign = |id: &str, audience: &str| {
        let claims = json!({
            "iss": "keyed", "sub": "keyed", "aud": [format!("{SERVER}/oidc{audience}")],
            "jti": id, "exp": world.clock.now().seconds() + 3600,
        });
        pair.sign(None, &claims).unwrap()
    };
    let fields = [
        ("grant_type", "authorization_code"),
        ("code", &code),
        ("redirect_uri", &callback),
        ("code_verifier", &asked.verifier),
        ("client_id", "keyed"),
    ];
    // Without the proof the code stays.
    is_refused(
        &application.token(&fields[..4]).await,
        401,
        "invalid_client",
    );
    let answer = send(&world, "/oidc/token", &sign("1", "/token"), &fields).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    let tokens = answer.json();
    let access = tokens["access_token"].as_str().unwrap();
    for (path, audience) in [
        ("/oidc/token/introspection", "/token/introspection"),
        ("/oidc/token/revocation", "/token/revocation"),
        ("/oidc/token/introspection", ""),
        ("/oidc/token/introspection", "/token"),
    ] {
        let id = format!("{path} {audience}");
        let answer = send(&world, path, &sign(&id, audience), &[("token", access)]).await;
        assert_eq!(answer.status, 200, "{id}: {}", answer.body);
    }
    // What is meant for one endpoint is no proof at another.
    let elsewhere = sign("9", "/token/introspection");
    let answer = send(&world, "/oidc/token", &elsewhere, &fields).await;
    is_refused(&answer, 401, "invalid_client");
    assert!(words(&answer).starts_with("aud"), "{}", answer.body);
}

#[tokio::test]
async fn whatever_is_wrong_about_a_statement_lets_nobody_in() {
    let world = World::new().await;
    let (ours, stranger) = (
        SigningKey::generate(Algorithm::Es256),
        SigningKey::generate(Algorithm::Es256),
    );
    give(&world, &[&ours]).await;
    let now = world.clock.now().seconds();
    let claims = |id: &str| statement(&world, id);
    let sign = |claims: Value| ours.sign(None, &claims).unwrap();
    let public = ours.jwk();
    let nobody = with(
        with(claims("n"), "iss", json!("nobody")),
        "sub",
        json!("nobody"),
    );
    let unsigned = {
        let part = |value: Value| keys::base64url(value.to_string().as_bytes());
        format!("{}.{}.", part(json!({ "alg": "none" })), part(claims("u")))
    };
    for (token, said) in [
        (
            stranger.sign(None, &claims("1")).unwrap(),
            "signature is wrong",
        ),
        (sign(nobody), "signature is wrong"),
        (by_secret(&claims("2"), OTHER_SECRET), "signature is wrong"),
        (by_secret(&claims("3"), ""), "signature is wrong"),
        // A public key is not a secret.
        (
            by_secret(&claims("4"), &public.to_string()),
            "signature is wrong",
        ),
        (
            by_secret(&claims("5"), public["x"].as_str().unwrap()),
            "signature is wrong",
        ),
        (unsigned, "not a signed JWT"),
        (
            sign(with(claims("6"), "iss", json!("other"))),
            "iss and sub",
        ),
        (
            sign(with(claims("7"), "sub", json!("other"))),
            "iss and sub",
        ),
        (
            sign(with(claims("8"), "aud", json!("https://id.example/oidc"))),
            "aud",
        ),
        (sign(with(claims("9"), "exp", json!(now))), "expired"),
        (sign(with(claims("10"), "exp", json!(now + 3601))), "hour"),
        (sign(with(claims("11"), "exp", Value::Null)), "exp"),
        (
            sign(with(claims("12"), "nbf", json!(now + 61))),
            "not valid yet",
        ),
        (
            sign(with(claims("13"), "iat", json!(now + 61))),
            "not valid yet",
        ),
        (sign(with(claims("14"), "jti", Value::Null)), "jti"),
        (sign(claims("")), "jti"),
        (
            sign(with(claims("15"), "more", json!("x".repeat(8000)))),
            "8 kB",
        ),
        (String::from("x"), "not a signed JWT"),
    ] {
        let answer = ask(&world, &token).await;
        is_refused(&answer, 401, "invalid_client");
        assert!(words(&answer).contains(said), "{said}: {}", answer.body);
        assert_eq!(answer.header("www-authenticate"), "");
    }
    // Nothing of it has used up a name.
    for id in ["1", "6", "9"] {
        is_refused(&ask(&world, &sign(claims(id))).await, 400, "invalid_grant");
    }
}

#[tokio::test]
async fn two_proofs_at_once_and_half_a_proof_are_refused() {
    let world = World::new().await;
    let pair = SigningKey::generate(Algorithm::Es256);
    give(&world, &[&pair]).await;
    let token = |id: &str| pair.sign(None, &statement(&world, id)).unwrap();
    let grant = [("grant_type", "refresh_token"), ("refresh_token", "x")];
    for (more, status, error) in [
        (("client_id", "demo-app"), 400, "invalid_grant"),
        (("client_id", "other"), 401, "invalid_client"),
        (("client_secret", SECRET), 400, "invalid_request"),
        (("client_assertion", "x"), 400, "invalid_request"),
        (("client_assertion_type", TYPE), 400, "invalid_request"),
    ] {
        let fields = [grant[0], grant[1], more];
        let answer = send(&world, "/oidc/token", &token("a"), &fields).await;
        is_refused(&answer, status, error);
    }
    let with_header = world.application();
    let (proof, kind) = (token("b"), ("client_assertion_type", TYPE));
    let proof = ("client_assertion", &*proof);
    let answer = with_header.token(&[kind, proof, grant[0], grant[1]]).await;
    is_refused(&answer, 400, "invalid_request");
    let saml = "urn:ietf:params:oauth:client-assertion-type:saml2-bearer";
    for fields in [
        vec![proof],
        vec![kind],
        vec![("client_assertion_type", saml), proof],
        vec![("client_assertion_type", ""), proof],
        vec![kind, ("client_assertion", "")],
    ] {
        let fields: Vec<_> = fields.into_iter().chain(grant).collect();
        let answer = world.client("demo-app", None).token(&fields).await;
        is_refused(&answer, 401, "invalid_client");
    }
}

#[tokio::test]
async fn an_application_may_choose_one_way_and_public_ones_have_none() {
    let world = World::new().await;
    let pair = SigningKey::generate(Algorithm::Es256);
    give(&world, &[&pair]).await;
    let grant = [("grant_type", "refresh_token"), ("refresh_token", "x")];
    for (only, accepted) in [
        ("client_secret_basic", [true, false, false, false]),
        ("client_secret_post", [false, true, false, false]),
        ("client_secret_jwt", [false, false, true, false]),
        ("private_key_jwt", [false, false, false, true]),
        ("", [true; 4]),
    ] {
        world
            .apply(json!({ "applications": [
                { "id": "demo-app", "token_endpoint_auth_method": only },
            ]}))
            .await;
        let by_post = [grant[0], grant[1], ("client_secret", SECRET)];
        let by_jwt = by_secret(&statement(&world, &format!("s{only}")), SECRET);
        let by_key = pair
            .sign(None, &statement(&world, &format!("k{only}")))
            .unwrap();
        let answers = [
            world.application().token(&grant).await,
            world.client("demo-app", None).token(&by_post).await,
            ask(&world, &by_jwt).await,
            ask(&world, &by_key).await,
        ];
        let expected = accepted.map(|it| if it { 400 } else { 401 });
        assert_eq!(answers.map(|answer| answer.status), expected, "{only}");
    }
    let callback = format!("{APPLICATION}/callback");
    world
        .apply(json!({ "applications": [
            { "id": "spa", "name": "SPA", "type": "SPA", "redirect_uris": [callback] },
            { "id": "short", "name": "Short", "type": "Traditional", "redirect_uris": [callback],
              "secret": "sixteen letters." },
        ]}))
        .await;
    for (id, secret) in [("spa", SECRET), ("short", "sixteen letters.")] {
        let claims = with(statement(&world, "j"), "iss", json!(id));
        let token = by_secret(&with(claims, "sub", json!(id)), secret);
        is_refused(&ask(&world, &token).await, 401, "invalid_client");
    }
}

#[tokio::test]
async fn a_secret_that_has_ended_signs_nothing_any_more() {
    let world = World::new().await;
    let now = world.clock.now();
    world
        .apply(json!({ "applications": [{ "id": "demo-app", "secrets": [
            { "name": "old", "value": OTHER_SECRET, "expires_at": now.plus(Duration::from_mins(5)).0 },
        ]}]}))
        .await;
    let token = |id: &str| by_secret(&statement(&world, id), OTHER_SECRET);
    is_refused(&ask(&world, &token("1")).await, 400, "invalid_grant");
    world.clock.advance(Duration::from_mins(5));
    is_refused(&ask(&world, &token("2")).await, 401, "invalid_client");
}

#[tokio::test]
async fn keys_are_public_and_fit_the_application() {
    let world = World::new().await;
    let pair = SigningKey::generate(Algorithm::Es256);
    let (public, mut private) = (pair.jwk(), pair.jwk());
    private["d"] = json!("AQAB");
    let applied = async |fields: Value| {
        let mut application = json!({ "id": "demo-app" });
        let all = application.as_object_mut().unwrap();
        all.extend(fields.as_object().unwrap().clone());
        world
            .try_apply(json!({ "applications": [application] }))
            .await
    };
    for (fields, said) in [
        (
            json!({ "jwks": { "keys": [private] } }),
            "it holds a private key",
        ),
        (json!({ "jwks": { "keys": [] } }), "1 to 10 keys"),
        (json!({ "jwks": {} }), "JWK Set"),
        (json!({ "jwks": "[]" }), "JSON text"),
        (json!({ "jwks": "x" }), "JSON text"),
        (
            json!({ "jwks": { "keys": [{ "kty": "EC" }] } }),
            "key 1 must be a public key",
        ),
        (
            json!({ "token_endpoint_auth_method": "private_key_jwt" }),
            "needs jwks",
        ),
        (
            json!({ "token_endpoint_auth_method": "none" }),
            "SPA and Native",
        ),
        (
            json!({ "token_endpoint_auth_method": "tls_client_auth" }),
            "is one of",
        ),
        (
            json!({ "jwks_uri": "https://app.example/keys" }),
            "unknown field",
        ),
    ] {
        let problem = applied(fields.clone()).await.unwrap_err();
        assert!(problem.contains(said), "{fields}: {problem}");
        assert!(!problem.contains("AQAB"));
    }
    // As a text, for whoever has the set in JSON.
    let text = json!({ "keys": [public] }).to_string();
    applied(json!({ "jwks": text, "token_endpoint_auth_method": "private_key_jwt" }))
        .await
        .unwrap();
    let known = world.store.application("demo-app").await.unwrap().unwrap();
    assert_eq!(known.jwks, Some(json!({ "keys": [public] })));
    assert!(
        applied(json!({ "jwks": "" }))
            .await
            .unwrap_err()
            .contains("needs jwks")
    );
    applied(json!({ "jwks": "", "token_endpoint_auth_method": "" }))
        .await
        .unwrap();
    let known = world.store.application("demo-app").await.unwrap().unwrap();
    assert_eq!((known.jwks, known.token_endpoint_auth_method), (None, None));
}

#[tokio::test]
async fn programs_give_an_application_its_keys() {
    let world = World::new().await;
    let ops = world.machine("ops").await;
    let pair = SigningKey::generate(Algorithm::Rs256);
    let oidc = |fields: Value| json!({ "oidcClientMetadata": fields });
    let path = "/api/applications/demo-app";
    let keys = json!({ "keys": [pair.jwk()] });
    let fields = json!({ "jwks": keys, "tokenEndpointAuthMethod": "private_key_jwt" });
    let answer = ops.patch(path, oidc(fields)).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    let seen = &ops.get(path).await.json()["oidcClientMetadata"];
    assert_eq!(seen["jwks"], keys);
    assert_eq!(seen["tokenEndpointAuthMethod"], "private_key_jwt");
    let token = pair.sign(None, &statement(&world, "1")).unwrap();
    is_refused(&ask(&world, &token).await, 400, "invalid_grant");

    // What is not said stays; null takes it back.
    ops.patch(path, json!({ "name": "Shop" })).await;
    let token = pair.sign(None, &statement(&world, "2")).unwrap();
    is_refused(&ask(&world, &token).await, 400, "invalid_grant");
    let fields = json!({ "jwks": null, "tokenEndpointAuthMethod": null });
    assert_eq!(ops.patch(path, oidc(fields)).await.status, 200);
    let seen = &ops.get(path).await.json()["oidcClientMetadata"];
    assert_eq!(seen.get("jwks"), None);
    let token = pair.sign(None, &statement(&world, "3")).unwrap();
    is_refused(&ask(&world, &token).await, 401, "invalid_client");

    let mut private = pair.jwk();
    private["d"] = json!("AQAB");
    let answer = ops
        .patch(path, oidc(json!({ "jwks": { "keys": [private] } })))
        .await;
    assert_eq!(answer.status, 400, "{}", answer.body);
    assert!(answer.body.contains("private key") && !answer.body.contains("AQAB"));
    let spa = json!({ "name": "SPA", "type": "SPA", "oidcClientMetadata": { "jwks": keys } });
    let answer = ops.post("/api/applications", spa).await;
    assert_eq!(answer.json()["code"], "application.cannot_keep_secrets");
}

async fn used_statements_are_forgotten_when_they_have_ended(database: Database) {
    let world = World::with(database, 1).await;
    let token = by_secret(&statement(&world, "1"), SECRET);
    is_refused(&ask(&world, &token).await, 400, "invalid_grant");
    let removed = async || world.store.clean_up(world.clock.now()).await.unwrap();
    world.clock.advance(Duration::from_secs(119));
    assert_eq!(removed().await, 0, "clocks of nodes differ");
    world.clock.advance(Duration::from_secs(1));
    assert_eq!(removed().await, 1);
    is_refused(&ask(&world, &token).await, 401, "invalid_client");
}

//! Who gets into the Management API, and what those who do not are told.

use std::time::Duration;

use http::{HeaderMap, HeaderValue, Method, header};
use serde_json::{Value, json};
use testkit::application::SECRET;
use testkit::in_process::Answer;
use testkit::machine::{Machine, RESOURCE};
use testkit::world::{Database, SERVER, World};

crate::on_both!(
    access_ends_with_the_application,
    two_nodes_accept_each_others_tokens
);

const PATH: &str = "/api/connector-factories";

/// Asks with headers of one's own.
async fn asks(world: &World, method: Method, path: &str, authorization: &[&str]) -> Answer {
    let mut headers = HeaderMap::new();
    for value in authorization {
        let value = HeaderValue::from_bytes(value.as_bytes()).unwrap();
        headers.append(header::AUTHORIZATION, value);
    }
    let address = format!("{SERVER}{path}");
    world.send(method, &address, headers, String::new()).await
}

fn is_refused(answer: &Answer, status: u16, code: &str) {
    assert_eq!(answer.status, status, "{}", answer.body);
    assert_eq!(answer.header("content-type"), "application/json");
    assert_eq!(answer.json()["code"], code, "{}", answer.body);
    assert!(answer.json()["message"].as_str().unwrap().ends_with('.'));
    assert!(!answer.header("logto-core-request-id").is_empty());
    assert_eq!(answer.header("cache-control"), "no-store");
    let challenge = answer.header("www-authenticate");
    assert_eq!(
        challenge.starts_with("Bearer ") && challenge.contains('='),
        [401, 403].contains(&status),
        "{challenge}"
    );
}

#[tokio::test]
async fn without_a_token_nothing_is_open_but_what_is_listed() {
    let world = World::new().await;
    let document = world
        .get(&format!("{SERVER}/api/swagger.json"))
        .await
        .json();
    let mut guarded = 0;
    for (path, methods) in document["paths"].as_object().unwrap() {
        let address = path.replace("{id}", "wechat-web");
        for (method, operation) in methods.as_object().unwrap() {
            let method: Method = method.to_uppercase().parse().unwrap();
            let answer = asks(&world, method.clone(), &address, &[]).await;
            if operation["security"] == json!([{}]) {
                assert!(answer.status < 300, "{method} {path}: {}", answer.body);
            } else {
                guarded += 1;
                is_refused(&answer, 401, "auth.authorization_header_missing");
            }
        }
    }
    assert!(guarded >= 2, "{guarded}");
    for (method, path) in [
        (Method::GET, "/api"),
        (Method::GET, "/api/"),
        (Method::GET, "/api/nothing"),
        (Method::GET, "/api/status/"),
        (Method::GET, "/api//status"),
        (Method::GET, "/api/status/../connector-factories"),
        (Method::GET, "/api/docs/x"),
        (Method::POST, "/api/status"),
        (Method::DELETE, "/api/swagger.json"),
        (Method::OPTIONS, "/api/status"),
        (Method::POST, "/api/.well-known/nothing"),
        (Method::PUT, "/api/connector-factories"),
    ] {
        let answer = asks(&world, method, path, &[]).await;
        is_refused(&answer, 401, "auth.authorization_header_missing");
    }
    // Programs send no token there.
    let answer = asks(&world, Method::GET, "/api/.well-known/nothing", &[]).await;
    is_refused(&answer, 404, "guard.unknown_endpoint");
}

#[tokio::test]
async fn only_one_bearer_header_counts() {
    let world = World::new().await;
    let token = world.machine("ops").await.token;
    let bearer = format!("Bearer {token}");
    assert_eq!(
        asks(&world, Method::GET, PATH, &[&bearer]).await.status,
        200
    );
    let lower = format!("bearer {token}");
    assert_eq!(asks(&world, Method::GET, PATH, &[&lower]).await.status, 200);

    let unsupported = "auth.authorization_token_type_not_supported";
    for authorization in [
        &[&*token][..],
        &["Bearer"],
        &[""],
        &["Basic b3BzOnNlY3JldA=="],
        &[&*format!("DPoP {token}")],
        &[&*bearer, &*bearer],
        &[&*bearer, "Basic b3BzOnNlY3JldA=="],
        &["Bearer \u{e9}"],
    ] {
        let answer = asks(&world, Method::GET, PATH, authorization).await;
        is_refused(&answer, 401, unsupported);
        assert_eq!(answer.json()["data"]["supportedTypes"], json!(["Bearer"]));
    }
    // An address ends in logs.
    for name in ["access_token", "token", "authorization"] {
        let path = format!("{PATH}?{name}={token}");
        let answer = asks(&world, Method::GET, &path, &[]).await;
        is_refused(&answer, 401, "auth.authorization_header_missing");
    }
    let form = format!("access_token={token}");
    let answer = world
        .send(
            Method::POST,
            &format!("{SERVER}{PATH}"),
            HeaderMap::new(),
            form,
        )
        .await;
    is_refused(&answer, 401, "auth.authorization_header_missing");
}

#[tokio::test]
async fn other_tokens_are_refused() {
    let world = World::new().await;
    let machine = world.machine("ops").await;
    let people = world.application().signs_in("xiaoming").await;
    let text = |name: &str| people[name].as_str().unwrap().to_owned();
    let (signed, signature) = machine.token.rsplit_once('.').unwrap();
    let reversed: String = signature.chars().rev().collect();
    for token in [
        text("access_token"),
        text("id_token"),
        text("refresh_token"),
        String::new(),
        "opaque".to_owned(),
        format!("{signed}."),
        format!("{signed}.{reversed}"),
        format!("{} x", machine.token),
        "a".repeat(10_000),
    ] {
        let bearer = format!("Bearer {token}");
        let answer = asks(&world, Method::GET, PATH, &[&bearer]).await;
        is_refused(&answer, 401, "auth.unauthorized");
        let expected = r#"Bearer error="invalid_token""#;
        assert_eq!(answer.header("www-authenticate"), expected);
    }
}

/// Signs claims with a key of the server itself: what only a mistake of ours could give out.
async fn forged(world: &World, typ: Option<&str>, change: impl FnOnce(&mut Value)) -> String {
    let now = connector_kit::Clock::now(&*world.clock).seconds();
    let mut claims = json!({
        "iss": format!("{SERVER}/oidc"), "aud": RESOURCE, "sub": "ops", "client_id": "ops",
        "scope": "all", "iat": now, "exp": now + 60, "jti": "x",
    });
    change(&mut claims);
    let keys = world.store.signing_keys().await.unwrap();
    let key = keys
        .iter()
        .find(|stored| stored.key.algorithm() == keys::Algorithm::Es256);
    key.unwrap().key.sign(typ, &claims).unwrap()
}

#[tokio::test]
async fn what_we_signed_for_something_else_is_refused() {
    let world = World::new().await;
    let machine = world.machine("ops").await;
    let good = forged(&world, Some("at+jwt"), |_| ()).await;
    let status = async |token: &str| Machine::with_token(&world, token).get(PATH).await.status;
    assert_eq!(status(&good).await, 200);
    assert_eq!(
        status(&forged(&world, Some("JWT"), |_| ()).await).await,
        401
    );
    assert_eq!(status(&forged(&world, None, |_| ()).await).await, 401);
    let now = connector_kit::Clock::now(&*world.clock).seconds();
    for (name, value) in [
        ("iss", json!("https://evil.example/oidc")),
        ("iss", json!(SERVER)),
        ("aud", json!("https://default.logto.app/api/")),
        ("aud", json!("ops")),
        ("aud", json!([RESOURCE, "https://api.example"])),
        ("sub", json!("someone")),
        ("client_id", json!("demo-app")),
        ("scope", json!("openid")),
        ("scope", json!("")),
        ("exp", json!(now)),
        ("iat", json!(now + 61)),
    ] {
        let token = forged(&world, Some("at+jwt"), |claims| {
            claims[name] = value.clone();
        })
        .await;
        assert_eq!(status(&token).await, 401, "{name}: {value}");
        let token = forged(&world, Some("at+jwt"), |claims| {
            claims.as_object_mut().unwrap().remove(name);
        })
        .await;
        assert_eq!(status(&token).await, 401, "no {name}");
    }
    // A person's application that was never given access.
    let token = forged(&world, Some("at+jwt"), |claims| {
        claims["sub"] = json!("demo-app");
        claims["client_id"] = json!("demo-app");
    })
    .await;
    let answer = Machine::with_token(&world, &token).get(PATH).await;
    is_refused(&answer, 403, "auth.forbidden");
    assert_eq!(machine.get(PATH).await.status, 200);
}

#[tokio::test]
async fn a_token_ends_by_itself() {
    let world = World::new().await;
    let machine = world.machine("ops").await;
    world.clock.advance(Duration::from_secs(3599));
    assert_eq!(machine.get(PATH).await.status, 200);
    world.clock.advance(Duration::from_secs(1));
    let answer = machine.get(PATH).await;
    is_refused(&answer, 401, "auth.unauthorized");
    assert!(
        answer.json()["message"]
            .as_str()
            .unwrap()
            .contains("expired")
    );
}

#[tokio::test]
async fn a_token_for_reading_only_reads() {
    let world = World::new().await;
    world.machine("ops").await;
    let narrowed = world.machine_with("ops", SECRET, "read").await;
    for machine in [world.reading_machine("reader").await, narrowed] {
        assert_eq!(machine.get(PATH).await.status, 200);
        let head = machine.send(Method::HEAD, PATH, &Value::Null).await;
        assert_eq!((head.status, &*head.body), (200, ""));
        for method in [Method::POST, Method::PUT, Method::PATCH, Method::DELETE] {
            // Whatever is there: the method alone decides.
            for path in [PATH, "/api/nothing"] {
                let answer = machine.send(method.clone(), path, &json!({})).await;
                is_refused(&answer, 403, "auth.forbidden");
            }
        }
        let answer = machine.send(Method::OPTIONS, PATH, &Value::Null).await;
        is_refused(&answer, 403, "auth.forbidden");
    }
}

async fn access_ends_with_the_application(database: Database) {
    let world = World::with(database, 1).await;
    let machine = world.machine("ops").await;
    let access = async |access: &str| {
        let application = json!({ "id": "ops", "management_api": access });
        world.apply(json!({ "applications": [application] })).await;
    };
    assert_eq!(machine.get(PATH).await.status, 200);
    assert_eq!(machine.post(PATH, json!({})).await.status, 405);
    access("read").await;
    assert_eq!(machine.get(PATH).await.status, 200);
    is_refused(&machine.post(PATH, json!({})).await, 403, "auth.forbidden");
    access("none").await;
    is_refused(&machine.get(PATH).await, 403, "auth.forbidden");
    access("all").await;
    assert_eq!(machine.get(PATH).await.status, 200);

    // No endpoint removes applications yet, so a token names one that there never was.
    let token = forged(&world, Some("at+jwt"), |claims| {
        claims["sub"] = json!("gone");
        claims["client_id"] = json!("gone");
    })
    .await;
    let answer = Machine::with_token(&world, &token).get(PATH).await;
    is_refused(&answer, 401, "auth.unauthorized");
}

async fn two_nodes_accept_each_others_tokens(database: Database) {
    let world = World::with(database, 2).await;
    let machine = world.machine("ops").await;
    for _ in 0..4 {
        assert_eq!(machine.get(PATH).await.status, 200);
    }
}

#[tokio::test]
async fn what_is_not_there_is_told_in_json() {
    let world = World::new().await;
    let machine = world.machine("ops").await;
    for path in ["/api", "/api/", "/api/nothing", "/api/connector-factories/"] {
        is_refused(&machine.get(path).await, 404, "guard.unknown_endpoint");
    }
    let answer = machine.delete(PATH).await;
    is_refused(&answer, 405, "guard.wrong_method");
    assert_eq!(answer.header("allow"), "GET,HEAD");
    for path in [
        "/api/connector-factories/nothing",
        "/api/connector-factories/WeChat-Web",
    ] {
        is_refused(&machine.get(path).await, 404, "entity.not_found");
    }
    for path in [
        "/api/connector-factories/%ff",
        "/api/connector-factories/a%00",
    ] {
        is_refused(&machine.get(path).await, 400, "guard.invalid_input");
    }
}

#[tokio::test]
async fn without_its_database_the_server_says_so_and_nothing_more() {
    let world = World::new().await;
    let machine = world.machine("ops").await;
    world.store.close().await;
    let answer = machine.get(PATH).await;
    is_refused(&answer, 503, "system.unavailable");
    assert!(answer.json().get("data").is_none());
    for word in ["sql", "closed", "pool", ".db"] {
        assert!(
            !answer.body.to_lowercase().contains(word),
            "{}",
            answer.body
        );
    }
    // What needs no database is still there.
    assert_eq!(machine.get("/api/status").await.status, 204);
}

#[tokio::test]
async fn every_answer_has_the_id_of_its_request() {
    let world = World::new().await;
    let machine = world.machine("ops").await;
    for path in [
        "/api/status",
        "/api/docs",
        "/api/swagger.json",
        PATH,
        "/api/nothing",
    ] {
        let answer = machine.get(path).await;
        let id = answer.header("logto-core-request-id");
        assert_eq!(id.len(), 16, "{path}: {id}");
        assert_eq!(id, answer.header("x-request-id"), "{path}");
    }
    let headers = HeaderMap::from_iter([(
        http::HeaderName::from_static("x-request-id"),
        HeaderValue::from_static("from-the-proxy"),
    )]);
    let status = format!("{SERVER}/api/status");
    let answer = world
        .send(Method::GET, &status, headers, String::new())
        .await;
    assert_eq!(answer.header("logto-core-request-id"), "from-the-proxy");
}

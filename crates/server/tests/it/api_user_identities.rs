//! `POST /api/users/{id}/identities`: a way to sign in that a person has just proved to an
//! application.

use http::Method;
use serde_json::{Value, json};
use store::{Action, SubjectKind};
use testkit::application::{claims, parameters};
use testkit::machine::Machine;
use testkit::world::{Database, World};

use crate::api_applications::is_refused;
use crate::ways;

crate::on_both!(whoever_proved_it_signs_in_to_this_account);

/// Makes a person, and gives its id.
async fn made(ops: &Machine<'_>) -> String {
    let answer = ops.post("/api/users", json!({ "name": "Ming" })).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    answer.json()["id"].as_str().unwrap().to_owned()
}

/// A code of WeChat, as an application gets it that sends somebody there itself.
async fn code(world: &World, ops: &Machine<'_>, connector: &str, person: &str) -> String {
    let path = format!("/api/connectors/{connector}/authorization-uri");
    let callback = format!("http://localhost:3001/callback/{connector}");
    let asked = json!({ "state": "of-the-application", "redirectUri": callback });
    let address = ops.post(&path, asked).await.json();
    let address = address["redirectTo"].as_str().unwrap();
    let callback = world.person(person).allows(address).await;
    let brought = parameters(&callback).into_iter();
    let mut brought = brought.filter_map(|(name, value)| (name == "code").then_some(value));
    brought.next().unwrap()
}

fn form(connector: &str, code: &str) -> Value {
    json!({ "connectorId": connector, "connectorData": { "code": code, "more": 1 } })
}

async fn whoever_proved_it_signs_in_to_this_account(database: Database) {
    let world = World::with(database, 2).await;
    let ops = world.machine("ops").await;
    let id = made(&ops).await;
    let path = format!("/api/users/{id}/identities");
    let first = code(&world, &ops, "wechat", "xiaoming").await;
    let answer = ops.post(&path, form("wechat", &first)).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    let given = answer.json();
    let wechat = &given["wechat"];
    assert_eq!(given, json!({ "wechat": wechat }));
    assert_eq!(wechat["details"]["name"], "小明");
    assert_eq!(wechat["userId"], wechat["details"]["rawData"]["unionid"]);
    let user = ops.get(&format!("/api/users/{id}")).await.json();
    assert_eq!(user["identities"], given);
    assert_eq!(user["name"], "Ming", "what was given stays");

    let tokens = world.application().signs_in("xiaoming").await;
    let claims = claims(tokens["id_token"].as_str().unwrap());
    assert_eq!(claims["sub"], json!(id));

    // A code counts once; another one of the same person changes nothing.
    let answer = ops.post(&path, form("wechat", &first)).await;
    is_refused(&answer, 401, "connector.social_auth_code_invalid");
    let again = code(&world, &ops, "wechat", "xiaoming").await;
    let answer = ops.post(&path, form("wechat", &again)).await;
    assert_eq!((answer.status, answer.json()), (200, given.clone()));

    // What is somebody's stays theirs; somebody else takes the place.
    let other = made(&ops).await;
    let theirs = format!("/api/users/{other}/identities");
    let stolen = code(&world, &ops, "wechat", "xiaoming").await;
    let answer = ops.post(&theirs, form("wechat", &stolen)).await;
    is_refused(&answer, 422, "user.identity_already_in_use");
    let lifang = code(&world, &ops, "wechat", "lifang").await;
    let answer = ops.post(&path, form("wechat", &lifang)).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    assert_ne!(answer.json()["wechat"]["userId"], wechat["userId"]);
    let all = ops.get(&format!("/api/users/{id}/all-identities")).await;
    assert_eq!(all.json()["socialIdentities"].as_array().unwrap().len(), 1);

    let changes = world.store.changes_of(SubjectKind::User, &id, None, 9);
    let changes = changes.await.unwrap();
    let edits = changes.iter().filter(|it| it.action == Action::Changed);
    assert!(edits.clone().count() >= 2, "{changes:?}");
    assert!(edits.clone().all(|it| it.actor.name == "ops"));
    let told = format!("{changes:?}");
    for code in [first, again, lifang] {
        assert!(!told.contains(&code), "{told}");
    }
}

#[tokio::test]
async fn a_mobile_application_brings_the_code_of_its_own() {
    let world = World::new().await;
    let ops = world.machine("ops").await;
    world
        .apply(json!({
            "connectors": [{
                "id": "app", "factory": "wechat-native", "endpoints": "simulator",
                "config": {
                    "clientId": simulator::seed::MOBILE_APP_ID,
                    "clientSecret": simulator::seed::MOBILE_APP_SECRET,
                    "openPlatform": simulator::seed::OPEN_PLATFORM,
                },
            }],
            "sign_in_experience": { "social": ["wechat", "app"] },
        }))
        .await;
    let id = made(&ops).await;
    let path = format!("/api/users/{id}/identities");
    let body = json!({ "app_id": simulator::seed::MOBILE_APP_ID, "person": "xiaoming" });
    let code = world.simulator(Method::POST, "/_sim/native", body).await;
    let code = code["code"].as_str().unwrap();
    // A code of another app says nothing.
    let answer = ops.post(&path, form("wechat", code)).await;
    assert!(answer.status >= 400, "{}", answer.body);
    let answer = ops.post(&path, form("app", code)).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    let tokens = world.application().signs_in("xiaoming").await;
    let claims = claims(tokens["id_token"].as_str().unwrap());
    assert_eq!(claims["sub"], json!(id), "through the website too");
}

#[tokio::test]
async fn what_proves_nothing_gives_nothing() {
    let world = ways::world(Database::Sqlite, 1, json!({ "social": ["wechat"] })).await;
    let ops = world.machine("ops").await;
    let id = made(&ops).await;
    let path = format!("/api/users/{id}/identities");
    for (body, status, expected) in [
        (json!({}), 400, "guard.invalid_input"),
        (json!([]), 400, "guard.invalid_input"),
        (
            json!({ "connectorId": "wechat" }),
            400,
            "guard.invalid_input",
        ),
        (
            json!({ "connectorData": { "code": "x" } }),
            400,
            "guard.invalid_input",
        ),
        (
            json!({ "connectorId": 5, "connectorData": { "code": "x" } }),
            400,
            "guard.invalid_input",
        ),
        (
            json!({ "connectorId": "wechat", "connectorData": "x" }),
            400,
            "guard.invalid_input",
        ),
        (
            json!({ "connectorId": "wechat", "connectorData": {} }),
            400,
            "connector.general",
        ),
        (
            json!({ "connectorId": "wechat", "connectorData": { "code": ["x"] } }),
            400,
            "connector.general",
        ),
        (form("wechat", ""), 400, "connector.general"),
        (form("wechat", "authdeny"), 400, "connector.general"),
        (
            form("wechat", "two words"),
            401,
            "connector.social_auth_code_invalid",
        ),
        (
            form("wechat", &"a".repeat(10_000)),
            401,
            "connector.social_auth_code_invalid",
        ),
        (
            form("wechat", "nobodys"),
            401,
            "connector.social_auth_code_invalid",
        ),
        (form("none", "x"), 404, "entity.not_found"),
        (form("", "x"), 404, "entity.not_found"),
        (form("second", "x"), 422, "connector.not_enabled"),
    ] {
        let answer = ops.post(&path, body.clone()).await;
        assert_eq!(answer.status, status, "{body}: {}", answer.body);
        is_refused(&answer, status, expected);
        assert!(!answer.json()["message"].as_str().unwrap().is_empty());
    }
    let good = code(&world, &ops, "wechat", "xiaoming").await;
    for nobody in ["nobody", "00000000-0000-7000-8000-000000000000"] {
        let path = format!("/api/users/{nobody}/identities");
        let answer = ops.post(&path, form("wechat", &good)).await;
        is_refused(&answer, 404, "entity.not_found");
    }
    let reader = world.reading_machine("reader").await;
    let answer = reader.post(&path, form("wechat", &good)).await;
    is_refused(&answer, 403, "auth.forbidden");
    let stranger = Machine::with_token(&world, "opaque");
    let answer = stranger.post(&path, form("wechat", &good)).await;
    is_refused(&answer, 401, "auth.unauthorized");
    let user = ops.get(&format!("/api/users/{id}")).await.json();
    assert_eq!(user["identities"], json!({}));
    // None of them spent the code.
    let answer = ops.post(&path, form("wechat", &good)).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
}

#[tokio::test]
async fn what_the_vendor_says_is_told_in_logtos_codes() {
    let world = World::new().await;
    let ops = world.machine("ops").await;
    let path = format!("/api/users/{}/identities", made(&ops).await);
    for (at, errcode, status, expected) in [
        (
            "/sns/oauth2/access_token",
            40163,
            401,
            "connector.social_auth_code_invalid",
        ),
        (
            "/sns/oauth2/access_token",
            40125,
            400,
            "connector.invalid_config",
        ),
        (
            "/sns/oauth2/access_token",
            -1,
            429,
            "connector.rate_limit_exceeded",
        ),
        (
            "/sns/userinfo",
            40001,
            401,
            "connector.social_invalid_access_token",
        ),
        ("/sns/userinfo", 48001, 400, "connector.general"),
    ] {
        let code = code(&world, &ops, "wechat", "xiaoming").await;
        world.fault(json!({ "at": at, "errcode": errcode })).await;
        let answer = ops.post(&path, form("wechat", &code)).await;
        is_refused(&answer, status, expected);
        assert_eq!(answer.json()["data"]["errcode"], errcode);
        assert!(!answer.body.contains(&code), "{}", answer.body);
        let faults = "/_sim/faults";
        world.simulator(Method::DELETE, faults, Value::Null).await;
    }
    let code = code(&world, &ops, "wechat", "xiaoming").await;
    let body = json!({ "at": "/sns/userinfo", "body": "not json" });
    world.fault(body).await;
    let answer = ops.post(&path, form("wechat", &code)).await;
    is_refused(&answer, 400, "connector.invalid_response");
}

//! What applications are told about tokens at `/oidc/token/introspection`.

use std::time::Duration;

use serde_json::{Value, json};
use testkit::application::{Application, SECRET};
use testkit::world::{APPLICATION, Database, SERVER, World};

use crate::oidc_tokens::is_refused;

crate::on_both!(tokens_are_told_by_whether_they_count);

const PATH: &str = "/oidc/token/introspection";

async fn told(application: &Application<'_>, token: &str) -> Value {
    let answer = application.form(PATH, &[("token", token)]).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    assert_eq!(answer.header("content-type"), "application/json");
    assert_eq!(answer.header("cache-control"), "no-store");
    answer.json()
}

fn text(tokens: &Value, name: &str) -> String {
    tokens[name].as_str().unwrap().to_owned()
}

async fn tokens_are_told_by_whether_they_count(database: Database) {
    let world = World::with(database, 1).await;
    let application = world.application();
    let tokens = application.signs_in("xiaoming").await;
    let (access, refresh) = (
        text(&tokens, "access_token"),
        text(&tokens, "refresh_token"),
    );
    let active = told(&application, &access).await;
    let exp = active["exp"].as_i64().unwrap();
    assert_eq!(
        active,
        json!({
            "active": true, "iss": format!("{SERVER}/oidc"), "client_id": "demo-app",
            "sub": testkit::application::claims(&text(&tokens, "id_token"))["sub"],
            "scope": "openid profile offline_access", "exp": exp, "token_type": "Bearer",
        })
    );
    let of_refresh = told(&application, &refresh).await;
    assert_eq!(of_refresh["active"], true);
    assert_eq!(of_refresh["sub"], active["sub"]);
    assert!(of_refresh["exp"].as_i64().unwrap() > exp);
    assert_eq!(of_refresh.get("token_type"), None);

    let next = application
        .token(&[("grant_type", "refresh_token"), ("refresh_token", &refresh)])
        .await
        .json();
    let inactive = json!({ "active": false });
    let hints = ["", "access_token", "refresh_token", "unheard-of"];
    for hint in hints {
        let fields = [("token", refresh.as_str()), ("token_type_hint", hint)];
        let answer = application.form(PATH, &fields).await;
        assert_eq!(answer.json(), inactive, "used up");
    }
    for nothing in ["unknown", "a.b.c", "..", "{}", &"x".repeat(8000)] {
        assert_eq!(told(&application, nothing).await, inactive, "{nothing}");
    }
    let id_token = text(&tokens, "id_token");
    assert_eq!(
        told(&application, &id_token).await,
        inactive,
        "no access token"
    );

    world.clock.advance(Duration::from_hours(1));
    assert_eq!(told(&application, &access).await, inactive, "expired");
    let next = text(&next, "refresh_token");
    assert_eq!(told(&application, &next).await["active"], true);
    let revoked = application
        .form("/oidc/token/revocation", &[("token", &next)])
        .await;
    assert_eq!(revoked.status, 200);
    assert_eq!(told(&application, &next).await, inactive, "revoked");
}

#[tokio::test]
async fn nobody_asks_about_tokens_of_others_but_machines_of_the_operator() {
    let world = World::new().await;
    let callback = format!("{APPLICATION}/callback");
    world
        .apply(json!({ "applications": [
            { "id": "other", "name": "Other", "type": "Traditional", "secret": SECRET,
              "redirect_uris": [callback] },
            { "id": "api", "name": "API", "type": "MachineToMachine", "secret": SECRET },
            { "id": "their-api", "name": "Their API", "type": "MachineToMachine", "secret": SECRET,
              "third_party": true },
            { "id": "spa", "name": "SPA", "type": "SPA", "redirect_uris": [callback] },
        ]}))
        .await;
    let tokens = world.application().signs_in("xiaoming").await;
    for name in ["access_token", "refresh_token"] {
        let token = text(&tokens, name);
        for (application, active) in [("other", false), ("api", true), ("their-api", false)] {
            let told = told(&world.client(application, Some(SECRET)), &token).await;
            assert_eq!(told["active"], active, "{application}: {name}");
            assert_eq!(told.get("sub").is_some(), active, "{application}: {name}");
        }
    }
    let token = text(&tokens, "access_token");
    let wrong = "wrong-secret-wrong-secret";
    for (application, secret) in [
        ("spa", None),
        ("other", None),
        ("other", Some(wrong)),
        ("x", None),
    ] {
        let answer = world
            .client(application, secret)
            .form(PATH, &[("token", &token)])
            .await;
        is_refused(&answer, 401, "invalid_client");
    }
    let own = world.client("spa", None).signs_in("xiaoming").await;
    let token = text(&own, "access_token");
    let answer = world
        .client("spa", None)
        .form(PATH, &[("token", &token)])
        .await;
    is_refused(&answer, 401, "invalid_client");
}

#[tokio::test]
async fn a_question_is_as_exact_as_any_request() {
    let world = World::new().await;
    let application = world.application();
    for fields in [
        &[][..],
        &[("token", "")],
        &[("token", "a"), ("token", "a")],
        &[
            ("token", "a"),
            ("token_type_hint", "b"),
            ("token_type_hint", "b"),
        ],
        &[("token", "a\0")],
    ] {
        let answer = application.form(PATH, fields).await;
        is_refused(&answer, 400, "invalid_request");
    }
    let long = "x".repeat(20_000);
    let answer = application.form(PATH, &[("token", &long)]).await;
    is_refused(&answer, 400, "invalid_request");
    let answer = world.get(&format!("{SERVER}{PATH}?token=a")).await;
    assert_eq!(answer.status, 405, "a token is never in an address");
}

#[tokio::test]
async fn a_machines_token_counts_as_long_as_its_application_has_access() {
    let world = World::new().await;
    let machine = |access: &str| {
        json!({ "applications": [{
            "id": "robot", "name": "Robot", "type": "MachineToMachine", "secret": SECRET,
            "management_api": access,
        }]})
    };
    world.apply(machine("all")).await;
    let robot = world.client("robot", Some(SECRET));
    let tokens = robot
        .token(&[
            ("grant_type", "client_credentials"),
            ("resource", "https://default.logto.app/api"),
        ])
        .await
        .json();
    let token = text(&tokens, "access_token");
    let active = told(&robot, &token).await;
    assert_eq!(active["active"], true);
    assert_eq!(active["client_id"], "robot");
    assert_eq!(active["scope"], "all");
    assert_eq!(active["aud"], "https://default.logto.app/api");
    let inactive = json!({ "active": false });
    assert_eq!(
        told(&world.application(), &token).await,
        inactive,
        "of another"
    );
    let (rest, signature) = token.rsplit_once('.').unwrap();
    let altered = format!("{rest}.{}", signature.chars().rev().collect::<String>());
    assert_eq!(told(&robot, &altered).await, inactive, "altered");

    world.apply(machine("read")).await;
    assert_eq!(
        told(&robot, &token).await,
        inactive,
        "it reaches further than allowed"
    );
    world.apply(machine("all")).await;
    world.clock.advance(Duration::from_hours(1));
    assert_eq!(told(&robot, &token).await, inactive, "expired");
}

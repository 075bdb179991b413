//! What applications are told about tokens for resources of the operator.

use std::time::Duration;

use serde_json::{Value, json};
use testkit::application::{Application, SECRET, claims};
use testkit::world::{APPLICATION, Database, World};

use crate::oidc_resources::{
    API, FILMS, gives_roles, refresh, signs_in, sub, text, with_resources,
};

crate::on_both!(a_persons_token_counts_as_long_as_the_sign_in);

async fn told(application: &Application<'_>, token: &str) -> Value {
    let path = "/oidc/token/introspection";
    let answer = application.form(path, &[("token", token)]).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    answer.json()
}

/// A resource server, and applications that have nothing to do with it.
async fn with_api(world: &World) {
    world
        .apply(json!({ "applications": [
            { "id": "api", "name": "API", "type": "MachineToMachine", "secret": SECRET },
            { "id": "their-api", "name": "Their API", "type": "MachineToMachine",
              "secret": SECRET, "third_party": true },
            { "id": "other", "name": "Other", "type": "Traditional", "secret": SECRET,
              "redirect_uris": [format!("{APPLICATION}/callback")] },
        ] }))
        .await;
}

async fn a_persons_token_counts_as_long_as_the_sign_in(database: Database) {
    let world = World::with(database, 2).await;
    with_api(&world).await;
    let application = world.application();
    let api = world.client("api", Some(SECRET));
    let first = signs_in(&world, &["editor"]).await;
    let tokens = refresh(&application, &first, &[("resource", API)])
        .await
        .json();
    let token = text(&tokens, "access_token");

    let mut expected = claims(&token);
    expected["active"] = json!(true);
    expected["token_type"] = json!("Bearer");
    assert_eq!(told(&api, &token).await, expected);
    assert_eq!(told(&application, &token).await, expected);
    let inactive = json!({ "active": false });
    for stranger in ["their-api", "other"] {
        let stranger = world.client(stranger, Some(SECRET));
        assert_eq!(
            told(&stranger, &token).await,
            inactive,
            "none of their business"
        );
    }
    // What is told is what roles give now, not what the token says.
    gives_roles(&world, &first, &["reader"]).await;
    assert_eq!(told(&api, &token).await["scope"], "read:orders");
    assert_eq!(claims(&token)["scope"], "read:orders write:orders");
    gives_roles(&world, &first, &[]).await;
    let nothing = told(&api, &token).await;
    assert_eq!(
        (&nothing["active"], &nothing["scope"]),
        (&json!(true), &json!(""))
    );

    let ops = world.machine("ops").await;
    let path = format!("/api/users/{}/is-suspended", sub(&first));
    ops.patch(&path, json!({ "isSuspended": true })).await;
    assert_eq!(told(&api, &token).await, inactive, "suspended");
    ops.patch(&path, json!({ "isSuspended": false })).await;
    assert_eq!(told(&api, &token).await["active"], true);

    world.clock.advance(Duration::from_mins(10));
    assert_eq!(told(&api, &token).await, inactive, "expired");

    // The end of a refresh token is the end of all that came of the same sign-in.
    let tokens = refresh(&application, &tokens, &[("resource", API)])
        .await
        .json();
    let token = text(&tokens, "access_token");
    assert_eq!(told(&api, &token).await["active"], true);
    let last = text(&tokens, "refresh_token");
    let revoked = application
        .form("/oidc/token/revocation", &[("token", &last)])
        .await;
    assert_eq!(revoked.status, 200);
    assert_eq!(told(&api, &token).await, inactive, "revoked");
}

#[tokio::test]
async fn a_token_that_was_altered_or_is_of_another_kind_counts_nothing() {
    let world = World::new().await;
    with_api(&world).await;
    let application = world.application();
    let first = signs_in(&world, &["editor"]).await;
    let tokens = refresh(&application, &first, &[("resource", API)])
        .await
        .json();
    let token = text(&tokens, "access_token");
    let parts: Vec<_> = token.split('.').collect();
    let films = refresh(&application, &tokens, &[("resource", FILMS)])
        .await
        .json();
    let films = text(&films, "access_token");
    let of_films: Vec<_> = films.split('.').collect();
    let api = world.client("api", Some(SECRET));
    for wrong in [
        format!("{}.{}.", parts[0], parts[1]),
        format!("{}.{}.{}", parts[0], of_films[1], parts[2]),
        format!("{}.{}.{}", of_films[0], parts[1], parts[2]),
        format!("{token}x"),
        format!("{token}.x"),
        text(&first, "id_token"),
        "a.b.c".to_owned(),
        "x.".repeat(4000),
    ] {
        assert_eq!(
            told(&api, &wrong).await,
            json!({ "active": false }),
            "{wrong}"
        );
    }
    assert_eq!(told(&api, &token).await["active"], true);
}

#[tokio::test]
async fn a_token_goes_with_its_resource_its_application_and_its_person() {
    let world = World::new().await;
    with_api(&world).await;
    let application = world.application();
    let api = world.client("api", Some(SECRET));
    let first = signs_in(&world, &["editor"]).await;
    let orders = refresh(&application, &first, &[("resource", API)])
        .await
        .json();
    let films = refresh(&application, &orders, &[("resource", FILMS)])
        .await
        .json();
    let ops = world.machine("ops").await;
    let (of_orders, of_films) = (text(&orders, "access_token"), text(&films, "access_token"));
    assert_eq!(told(&api, &of_films).await["aud"], FILMS);

    let all = ops.get("/api/resources").await.json();
    let of = |indicator: &str| {
        let mut all = all.as_array().unwrap().iter();
        let found = all.find(|it| it["indicator"] == indicator).unwrap();
        format!("/api/resources/{}", found["id"].as_str().unwrap())
    };
    let inactive = json!({ "active": false });
    assert_eq!(ops.delete(&of(API)).await.status, 204);
    assert_eq!(told(&api, &of_orders).await, inactive);
    assert_eq!(told(&api, &of_films).await["active"], true);
    let person = format!("/api/users/{}", sub(&first));
    assert_eq!(ops.delete(&person).await.status, 204);
    assert_eq!(told(&api, &of_films).await, inactive);

    with_resources(&world).await;
    let again = application.signs_in("lifang").await;
    assert!(again["access_token"].is_string());
    let tokens = signs_in(&world, &[]).await;
    let tokens = refresh(&application, &tokens, &[("resource", API)])
        .await
        .json();
    let token = text(&tokens, "access_token");
    assert_eq!(told(&api, &token).await["active"], true);
    assert_eq!(ops.delete("/api/applications/demo-app").await.status, 204);
    assert_eq!(
        told(&api, &token).await,
        inactive,
        "the application is gone"
    );
}

#[tokio::test]
async fn a_machines_token_counts_as_long_as_it_is_one() {
    let world = World::new().await;
    with_api(&world).await;
    with_resources(&world).await;
    world
        .apply(json!({ "applications": [{
            "id": "batch", "name": "Batch", "type": "MachineToMachine", "secret": SECRET,
            "roles": ["batch"],
        }] }))
        .await;
    let batch = world.client("batch", Some(SECRET));
    let fields = [("grant_type", "client_credentials"), ("resource", API)];
    let token = text(&batch.token(&fields).await.json(), "access_token");
    let api = world.client("api", Some(SECRET));
    let active = told(&api, &token).await;
    assert_eq!(active["scope"], "read:orders");
    assert_eq!(active["sub"], "batch");
    let other = world.client("other", Some(SECRET));
    assert_eq!(told(&other, &token).await, json!({ "active": false }));
    world
        .apply(json!({ "applications": [{ "id": "batch", "roles": [] }] }))
        .await;
    assert_eq!(told(&api, &token).await["scope"], "");
    let ops = world.machine("ops").await;
    assert_eq!(ops.delete("/api/applications/batch").await.status, 204);
    assert_eq!(told(&api, &token).await, json!({ "active": false }));
}

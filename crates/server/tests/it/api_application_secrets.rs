//! The secrets of an application: several, each with a name, shown once.

use std::time::Duration;

use connector_kit::Clock;
use serde_json::{Value, json};
use store::SubjectKind;
use testkit::machine::{Machine, RESOURCE};
use testkit::world::{Database, World};

use crate::api_applications::{is_refused, made};

crate::on_both!(
    secrets_are_made_renamed_and_deleted,
    a_secret_ends_by_itself,
);

/// A machine with the secret that came with it; gives the path of its secrets too.
async fn job(ops: &Machine<'_>) -> (String, String, String) {
    let fields = json!({
        "id": "job", "name": "Night job", "type": "MachineToMachine", "managementApi": "read",
    });
    let job = made(ops, fields).await;
    let (id, secret) = (job["id"].as_str().unwrap(), job["secret"].as_str().unwrap());
    let path = format!("/api/applications/{id}/secrets");
    (id.to_owned(), secret.to_owned(), path)
}

/// Whether a machine gets a token with a secret.
async fn opens(world: &World, id: &str, secret: &str) -> bool {
    let fields = [("grant_type", "client_credentials"), ("resource", RESOURCE)];
    let answer = world.client(id, Some(secret)).token(&fields).await;
    match answer.status {
        200 => true,
        401 => {
            assert_eq!(answer.json()["error"], "invalid_client");
            false
        }
        other => panic!("{other}: {}", answer.body),
    }
}

/// The names of secrets, as they are listed.
async fn names(ops: &Machine<'_>, path: &str) -> Vec<String> {
    let list = ops.get(path).await;
    assert_eq!(list.status, 200, "{}", list.body);
    let list = list.json();
    let list = list.as_array().unwrap().iter();
    list.map(|secret| {
        assert_eq!(secret["value"], "", "a value is shown once: {secret}");
        secret["name"].as_str().unwrap().to_owned()
    })
    .collect()
}

/// Waits until both secrets are noted as used, which nobody who signs in waits for.
async fn are_both_noted(ops: &Machine<'_>, path: &str) {
    for _ in 0..500 {
        let used = ops.get(path).await.json();
        let mut used = used.as_array().unwrap().iter();
        if used.all(|secret| secret["lastUsedAt"].is_i64()) {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("nobody notes that secrets are used");
}

async fn secrets_are_made_renamed_and_deleted(database: Database) {
    let world = World::with(database, 2).await;
    let ops = world.machine("ops").await;
    let (id, first, path) = job(&ops).await;
    assert!(opens(&world, &id, &first).await);
    world.clock.advance(Duration::from_millis(1));

    let more = ops
        .post(&path, json!({ "name": "2027", "unknown": 1 }))
        .await;
    assert_eq!(more.status, 201, "{}", more.body);
    let more = more.json();
    let second = more["value"].as_str().unwrap().to_owned();
    assert_eq!(
        more,
        json!({
            "applicationId": id, "name": "2027", "value": second, "expiresAt": null,
            "createdAt": more["createdAt"], "lastUsedAt": null,
        })
    );
    assert_eq!(second.len(), 32);
    assert_eq!(names(&ops, &path).await, ["default", "2027"]);
    // Both work, so that a program can change from one to the next.
    assert!(opens(&world, &id, &first).await && opens(&world, &id, &second).await);
    are_both_noted(&ops, &path).await;

    let renamed = ops
        .patch(&format!("{path}/2027"), json!({ "name": "next year" }))
        .await;
    assert_eq!(renamed.status, 200, "{}", renamed.body);
    let renamed = renamed.json();
    assert_eq!(
        (&renamed["name"], &renamed["value"], &renamed["createdAt"]),
        (&json!("next year"), &json!(""), &more["createdAt"])
    );
    assert!(opens(&world, &id, &second).await, "it goes on working");
    let same = ops
        .patch(
            &format!("{path}/next%20year"),
            json!({ "name": "next year" }),
        )
        .await;
    assert_eq!(same.json(), renamed);

    let gone = ops.delete(&format!("{path}/default")).await;
    assert_eq!((gone.status, &*gone.body), (204, ""));
    assert_eq!(names(&ops, &path).await, ["next year"]);
    assert!(!opens(&world, &id, &first).await);
    assert!(opens(&world, &id, &second).await);

    for answer in [
        ops.delete(&format!("{path}/default")).await,
        ops.patch(&format!("{path}/2027"), json!({ "name": "x" }))
            .await,
        ops.patch(&format!("{path}/2027"), json!({ "name": "2027" }))
            .await,
        ops.get("/api/applications/none/secrets").await,
        ops.post("/api/applications/none/secrets", json!({ "name": "x" }))
            .await,
        ops.delete("/api/applications/none/secrets/next%20year")
            .await,
        ops.delete("/api/applications/ops/secrets/next%20year")
            .await,
    ] {
        is_refused(&answer, 404, "entity.not_found");
    }
    let kind = SubjectKind::Application;
    let changes = world.store.changes_of(kind, &id, None, 9).await.unwrap();
    let told = format!("{changes:?}");
    assert_eq!(changes.len(), 4, "{told}");
    assert!(told.contains("next year"));
    assert!(!told.contains(&first) && !told.contains(&second), "{told}");
}

async fn a_secret_ends_by_itself(database: Database) {
    let world = World::with(database, 1).await;
    let ops = world.machine("ops").await;
    let (id, _, path) = job(&ops).await;
    let now = world.clock.now().0;
    let body = json!({ "name": "short", "expiresAt": now + 60_000 });
    let short = ops.post(&path, body).await.json();
    assert_eq!(short["expiresAt"], now + 60_000);
    let value = short["value"].as_str().unwrap();
    world.clock.advance(Duration::from_millis(59_999));
    assert!(opens(&world, &id, value).await);
    world.clock.advance(Duration::from_millis(1));
    assert!(!opens(&world, &id, value).await);
    // It is still listed, so that it can be seen why.
    assert_eq!(names(&ops, &path).await, ["default", "short"]);
    let never = json!({ "name": "long", "expiresAt": null });
    assert_eq!(
        ops.post(&path, never).await.json()["expiresAt"],
        Value::Null
    );
}

#[tokio::test]
async fn a_secret_that_cannot_be_is_refused() {
    let world = World::new().await;
    let ops = world.machine("ops").await;
    let (_, _, path) = job(&ops).await;
    let now = world.clock.now().0;
    let long = "a".repeat(65);
    for (body, expected) in [
        (json!({}), json!([])),
        (json!({ "name": "" }), json!(["name"])),
        (json!({ "name": " " }), json!(["name"])),
        (json!({ "name": "a\nb" }), json!(["name"])),
        (json!({ "name": long }), json!(["name"])),
        (json!({ "name": 5 }), json!(["name"])),
        (json!({ "name": null }), json!(["name"])),
    ] {
        let created = ops.post(&path, body.clone()).await;
        let renamed = ops.patch(&format!("{path}/default"), body.clone()).await;
        for answer in [created, renamed] {
            is_refused(&answer, 400, "guard.invalid_input");
            let place = &answer.json()["data"]["issues"][0]["path"];
            assert_eq!(*place, expected, "{body}: {}", answer.body);
        }
    }
    for expires_at in [
        json!(now),
        json!(0),
        json!(-1),
        json!("tomorrow"),
        json!(1.5),
    ] {
        let body = json!({ "name": "more", "expiresAt": expires_at });
        let answer = ops.post(&path, body).await;
        is_refused(&answer, 400, "guard.invalid_input");
        let place = &answer.json()["data"]["issues"][0]["path"];
        assert_eq!(*place, json!(["expiresAt"]), "{}", answer.body);
    }
    let taken = ops.post(&path, json!({ "name": "default" })).await;
    is_refused(&taken, 422, "entity.unique_integrity_violation");
    assert_eq!(ops.post(&path, json!({ "name": "more" })).await.status, 201);
    let taken = ops
        .patch(&format!("{path}/more"), json!({ "name": "default" }))
        .await;
    is_refused(&taken, 422, "entity.unique_integrity_violation");
    assert_eq!(names(&ops, &path).await, ["default", "more"]);

    for kind in ["SPA", "Native"] {
        let open = made(&ops, json!({ "id": kind, "name": kind, "type": kind })).await;
        let path = format!("/api/applications/{}/secrets", open["id"].as_str().unwrap());
        let answer = ops.post(&path, json!({ "name": "x" })).await;
        is_refused(&answer, 422, "application.cannot_keep_secrets");
        assert_eq!(names(&ops, &path).await, [] as [String; 0]);
    }
}

#[tokio::test]
async fn of_two_at_once_with_the_same_name_one_is_made() {
    let world = World::with(Database::Sqlite, 2).await;
    let ops = world.machine("ops").await;
    let (_, _, path) = job(&ops).await;
    let body = json!({ "name": "same" });
    let (a, b) = tokio::join!(ops.post(&path, body.clone()), ops.post(&path, body));
    let mut statuses = [a.status, b.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 422], "{} {}", a.body, b.body);
    assert_eq!(names(&ops, &path).await, ["default", "same"]);
}

//! People in the Management API, in Logto's shapes.

use serde_json::{Value, json};
use store::{Action, ActorKind, SubjectKind};
use testkit::in_process::Answer;
use testkit::machine::Machine;
use testkit::world::{Database, World};

crate::on_both!(
    a_person_is_made_read_changed_shut_and_deleted,
    people_who_signed_in_have_their_ways_and_sessions,
    lists_are_searched_as_far_as_an_index_goes,
);

/// Makes a person, and gives its id.
async fn made(machine: &Machine<'_>, fields: Value) -> String {
    let answer = machine.post("/api/users", fields).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    answer.json()["id"].as_str().unwrap().to_owned()
}

fn is_refused(answer: &Answer, status: u16, code: &str) {
    assert_eq!(answer.status, status, "{}", answer.body);
    assert_eq!(answer.json()["code"], code, "{}", answer.body);
}

/// What was written down, in any order: the clock stands still.
async fn history(world: &World, user: &str) -> Vec<(Action, ActorKind, String)> {
    let changes = world.store.changes_of(SubjectKind::User, user, None, 50);
    let changes = changes.await.unwrap().into_iter();
    let mut changes: Vec<_> = changes
        .map(|it| (it.action, it.actor.kind, it.actor.id))
        .collect();
    changes.sort_by_key(|(action, ..)| format!("{action:?}"));
    changes
}

async fn a_person_is_made_read_changed_shut_and_deleted(database: Database) {
    let world = World::with(database, 2).await;
    let ops = world.machine("ops").await;
    let made = ops
        .post(
            "/api/users",
            json!({
                "name": "Iris Chen", "username": "Iris_1", "primaryEmail": "Iris@Acme.example",
                "primaryPhone": "8613800000000", "avatar": "https://a.example/1.png",
                "customData": { "plan": "gold" }, "profile": { "givenName": "Iris", "unknown": 1 },
                "unknown": true,
            }),
        )
        .await;
    assert_eq!(made.status, 200, "{}", made.body);
    let user = made.json();
    let id = user["id"].as_str().unwrap();
    let path = format!("/api/users/{id}");
    assert_eq!(
        user,
        json!({
            "id": id, "username": "Iris_1", "primaryEmail": "iris@acme.example",
            "primaryPhone": "8613800000000", "name": "Iris Chen",
            "avatar": "https://a.example/1.png", "customData": { "plan": "gold" },
            "identities": {}, "lastSignInAt": null, "createdAt": user["createdAt"],
            "updatedAt": user["createdAt"], "profile": { "givenName": "Iris" },
            "applicationId": null, "isSuspended": false, "hasPassword": false,
        })
    );
    assert!(user["createdAt"].as_i64().unwrap() > 1_000_000_000_000);
    assert_eq!(ops.get(&path).await.json(), user);

    let changed = ops
        .patch(
            &path,
            json!({ "name": null, "username": "", "customData": { "a": 1 } }),
        )
        .await;
    assert_eq!(changed.status, 200, "{}", changed.body);
    let changed = changed.json();
    assert_eq!(
        (&changed["name"], &changed["username"]),
        (&json!(null), &json!(null))
    );
    assert_eq!(changed["customData"], json!({ "a": 1 }));
    assert_eq!(changed["primaryEmail"], "iris@acme.example");

    let notes = format!("{path}/custom-data");
    let more = ops
        .patch(&notes, json!({ "customData": { "b": [2] } }))
        .await;
    assert_eq!(more.json(), json!({ "a": 1, "b": [2] }));
    assert_eq!(ops.get(&notes).await.json(), json!({ "a": 1, "b": [2] }));
    let profile = ops
        .patch(
            &format!("{path}/profile"),
            json!({ "profile": { "locale": "zh-CN" } }),
        )
        .await;
    assert_eq!(
        profile.json(),
        json!({ "givenName": "Iris", "locale": "zh-CN" })
    );

    let suspended = format!("{path}/is-suspended");
    for value in [true, true, false] {
        let answer = ops.patch(&suspended, json!({ "isSuspended": value })).await;
        assert_eq!(answer.status, 200);
        assert_eq!(answer.json()["isSuspended"], value);
    }
    // An edit that changes nothing is not written down.
    assert_eq!(ops.patch(&path, json!({ "name": "" })).await.status, 200);
    assert_eq!(ops.patch(&path, json!({})).await.status, 200);
    let by = |action| (action, ActorKind::Application, "ops".to_owned());
    let done = [
        Action::Changed,
        Action::Changed,
        Action::Changed,
        Action::Created,
        Action::Resumed,
        Action::Suspended,
    ];
    assert_eq!(history(&world, id).await, done.map(by));
    assert_eq!(ops.delete(&path).await.status, 204);
    for answer in [ops.get(&path).await, ops.delete(&path).await] {
        is_refused(&answer, 404, "entity.not_found");
    }
    assert!(history(&world, id).await.contains(&by(Action::Deleted)));
}

#[tokio::test]
async fn what_is_wrong_or_taken_is_refused() {
    let world = World::new().await;
    let ops = world.machine("ops").await;
    made(
        &ops,
        json!({ "username": "iris", "primaryEmail": "iris@acme.example", "primaryPhone": "8613800000000" }),
    )
    .await;
    let other = made(&ops, json!({ "name": "Other" })).await;
    let path = format!("/api/users/{other}");
    for (body, code) in [
        (
            json!({ "username": "iris" }),
            "user.username_already_in_use",
        ),
        (
            json!({ "primaryEmail": "IRIS@acme.example" }),
            "user.email_already_in_use",
        ),
        (
            json!({ "primaryPhone": "8613800000000" }),
            "user.phone_already_in_use",
        ),
    ] {
        is_refused(&ops.post("/api/users", body.clone()).await, 422, code);
        is_refused(&ops.patch(&path, body).await, 422, code);
    }
    let long = "a".repeat(129);
    for body in [
        json!({ "username": "9iris" }),
        json!({ "username": "iris chen" }),
        json!({ "username": long }),
        json!({ "username": 5 }),
        json!({ "name": long }),
        json!({ "primaryEmail": "iris" }),
        json!({ "primaryPhone": "phone" }),
        json!({ "avatar": "javascript:alert(1)" }),
        json!({ "customData": [] }),
        json!({ "customData": { "x": "a".repeat(70_000) } }),
        json!({ "profile": { "givenName": 1 } }),
        json!({ "password": "secret of nobody" }),
        json!({ "passwordDigest": "x", "passwordAlgorithm": "MD5" }),
        json!([]),
    ] {
        let answer = ops.post("/api/users", body.clone()).await;
        is_refused(&answer, 400, "guard.invalid_input");
        assert!(!answer.body.contains("secret of nobody"), "{}", answer.body);
        is_refused(&ops.patch(&path, body).await, 400, "guard.invalid_input");
    }
    assert_eq!(ops.get(&path).await.json()["name"], "Other");

    let nobody = "00000000-0000-7000-8000-000000000000";
    for id in [nobody, "nobody", "..%2f"] {
        for path in [
            "",
            "/custom-data",
            "/all-identities",
            "/sessions",
            "/identities/wechat",
        ] {
            let answer = ops.get(&format!("/api/users/{id}{path}")).await;
            is_refused(&answer, 404, "entity.not_found");
        }
        let path = format!("/api/users/{id}");
        is_refused(
            &ops.patch(&path, json!({ "name": "x" })).await,
            404,
            "entity.not_found",
        );
        is_refused(&ops.delete(&path).await, 404, "entity.not_found");
        let suspended = format!("{path}/is-suspended");
        let answer = ops.patch(&suspended, json!({ "isSuspended": true })).await;
        is_refused(&answer, 404, "entity.not_found");
    }
    for (path, body) in [
        (format!("{path}/is-suspended"), json!({})),
        (
            format!("{path}/is-suspended"),
            json!({ "isSuspended": "yes" }),
        ),
        (format!("{path}/custom-data"), json!({})),
        (format!("{path}/custom-data"), json!({ "customData": 1 })),
        (format!("{path}/profile"), json!({ "profile": null })),
    ] {
        is_refused(&ops.patch(&path, body).await, 400, "guard.invalid_input");
    }
}

#[tokio::test]
async fn who_may_only_read_changes_nobody() {
    let world = World::new().await;
    let id = made(&world.machine("ops").await, json!({ "name": "Iris" })).await;
    let reader = world.reading_machine("reader").await;
    let path = format!("/api/users/{id}");
    assert_eq!(reader.get(&path).await.status, 200);
    for answer in [
        reader.post("/api/users", json!({})).await,
        reader.patch(&path, json!({ "name": "x" })).await,
        reader.delete(&path).await,
        reader
            .patch(
                &format!("{path}/is-suspended"),
                json!({ "isSuspended": true }),
            )
            .await,
        reader
            .patch(&format!("{path}/custom-data"), json!({ "customData": {} }))
            .await,
        reader
            .patch(&format!("{path}/profile"), json!({ "profile": {} }))
            .await,
        reader.delete(&format!("{path}/identities/wechat")).await,
        reader.delete(&format!("{path}/sessions/x")).await,
    ] {
        is_refused(&answer, 403, "auth.forbidden");
    }
    assert_eq!(reader.get(&path).await.json()["name"], "Iris");
}

async fn people_who_signed_in_have_their_ways_and_sessions(database: Database) {
    let world = World::with(database, 1).await;
    let ops = world.machine("ops").await;
    let application = world.application();
    let tokens = application.signs_in("xiaoming").await;
    let people = ops.get("/api/users").await.json();
    let user = people[0].clone();
    let id = user["id"].as_str().unwrap();
    let path = format!("/api/users/{id}");
    assert_eq!(user["name"], "小明");
    assert_eq!(user["applicationId"], "demo-app");
    assert_eq!(user["lastSignInAt"], user["createdAt"]);
    let wechat = &user["identities"]["wechat"];
    let union_id = wechat["userId"].as_str().unwrap();
    assert_eq!(wechat["details"]["id"], union_id);
    assert_eq!(wechat["details"]["name"], "小明");
    assert_eq!(wechat["details"]["rawData"]["unionid"], union_id);

    let one = ops.get(&format!("{path}/identities/wechat")).await.json();
    assert_eq!(one, json!({ "identity": wechat }));
    let all = ops.get(&format!("{path}/all-identities")).await.json();
    assert_eq!(
        all,
        json!({
            "socialIdentities": [{ "target": "wechat", "identity": wechat }],
            "ssoIdentities": [],
        })
    );
    let sessions = format!("{path}/sessions");
    let list = ops.get(&sessions).await.json();
    let session = &list["sessions"][0];
    assert_eq!(list["sessions"].as_array().unwrap().len(), 1);
    assert_eq!(
        (&session["accountId"], &session["payload"]["accountId"]),
        (&json!(id), &json!(id))
    );
    let session = session["payload"]["jti"].as_str().unwrap();
    let other = made(&ops, json!({})).await;
    for path in [
        format!("/api/users/{other}/sessions/{session}"),
        format!("{sessions}/{other}"),
        format!("{sessions}/x"),
    ] {
        is_refused(&ops.delete(&path).await, 404, "entity.not_found");
    }
    let end = format!("{sessions}/{session}");
    assert_eq!(ops.delete(&end).await.status, 204);
    is_refused(&ops.delete(&end).await, 404, "entity.not_found");
    assert_eq!(ops.get(&sessions).await.json(), json!({ "sessions": [] }));

    // Whoever is shut out has no way in, and comes back when the account is opened again.
    let suspend = format!("{path}/is-suspended");
    ops.patch(&suspend, json!({ "isSuspended": true })).await;
    let access = tokens["access_token"].as_str().unwrap();
    assert_eq!(application.user_info(access).await.status, 401);
    ops.patch(&suspend, json!({ "isSuspended": false })).await;
    assert_eq!(application.user_info(access).await.status, 200);

    let unlink = format!("{path}/identities/wechat");
    let answer = ops.delete(&format!("{path}/identities/github")).await;
    is_refused(&answer, 404, "user.identity_not_exist");
    let answer = ops.delete(&unlink).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    assert_eq!(answer.json()["identities"], json!({}));
    is_refused(&ops.delete(&unlink).await, 404, "user.identity_not_exist");
    is_refused(&ops.get(&unlink).await, 404, "user.identity_not_exist");
    application.signs_in("xiaoming").await;
    let people = ops.get("/api/users?search=小明").await.json();
    assert_eq!(
        people.as_array().unwrap().len(),
        2,
        "a stranger under the same name"
    );
}

#[tokio::test]
async fn somebody_from_another_server_keeps_the_way_to_sign_in() {
    let world = World::new().await;
    let ops = world.machine("ops").await;
    // Who WeChat says it is, and what an export of another server says about that person.
    world.application().signs_in("xiaoming").await;
    let before = ops.get("/api/users").await.json()[0].clone();
    let wechat = before["identities"]["wechat"].clone();
    ops.delete(&format!("/api/users/{}", before["id"].as_str().unwrap()))
        .await;

    let id = made(&ops, json!({ "name": "Ming" })).await;
    let path = format!("/api/users/{id}/identities/wechat");
    let union_id = wechat["userId"].clone();
    let answer = ops.put(&path, json!({ "userId": union_id })).await;
    assert_eq!(answer.status, 201, "{}", answer.body);
    assert_eq!(answer.json()["wechat"]["userId"], union_id);
    let answer = ops.put(&path, wechat.clone()).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    assert_eq!(answer.json()["wechat"], wechat);

    world.application().signs_in("xiaoming").await;
    let people = ops.get("/api/users").await.json();
    assert_eq!(people.as_array().unwrap().len(), 1);
    assert_eq!(
        (&people[0]["id"], &people[0]["name"]),
        (&json!(id), &json!("Ming"))
    );
    let found = ops.get("/api/users?search=小明").await.json();
    assert_eq!(found[0]["id"], json!(id), "by the nickname too");

    // Another one takes its place; what somebody else has stays theirs.
    let answer = ops
        .put(&path, json!({ "userId": "oSIMULATED-other" }))
        .await;
    assert_eq!(answer.status, 200);
    let all = ops
        .get(&format!("/api/users/{id}/all-identities"))
        .await
        .json();
    assert_eq!(all["socialIdentities"].as_array().unwrap().len(), 1);
    let other = made(&ops, json!({})).await;
    let theirs = format!("/api/users/{other}/identities/wechat");
    let answer = ops
        .put(&theirs, json!({ "userId": "oSIMULATED-other" }))
        .await;
    is_refused(&answer, 422, "user.identity_already_in_use");
    let openid = &wechat["details"]["rawData"]["openid"];
    for body in [
        json!({}),
        json!({ "userId": "" }),
        json!({ "userId": "two words" }),
        json!({ "userId": "a".repeat(129) }),
        json!({ "userId": "x", "details": { "rawData": { "unionid": "y", "openid": openid } } }),
    ] {
        is_refused(&ops.put(&theirs, body).await, 400, "guard.invalid_input");
    }
    let nowhere = format!("/api/users/{other}/identities/github");
    let answer = ops.put(&nowhere, json!({ "userId": "x" })).await;
    is_refused(&answer, 404, "entity.not_found");
    let nobody = "/api/users/nobody/identities/wechat";
    let answer = ops.put(nobody, json!({ "userId": "x" })).await;
    is_refused(&answer, 404, "entity.not_found");
    let reader = world.reading_machine("reader").await;
    let answer = reader.put(&theirs, json!({ "userId": "x" })).await;
    is_refused(&answer, 403, "auth.forbidden");
}

async fn lists_are_searched_as_far_as_an_index_goes(database: Database) {
    let world = World::with(database, 1).await;
    let ops = world.machine("ops").await;
    let iris = made(
        &ops,
        json!({ "name": "Iris Chen", "username": "iris", "primaryEmail": "iris@acme.example", "primaryPhone": "8613800000000" }),
    )
    .await;
    world.clock.advance(std::time::Duration::from_secs(1));
    let irina = made(&ops, json!({ "name": "Irina Chang" })).await;
    world.clock.advance(std::time::Duration::from_secs(1));
    world.application().signs_in("xiaoming").await;
    let wechat = ops.get("/api/users?search=小明").await.json()[0].clone();
    let (ming, union_id) = (
        wechat["id"].as_str().unwrap(),
        wechat["identities"]["wechat"]["userId"].as_str().unwrap(),
    );
    let phone = "%2B86%20138-0000-0000";
    for (query, mut expected) in [
        ("", vec![&*iris, &*irina, ming]),
        ("search=%25ir%25", vec![&*iris, &*irina]),
        ("search=%25ch%25", vec![&*iris, &*irina]),
        ("search=iris%20ch", vec![&*iris]),
        ("search=%25明%25", vec![ming]),
        (&format!("search={union_id}"), vec![ming]),
        (&format!("search={ming}"), vec![ming]),
        ("search=iris%40acme.example", vec![&*iris]),
        (&format!("search={phone}"), vec![&*iris]),
        ("search.name=ch", vec![&*iris, &*irina]),
        ("search.username=iris&mode.username=exact", vec![&*iris]),
        ("search.primaryEmail=IRIS%40acme.example", vec![&*iris]),
        ("search.primaryPhone=8613800000000", vec![&*iris]),
        (
            &format!("search.id={ming}&search.id={iris}&search.id={iris}&mode=exact"),
            vec![&*iris, ming],
        ),
        ("search=nobody", vec![]),
        ("search.id=nobody", vec![]),
        ("search.primaryPhone=nobody", vec![]),
    ] {
        let answer = ops.get(&format!("/api/users?{query}")).await;
        assert_eq!(answer.status, 200, "{query}: {}", answer.body);
        let people = answer.json();
        let mut found: Vec<_> = people
            .as_array()
            .unwrap()
            .iter()
            .map(|it| it["id"].as_str().unwrap())
            .collect();
        assert_eq!(
            answer.header("total-number"),
            found.len().to_string(),
            "{query}"
        );
        found.sort_unstable();
        expected.sort_unstable();
        assert_eq!(found, expected, "{query}");
    }
    let first = ops.get("/api/users?page=1&page_size=2").await;
    let second = ops.get("/api/users?page=2&page_size=2").await;
    assert_eq!(first.json()[1]["id"], json!(irina), "the newest first");
    assert_eq!(second.json()[0]["id"], json!(iris));
    assert!(first.header("link").contains("rel=\"next\""));
    assert_eq!(second.header("total-number"), "3");
    let beyond = ops.get("/api/users?page=4294967295&page_size=100").await;
    assert_eq!((beyond.status, beyond.json()), (200, json!([])));
    for query in [
        "search=a&search=b",
        "search=a&mode=posix",
        "search.avatar=x",
        "page=0",
        "search=%00",
    ] {
        let answer = ops.get(&format!("/api/users?{query}")).await;
        assert_eq!(answer.status, 400, "{query}: {}", answer.body);
    }
}

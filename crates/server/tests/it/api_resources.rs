//! `/api/resources`: APIs of the operator in Logto's shapes.

use serde_json::{Value, json};
use store::{Action, ActorKind, SubjectKind};
use testkit::in_process::Answer;
use testkit::world::{Database, World};

use crate::oidc_resources::tick;

crate::on_both!(
    a_resource_is_made_changed_and_deleted,
    scopes_are_made_changed_and_deleted
);

const PATH: &str = "/api/resources";

fn is_refused(answer: &Answer, status: u16, code: &str) {
    assert_eq!(answer.status, status, "{}", answer.body);
    assert_eq!(answer.json()["code"], code, "{}", answer.body);
}

fn text(value: &Value, name: &str) -> String {
    value[name].as_str().unwrap().to_owned()
}

async fn a_resource_is_made_changed_and_deleted(database: Database) {
    use Action::{Changed, Created, Deleted};

    let world = World::with(database, 2).await;
    let ops = world.machine("ops").await;
    let made = ops
        .post(
            PATH,
            json!({ "name": " Orders ", "indicator": "https://api.example", "tenantId": "x" }),
        )
        .await;
    assert_eq!(made.status, 201, "{}", made.body);
    let made = made.json();
    let id = text(&made, "id");
    assert_eq!(id.len(), 21);
    assert_eq!(
        made,
        json!({
            "id": id, "name": "Orders", "indicator": "https://api.example", "isDefault": false,
            "accessTokenTtl": 3600, "tokenSigningAlgorithm": "ES256", "scopes": [],
        })
    );
    tick(&world);
    let one = format!("{PATH}/{id}");
    let body = json!({ "name": "All orders", "accessTokenTtl": 600, "indicator": "urn:other",
        "tokenSigningAlgorithm": "RS256" });
    let changed = ops.patch(&one, body).await.json();
    assert_eq!(changed["name"], "All orders");
    assert_eq!(changed["accessTokenTtl"], 600);
    assert_eq!(changed["tokenSigningAlgorithm"], "RS256");
    assert_eq!(changed["indicator"], "https://api.example", "it stays");
    assert_eq!(ops.patch(&one, json!({})).await.json(), changed);
    assert_eq!(ops.get(&one).await.json(), changed);

    tick(&world);
    let second = json!({ "name": "Films", "indicator": "urn:films", "isDefault": true });
    let second = ops.post(PATH, second).await.json();
    assert_eq!(second["isDefault"], true);
    let is_default = format!("{one}/is-default");
    let first = ops
        .patch(&is_default, json!({ "isDefault": true }))
        .await
        .json();
    assert_eq!(first["isDefault"], true);
    let list = ops.get(PATH).await.json();
    let defaults: Vec<_> = list
        .as_array()
        .unwrap()
        .iter()
        .map(|it| &it["isDefault"])
        .collect();
    assert_eq!(defaults, [false, true], "the newest first, and one at most");
    assert!(list[0].get("scopes").is_none());
    assert!(ops.get(&format!("{PATH}?includeScopes=true")).await.json()[0]["scopes"].is_array());
    let page = ops.get(&format!("{PATH}?page=2&page_size=1")).await;
    assert_eq!(page.header("total-number"), "2");
    assert_eq!(page.json()[0]["id"], id);
    tick(&world);
    let off = ops
        .patch(&is_default, json!({ "isDefault": false }))
        .await
        .json();
    assert_eq!(off["isDefault"], false);

    tick(&world);
    assert_eq!(ops.delete(&one).await.status, 204);
    is_refused(&ops.delete(&one).await, 404, "entity.not_found");
    is_refused(&ops.get(&one).await, 404, "entity.not_found");
    is_refused(
        &ops.patch(&is_default, json!({ "isDefault": true })).await,
        404,
        "entity.not_found",
    );

    let changes = world.store.changes_of(SubjectKind::Resource, &id, None, 9);
    let changes = changes.await.unwrap();
    let done: Vec<_> = changes.iter().map(|change| change.action).collect();
    assert_eq!(done, [Deleted, Changed, Changed, Changed, Created]);
    assert_eq!(changes[0].actor.kind, ActorKind::Application);
    assert_eq!(changes[0].actor.id, "ops");
    assert_eq!(changes[0].subject_name, "All orders");
}

async fn scopes_are_made_changed_and_deleted(database: Database) {
    let world = World::with(database, 1).await;
    let ops = world.machine("ops").await;
    let made = json!({ "name": "Orders", "indicator": "https://api.example" });
    let id = text(&ops.post(PATH, made).await.json(), "id");
    let scopes = format!("{PATH}/{id}/scopes");
    let made = ops
        .post(&scopes, json!({ "name": "read:x", "description": "See x" }))
        .await;
    assert_eq!(made.status, 201, "{}", made.body);
    let made = made.json();
    let scope = text(&made, "id");
    assert_eq!(
        made,
        json!({ "id": scope, "resourceId": id, "name": "read:x", "description": "See x",
            "createdAt": made["createdAt"] })
    );
    assert!(made["createdAt"].as_i64().unwrap() > 1_000_000_000_000);
    let second = ops.post(&scopes, json!({ "name": "write:x" })).await.json();
    assert_eq!(second["description"], "");
    assert_eq!(ops.get(&scopes).await.json(), json!([made, second]));
    let page = ops.get(&format!("{scopes}?page=1&page_size=1")).await;
    assert_eq!(page.header("total-number"), "2");

    let one = format!("{scopes}/{scope}");
    let body = json!({ "name": "see:x", "description": "Look at x" });
    let changed = ops.patch(&one, body).await.json();
    assert_eq!(
        (&changed["id"], &changed["name"]),
        (&made["id"], &json!("see:x"))
    );
    is_refused(
        &ops.patch(&one, json!({ "name": "write:x" })).await,
        422,
        "scope.name_exists",
    );
    is_refused(
        &ops.post(&scopes, json!({ "name": "see:x" })).await,
        422,
        "scope.name_exists",
    );
    for name in [
        "",
        "a b",
        "openid",
        "profile",
        "a\"b",
        "\u{e9}",
        &"x".repeat(101),
    ] {
        let answer = ops.post(&scopes, json!({ "name": name })).await;
        is_refused(&answer, 400, "guard.invalid_input");
    }
    let gone = format!("{PATH}/{}/scopes", "x".repeat(21));
    is_refused(&ops.get(&gone).await, 404, "entity.not_found");
    is_refused(
        &ops.post(&gone, json!({ "name": "a" })).await,
        404,
        "entity.not_found",
    );
    let unknown = format!("{scopes}/unknown");
    is_refused(
        &ops.patch(&unknown, json!({ "name": "a" })).await,
        404,
        "entity.not_found",
    );
    is_refused(&ops.delete(&unknown).await, 404, "entity.not_found");
    assert_eq!(ops.delete(&one).await.status, 204);
    is_refused(&ops.delete(&one).await, 404, "entity.not_found");
    assert_eq!(ops.get(&scopes).await.json(), json!([second]));
}

#[tokio::test]
async fn what_is_wrong_is_refused() {
    let world = World::new().await;
    let ops = world.machine("ops").await;
    let good = json!({ "name": "Orders", "indicator": "https://api.example" });
    let id = text(&ops.post(PATH, good.clone()).await.json(), "id");
    let taken = ops.post(PATH, good).await;
    is_refused(&taken, 422, "resource.resource_identifier_in_use");
    let long = format!("https://{}.example", "x".repeat(600));
    for indicator in [
        "",
        "api",
        "/api",
        "https://api.example#x",
        "https://a.example,https://b.example",
        "https://default.logto.app/api",
        "urn:logto:resource:organizations",
        &long,
    ] {
        let answer = ops
            .post(PATH, json!({ "name": "x", "indicator": indicator }))
            .await;
        is_refused(&answer, 400, "guard.invalid_input");
    }
    for body in [
        json!({}),
        json!({ "name": "x" }),
        json!({ "indicator": "https://x.example" }),
        json!({ "name": "", "indicator": "https://x.example" }),
        json!({ "name": "x", "indicator": "https://x.example", "accessTokenTtl": 59 }),
        json!({ "name": "x", "indicator": "https://x.example", "accessTokenTtl": -1 }),
        json!({ "name": "x", "indicator": "https://x.example", "accessTokenTtl": "x" }),
        json!({ "name": "x", "indicator": "https://x.example", "tokenSigningAlgorithm": "none" }),
        json!({ "name": 1, "indicator": "https://x.example" }),
    ] {
        let answer = ops.post(PATH, body).await;
        is_refused(&answer, 400, "guard.invalid_input");
    }
    let one = format!("{PATH}/{id}");
    for body in [
        json!({ "name": "" }),
        json!({ "accessTokenTtl": 99_999_999 }),
    ] {
        is_refused(&ops.patch(&one, body).await, 400, "guard.invalid_input");
    }
    let default = format!("{one}/is-default");
    is_refused(
        &ops.patch(&default, json!({})).await,
        400,
        "guard.invalid_input",
    );
    is_refused(
        &ops.get(&format!("{PATH}?includeScopes=x")).await,
        400,
        "guard.invalid_input",
    );
    assert_eq!(ops.get(PATH).await.json().as_array().unwrap().len(), 1);
    // The resource of this API itself is none of them, so nobody can delete it.
    is_refused(
        &ops.delete(&format!("{PATH}/management-api")).await,
        404,
        "entity.not_found",
    );
    let reader = world.reading_machine("reader").await;
    assert_eq!(reader.get(&one).await.status, 200);
    is_refused(&reader.delete(&one).await, 403, "auth.forbidden");
}

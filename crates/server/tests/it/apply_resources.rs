//! `[[resources]]`, `[[roles]]` and the roles of applications in the file for `apply`.

use serde_json::{Value, json};
use server::apply::Desired;
use store::{Action, SubjectKind};
use testkit::application::SECRET;
use testkit::world::{Database, World};

crate::on_both!(what_is_applied_is_there_and_comes_back);

const API: &str = "https://api.example";

fn file() -> Value {
    json!({
        "resources": [
            { "indicator": API, "name": "Orders", "access_token_ttl": 600, "token_alg": "RS256",
              "default": true, "scopes": [
                { "name": "read:x", "description": "See x" }, { "name": "write:x" } ] },
            { "indicator": "urn:films", "name": "Films", "scopes": [{ "name": "read:x" }] },
        ],
        "roles": [
            { "name": "editor", "description": "Edits", "scopes": { API: ["read:x", "write:x"] } },
            { "name": "batch", "type": "MachineToMachine",
              "scopes": { API: ["read:x"], "urn:films": ["read:x"] } },
        ],
        "applications": [
            { "id": "batch", "name": "Batch", "type": "MachineToMachine", "secret": SECRET,
              "roles": ["batch"] },
        ],
    })
}

async fn export(world: &World) -> Value {
    let now = connector_kit::Clock::now(&*world.clock);
    let all = Desired::of(&world.store, true, now).await.unwrap();
    serde_json::to_value(all).unwrap()
}

async fn what_is_applied_is_there_and_comes_back(database: Database) {
    let world = World::with(database, 1).await;
    world.apply(file()).await;
    let changes = world.store.changes(None, 100).await.unwrap().len();
    let version = world.store.configuration_version().await.unwrap();
    let exported = export(&world).await;
    assert_eq!(
        exported["resources"],
        json!([
            { "indicator": API, "name": "Orders", "access_token_ttl": 600, "token_alg": "RS256",
              "default": true, "scopes": [
                { "name": "read:x", "description": "See x" }, { "name": "write:x" } ] },
            { "indicator": "urn:films", "name": "Films", "access_token_ttl": 3600,
              "token_alg": "ES256", "default": false, "scopes": [{ "name": "read:x" }] },
        ])
    );
    assert_eq!(
        exported["roles"],
        json!([
            { "name": "batch", "type": "MachineToMachine",
              "scopes": { API: ["read:x"], "urn:films": ["read:x"] } },
            { "name": "editor", "description": "Edits", "type": "User",
              "scopes": { API: ["read:x", "write:x"] } },
        ])
    );
    let mut applications = exported["applications"].as_array().unwrap().iter();
    let batch = applications.find(|it| it["id"] == "batch").unwrap();
    assert_eq!(batch["roles"], json!(["batch"]));

    // Twice is once, and what comes out goes in.
    world.apply(file()).await;
    world.apply(exported.clone()).await;
    assert_eq!(world.store.changes(None, 100).await.unwrap().len(), changes);
    assert_eq!(world.store.configuration_version().await, Ok(version));
    assert_eq!(export(&world).await, exported);

    // Elsewhere it makes the same.
    let other = World::with(database, 1).await;
    other.apply(exported.clone()).await;
    assert_eq!(export(&other).await["roles"], exported["roles"]);
    assert_eq!(export(&other).await["resources"], exported["resources"]);
}

#[tokio::test]
async fn what_is_absent_stays_and_lists_replace() {
    let world = World::new().await;
    world.apply(file()).await;
    world
        .apply(json!({
            "resources": [{ "indicator": API, "name": "All orders" }],
            "roles": [{ "name": "editor" }],
            "applications": [{ "id": "batch" }],
        }))
        .await;
    let exported = export(&world).await;
    assert_eq!(exported["resources"][0]["name"], "All orders");
    assert_eq!(exported["resources"][0]["access_token_ttl"], 600);
    assert_eq!(
        exported["resources"][0]["scopes"].as_array().unwrap().len(),
        2
    );
    assert_eq!(
        exported["roles"][1]["scopes"],
        json!({ API: ["read:x", "write:x"] })
    );

    world
        .apply(json!({
            "resources": [
                { "indicator": API, "default": false, "scopes": [
                    { "name": "write:x", "description": "Change x" }, { "name": "new" } ] },
                { "indicator": "urn:films", "default": true },
            ],
            "applications": [{ "id": "batch", "roles": [] }],
        }))
        .await;
    let exported = export(&world).await;
    // A scope that keeps its name stays in roles, one that is gone leaves them.
    assert_eq!(exported["roles"][1]["scopes"], json!({ API: ["write:x"] }));
    assert_eq!(
        exported["roles"][0]["scopes"],
        json!({ "urn:films": ["read:x"] })
    );
    assert_eq!(exported["resources"][1]["default"], true);
    let role = |name: &str| {
        let roles = exported["roles"].as_array().unwrap();
        roles.iter().any(|role| role["name"] == name)
    };
    assert!(role("batch"), "nothing is removed");
}

#[tokio::test]
async fn what_is_wrong_is_told_with_its_place_and_changes_nothing() {
    let world = World::new().await;
    world.apply(file()).await;
    let before = export(&world).await;
    let resource = |fields: Value| json!({ "resources": [fields] });
    for (wrong, told) in [
        (
            resource(json!({ "indicator": "https://default.logto.app/api", "name": "x" })),
            "resource https://default.logto.app/api: indicator: this indicator means something else here",
        ),
        (
            resource(json!({ "indicator": "https://new.example#x", "name": "x" })),
            "resource https://new.example#x: indicator: it must be an absolute address without #",
        ),
        (
            resource(json!({ "indicator": "https://new.example" })),
            "resource https://new.example: name: it needs a text",
        ),
        (
            resource(json!({ "indicator": API, "access_token_ttl": 1 })),
            "access_token_ttl: tokens live from 60 to 2592000 seconds",
        ),
        (
            resource(json!({ "indicator": API, "scopes": [{ "name": "openid" }] })),
            "scopes.name: a scope of this name means something at every resource",
        ),
        (
            resource(json!({ "indicator": API, "scopes": [{ "name": "a" }, { "name": "a" }] })),
            "scopes.name: two scopes have one name",
        ),
        (
            json!({ "resources": [
                { "indicator": API, "default": true }, { "indicator": "urn:films", "default": true } ] }),
            "resources: at most one is the default",
        ),
        (
            resource(json!({ "indicator": API, "x": 1 })),
            "unknown field",
        ),
        (
            json!({ "roles": [{ "name": "r", "scopes": { "https://x.example": ["a"] } }] }),
            "role r: scopes: there is no resource https://x.example",
        ),
        (
            json!({ "roles": [{ "name": "r", "scopes": { API: ["a"] } }] }),
            "role r: scopes: https://api.example has no scope a",
        ),
        (
            json!({ "roles": [{ "name": "editor", "type": "MachineToMachine" }] }),
            "role editor: type: the type of a role stays",
        ),
        (
            json!({ "roles": [{ "name": " " }] }),
            "name: it needs a text",
        ),
        (
            json!({ "applications": [{ "id": "batch", "roles": ["x"] }] }),
            "application batch: roles: there is no role x",
        ),
        (
            json!({ "applications": [{ "id": "batch", "roles": ["editor"] }] }),
            "editor is a role of another type",
        ),
        (
            json!({ "applications": [{ "id": "demo-app", "roles": ["batch"] }] }),
            "only applications of type MachineToMachine have roles",
        ),
    ] {
        let error = world.try_apply(wrong.clone()).await.unwrap_err();
        assert!(error.contains(told), "{wrong}: {error}");
        assert_eq!(export(&world).await, before, "{wrong}");
    }
}

#[tokio::test]
async fn what_is_applied_is_written_down() {
    let world = World::new().await;
    world.apply(file()).await;
    let of = async |kind: SubjectKind| world.store.changes_of_kind(kind, None, 9).await.unwrap();
    let roles = of(SubjectKind::Role).await;
    assert_eq!(roles.len(), 2);
    let editor = roles
        .iter()
        .find(|change| change.subject_name == "editor")
        .unwrap();
    assert_eq!(editor.action, Action::Created);
    let scopes = editor
        .fields
        .iter()
        .find(|field| field.field == "scopes")
        .unwrap();
    assert_eq!(
        scopes.after,
        json!(["https://api.example#read:x", "https://api.example#write:x"])
    );
    let resources = of(SubjectKind::Resource).await;
    let count = |action| resources.iter().filter(|it| it.action == action).count();
    assert_eq!((count(Action::Created), count(Action::Changed)), (2, 1));
    let batch = world
        .store
        .changes_of(SubjectKind::Application, "batch", None, 9);
    let batch = batch.await.unwrap();
    let mut fields = batch.iter().flat_map(|change| &change.fields);
    let roles = fields.find(|field| field.field == "roles").unwrap();
    assert_eq!(roles.after, json!(["batch"]));
}

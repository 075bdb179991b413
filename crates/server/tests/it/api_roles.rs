//! `/api/roles`, and the roles of people and applications, in Logto's shapes.

use serde_json::{Value, json};
use store::{Action, SubjectKind};
use testkit::application::{SECRET, claims};
use testkit::in_process::Answer;
use testkit::machine::Machine;
use testkit::world::{Database, World};

use crate::oidc_resources::{role, tick, with_resources};

crate::on_both!(
    a_role_is_made_changed_and_deleted,
    a_role_gives_more_and_less,
    people_are_given_roles_from_either_side,
    applications_are_given_roles,
);

const PATH: &str = "/api/roles";

fn is_refused(answer: &Answer, status: u16, code: &str) {
    assert_eq!(answer.status, status, "{}", answer.body);
    assert_eq!(answer.json()["code"], code, "{}", answer.body);
}

fn text(value: &Value, name: &str) -> String {
    value[name].as_str().unwrap().to_owned()
}

fn names(list: &Value) -> Vec<String> {
    let list = list.as_array().unwrap().iter();
    list.map(|entry| text(entry, "name")).collect()
}

/// The id of a scope.
async fn scope(ops: &Machine<'_>, name: &str) -> String {
    let all = ops.get("/api/resources?includeScopes=1").await.json();
    let mut scopes = all.as_array().unwrap().iter().flat_map(|resource| {
        let scopes = resource["scopes"].as_array().unwrap();
        scopes.iter()
    });
    text(scopes.find(|scope| scope["name"] == name).unwrap(), "id")
}

async fn person(world: &World, id: &str) -> String {
    let tokens = world.application().signs_in(id).await;
    let claims = claims(tokens["id_token"].as_str().unwrap());
    text(&claims, "sub")
}

async fn a_role_is_made_changed_and_deleted(database: Database) {
    let world = World::with(database, 2).await;
    with_resources(&world).await;
    let ops = world.machine("ops").await;
    let read = scope(&ops, "read:orders").await;
    let body = json!({ "name": " manager ", "description": "Manages", "scopeIds": [read, read] });
    let made = ops.post(PATH, body).await;
    assert_eq!(made.status, 200, "{}", made.body);
    let made = made.json();
    let id = text(&made, "id");
    let expected = json!({ "id": id, "name": "manager", "description": "Manages", "type": "User",
        "isDefault": false });
    assert_eq!(made, expected);
    let one = format!("{PATH}/{id}");
    assert_eq!(ops.get(&one).await.json(), expected);
    assert_eq!(
        names(&ops.get(&format!("{one}/scopes")).await.json()),
        ["read:orders"]
    );
    tick(&world);
    let body = json!({ "name": "chief", "type": "MachineToMachine" });
    let changed = ops.patch(&one, body).await.json();
    assert_eq!(changed["name"], "chief");
    assert_eq!(changed["type"], "User", "it stays");
    assert_eq!(changed["description"], "Manages");

    is_refused(
        &ops.patch(&one, json!({ "name": "editor" })).await,
        422,
        "role.name_in_use",
    );
    is_refused(
        &ops.post(PATH, json!({ "name": "editor" })).await,
        422,
        "role.name_in_use",
    );
    let unknown = json!({ "name": "x", "scopeIds": ["unknown"] });
    is_refused(&ops.post(PATH, unknown).await, 404, "entity.not_found");
    for body in [
        json!({}),
        json!({ "name": "" }),
        json!({ "name": "x".repeat(129) }),
        json!({ "name": "x", "description": "x".repeat(1001) }),
        json!({ "name": "x", "type": "Robot" }),
        json!({ "name": "x", "isDefault": true }),
        json!({ "name": "x", "scopeIds": "x" }),
    ] {
        is_refused(&ops.post(PATH, body).await, 400, "guard.invalid_input");
    }
    is_refused(
        &ops.patch(&one, json!({ "isDefault": true })).await,
        400,
        "guard.invalid_input",
    );

    let list = ops.get(PATH).await;
    assert_eq!(list.header("total-number"), "4");
    assert_eq!(names(&list.json())[0], "chief", "the newest first");
    let listed = ops
        .get(&format!("{PATH}?type=MachineToMachine"))
        .await
        .json();
    assert_eq!(names(&listed), ["batch"]);
    assert_eq!(
        names(&ops.get(&format!("{PATH}?search=%25DIT%25")).await.json()),
        ["editor"]
    );
    is_refused(
        &ops.get(&format!("{PATH}?type=x")).await,
        400,
        "guard.invalid_input",
    );
    tick(&world);
    assert_eq!(ops.delete(&one).await.status, 204);
    for answer in [
        ops.delete(&one).await,
        ops.get(&one).await,
        ops.patch(&one, json!({ "name": "y" })).await,
        ops.get(&format!("{one}/scopes")).await,
        ops.get(&format!("{one}/users")).await,
        ops.post(&format!("{one}/users"), json!({ "userIds": [] }))
            .await,
    ] {
        is_refused(&answer, 404, "entity.not_found");
    }
    let changes = world
        .store
        .changes_of(SubjectKind::Role, &id, None, 9)
        .await
        .unwrap();
    let done: Vec<_> = changes.iter().map(|change| change.action).collect();
    assert_eq!(done, [Action::Deleted, Action::Changed, Action::Created]);
    assert_eq!(changes[1].fields.len(), 1);
    let reader = world.reading_machine("reader").await;
    is_refused(
        &reader.post(PATH, json!({ "name": "z" })).await,
        403,
        "auth.forbidden",
    );
}

async fn a_role_gives_more_and_less(database: Database) {
    let world = World::with(database, 1).await;
    with_resources(&world).await;
    let ops = world.machine("ops").await;
    let id = role(&world, "reader").await;
    let scopes = format!("{PATH}/{id}/scopes");
    let given = ops.get(&scopes).await.json();
    assert_eq!(names(&given), ["read:orders"]);
    assert_eq!(given[0]["resource"]["indicator"], "https://api.example");
    assert_eq!(given[0]["resourceId"], given[0]["resource"]["id"]);
    let films = scope(&ops, "read:films").await;
    let more = ops.post(&scopes, json!({ "scopeIds": [films] })).await;
    assert_eq!(more.status, 200, "{}", more.body);
    assert_eq!(names(&more.json()), ["read:orders", "read:films"]);
    let again = ops.post(&scopes, json!({ "scopeIds": [films] })).await;
    is_refused(&again, 422, "role.scope_exists");
    let unknown = ops.post(&scopes, json!({ "scopeIds": ["unknown"] })).await;
    is_refused(&unknown, 404, "entity.not_found");
    is_refused(
        &ops.post(&scopes, json!({})).await,
        400,
        "guard.invalid_input",
    );
    let page = ops.get(&format!("{scopes}?page=2&page_size=1")).await;
    assert_eq!(page.header("total-number"), "2");
    assert_eq!(names(&page.json()), ["read:films"]);
    assert_eq!(ops.delete(&format!("{scopes}/{films}")).await.status, 204);
    is_refused(
        &ops.delete(&format!("{scopes}/{films}")).await,
        404,
        "entity.not_found",
    );
    assert_eq!(names(&ops.get(&scopes).await.json()), ["read:orders"]);
}

/// From the side of the role `editor`, which the first person has: the second gets it and loses it.
async fn gives_to_people(ops: &Machine<'_>, [editor, batch]: [&str; 2], [ming, fang]: [&str; 2]) {
    let of_role = format!("{PATH}/{editor}/users");
    let given = ops.post(&of_role, json!({ "userIds": [fang] })).await;
    assert_eq!(given.status, 201, "{}", given.body);
    let again = ops.post(&of_role, json!({ "userIds": [fang] })).await;
    is_refused(&again, 422, "role.user_exists");
    is_refused(
        &ops.post(&of_role, json!({ "userIds": ["x"] })).await,
        404,
        "entity.not_found",
    );
    let of_batch = format!("{PATH}/{batch}/users");
    let wrong = ops.post(&of_batch, json!({ "userIds": [fang] })).await;
    is_refused(&wrong, 422, "user.invalid_role_type");
    let people = ops.get(&of_role).await;
    assert_eq!(people.header("total-number"), "2");
    assert_eq!(people.json()[0]["id"], fang, "the newest first");
    let roles = ops.get(PATH).await.json();
    let listed = roles
        .as_array()
        .unwrap()
        .iter()
        .find(|it| it["id"] == editor)
        .unwrap();
    assert_eq!(listed["usersCount"], 2);
    assert_eq!(listed["featuredUsers"][1]["id"], ming);
    assert_eq!(listed["applicationsCount"], 0);
    let others = ops
        .get(&format!("{PATH}?excludeUserId={ming}"))
        .await
        .json();
    assert!(!names(&others).contains(&"editor".to_owned()));
    assert_eq!(ops.delete(&format!("{of_role}/{fang}")).await.status, 204);
    is_refused(
        &ops.delete(&format!("{of_role}/{fang}")).await,
        404,
        "entity.not_found",
    );
}

async fn people_are_given_roles_from_either_side(database: Database) {
    let world = World::with(database, 2).await;
    with_resources(&world).await;
    let ops = world.machine("ops").await;
    let ming = person(&world, "xiaoming").await;
    tick(&world);
    let fang = person(&world, "lifang").await;
    let (reader, editor, batch) = (
        role(&world, "reader").await,
        role(&world, "editor").await,
        role(&world, "batch").await,
    );
    let own = format!("/api/users/{ming}/roles");
    assert_eq!(ops.get(&own).await.json(), json!([]));
    let given = ops.post(&own, json!({ "roleIds": [reader] })).await;
    assert_eq!(given.status, 201);
    tick(&world);
    let again = ops.post(&own, json!({ "roleIds": [reader, editor] })).await;
    assert_eq!(again.json()["addedRoleIds"], json!([editor]));
    assert_eq!(names(&ops.get(&own).await.json()), ["reader", "editor"]);
    tick(&world);
    assert_eq!(
        ops.put(&own, json!({ "roleIds": [editor] })).await.status,
        200
    );
    let page = ops.get(&format!("{own}?page=1&page_size=1")).await;
    assert_eq!(page.header("total-number"), "1");
    assert_eq!(names(&page.json()), ["editor"]);
    let wrong = ops.post(&own, json!({ "roleIds": [batch] })).await;
    is_refused(&wrong, 422, "user.invalid_role_type");
    is_refused(
        &ops.put(&own, json!({ "roleIds": [batch] })).await,
        422,
        "user.invalid_role_type",
    );
    is_refused(
        &ops.post(&own, json!({ "roleIds": ["x"] })).await,
        404,
        "entity.not_found",
    );
    is_refused(&ops.post(&own, json!({})).await, 400, "guard.invalid_input");
    is_refused(
        &ops.delete(&format!("{own}/{reader}")).await,
        404,
        "entity.not_found",
    );
    for nobody in ["nobody", "00000000-0000-0000-0000-000000000000"] {
        let path = format!("/api/users/{nobody}/roles");
        is_refused(&ops.get(&path).await, 404, "entity.not_found");
        let answer = ops.post(&path, json!({ "roleIds": [editor] })).await;
        is_refused(&answer, 404, "entity.not_found");
    }
    assert_eq!(
        names(&ops.get(&own).await.json()),
        ["editor"],
        "nothing of that has counted"
    );

    gives_to_people(&ops, [&editor, &batch], [&ming, &fang]).await;
    tick(&world);
    assert_eq!(ops.delete(&format!("{own}/{editor}")).await.status, 204);
    assert_eq!(ops.get(&own).await.json(), json!([]));

    let changes = world
        .store
        .changes_of(SubjectKind::User, &ming, None, 9)
        .await
        .unwrap();
    let told: Vec<_> = changes.iter().map(|change| &change.fields[0]).collect();
    let told: Vec<_> = told
        .iter()
        .map(|field| (&field.before, &field.after))
        .collect();
    let (none, one, both, other) = (
        json!([]),
        json!(["reader"]),
        json!(["reader", "editor"]),
        json!(["editor"]),
    );
    assert_eq!(
        told,
        [
            (&other, &none),
            (&both, &other),
            (&one, &both),
            (&none, &one)
        ]
    );
}

async fn applications_are_given_roles(database: Database) {
    let world = World::with(database, 1).await;
    with_resources(&world).await;
    world
        .apply(json!({ "applications": [
            { "id": "job", "name": "Job", "type": "MachineToMachine", "secret": SECRET } ] }))
        .await;
    let ops = world.machine("ops").await;
    let (editor, batch) = (role(&world, "editor").await, role(&world, "batch").await);
    let own = "/api/applications/job/roles";
    let given = ops.post(own, json!({ "roleIds": [batch] })).await;
    assert_eq!(given.status, 201, "{}", given.body);
    assert_eq!(
        given.json(),
        json!({ "roleIds": [batch], "addedRoleIds": [batch] })
    );
    assert_eq!(names(&ops.get(own).await.json()), ["batch"]);
    let wrong = ops.post(own, json!({ "roleIds": [editor] })).await;
    is_refused(&wrong, 422, "application.invalid_role_type");
    let people = "/api/applications/demo-app/roles";
    let wrong = ops.post(people, json!({ "roleIds": [batch] })).await;
    is_refused(&wrong, 422, "application.invalid_type");
    is_refused(
        &ops.get("/api/applications/x/roles").await,
        404,
        "entity.not_found",
    );
    let listed = ops
        .get(&format!("{PATH}?type=MachineToMachine"))
        .await
        .json();
    assert_eq!(listed[0]["applicationsCount"], 1);
    assert_eq!(listed[0]["featuredApplications"][0]["id"], "job");
    let others = ops.get("/api/applications?excludeRoleId=x").await.json();
    let without = ops
        .get(&format!("/api/applications?excludeRoleId={batch}"))
        .await
        .json();
    assert_eq!(names(&others).len(), names(&without).len() + 1);
    assert!(!names(&without).contains(&"Job".to_owned()));
    assert_eq!(ops.delete(&format!("{own}/{batch}")).await.status, 204);
    is_refused(
        &ops.delete(&format!("{own}/{batch}")).await,
        404,
        "entity.not_found",
    );
    assert_eq!(
        ops.put(own, json!({ "roleIds": [batch] })).await.status,
        200
    );
    assert_eq!(ops.put(own, json!({ "roleIds": [] })).await.status, 200);
    assert_eq!(ops.get(own).await.json(), json!([]));
    let changes = world
        .store
        .changes_of(SubjectKind::Application, "job", None, 9);
    assert_eq!(changes.await.unwrap().len(), 5);
}

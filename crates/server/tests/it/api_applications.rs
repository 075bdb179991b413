//! `/api/applications`: what people sign in to, and programs, in Logto's shapes.

use std::time::Duration;

use http::{HeaderMap, Method};
use serde_json::{Value, json};
use store::{Action, ActorKind, SubjectKind};
use testkit::in_process::Answer;
use testkit::machine::{Machine, RESOURCE};
use testkit::world::{APPLICATION, Database, SERVER, World};

crate::on_both!(
    an_application_is_made_and_read,
    an_application_is_changed_and_deleted,
    lists_have_pages_and_are_searched,
);

pub(crate) const PATH: &str = "/api/applications";

pub(crate) fn is_refused(answer: &Answer, status: u16, code: &str) {
    assert_eq!(answer.status, status, "{}", answer.body);
    assert_eq!(answer.json()["code"], code, "{}", answer.body);
}

/// Makes an application.
pub(crate) async fn made(ops: &Machine<'_>, fields: Value) -> Value {
    let answer = ops.post(PATH, fields).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    answer.json()
}

/// The field that a refusal is about.
pub(crate) fn place(answer: &Answer) -> String {
    is_refused(answer, 400, "guard.invalid_input");
    let body = answer.json();
    let path = body["data"]["issues"][0]["path"].as_array().unwrap();
    let steps: Vec<_> = path.iter().map(|step| step.as_str().unwrap()).collect();
    steps.join(".")
}

pub(crate) fn ids(answer: &Answer) -> Vec<String> {
    assert_eq!(answer.status, 200, "{}", answer.body);
    let list = answer.json();
    let ids = list.as_array().unwrap().iter().map(|one| &one["id"]);
    ids.map(|id| id.as_str().unwrap().to_owned()).collect()
}

/// The fields of an application in which everything is said.
fn fields() -> Value {
    let callback = format!("{APPLICATION}/callback");
    json!({
        "name": " Shop ", "type": "Traditional", "description": "Where people buy",
        "oidcClientMetadata": {
            "redirectUris": [callback, callback], "postLogoutRedirectUris": [APPLICATION],
            "backchannelLogoutUri": "",
        },
        "customClientMetadata": { "corsAllowedOrigins": [APPLICATION], "rotateRefreshToken": true },
        "customData": { "team": "blue" }, "isThirdParty": true, "protectedAppMetadata": null,
        "unknown": 1,
    })
}

async fn an_application_is_made_and_read(database: Database) {
    let world = World::with(database, 2).await;
    let ops = world.machine("ops").await;
    let callback = format!("{APPLICATION}/callback");
    let shop = made(&ops, fields()).await;
    let (id, secret) = (
        shop["id"].as_str().unwrap(),
        shop["secret"].as_str().unwrap(),
    );
    assert_eq!((id.len(), secret.len()), (21, 32), "as with Logto");
    assert_eq!(
        shop,
        json!({
            "id": id, "name": "Shop", "secret": secret, "description": "Where people buy",
            "type": "Traditional",
            "oidcClientMetadata": {
                "redirectUris": [callback], "postLogoutRedirectUris": [APPLICATION],
            },
            "customClientMetadata": { "corsAllowedOrigins": [APPLICATION], "isDeviceFlow": false },
            "customData": { "team": "blue" }, "isThirdParty": true,
            "createdAt": shop["createdAt"], "updatedAt": shop["createdAt"],
            "clientUri": null, "idTokenSigningAlgorithm": "ES256", "managementApi": null,
            "signInWays": null,
        })
    );
    assert!(shop["createdAt"].as_i64().unwrap() > 1_000_000_000_000);
    let path = format!("{PATH}/{id}");
    let mut seen = ops.get(&path).await.json();
    assert_eq!(seen["secret"], "", "a secret is shown once");
    seen["secret"] = shop["secret"].clone();
    assert_eq!(seen, shop);

    // It is an application like each other one: people sign in to it.
    let application = world.client(id, Some(secret));
    let asked = application.asks(&[("scope", "openid")]);
    let page = world.anonymous().follow(&asked.address).await;
    assert!(page.status == 200 && page.body.contains("Shop"));
}

async fn an_application_is_changed_and_deleted(database: Database) {
    let world = World::with(database, 2).await;
    let ops = world.machine("ops").await;
    let callback = format!("{APPLICATION}/callback");
    let shop = made(&ops, fields()).await;
    let (id, secret) = (
        shop["id"].as_str().unwrap(),
        shop["secret"].as_str().unwrap(),
    );
    let path = format!("{PATH}/{id}");
    let asked = world.client(id, Some(secret)).asks(&[("scope", "openid")]);
    world.clock.advance(Duration::from_millis(5));
    let changed = ops
        .patch(
            &path,
            json!({
                "name": "Market", "description": null, "customData": { "floor": 2 },
                "oidcClientMetadata": { "postLogoutRedirectUris": [] }, "isThirdParty": false,
                "clientUri": "https://shop.example/", "idTokenSigningAlgorithm": "RS256",
                "signInWays": ["wechat"],
            }),
        )
        .await;
    assert_eq!(changed.status, 200, "{}", changed.body);
    let changed = changed.json();
    assert_eq!(
        changed,
        json!({
            "id": id, "name": "Market", "secret": "", "description": null, "type": "Traditional",
            "oidcClientMetadata": { "redirectUris": [callback], "postLogoutRedirectUris": [] },
            "customClientMetadata": { "corsAllowedOrigins": [APPLICATION], "isDeviceFlow": false },
            "customData": { "floor": 2 }, "isThirdParty": false,
            "createdAt": shop["createdAt"],
            "updatedAt": shop["createdAt"].as_i64().unwrap() + 5,
            "clientUri": "https://shop.example/", "idTokenSigningAlgorithm": "RS256",
            "managementApi": null, "signInWays": ["wechat"],
        })
    );
    // What was read may be sent back; it changes nothing, and nothing is written down.
    world.clock.advance(Duration::from_millis(5));
    let mut sent_back = changed.clone();
    sent_back["id"] = json!("another");
    for body in [changed.clone(), sent_back, json!({})] {
        assert_eq!(ops.patch(&path, body).await.json(), changed);
    }
    let back = json!({ "signInWays": null, "clientUri": "" });
    let back = ops.patch(&path, back).await.json();
    assert_eq!(
        (&back["signInWays"], &back["clientUri"]),
        (&Value::Null, &Value::Null)
    );

    world.clock.advance(Duration::from_millis(5));
    let gone = ops.delete(&path).await;
    assert_eq!((gone.status, &*gone.body), (204, ""));
    for answer in [
        ops.get(&path).await,
        ops.patch(&path, json!({ "name": "x" })).await,
        ops.delete(&path).await,
    ] {
        is_refused(&answer, 404, "entity.not_found");
    }
    assert_ne!(
        world.anonymous().follow(&asked.address).await.status,
        200,
        "nobody signs in to it any more"
    );
    let changes = world
        .store
        .changes_of(SubjectKind::Application, id, None, 9);
    let changes = changes.await.unwrap();
    let actions: Vec<_> = changes.iter().map(|it| it.action).collect();
    let edit = Action::Changed;
    assert_eq!(actions, [Action::Deleted, edit, edit, Action::Created]);
    for change in &changes {
        assert_eq!(change.actor.kind, ActorKind::Application);
        assert_eq!((&*change.actor.id, &*change.actor.name), ("ops", "ops"));
        assert!(!format!("{change:?}").contains(secret));
    }
}

#[tokio::test]
async fn each_type_can_be_made_and_only_some_keep_a_secret() {
    let world = World::new().await;
    let ops = world.machine("ops").await;
    for (kind, keeps_secrets) in [
        ("Traditional", true),
        ("SPA", false),
        ("Native", false),
        ("MachineToMachine", true),
    ] {
        let one = made(&ops, json!({ "name": kind, "type": kind })).await;
        assert_eq!(one["type"], kind);
        assert_eq!(one["secret"] != "", keeps_secrets, "{kind}");
        let id = one["id"].as_str().unwrap();
        let secrets = ops.get(&format!("{PATH}/{id}/secrets")).await.json();
        let names = secrets.as_array().unwrap().iter().map(|it| &it["name"]);
        let expected: &[&str] = if keeps_secrets { &["default"] } else { &[] };
        assert_eq!(names.collect::<Vec<_>>(), expected, "{kind}");
    }
    // Types of Logto that are not here.
    for kind in ["Protected", "SAML", "traditional", ""] {
        let answer = ops.post(PATH, json!({ "name": "x", "type": kind })).await;
        assert_eq!(place(&answer), "type", "{kind}");
    }
    // An id may be chosen, once.
    let chosen = json!({ "id": "my.app_1-x", "name": "Mine", "type": "SPA" });
    assert_eq!(made(&ops, chosen.clone()).await["id"], "my.app_1-x");
    let answer = ops.post(PATH, chosen).await;
    is_refused(&answer, 422, "entity.unique_integrity_violation");
    let empty = json!({ "id": "", "name": "Mine", "type": "SPA" });
    assert_eq!(made(&ops, empty).await["id"].as_str().unwrap().len(), 21);
}

#[tokio::test]
async fn a_machine_that_was_made_here_uses_the_api_as_far_as_it_may() {
    let world = World::new().await;
    let ops = world.machine("ops").await;
    let fields = json!({ "name": "Night job", "type": "MachineToMachine", "managementApi": "all" });
    let job = made(&ops, fields).await;
    let (id, secret) = (job["id"].as_str().unwrap(), job["secret"].as_str().unwrap());
    let path = format!("{PATH}/{id}");
    let machine = world.machine_with(id, secret, "all").await;
    assert_eq!(machine.patch(&path, json!({})).await.status, 200);

    ops.patch(&path, json!({ "managementApi": "read" })).await;
    assert_eq!(machine.get(&path).await.json()["managementApi"], "read");
    let answer = machine
        .patch(&path, json!({ "managementApi": "all" }))
        .await;
    is_refused(&answer, 403, "auth.forbidden");
    ops.patch(&path, json!({ "managementApi": null })).await;
    is_refused(&machine.get(&path).await, 403, "auth.forbidden");
    assert_eq!(ops.delete(&path).await.status, 204);
    is_refused(&machine.get(&path).await, 401, "auth.unauthorized");
}

async fn lists_have_pages_and_are_searched(database: Database) {
    let world = World::with(database, 1).await;
    let ops = world.machine("ops").await;
    for (id, name, kind, theirs) in [
        ("a1", "My Shop", "SPA", false),
        ("a2", "Shop of others", "Traditional", true),
        ("a3", "Phone", "Native", false),
    ] {
        world.clock.advance(Duration::from_millis(1));
        let fields = json!({
            "id": id, "name": name, "type": kind, "isThirdParty": theirs,
            "description": "about 100% cotton",
        });
        made(&ops, fields).await;
    }
    let all = ["a3", "a2", "a1"];
    let list = ops.get(PATH).await;
    let everything = ids(&list);
    assert_eq!(everything[..3], all, "the newest first");
    assert_eq!(everything.len(), 5, "with demo-app and ops");
    assert!(!list.headers.contains_key("total-number"));
    for one in list.json().as_array().unwrap() {
        assert_eq!(one["secret"], "", "{one}");
    }
    for (query, expected) in [
        ("search=%25shop%25", vec!["a2", "a1"]),
        ("search=my%20SHOP", vec!["a1"]),
        ("search=shop", vec![]),
        ("search=a_", vec![]),
        ("search=a3", vec!["a3"]),
        ("search=%25cotton", all.to_vec()),
        ("types=SPA", vec!["a1"]),
        ("types=SPA&types=Native", vec!["a3", "a1"]),
        ("types=SPA,Native", vec!["a3", "a1"]),
        ("types=&search=%25shop%25", vec!["a2", "a1"]),
        ("isThirdParty=true", vec!["a2"]),
        ("isThirdParty=false&search=a%25", vec!["a3", "a1"]),
        ("isThirdParty=true&types=SPA", vec![]),
    ] {
        let found = ids(&ops.get(&format!("{PATH}?{query}")).await);
        assert_eq!(found, expected, "{query}");
    }

    let query = format!("{PATH}?page=2&page_size=2&search=a%25");
    let page = ops.get(&query).await;
    assert_eq!(ids(&page), ["a1"]);
    assert_eq!(page.header("total-number"), "3");
    let link = |page: u8, rel: &str| {
        format!(r#"<{SERVER}{PATH}?search=a%25&page={page}&page_size=2>; rel="{rel}""#)
    };
    let links = [link(1, "first"), link(1, "prev"), link(2, "last")];
    assert_eq!(page.header("link"), links.join(", "));
    let first = ops.get(&format!("{PATH}?page=1")).await;
    assert_eq!(ids(&first), everything);
    assert_eq!(first.header("total-number"), "5");
    let beyond = ops.get(&format!("{PATH}?page=9&page_size=100")).await;
    assert_eq!(
        (ids(&beyond).len(), beyond.header("total-number")),
        (0, "5")
    );

    for query in [
        "page=0",
        "page=x",
        "page=1&page=2",
        "page_size=0",
        "page_size=101",
        "page_size=-1",
    ] {
        let answer = ops.get(&format!("{PATH}?{query}")).await;
        is_refused(&answer, 400, "guard.invalid_pagination");
    }
    for query in [
        "types=spa",
        "types=SAML",
        "isThirdParty=maybe",
        "isThirdParty=true&isThirdParty=false",
        "search=a&search=b",
        "search=%00",
        "excludeOrganizationId=x",
    ] {
        let answer = ops.get(&format!("{PATH}?{query}")).await;
        is_refused(&answer, 400, "guard.invalid_input");
    }
}

#[tokio::test]
async fn nobody_gets_in_with_another_token_and_readers_change_nothing() {
    let world = World::new().await;
    let ops = world.machine("ops").await;
    let reader = world.reading_machine("reader").await;
    let people = world.application().signs_in("xiaoming").await;
    let strangers: Vec<_> = ["access_token", "id_token", "refresh_token"]
        .iter()
        .map(|name| people[*name].as_str().unwrap().to_owned())
        .chain([String::new(), "opaque".to_owned()])
        .collect();
    let new = json!({ "name": "New", "type": "SPA" });
    let one = format!("{PATH}/ops");
    let (secrets, secret) = (format!("{one}/secrets"), format!("{one}/secrets/default"));
    for (method, path, body) in [
        (Method::GET, PATH, Value::Null),
        (Method::GET, &*one, Value::Null),
        (Method::GET, &*secrets, Value::Null),
        (Method::POST, PATH, new),
        (Method::PATCH, &*one, json!({ "managementApi": null })),
        (Method::DELETE, &*one, Value::Null),
        (Method::POST, &*secrets, json!({ "name": "more" })),
        (Method::PATCH, &*secret, json!({ "name": "other" })),
        (Method::DELETE, &*secret, Value::Null),
    ] {
        for token in &strangers {
            let stranger = Machine::with_token(&world, token);
            let answer = stranger.send(method.clone(), path, &body).await;
            is_refused(&answer, 401, "auth.unauthorized");
        }
        let url = format!("{SERVER}{path}");
        let answer = world
            .send(method.clone(), &url, HeaderMap::new(), String::new())
            .await;
        is_refused(&answer, 401, "auth.authorization_header_missing");
        let answer = reader.send(method.clone(), path, &body).await;
        if method == Method::GET {
            assert_eq!(answer.status, 200, "{}", answer.body);
        } else {
            is_refused(&answer, 403, "auth.forbidden");
        }
    }
    let answer = world
        .client("demo-app", Some(testkit::application::SECRET))
        .token(&[("grant_type", "client_credentials"), ("resource", RESOURCE)])
        .await;
    assert_eq!(answer.json()["error"], "unauthorized_client");
    assert_eq!(
        ids(&ops.get(PATH).await),
        ["reader", "ops", "demo-app"],
        "nothing has changed"
    );
}

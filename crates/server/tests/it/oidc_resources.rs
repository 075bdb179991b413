//! Access tokens of people and machines for resources of the operator (RFC 8707, RFC 9068).

use std::time::Duration;

use serde_json::{Value, json};
use testkit::application::{Application, Asked, SECRET, claims, parameters};
use testkit::in_process::Answer;
use testkit::machine::RESOURCE;
use testkit::world::{Database, SERVER, World};

use crate::oidc_tokens::is_refused;

crate::on_both!(
    a_person_gets_of_a_resource_what_roles_give,
    what_changes_in_between_counts_at_the_next_token,
    a_machine_gets_what_its_roles_give,
);

/// The resource of these tests.
pub(crate) const API: &str = "https://api.example";
/// Another one.
pub(crate) const FILMS: &str = "urn:example:films";

/// Two resources and roles for them, each a moment later than the one before.
pub(crate) async fn with_resources(world: &World) {
    let resources = [
        json!({ "indicator": API, "name": "Orders", "access_token_ttl": 600, "scopes": [
            { "name": "read:orders", "description": "See your orders" },
            { "name": "write:orders", "description": "Change your orders" },
        ] }),
        json!({ "indicator": FILMS, "name": "Films", "token_alg": "RS256", "scopes": [
            { "name": "read:films" },
        ] }),
    ];
    let roles = [
        json!({ "name": "reader", "scopes": { API: ["read:orders"] } }),
        json!({ "name": "editor", "scopes": { API: ["read:orders", "write:orders"] } }),
        json!({ "name": "batch", "type": "MachineToMachine",
            "scopes": { API: ["read:orders"], FILMS: ["read:films"] } }),
    ];
    let resources = resources.map(|resource| json!({ "resources": [resource] }));
    let roles = roles.map(|role| json!({ "roles": [role] }));
    for entry in resources.into_iter().chain(roles) {
        world.apply(entry).await;
        tick(world);
    }
}

/// Lets a moment pass, so that what comes next is newer.
pub(crate) fn tick(world: &World) {
    world.clock.advance(Duration::from_millis(1));
}

/// The id of a role.
pub(crate) async fn role(world: &World, name: &str) -> String {
    let roles = world.store.roles().await.unwrap();
    let role = roles.into_iter().find(|record| record.role.name == name);
    role.unwrap().role.id
}

/// Makes these the roles of the person of an ID token.
pub(crate) async fn gives_roles(world: &World, tokens: &Value, roles: &[&str]) {
    let mut ids = Vec::new();
    for name in roles {
        ids.push(role(world, name).await);
    }
    let ops = world.machine("ops").await;
    let path = format!("/api/users/{}/roles", sub(tokens));
    let put = ops.put(&path, json!({ "roleIds": ids })).await;
    assert_eq!(put.status, 200, "{}", put.body);
}

/// The person of an ID token.
pub(crate) fn sub(tokens: &Value) -> String {
    let claims = claims(tokens["id_token"].as_str().unwrap());
    claims["sub"].as_str().unwrap().to_owned()
}

pub(crate) fn text(tokens: &Value, name: &str) -> String {
    tokens[name].as_str().unwrap_or_default().to_owned()
}

/// Signs xiaoming in; gives the request and the address with the code.
async fn signed_in(
    world: &World,
    application: &Application<'_>,
    more: &[(&str, &str)],
) -> (Asked, String) {
    let asked = application.asks(more);
    let visitor = world.anonymous();
    let person = world.person("xiaoming");
    let address = visitor.sign_in(&asked.address, &person).await;
    (asked, address)
}

/// Redeems the code in an address, and asks for resources.
pub(crate) async fn redeem(
    application: &Application<'_>,
    (asked, address): &(Asked, String),
    resources: &[&str],
) -> Answer {
    let answer = parameters(address);
    let code = answer.iter().find(|(name, _)| name == "code");
    let code = &code.unwrap_or_else(|| panic!("no code in {address}")).1;
    let mut fields = vec![
        ("grant_type", "authorization_code"),
        ("code", code),
        ("redirect_uri", &application.redirect_uri),
        ("code_verifier", &asked.verifier),
    ];
    fields.extend(resources.iter().map(|resource| ("resource", *resource)));
    application.token(&fields).await
}

/// Uses a refresh token for more.
pub(crate) async fn refresh(
    application: &Application<'_>,
    tokens: &Value,
    more: &[(&str, &str)],
) -> Answer {
    let token = text(tokens, "refresh_token");
    let mut fields = vec![("grant_type", "refresh_token"), ("refresh_token", &token)];
    fields.extend(more);
    application.token(&fields).await
}

/// Everything that an application asks for in these tests.
pub(crate) const ALL: &[(&str, &str)] = &[
    (
        "scope",
        "openid profile offline_access read:orders write:orders read:films nonsense",
    ),
    ("resource", API),
    ("resource", FILMS),
];

/// Signs xiaoming in for both resources, with a role or more; gives the first tokens.
pub(crate) async fn signs_in(world: &World, roles: &[&str]) -> Value {
    with_resources(world).await;
    let application = world.application();
    let code = signed_in(world, &application, ALL).await;
    let tokens = redeem(&application, &code, &[]).await;
    assert_eq!(tokens.status, 200, "{}", tokens.body);
    let tokens = tokens.json();
    gives_roles(world, &tokens, roles).await;
    tokens
}

async fn a_person_gets_of_a_resource_what_roles_give(database: Database) {
    let world = World::with(database, 2).await;
    with_resources(&world).await;
    let application = world.application();
    let code = signed_in(&world, &application, ALL).await;
    // As Logto: a code without a resource gives a token for userinfo.
    let first = redeem(&application, &code, &[]).await.json();
    assert_eq!(first["scope"], "openid profile offline_access");
    assert!(!text(&first, "access_token").contains('.'));
    let info = application.user_info(&text(&first, "access_token")).await;
    assert_eq!(info.status, 200);

    // Whoever has no role has no scope.
    let none = refresh(&application, &first, &[("resource", API)])
        .await
        .json();
    assert_eq!(
        (&none["scope"], &none["expires_in"]),
        (&json!(""), &json!(600))
    );
    gives_roles(&world, &first, &["editor"]).await;
    let both = refresh(&application, &none, &[("resource", API)]).await;
    assert_eq!(both.header("cache-control"), "no-store");
    let both = both.json();
    assert_eq!(both["scope"], "read:orders write:orders");
    assert_eq!(both["token_type"], "Bearer");
    let header = jsonwebtoken::decode_header(text(&both, "access_token")).unwrap();
    assert_eq!(header.typ.as_deref(), Some("at+jwt"));
    assert_eq!(header.alg, jsonwebtoken::Algorithm::ES256);
    let said = claims(&text(&both, "access_token"));
    let names: Vec<_> = said
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    assert_eq!(
        names,
        [
            "aud",
            "auth_time",
            "client_id",
            "exp",
            "iat",
            "iss",
            "jti",
            "scope",
            "sub"
        ]
    );
    assert_eq!(said["iss"], format!("{SERVER}/oidc"));
    assert_eq!(said["aud"], API);
    assert_eq!(said["sub"], sub(&first));
    assert_eq!(said["client_id"], "demo-app");
    assert_eq!(said["scope"], "read:orders write:orders");
    assert_eq!(
        said["exp"].as_i64().unwrap() - said["iat"].as_i64().unwrap(),
        600
    );
    assert_ne!(said["jti"], claims(&text(&none, "access_token"))["jti"]);

    // A part of it, at the other resource, and back to userinfo: each time with a new refresh token.
    let fields = [("resource", API), ("scope", "read:orders openid")];
    let part = refresh(&application, &both, &fields).await.json();
    assert_eq!(part["scope"], "read:orders");
    let films = refresh(&application, &part, &[("resource", FILMS)])
        .await
        .json();
    assert_eq!(films["scope"], "");
    assert_eq!(films["expires_in"], 3600);
    let header = jsonwebtoken::decode_header(text(&films, "access_token")).unwrap();
    assert_eq!(header.alg, jsonwebtoken::Algorithm::RS256);
    assert_eq!(claims(&text(&films, "access_token"))["aud"], FILMS);
    let last = refresh(&application, &films, &[]).await.json();
    assert_eq!(last["scope"], "openid profile offline_access");

    // A code may be redeemed for a resource at once.
    let code = signed_in(&world, &application, ALL).await;
    let at_once = redeem(&application, &code, &[API]).await.json();
    assert_eq!(claims(&text(&at_once, "access_token"))["aud"], API);
    assert_eq!(at_once["scope"], "read:orders write:orders");
    assert!(at_once["id_token"].is_string() && at_once["refresh_token"].is_string());
}

#[tokio::test]
async fn a_request_names_resources_that_are_registered() {
    let world = World::new().await;
    with_resources(&world).await;
    let application = world.application();
    let list = format!("{API},{FILMS}");
    let long = format!("https://{}.example", "x".repeat(5000));
    for (resources, right) in [
        (vec![API], true),
        (vec![API, API], true),
        (vec![list.as_str()], true),
        (vec!["urn:logto:resource:organizations", API], true),
        (vec!["https://other.example"], false),
        (vec![API, "https://other.example"], false),
        (vec!["https://api.example/"], false),
        (vec!["https://api.example#x"], false),
        (vec![RESOURCE], false),
        (vec![long.as_str()], false),
        (vec!["nonsense"], false),
    ] {
        let mut more = vec![("scope", "openid read:orders")];
        more.extend(resources.iter().map(|resource| ("resource", *resource)));
        let asked = application.asks(&more);
        let answer = world.anonymous().get(&asked.address).await;
        let refused = answer.location().contains("error=invalid_target");
        assert_eq!(refused, !right, "{resources:?} {}", answer.location());
    }
    // Scopes of a resource that is not named mean nothing.
    let asked = application.asks(&[("scope", "read:orders")]);
    let answer = world.anonymous().get(&asked.address).await;
    assert!(answer.location().contains("error=invalid_scope"));
}

#[tokio::test]
async fn a_token_is_for_one_resource_that_was_asked_for() {
    let world = World::new().await;
    with_resources(&world).await;
    let application = world.application();
    let ask = [
        ("scope", "openid offline_access read:orders"),
        ("resource", API),
    ];
    let code = signed_in(&world, &application, &ask).await;
    let long = "x".repeat(5000);
    let list = format!("{API},{FILMS}");
    let wrong: [&[&str]; 7] = [
        &[FILMS],
        &[API, FILMS],
        &[&list],
        &["https://other.example"],
        &["https://api.example/"],
        &[RESOURCE],
        &[&long],
    ];
    for resources in wrong {
        is_refused(
            &redeem(&application, &code, resources).await,
            400,
            "invalid_target",
        );
    }
    // Nothing of that has used up the code.
    let tokens = redeem(&application, &code, &[API, API]).await;
    assert_eq!(tokens.status, 200, "{}", tokens.body);
    let tokens = tokens.json();
    for resources in wrong {
        let more: Vec<_> = resources
            .iter()
            .map(|resource| ("resource", *resource))
            .collect();
        let answer = refresh(&application, &tokens, &more).await;
        is_refused(&answer, 400, "invalid_target");
    }
    // More than was asked for is refused, whether roles give it or not.
    gives_roles(&world, &tokens, &["editor"]).await;
    for scope in [
        "write:orders",
        "read:orders write:orders",
        "openid email",
        "read:films",
    ] {
        let more = [("resource", API), ("scope", scope)];
        let answer = refresh(&application, &tokens, &more).await;
        is_refused(&answer, 400, "invalid_scope");
    }
    let right = refresh(&application, &tokens, &[("resource", API)])
        .await
        .json();
    assert_eq!(right["scope"], "read:orders");
}

async fn what_changes_in_between_counts_at_the_next_token(database: Database) {
    let world = World::with(database, 2).await;
    let application = world.application();
    let tokens = signs_in(&world, &["editor"]).await;
    let here = [("resource", API)];
    let tokens = refresh(&application, &tokens, &here).await.json();
    assert_eq!(tokens["scope"], "read:orders write:orders");

    // A role is taken away, and another one given.
    gives_roles(&world, &tokens, &["reader"]).await;
    let tokens = refresh(&application, &tokens, &here).await.json();
    assert_eq!(tokens["scope"], "read:orders");

    // The role gives something else; then the resource has this scope no longer.
    world
        .apply(json!({ "roles": [{ "name": "reader", "scopes": { API: ["write:orders"] } }] }))
        .await;
    let tokens = refresh(&application, &tokens, &here).await.json();
    assert_eq!(tokens["scope"], "write:orders");
    world
        .apply(
            json!({ "resources": [{ "indicator": API, "scopes": [{ "name": "read:orders" }] }] }),
        )
        .await;
    let tokens = refresh(&application, &tokens, &here).await.json();
    assert_eq!(tokens["scope"], "");
    // A scope of the same name is another one: no role gives it by accident.
    world
        .apply(json!({ "resources": [{ "indicator": API, "scopes": [
            { "name": "read:orders" }, { "name": "write:orders" } ] }] }))
        .await;
    let tokens = refresh(&application, &tokens, &here).await.json();
    assert_eq!(tokens["scope"], "");

    // The person is suspended, and comes back.
    let ops = world.machine("ops").await;
    let suspend = async |suspended: bool| {
        let path = format!("/api/users/{}/is-suspended", sub(&tokens));
        let answer = ops.patch(&path, json!({ "isSuspended": suspended })).await;
        assert_eq!(answer.status, 200, "{}", answer.body);
    };
    suspend(true).await;
    let answer = refresh(&application, &tokens, &here).await;
    is_refused(&answer, 400, "invalid_grant");
    suspend(false).await;
    let tokens = refresh(&application, &tokens, &here).await.json();

    // The resource is deleted.
    let resources = ops.get("/api/resources").await.json();
    let mut all = resources.as_array().unwrap().iter();
    let id = all.find(|it| it["indicator"] == API).unwrap()["id"].clone();
    let path = format!("/api/resources/{}", id.as_str().unwrap());
    assert_eq!(ops.delete(&path).await.status, 204);
    for node in &world.nodes {
        node.refresh().await.unwrap();
    }
    let answer = refresh(&application, &tokens, &here).await;
    is_refused(&answer, 400, "invalid_target");
    let tokens = refresh(&application, &tokens, &[]).await;
    assert_eq!(tokens.status, 200, "the sign-in itself goes on");
}

#[tokio::test]
async fn the_default_resource_is_meant_where_none_is_named() {
    let world = World::new().await;
    with_resources(&world).await;
    world
        .apply(json!({ "resources": [{ "indicator": API, "default": true }] }))
        .await;
    let application = world.application();
    let ask = [("scope", "openid offline_access read:orders")];
    let code = signed_in(&world, &application, &ask).await;
    let tokens = redeem(&application, &code, &[]).await.json();
    assert_eq!(tokens["scope"], "openid offline_access");
    gives_roles(&world, &tokens, &["reader"]).await;
    let tokens = refresh(&application, &tokens, &[("resource", API)])
        .await
        .json();
    assert_eq!(tokens["scope"], "read:orders");
    // Without `openid` a token for userinfo would be of no use.
    let ask = [("scope", "offline_access read:orders")];
    let code = signed_in(&world, &application, &ask).await;
    let tokens = redeem(&application, &code, &[]).await.json();
    assert_eq!(tokens["scope"], "read:orders");
    assert_eq!(claims(&text(&tokens, "access_token"))["aud"], API);
    assert_eq!(tokens.get("id_token"), None);
}

#[tokio::test]
async fn how_surely_the_person_was_recognised_is_said_where_it_was_asked_for() {
    let world = World::new().await;
    with_resources(&world).await;
    let application = world.application();
    let ask = [
        ("scope", "openid read:orders"),
        ("resource", API),
        ("acr_values", "1"),
    ];
    let code = signed_in(&world, &application, &ask).await;
    let tokens = redeem(&application, &code, &[API]).await.json();
    let (access, id) = (text(&tokens, "access_token"), text(&tokens, "id_token"));
    assert_eq!(claims(&access)["acr"], "0");
    assert_eq!(claims(&access)["auth_time"], claims(&id)["auth_time"]);
}

#[tokio::test]
async fn a_token_for_a_resource_opens_nothing_of_ours() {
    let world = World::new().await;
    // A resource whose scopes are called like those of the Management API.
    world
        .apply(json!({
            "resources": [{ "indicator": API, "name": "All", "scopes": [{ "name": "all" }] }],
            "roles": [{ "name": "admin", "scopes": { API: ["all"] } }],
        }))
        .await;
    let application = world.application();
    let ask = [
        ("scope", "openid profile offline_access all"),
        ("resource", API),
    ];
    let code = signed_in(&world, &application, &ask).await;
    let tokens = redeem(&application, &code, &[]).await.json();
    gives_roles(&world, &tokens, &["admin"]).await;
    let tokens = refresh(&application, &tokens, &[("resource", API)])
        .await
        .json();
    assert_eq!(tokens["scope"], "all");
    let token = text(&tokens, "access_token");

    let info = application.user_info(&token).await;
    is_refused(&info, 401, "invalid_token");
    assert!(
        info.header("www-authenticate")
            .contains("error=\"invalid_token\"")
    );
    let person = testkit::machine::Machine::with_token(&world, &token);
    for path in ["/api/users", "/api/resources", "/api/roles"] {
        assert_eq!(person.get(path).await.status, 401, "{path}");
    }
    let body = json!({ "name": "x", "indicator": "https://x.example" });
    assert_eq!(person.post("/api/resources", body).await.status, 401);
    // Nor is it a hint who is there, or something that can be exchanged or ended.
    let hinted = application.asks(&[("id_token_hint", &token)]);
    let answer = world.anonymous().get(&hinted.address).await;
    assert!(answer.location().contains("error=invalid_request"));
    let as_refresh = json!({ "refresh_token": token });
    let answer = refresh(&application, &as_refresh, &[]).await;
    is_refused(&answer, 400, "invalid_grant");
    let answer = application
        .form("/oidc/token/revocation", &[("token", &token)])
        .await;
    is_refused(&answer, 400, "unsupported_token_type");
}

#[tokio::test]
async fn tokens_verify_with_the_published_keys_and_for_nobody_else() {
    let world = World::new().await;
    let application = world.application();
    let tokens = signs_in(&world, &["editor"]).await;
    let tokens = refresh(&application, &tokens, &[("resource", API)])
        .await
        .json();
    let token = text(&tokens, "access_token");
    let header = jsonwebtoken::decode_header(&token).unwrap();
    let jwks = world.get(&format!("{SERVER}/oidc/jwks")).await.json();
    let mut keys = jwks["keys"].as_array().unwrap().iter();
    let jwk = keys.find(|key| key["kid"] == header.kid.as_deref().unwrap());
    let jwk = serde_json::from_value(jwk.unwrap().clone()).unwrap();
    let key = jsonwebtoken::DecodingKey::from_jwk(&jwk).unwrap();
    let check = |audience: &str, issuer: &str| {
        let mut rules = jsonwebtoken::Validation::new(header.alg);
        rules.set_audience(&[audience]);
        rules.set_issuer(&[issuer]);
        rules.validate_exp = false;
        jsonwebtoken::decode::<Value>(&token, &key, &rules).is_ok()
    };
    let issuer = format!("{SERVER}/oidc");
    assert!(check(API, &issuer));
    assert!(!check(FILMS, &issuer));
    assert!(!check(API, SERVER));
}

async fn a_machine_gets_what_its_roles_give(database: Database) {
    let world = World::with(database, 1).await;
    with_resources(&world).await;
    let machine = |id: &str, roles: &[&str]| json!({ "id": id, "name": id, "type": "MachineToMachine", "secret": SECRET, "roles": roles });
    world
        .apply(json!({ "applications": [machine("batch", &["batch"]), machine("idle", &[])] }))
        .await;
    let ask = async |id: &str, more: &[(&str, &str)]| {
        let mut fields = vec![("grant_type", "client_credentials")];
        fields.extend(more);
        world.client(id, Some(SECRET)).token(&fields).await
    };
    for (id, more, scope) in [
        ("batch", vec![("resource", API)], "read:orders"),
        ("batch", vec![("resource", FILMS)], "read:films"),
        (
            "batch",
            vec![("resource", API), ("resource", API)],
            "read:orders",
        ),
        (
            "batch",
            vec![("resource", API), ("scope", "read:orders all")],
            "read:orders",
        ),
        (
            "batch",
            vec![("resource", API), ("scope", "write:orders")],
            "",
        ),
        ("idle", vec![("resource", API)], ""),
    ] {
        let answer = ask(id, &more).await;
        assert_eq!(answer.status, 200, "{id} {more:?} {}", answer.body);
        let body = answer.json();
        assert_eq!(body["scope"], scope, "{id} {more:?}");
        let said = claims(&text(&body, "access_token"));
        assert_eq!(said["aud"], more[0].1);
        assert_eq!((&said["sub"], &said["client_id"]), (&json!(id), &json!(id)));
        assert_eq!(said["scope"], scope);
        assert_eq!(said.get("auth_time"), None, "nobody has signed in");
        let header = jsonwebtoken::decode_header(text(&body, "access_token")).unwrap();
        assert_eq!(header.typ.as_deref(), Some("at+jwt"));
        assert!(body.get("refresh_token").is_none());
    }
    let list = format!("{API},{FILMS}");
    for more in [
        vec![],
        vec![("resource", "https://other.example")],
        vec![("resource", list.as_str())],
        vec![("resource", API), ("resource", RESOURCE)],
        vec![("resource", RESOURCE)],
    ] {
        is_refused(&ask("batch", &more).await, 400, "invalid_target");
    }
    let person = world.application();
    let fields = [("grant_type", "client_credentials"), ("resource", API)];
    is_refused(&person.token(&fields).await, 400, "unauthorized_client");
    // A token for a resource does not open the Management API.
    let token = text(
        &ask("batch", &[("resource", API)]).await.json(),
        "access_token",
    );
    let machine = testkit::machine::Machine::with_token(&world, &token);
    assert_eq!(machine.get("/api/users").await.status, 401);

    // A role that is taken away gives nothing from then on.
    world
        .apply(json!({ "applications": [{ "id": "batch", "roles": [] }] }))
        .await;
    let body = ask("batch", &[("resource", API)]).await.json();
    assert_eq!(body["scope"], "");
    world.clock.advance(Duration::from_secs(1));
    // The default resource is meant where none is named.
    world
        .apply(json!({
            "resources": [{ "indicator": FILMS, "default": true }],
            "applications": [{ "id": "batch", "roles": ["batch"] }],
        }))
        .await;
    assert_eq!(ask("batch", &[]).await.json()["scope"], "read:films");
}

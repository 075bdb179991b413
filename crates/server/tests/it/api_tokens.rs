//! Programs get tokens for themselves at `/oidc/token` with `client_credentials`.

use http::{HeaderMap, Method, header};
use serde_json::json;
use testkit::application::{SECRET, claims};
use testkit::in_process::Answer;
use testkit::machine::RESOURCE;
use testkit::world::{APPLICATION, Database, SERVER, World};

use super::oidc_tokens::is_refused;

crate::on_both!(a_program_gets_a_signed_token_for_itself);

async fn with_programs(world: &World) {
    let program = |id: &str, access: &str| {
        json!({
            "id": id, "name": id, "type": "MachineToMachine", "secret": SECRET,
            "management_api": access,
        })
    };
    world
        .apply(json!({ "applications": [
            program("ops", "all"), program("reader", "read"), program("idle", "none"),
            {
                "id": "spa", "name": "SPA", "type": "SPA",
                "redirect_uris": [format!("{APPLICATION}/callback")],
            },
        ]}))
        .await;
}

type Fields<'a> = &'a [(&'a str, &'a str)];

async fn asks(world: &World, id: &str, more: Fields<'_>) -> Answer {
    let mut fields = vec![("grant_type", "client_credentials")];
    fields.extend(more);
    world.client(id, Some(SECRET)).token(&fields).await
}

async fn a_program_gets_a_signed_token_for_itself(database: Database) {
    let world = World::with(database, 1).await;
    with_programs(&world).await;
    for (id, asked, scope) in [
        ("ops", "all", "all"),
        ("ops", "", "all"),
        ("ops", "read", "read"),
        ("reader", "", "read"),
        ("reader", "read", "read"),
    ] {
        let answer = asks(&world, id, &[("resource", RESOURCE), ("scope", asked)]).await;
        assert_eq!(answer.status, 200, "{}", answer.body);
        assert_eq!(answer.header("cache-control"), "no-store");
        let body = answer.json();
        let members: Vec<_> = body.as_object().unwrap().keys().collect();
        assert_eq!(
            members,
            ["access_token", "expires_in", "scope", "token_type"]
        );
        assert_eq!(body["expires_in"], 3600);
        assert_eq!(body["token_type"], "Bearer");
        assert_eq!(body["scope"], scope);

        let token = body["access_token"].as_str().unwrap();
        let named = jsonwebtoken::decode_header(token).unwrap();
        assert_eq!(named.typ.as_deref(), Some("at+jwt"));
        assert_eq!(named.alg, jsonwebtoken::Algorithm::ES256);
        let claims = claims(token);
        assert_eq!(claims["iss"], format!("{SERVER}/oidc"));
        assert_eq!(claims["aud"], RESOURCE);
        assert_eq!(claims["sub"], id);
        assert_eq!(claims["client_id"], id);
        assert_eq!(claims["scope"], scope);
        assert_eq!(
            claims["exp"].as_i64().unwrap() - claims["iat"].as_i64().unwrap(),
            3600
        );
        assert!(!claims["jti"].as_str().unwrap().is_empty());
    }
    // As `@logto/api` asks: id and secret in the body.
    let form = format!(
        "grant_type=client_credentials&client_id=ops&client_secret={SECRET}\
         &resource=https%3A%2F%2Fdefault.logto.app%2Fapi&scope=all"
    );
    let token = format!("{SERVER}/oidc/token");
    let answer = world
        .send(Method::POST, &token, HeaderMap::new(), form)
        .await;
    assert_eq!(answer.json()["scope"], "all", "{}", answer.body);
}

#[tokio::test]
async fn every_token_has_a_name_of_its_own() {
    let world = World::new().await;
    let (one, other) = (world.machine("ops").await, world.machine("ops").await);
    assert_ne!(claims(&one.token)["jti"], claims(&other.token)["jti"]);
}

#[tokio::test]
async fn who_may_not_gets_nothing() {
    let world = World::new().await;
    with_programs(&world).await;
    let here = ("resource", RESOURCE);
    let elsewhere = ("resource", "https://api.example");
    let table: [(&str, Fields<'_>, u16, &str); 12] = [
        ("reader", &[here, ("scope", "all")], 400, "invalid_scope"),
        (
            "reader",
            &[here, ("scope", "all read")],
            400,
            "invalid_scope",
        ),
        ("ops", &[here, ("scope", "openid")], 400, "invalid_scope"),
        (
            "ops",
            &[here, ("scope", "all"), ("scope", "all")],
            400,
            "invalid_request",
        ),
        ("idle", &[here], 400, "invalid_target"),
        ("idle", &[here, ("scope", "read")], 400, "invalid_target"),
        ("ops", &[], 400, "invalid_target"),
        ("ops", &[("resource", "")], 400, "invalid_target"),
        ("ops", &[elsewhere], 400, "invalid_target"),
        ("ops", &[here, elsewhere], 400, "invalid_target"),
        (
            "demo-app",
            &[here, ("scope", "all")],
            400,
            "unauthorized_client",
        ),
        ("nobody", &[here], 401, "invalid_client"),
    ];
    for (id, more, status, error) in table {
        is_refused(&asks(&world, id, more).await, status, error);
    }

    let fields = [("grant_type", "client_credentials"), here];
    let wrong = world.client("ops", Some("another-secret-0123456789"));
    is_refused(&wrong.token(&fields).await, 401, "invalid_client");
    let none = world.client("ops", None);
    is_refused(&none.token(&fields).await, 401, "invalid_client");
    let public = world.client("spa", None);
    is_refused(&public.token(&fields).await, 400, "unauthorized_client");
}

#[tokio::test]
async fn people_get_no_tokens_for_the_management_api() {
    let world = World::new().await;
    let application = world.application();
    let tokens = application.signs_in("xiaoming").await;
    let refresh = tokens["refresh_token"].as_str().unwrap();
    let answer = application
        .token(&[
            ("grant_type", "refresh_token"),
            ("refresh_token", refresh),
            ("resource", RESOURCE),
        ])
        .await;
    is_refused(&answer, 400, "invalid_target");
}

#[tokio::test]
async fn a_signed_token_opens_nothing_of_people_and_cannot_be_revoked() {
    let world = World::new().await;
    let machine = world.machine("ops").await;
    let me = format!("{SERVER}/oidc/me");
    let bearer = format!("Bearer {}", machine.token).parse().unwrap();
    let headers = HeaderMap::from_iter([(header::AUTHORIZATION, bearer)]);
    let answer = world.send(Method::GET, &me, headers, String::new()).await;
    assert_eq!(answer.status, 401, "{}", answer.body);

    let revoked = world
        .client("ops", Some(SECRET))
        .form("/oidc/token/revocation", &[("token", &machine.token)])
        .await;
    is_refused(&revoked, 400, "unsupported_token_type");
    assert_eq!(machine.get("/api/connector-factories").await.status, 200);

    // As a hint at sign-out it is worth as much as nonsense.
    let sign_out = async |hint: &str| {
        let address = format!("{SERVER}/oidc/session/end?id_token_hint={hint}");
        world.get(&address).await.status
    };
    assert_eq!(sign_out(&machine.token).await, sign_out("a.b.c").await);
}

#[tokio::test]
async fn access_is_given_and_taken_back_in_a_file() {
    let world = World::new().await;
    let apply = async |kind: &str, access: &str| {
        world
            .try_apply(json!({ "applications": [{
                "id": format!("of-{kind}"), "name": "X", "type": kind,
                "secret": if kind == "SPA" || kind == "Native" { None } else { Some(SECRET) },
                "redirect_uris": if kind == "MachineToMachine" { vec![] } else {
                    vec![format!("{APPLICATION}/callback")]
                },
                "management_api": access,
            }]}))
            .await
    };
    for kind in ["SPA", "Native", "Traditional"] {
        let refused = apply(kind, "all").await.unwrap_err();
        let expected =
            "management_api: it is for applications of type MachineToMachine; leave it out";
        assert_eq!(refused, format!("application of-{kind}: {expected}"));
        assert_eq!(apply(kind, "none").await, Ok(()), "{kind}");
    }
    assert!(apply("MachineToMachine", "write").await.is_err());
    for (access, expected) in [
        ("all", Some(oidc::ManagementApi::All)),
        ("read", Some(oidc::ManagementApi::Read)),
        ("none", None),
    ] {
        apply("MachineToMachine", access).await.unwrap();
        let stored = world
            .store
            .application("of-MachineToMachine")
            .await
            .unwrap();
        assert_eq!(stored.unwrap().management_api, expected);
    }
    // What is absent stays as it is.
    apply("MachineToMachine", "read").await.unwrap();
    world
        .apply(json!({ "applications": [{ "id": "of-MachineToMachine", "name": "Y" }]}))
        .await;
    let stored = world
        .store
        .application("of-MachineToMachine")
        .await
        .unwrap();
    assert_eq!(
        stored.unwrap().management_api,
        Some(oidc::ManagementApi::Read)
    );
}

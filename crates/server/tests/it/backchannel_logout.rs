//! Applications are told that a session has ended (OpenID Connect Back-Channel Logout 1.0).

use std::collections::BTreeSet;
use std::time::Duration;

use http::Method;
use jsonwebtoken::jwk::JwkSet;
use jsonwebtoken::{DecodingKey, Validation, decode, decode_header};
use serde_json::{Value, json};
use testkit::application::{Application, SECRET, claims};
use testkit::ears::Reply;
use testkit::visitor::Visitor;
use testkit::world::{APPLICATION, Database, SERVER, World};
use tokio_util::sync::CancellationToken;

crate::on_both!(
    each_application_of_the_session_is_told_once,
    on_two_nodes_each_is_told_once,
);

const EVENT: &str = "http://schemas.openid.net/event/backchannel-logout";

/// Makes these the applications that want to be told, each at a path of its name.
async fn listening(world: &World, ids: &[&str]) {
    let applications = ids.iter().map(|id| {
        json!({
            "id": id, "name": id, "type": "Traditional", "secret": SECRET,
            "redirect_uris": [format!("{APPLICATION}/callback")],
            "backchannel_logout_uri": format!("{APPLICATION}/logout/{id}"),
        })
    });
    let applications: Vec<Value> = applications.collect();
    world.apply(json!({ "applications": applications })).await;
}

/// Signs a browser in to an application; gives the ID token.
async fn enters(
    world: &World,
    application: &Application<'_>,
    visitor: &Visitor<'_>,
    person: &str,
) -> String {
    let asked = application.asks(&[]);
    let answer = visitor.get(&asked.address).await;
    let address = if answer.location().contains("code=") {
        answer.location().to_owned()
    } else {
        visitor.sign_in(&asked.address, &world.person(person)).await
    };
    let tokens = application.redeems(&asked, &address).await.json();
    tokens["id_token"].as_str().unwrap().to_owned()
}

async fn signs_out(visitor: &Visitor<'_>, id_token: &str) {
    let address = format!("/oidc/session/end?id_token_hint={id_token}");
    let page = visitor.get(&address).await;
    assert_eq!(page.status, 200, "{}", page.body);
    assert!(page.body.contains("You are signed out"), "{}", page.body);
}

/// Lets every node tell what is due; gives how many calls that were.
async fn tell(world: &World) -> usize {
    let mut calls = 0;
    for node in &world.nodes {
        calls += node.tell_applications().await.unwrap();
    }
    calls
}

/// The paths that were called.
fn paths(world: &World) -> Vec<String> {
    let mut paths: Vec<_> = world.ears.told().into_iter().map(|it| it.path).collect();
    paths.sort();
    paths
}

/// Checks a logout token with the published keys, and gives its claims.
async fn verified(world: &World, token: &str, application: &str) -> Value {
    let keys: JwkSet =
        serde_json::from_str(&world.get(&format!("{SERVER}/oidc/jwks")).await.body).unwrap();
    let header = decode_header(token).unwrap();
    assert_eq!(header.typ.as_deref(), Some("logout+jwt"));
    let key = keys.find(header.kid.as_deref().unwrap()).unwrap();
    let mut rules = Validation::new(header.alg);
    rules.set_issuer(&[format!("{SERVER}/oidc")]);
    rules.set_audience(&[application]);
    rules.validate_exp = false;
    let key = DecodingKey::from_jwk(key).unwrap();
    decode::<Value>(token, &key, &rules).unwrap().claims
}

async fn each_application_of_the_session_is_told_once(database: Database) {
    let world = World::with(database, 1).await;
    listening(&world, &["shop", "desk", "never-entered"]).await;
    let [shop, desk] = ["shop", "desk"].map(|id| world.client(id, Some(SECRET)));
    let (here, there) = (world.anonymous(), world.anonymous());
    let of_shop = enters(&world, &shop, &here, "xiaoming").await;
    let of_desk = enters(&world, &desk, &here, "xiaoming").await;
    enters(&world, &world.application(), &here, "xiaoming").await;
    enters(&world, &shop, &there, "lifang").await;
    assert_eq!(tell(&world).await, 0);

    // Long after the tokens have ended: the application may have a session of its own.
    world.clock.advance(Duration::from_hours(40));
    world
        .store
        .clean_up(connector_kit::Clock::now(&*world.clock))
        .await
        .unwrap();
    signs_out(&here, &of_shop).await;
    assert_eq!(tell(&world).await, 2);
    let told = world.ears.told();
    let mut ids = BTreeSet::new();
    for (id, id_token) in [("shop", &of_shop), ("desk", &of_desk)] {
        let told = told.iter().find(|it| it.path == format!("/logout/{id}"));
        let told = told.unwrap();
        assert_eq!(told.content_type, "application/x-www-form-urlencoded");
        assert_eq!(told.fields, ["logout_token"]);
        let logout = verified(&world, &told.token, id).await;
        let known = claims(id_token);
        for claim in ["iss", "sub", "aud", "sid"] {
            assert_eq!(logout[claim], known[claim], "{claim}");
        }
        assert_eq!(logout["events"], json!({ EVENT: {} }));
        assert!(logout.get("nonce").is_none());
        let now = connector_kit::Clock::now(&*world.clock).seconds();
        assert_eq!(logout["iat"], now);
        let life = logout["exp"].as_i64().unwrap() - now;
        assert!((1..=120).contains(&life), "{life}");
        assert!(ids.insert(logout["jti"].as_str().unwrap().to_owned()));

        // It is good for nothing else.
        let asked = shop.asks(&[("prompt", "none"), ("id_token_hint", &told.token)]);
        let answer = there.get(&asked.address).await;
        assert!(!answer.body.contains("code="), "{}", answer.body);
        let hint = format!("/oidc/session/end?id_token_hint={}", told.token);
        assert!(there.get(&hint).await.body.contains("csrf"), "it is asked");
        let bearer = world.application().user_info(&told.token).await;
        assert_eq!(bearer.status, 401);
    }

    // The same sign-out again tells nobody.
    signs_out(&here, &of_shop).await;
    assert_eq!(tell(&world).await, 0);
    assert_eq!(paths(&world), [""; 0]);
}

async fn on_two_nodes_each_is_told_once(database: Database) {
    let world = World::with(database, 2).await;
    listening(&world, &["shop", "desk"]).await;
    for _ in 0..10 {
        let visitor = world.anonymous();
        let mut id_token = String::new();
        for id in ["shop", "desk"] {
            let application = world.client(id, Some(SECRET));
            id_token = enters(&world, &application, &visitor, "xiaoming").await;
        }
        let again = signs_out(&visitor, &id_token);
        again.await;
        let (one, two) = tokio::join!(
            world.nodes[0].tell_applications(),
            world.nodes[1].tell_applications()
        );
        assert_eq!(one.unwrap() + two.unwrap(), 2);
        assert_eq!(paths(&world), ["/logout/desk", "/logout/shop"]);
    }
}

#[tokio::test]
async fn whoever_ends_the_session_the_application_is_told() {
    let world = World::new().await;
    listening(&world, &["shop"]).await;
    let shop = world.client("shop", Some(SECRET));
    let ops = world.machine("ops").await;
    let iris = world.administrator("Iris", store::Role::Owner).await;
    for way in [
        "the account page",
        "another device",
        "a program",
        "a suspension",
        "the console",
        "everybody",
        "another person here",
        "an administrator deletes",
        "the person deletes",
    ] {
        let visitor = world.anonymous();
        let id_token = enters(&world, &shop, &visitor, "xiaoming").await;
        let (user, sid) = (
            claims(&id_token)["sub"].clone(),
            claims(&id_token)["sid"].clone(),
        );
        let (user, sid) = (user.as_str().unwrap(), sid.as_str().unwrap());
        match way {
            "the account page" => {
                let account = visitor.get("/account").await;
                visitor.press(&account, "/account/sign-out").await;
            }
            "another device" => {
                let other = world.anonymous();
                enters(&world, &world.application(), &other, "xiaoming").await;
                let account = other.get("/account").await;
                let others = [("others", "1")];
                other
                    .press_with(&account, "/account/sessions", &others)
                    .await;
            }
            "a program" => {
                let path = format!("/api/users/{user}/sessions/{sid}");
                assert_eq!(ops.delete(&path).await.status, 204);
            }
            "a suspension" => {
                let path = format!("/api/users/{user}/is-suspended");
                for suspended in [true, false] {
                    let body = json!({ "isSuspended": suspended });
                    assert_eq!(ops.patch(&path, body).await.status, 200);
                }
            }
            "the console" => {
                let page = iris.get(&format!("/console/users/{user}/sessions")).await;
                let end = format!("/console/users/{user}/sessions/end");
                iris.press_with(&page, &end, &[("session", "all")]).await;
            }
            "everybody" => {
                let page = iris.get("/console/settings/sessions/end").await;
                iris.press(&page, "/console/settings/sessions/end").await;
            }
            "another person here" => {
                let asked = world.application().asks(&[("prompt", "login")]);
                visitor
                    .sign_in(&asked.address, &world.person("lifang"))
                    .await;
            }
            "an administrator deletes" => {
                assert_eq!(ops.delete(&format!("/api/users/{user}")).await.status, 204);
            }
            _ => {
                let user = user.parse().unwrap();
                let now = connector_kit::Clock::now(&*world.clock);
                assert!(world.store.delete_user(user, now).await.unwrap().is_some());
            }
        }
        assert_eq!(tell(&world).await, 1, "{way}");
        let told = world.ears.told();
        let logout = verified(&world, &told[0].token, "shop").await;
        assert_eq!(
            (&logout["sub"], &logout["sid"]),
            (&json!(user), &json!(sid)),
            "{way}"
        );
    }
}

#[tokio::test]
async fn a_session_that_ends_by_itself_is_told_to_nobody() {
    let world = World::new().await;
    listening(&world, &["shop"]).await;
    let shop = world.client("shop", Some(SECRET));
    let visitor = world.anonymous();
    let id_token = enters(&world, &shop, &visitor, "xiaoming").await;
    world.clock.advance(Duration::from_hours(24 * 14));
    signs_out(&visitor, &id_token).await;
    let now = connector_kit::Clock::now(&*world.clock);
    world.store.clean_up(now).await.unwrap();
    assert_eq!(tell(&world).await, 0);
}

/// Signs somebody in to the shop and out again; the shop answers like this.
async fn ended(world: &World, replies: &[Reply]) {
    listening(world, &["shop"]).await;
    let shop = world.client("shop", Some(SECRET));
    let visitor = world.anonymous();
    let id_token = enters(world, &shop, &visitor, "xiaoming").await;
    world.ears.will_answer(replies);
    signs_out(&visitor, &id_token).await;
}

#[tokio::test]
async fn what_was_not_heard_is_said_again_until_it_is() {
    let world = World::new().await;
    let replies = [500, 400, 307, 201, 202].map(Reply::Status);
    ended(&world, &replies).await;
    let mut tokens = BTreeSet::new();
    for wait in [0, 10, 60, 600, 3600, 21_600] {
        if wait > 0 {
            world.clock.advance(Duration::from_secs(wait - 1));
            assert_eq!(tell(&world).await, 0, "not before {wait} s");
            world.clock.advance(Duration::from_secs(1));
        }
        assert_eq!(tell(&world).await, 1, "after {wait} s");
        let told = world.ears.told().remove(0);
        let logout = verified(&world, &told.token, "shop").await;
        let now = connector_kit::Clock::now(&*world.clock).seconds();
        assert_eq!(logout["iat"], now, "each try has a token of its own");
        tokens.insert(logout["jti"].as_str().unwrap().to_owned());
    }
    assert_eq!(tokens.len(), 6);
    // The sixth was heard.
    world.clock.advance(Duration::from_hours(48));
    assert_eq!(tell(&world).await, 0);
}

#[tokio::test]
async fn after_six_tries_we_give_up() {
    let world = World::new().await;
    ended(&world, &[Reply::Status(500); 7]).await;
    for tries in 1..=6 {
        assert_eq!(tell(&world).await, 1, "{tries}");
        world.clock.advance(Duration::from_hours(6));
    }
    assert_eq!(tell(&world).await, 0);
    assert_eq!(paths(&world).len(), 6);
}

#[tokio::test]
async fn whoever_answers_204_has_heard_and_redirects_are_not_followed() {
    let world = World::new().await;
    ended(&world, &[Reply::Redirect, Reply::Status(204)]).await;
    assert_eq!(tell(&world).await, 1);
    world.clock.advance(Duration::from_secs(10));
    assert_eq!(tell(&world).await, 1);
    assert_eq!(paths(&world), ["/logout/shop", "/logout/shop"]);
    world.clock.advance(Duration::from_hours(48));
    assert_eq!(tell(&world).await, 0);
}

#[tokio::test]
async fn whoever_never_answers_keeps_nobody_waiting() {
    let world = World::new().await;
    listening(&world, &["desk"]).await;
    // The sign-out itself is over before anything is told.
    ended(&world, &[Reply::Silence]).await;
    assert_eq!(paths(&world), [""; 0]);
    let begun = tokio::time::Instant::now();
    assert_eq!(tell(&world).await, 1);
    assert!(begun.elapsed() >= Duration::from_secs(5));
    assert_eq!(paths(&world), ["/logout/shop"]);
    world.clock.advance(Duration::from_secs(10));
    assert_eq!(tell(&world).await, 1);
    assert_eq!(paths(&world), ["/logout/shop"]);
}

#[tokio::test]
async fn an_application_that_is_gone_or_wants_no_news_gets_none() {
    let world = World::new().await;
    let ops = world.machine("ops").await;
    ended(&world, &[]).await;
    assert_eq!(ops.delete("/api/applications/shop").await.status, 204);
    assert_eq!(tell(&world).await, 0);

    ended(&world, &[]).await;
    let none = json!({ "applications": [{ "id": "shop", "backchannel_logout_uri": "" }] });
    world.apply(none).await;
    assert_eq!(tell(&world).await, 1);
    assert_eq!(paths(&world), [""; 0]);
    world.clock.advance(Duration::from_hours(48));
    assert_eq!(tell(&world).await, 0);
}

#[tokio::test]
async fn a_node_tells_at_once_without_being_asked() {
    let world = World::new().await;
    let (node, stop) = (world.nodes[0].clone(), CancellationToken::new());
    let running = tokio::spawn({
        let stop = stop.clone();
        async move { node.keep_in_order(stop).await }
    });
    ended(&world, &[]).await;
    let deadline = tokio::time::Instant::now() + Duration::from_secs(30);
    let mut told = Vec::new();
    while told.is_empty() && tokio::time::Instant::now() < deadline {
        tokio::time::sleep(Duration::from_millis(20)).await;
        told = paths(&world);
    }
    assert_eq!(told, ["/logout/shop"]);
    stop.cancel();
    running.await.unwrap();
}

#[tokio::test]
async fn the_token_is_signed_as_the_application_wants() {
    let world = World::new().await;
    for algorithm in ["ES256", "RS256", "ES384", "EdDSA"] {
        ended(&world, &[]).await;
        let wants = json!({ "id": "shop", "id_token_alg": algorithm });
        world.apply(json!({ "applications": [wants] })).await;
        assert_eq!(tell(&world).await, 1);
        let told = world.ears.told().remove(0);
        verified(&world, &told.token, "shop").await;
        let header = decode_header(&told.token).unwrap();
        assert_eq!(format!("{:?}", header.alg), algorithm);
    }
}

#[tokio::test]
async fn the_address_is_set_by_programs_and_by_files() {
    let world = World::new().await;
    let ops = world.machine("ops").await;
    let address = "https://shop.example/logout";
    let made = json!({
        "name": "Shop", "type": "Traditional",
        "oidcClientMetadata": {
            "redirectUris": [], "postLogoutRedirectUris": [],
            "backchannelLogoutUri": address, "backchannelLogoutSessionRequired": true,
        },
    });
    let made = ops.post("/api/applications", made).await.json();
    let metadata = &made["oidcClientMetadata"];
    assert_eq!(metadata["backchannelLogoutUri"], address);
    assert_eq!(metadata["backchannelLogoutSessionRequired"], true);

    // What is not named stays; null and an empty text take it away.
    let path = format!("/api/applications/{}", made["id"].as_str().unwrap());
    let patch = async |metadata: Value| {
        let answer = ops
            .patch(&path, json!({ "oidcClientMetadata": metadata }))
            .await;
        (answer.status, answer.json()["oidcClientMetadata"].clone())
    };
    let (_, kept) = patch(json!({ "redirectUris": ["https://shop.example/callback"] })).await;
    assert_eq!(kept["backchannelLogoutUri"], address);
    for empty in [json!(null), json!("")] {
        patch(json!({ "backchannelLogoutUri": address })).await;
        let (status, gone) = patch(json!({ "backchannelLogoutUri": empty })).await;
        assert_eq!(status, 200);
        assert!(gone.get("backchannelLogoutUri").is_none(), "{gone}");
    }
    let (_, without) = patch(json!({ "backchannelLogoutSessionRequired": false })).await;
    assert!(without.get("backchannelLogoutSessionRequired").is_none());

    let long = format!("https://shop.example/{}", "a".repeat(2048));
    for wrong in [
        "http://shop.example/logout",
        "https://shop.example/logout#x",
        "shop.example/logout",
        "https://*.example/logout",
        "https://user@shop.example/logout",
        long.as_str(),
    ] {
        let body = json!({ "oidcClientMetadata": { "backchannelLogoutUri": wrong } });
        let answer = ops.patch(&path, body).await;
        assert_eq!(answer.status, 400, "{wrong}");
        assert!(
            answer.body.contains("backchannelLogoutUri"),
            "{}",
            answer.body
        );
        let applied = world
            .try_apply(json!({ "applications": [{
                "id": made["id"], "backchannel_logout_uri": wrong,
            }]}))
            .await;
        let problem = applied.unwrap_err();
        assert!(problem.contains("backchannel_logout_uri"), "{problem}");
    }
    let discovery = world
        .send(
            Method::GET,
            &format!("{SERVER}/oidc/.well-known/openid-configuration"),
            http::HeaderMap::new(),
            String::new(),
        )
        .await
        .json();
    assert_eq!(discovery["backchannel_logout_supported"], true);
    assert_eq!(discovery["backchannel_logout_session_supported"], true);
}

//! Tokens that are real and good for something else.

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use serde_json::{Value, json};
use testkit::application::SECRET;
use testkit::world::{APPLICATION, SERVER, World};

use crate::oidc_tokens::is_refused;

/// Tokens that this server, or somebody who imitates it, has signed, and that are no access tokens
/// of a person for userinfo.
async fn others(world: &World) -> Vec<(&'static str, String)> {
    let application = world.application();
    let people = application.signs_in("xiaoming").await;
    let id_token = people["id_token"].as_str().unwrap().to_owned();
    let issuer = format!("{SERVER}/oidc");
    let key = keys::SigningKey::generate(keys::Algorithm::Es256);
    let imitated = |typ: &str, iss: &str, aud: &str| {
        let claims = json!({
            "iss": iss, "aud": aud, "sub": "u1", "client_id": "demo-app", "scope": "openid all",
            "iat": 0, "exp": 99_999_999_999_i64, "jti": "1", "sid": "s1",
        });
        key.sign(Some(typ), &claims).unwrap()
    };
    let machine = world.machine("ops").await.token;
    let (head, rest) = machine.split_once('.').unwrap();
    let (body, signature) = rest.split_once('.').unwrap();
    let rewritten = |part: &str, name: &str, value: Value| {
        let bytes = BASE64_URL_SAFE_NO_PAD.decode(part).unwrap();
        let mut json: Value = serde_json::from_slice(&bytes).unwrap();
        json[name] = value;
        BASE64_URL_SAFE_NO_PAD.encode(json.to_string())
    };
    let elsewhere = rewritten(body, "aud", json!(issuer));
    let foreign = rewritten(body, "iss", json!("https://other.example/oidc"));
    let typed = rewritten(head, "typ", json!("JWT"));
    let unsigned = rewritten(head, "alg", json!("none"));
    vec![
        ("an ID token", id_token),
        (
            "a refresh token",
            people["refresh_token"].as_str().unwrap().to_owned(),
        ),
        ("a token for the Management API", machine.clone()),
        (
            "another audience",
            format!("{head}.{elsewhere}.{signature}"),
        ),
        ("another issuer", format!("{head}.{foreign}.{signature}")),
        ("another type", format!("{typed}.{body}.{signature}")),
        ("no signature", format!("{unsigned}.{body}.")),
        ("a stranger's key", imitated("at+jwt", &issuer, &issuer)),
        (
            "a stranger's issuer",
            imitated("at+jwt", "https://other.example", &issuer),
        ),
        (
            "a stranger's ID token",
            imitated("JWT", &issuer, "demo-app"),
        ),
    ]
}

#[tokio::test]
async fn only_an_access_token_of_a_person_opens_userinfo() {
    let world = World::new().await;
    for (what, token) in others(&world).await {
        let answer = world.application().user_info(&token).await;
        assert_eq!(answer.status, 401, "{what}: {}", answer.body);
        is_refused(&answer, 401, "invalid_token");
    }
}

#[tokio::test]
async fn no_other_token_is_a_refresh_token() {
    let world = World::new().await;
    let application = world.application();
    let access = application.signs_in("lifang").await["access_token"].clone();
    let access = ("an access token", access.as_str().unwrap().to_owned());
    let tokens = others(&world).await.into_iter().chain([access]);
    for (what, token) in tokens.filter(|(what, _)| *what != "a refresh token") {
        let fields = [("grant_type", "refresh_token"), ("refresh_token", &*token)];
        let answer = application.token(&fields).await;
        assert_eq!(answer.status, 400, "{what}: {}", answer.body);
        is_refused(&answer, 400, "invalid_grant");
    }
}

#[tokio::test]
async fn no_other_token_is_a_code() {
    let world = World::new().await;
    let application = world.application();
    for (what, token) in others(&world).await {
        let answer = application
            .token(&[
                ("grant_type", "authorization_code"),
                ("code", &token),
                ("redirect_uri", &application.redirect_uri),
            ])
            .await;
        assert_eq!(answer.status, 400, "{what}: {}", answer.body);
        is_refused(&answer, 400, "invalid_grant");
    }
}

/// An authorization request with a hint that is none is refused, and a sign-out asks the person.
#[tokio::test]
async fn no_other_token_is_a_hint() {
    let world = World::new().await;
    let application = world.application();
    for (what, token) in others(&world).await {
        if what == "an ID token" {
            continue;
        }
        let visitor = world.anonymous();
        let asked = application.asks(&[]);
        let person = world.person("xiaoming");
        visitor.sign_in(&asked.address, &person).await;
        let silent = application.asks(&[("prompt", "none"), ("id_token_hint", &token)]);
        let place = visitor.get(&silent.address).await.location().to_owned();
        assert!(place.contains("error=invalid_request"), "{what}: {place}");

        let end = format!("/oidc/session/end?id_token_hint={token}");
        let answer = visitor.get(&end).await;
        assert_eq!(answer.header("location"), "", "{what}");
        let silent = application.asks(&[("prompt", "none")]);
        let place = visitor.get(&silent.address).await.location().to_owned();
        assert!(
            place.contains("code="),
            "{what} signed somebody out: {place}"
        );
    }
}

/// A token that was given to one application lets no other act in its place.
#[tokio::test]
async fn a_token_of_another_application_is_told_and_ended_by_its_own_alone() {
    let world = World::new().await;
    world
        .apply(json!({ "applications": [{
            "id": "other", "name": "Other", "type": "Traditional", "secret": SECRET,
            "redirect_uris": [format!("{APPLICATION}/callback")],
        }]}))
        .await;
    let other = world.client("other", Some(SECRET));
    let tokens = world.application().signs_in("xiaoming").await;
    for name in ["access_token", "refresh_token"] {
        let token = tokens[name].as_str().unwrap();
        let told = other
            .form("/oidc/token/introspection", &[("token", token)])
            .await;
        assert_eq!(told.json(), json!({ "active": false }), "{name}");
        let ended = other
            .form("/oidc/token/revocation", &[("token", token)])
            .await;
        assert_eq!(ended.status, 200, "{name}");
    }
    let token = tokens["access_token"].as_str().unwrap();
    assert_eq!(world.application().user_info(token).await.status, 200);
}

#[tokio::test]
async fn what_is_very_long_is_refused_and_breaks_nothing() {
    let world = World::new().await;
    let application = world.application();
    let long = "x".repeat(17 * 1024);
    for (path, field) in [
        ("/oidc/token", "code"),
        ("/oidc/token", "unheard_of"),
        ("/oidc/token/revocation", "token"),
        ("/oidc/token/introspection", "token"),
    ] {
        let fields = [("grant_type", "authorization_code"), (field, &*long)];
        let answer = application.form(path, &fields).await;
        is_refused(&answer, 400, "invalid_request");
    }
    let answer = application.user_info(&long).await;
    assert!(
        [400, 401, 431].contains(&answer.status),
        "{}",
        answer.status
    );
    for name in [
        "state",
        "nonce",
        "scope",
        "login_hint",
        "claims",
        "unheard_of",
        "code_challenge",
    ] {
        let asked = application.asks(&[(name, &long)]);
        let answer = world.anonymous().get(&asked.address).await;
        assert!(
            (400..500).contains(&answer.status),
            "{name}: {}",
            answer.status
        );
        assert_eq!(answer.header("location"), "", "{name}");
        assert!(!answer.body.contains("xxxxxxxx"), "{name}");
    }
}

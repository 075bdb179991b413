//! What applications get at `/oidc/token`, what it is good for, and how it ends.

use std::time::Duration;

use http::{HeaderMap, Method, header};
use serde_json::{Value, json};
use testkit::application::{Application, Asked, SECRET, claims, parameters};
use testkit::in_process::Answer;
use testkit::world::{APPLICATION, Database, SERVER, World};

crate::on_both!(
    a_code_works_once_and_its_replay_ends_what_it_gave,
    refresh_tokens_rotate,
    a_refresh_token_that_comes_late_ends_its_family,
    revocation,
);

/// Signs in with a new browser; gives the request and the address with the code.
async fn signed_in(world: &World, application: &Application<'_>) -> (Asked, String) {
    let asked = application.asks(&[]);
    let visitor = world.anonymous();
    let address = visitor
        .sign_in(&asked.address, &world.person("xiaoming"))
        .await;
    (asked, address)
}

fn code(address: &str) -> String {
    let code = parameters(address)
        .into_iter()
        .find(|(name, _)| name == "code");
    code.unwrap_or_else(|| panic!("no code in {address}")).1
}

async fn refresh(application: &Application<'_>, token: &Value) -> Answer {
    let token = token.as_str().unwrap();
    application
        .token(&[("grant_type", "refresh_token"), ("refresh_token", token)])
        .await
}

/// The status of userinfo with an access token.
async fn opens(application: &Application<'_>, tokens: &Value) -> u16 {
    application
        .user_info(tokens["access_token"].as_str().unwrap())
        .await
        .status
}

pub(crate) fn is_refused(answer: &Answer, status: u16, error: &str) {
    assert_eq!(answer.status, status, "{}", answer.body);
    assert_eq!(answer.json()["error"], error, "{}", answer.body);
    assert_eq!(answer.json()["code"], format!("oidc.{error}"));
    assert!(answer.json()["message"].is_string());
    assert_eq!(answer.header("cache-control"), "no-store");
}

async fn a_code_works_once_and_its_replay_ends_what_it_gave(database: Database) {
    let world = World::with(database, 1).await;
    let application = world.application();
    let (asked, address) = signed_in(&world, &application).await;
    let tokens = application.redeems(&asked, &address).await;
    assert_eq!(tokens.status, 200, "{}", tokens.body);
    assert_eq!(tokens.header("cache-control"), "no-store");
    assert_eq!(tokens.header("pragma"), "no-cache");
    let tokens = tokens.json();
    assert_eq!(tokens["token_type"], "Bearer");
    assert_eq!(tokens["expires_in"], 3600);
    assert_eq!(tokens["scope"], "openid profile offline_access");
    assert_eq!(opens(&application, &tokens).await, 200);

    is_refused(
        &application.redeems(&asked, &address).await,
        400,
        "invalid_grant",
    );
    assert_eq!(opens(&application, &tokens).await, 401);
    is_refused(
        &refresh(&application, &tokens["refresh_token"]).await,
        400,
        "invalid_grant",
    );
}

#[tokio::test]
async fn who_presents_a_code_wrongly_takes_nothing_from_its_owner() {
    let world = World::new().await;
    world
        .apply(json!({ "applications": [{
            "id": "other", "name": "Other", "type": "Traditional", "secret": SECRET,
            "redirect_uris": [format!("{APPLICATION}/callback")],
        }]}))
        .await;
    let application = world.application();
    let (asked, address) = signed_in(&world, &application).await;
    let code = code(&address);
    let redirect_uri = application.redirect_uri.as_str();
    let verifier = asked.verifier.as_str();
    let other_verifier = "x".repeat(43);

    let other = world.client("other", Some(SECRET));
    is_refused(&other.redeems(&asked, &address).await, 400, "invalid_grant");
    for (redirect_uri, verifier, error) in [
        (redirect_uri, "", "invalid_grant"),
        (redirect_uri, other_verifier.as_str(), "invalid_grant"),
        (redirect_uri, "short", "invalid_request"),
        ("", verifier, "invalid_request"),
        ("http://localhost:3003/callback/", verifier, "invalid_grant"),
        ("https://evil.example/", verifier, "invalid_grant"),
    ] {
        let answer = application
            .token(&[
                ("grant_type", "authorization_code"),
                ("code", &code),
                ("redirect_uri", redirect_uri),
                ("code_verifier", verifier),
            ])
            .await;
        is_refused(&answer, 400, error);
    }
    for code in [
        "",
        "unknown",
        &code.to_lowercase(),
        &format!("{code}x"),
        &code[1..],
    ] {
        let fields = [
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", redirect_uri),
            ("code_verifier", verifier),
        ];
        let error = if code.is_empty() {
            "invalid_request"
        } else {
            "invalid_grant"
        };
        is_refused(&application.token(&fields).await, 400, error);
    }
    assert_eq!(application.redeems(&asked, &address).await.status, 200);
}

#[tokio::test]
async fn a_verifier_without_a_challenge_is_refused() {
    let world = World::new().await;
    let application = world.application();
    let asked = application.asks(&[("code_challenge", ""), ("code_challenge_method", "")]);
    let address = world
        .anonymous()
        .sign_in(&asked.address, &world.person("xiaoming"))
        .await;
    is_refused(
        &application.redeems(&asked, &address).await,
        400,
        "invalid_grant",
    );
    let answer = application
        .token(&[
            ("grant_type", "authorization_code"),
            ("code", &code(&address)),
            ("redirect_uri", &application.redirect_uri),
        ])
        .await;
    assert_eq!(answer.status, 200, "{}", answer.body);
}

#[tokio::test]
async fn a_code_lives_a_minute() {
    let world = World::new().await;
    let application = world.application();
    for (seconds, status) in [(59, 200), (60, 400)] {
        let (asked, address) = signed_in(&world, &application).await;
        world.clock.advance(Duration::from_secs(seconds));
        assert_eq!(
            application.redeems(&asked, &address).await.status,
            status,
            "{seconds} s"
        );
    }
}

async fn refresh_tokens_rotate(database: Database) {
    let world = World::with(database, 1).await;
    let application = world.application();
    let first = application.signs_in("xiaoming").await;
    world.clock.advance(Duration::from_secs(100));
    let second = refresh(&application, &first["refresh_token"]).await;
    assert_eq!(second.status, 200, "{}", second.body);
    let second = second.json();
    assert_ne!(second["refresh_token"], first["refresh_token"]);
    assert_ne!(second["access_token"], first["access_token"]);
    assert_eq!(second["scope"], "openid profile offline_access");

    let claims = |tokens: &Value| claims(tokens["id_token"].as_str().unwrap());
    let (before, after) = (claims(&first), claims(&second));
    for name in ["iss", "sub", "aud", "auth_time", "sid", "name"] {
        assert_eq!(before[name], after[name], "{name}");
    }
    assert_eq!(
        before["iat"].as_i64().unwrap() + 100,
        after["iat"].as_i64().unwrap()
    );
    assert!(before["nonce"].is_string() && after.get("nonce").is_none());

    // An answer that got lost: the same token again, a moment later.
    world.clock.advance(Duration::from_secs(3));
    let again = refresh(&application, &first["refresh_token"]).await;
    assert_eq!(again.status, 200, "{}", again.body);
    assert_eq!(
        refresh(&application, &second["refresh_token"]).await.status,
        200
    );
    assert_eq!(
        refresh(&application, &again.json()["refresh_token"])
            .await
            .status,
        200
    );
}

async fn a_refresh_token_that_comes_late_ends_its_family(database: Database) {
    let world = World::with(database, 1).await;
    let application = world.application();
    let first = application.signs_in("xiaoming").await;
    let second = refresh(&application, &first["refresh_token"]).await.json();
    let somebody_else = application.signs_in("lifang").await;
    world.clock.advance(Duration::from_millis(3001));
    is_refused(
        &refresh(&application, &first["refresh_token"]).await,
        400,
        "invalid_grant",
    );
    is_refused(
        &refresh(&application, &second["refresh_token"]).await,
        400,
        "invalid_grant",
    );
    assert_eq!(opens(&application, &second).await, 401);
    assert_eq!(opens(&application, &somebody_else).await, 200);
}

#[tokio::test]
async fn a_refresh_may_ask_for_less_and_never_for_more() {
    let world = World::new().await;
    let application = world.application();
    let mut tokens = application.signs_in("xiaoming").await;
    let ask = async |tokens: &Value, scope| {
        let token = tokens["refresh_token"].as_str().unwrap();
        let grant = ("grant_type", "refresh_token");
        application
            .token(&[grant, ("refresh_token", token), ("scope", scope)])
            .await
    };
    for scope in ["openid email", "email", "unheard-of"] {
        is_refused(&ask(&tokens, scope).await, 400, "invalid_scope");
    }
    tokens = ask(&tokens, "openid").await.json();
    assert_eq!(tokens["scope"], "openid");
    assert_eq!(
        claims(tokens["id_token"].as_str().unwrap()).get("name"),
        None
    );
    let info = application
        .user_info(tokens["access_token"].as_str().unwrap())
        .await
        .json();
    assert_eq!(info.get("name"), None);
    // The next one can have all of it again.
    tokens = refresh(&application, &tokens["refresh_token"]).await.json();
    assert_eq!(tokens["scope"], "openid profile offline_access");
}

#[tokio::test]
async fn a_refresh_token_is_given_for_offline_access_and_ends() {
    let world = World::new().await;
    let application = world.application();
    let asked = application.asks(&[("scope", "openid")]);
    let address = world
        .anonymous()
        .sign_in(&asked.address, &world.person("xiaoming"))
        .await;
    let tokens = application.redeems(&asked, &address).await.json();
    assert_eq!(tokens.get("refresh_token"), None);

    let tokens = application.signs_in("xiaoming").await;
    world.clock.advance(Duration::from_hours(14 * 24));
    is_refused(
        &refresh(&application, &tokens["refresh_token"]).await,
        400,
        "invalid_grant",
    );
}

#[tokio::test]
async fn a_refresh_token_belongs_to_one_application() {
    let world = World::new().await;
    world
        .apply(json!({ "applications": [{
            "id": "other", "name": "Other", "type": "Traditional", "secret": SECRET,
            "redirect_uris": [format!("{APPLICATION}/callback")],
        }]}))
        .await;
    let tokens = world.application().signs_in("xiaoming").await;
    let other = world.client("other", Some(SECRET));
    is_refused(
        &refresh(&other, &tokens["refresh_token"]).await,
        400,
        "invalid_grant",
    );
    let token = tokens["refresh_token"].as_str().unwrap();
    assert_eq!(
        other
            .form("/oidc/token/revocation", &[("token", token)])
            .await
            .status,
        200
    );
    assert_eq!(
        refresh(&world.application(), &tokens["refresh_token"])
            .await
            .status,
        200
    );
}

#[tokio::test]
async fn a_suspended_person_gets_nothing_more() {
    let world = World::new().await;
    let application = world.application();
    let tokens = application.signs_in("xiaoming").await;
    let (asked, address) = signed_in(&world, &application).await;
    let user = claims(tokens["id_token"].as_str().unwrap())["sub"]
        .as_str()
        .unwrap()
        .parse();
    let now = connector_kit::Clock::now(&*world.clock);
    world
        .store
        .set_suspended(user.unwrap(), true, now)
        .await
        .unwrap();
    is_refused(
        &application.redeems(&asked, &address).await,
        400,
        "invalid_grant",
    );
    is_refused(
        &refresh(&application, &tokens["refresh_token"]).await,
        400,
        "invalid_grant",
    );
    assert_eq!(opens(&application, &tokens).await, 401);
}

async fn revocation(database: Database) {
    let world = World::with(database, 1).await;
    let application = world.application();
    let revoke = async |token: &Value| {
        let fields = [
            ("token", token.as_str().unwrap()),
            ("token_type_hint", "refresh_token"),
        ];
        let answer = application.form("/oidc/token/revocation", &fields).await;
        assert_eq!((answer.status, answer.json()), (200, json!({})));
    };
    let tokens = application.signs_in("xiaoming").await;
    revoke(&tokens["access_token"]).await;
    assert_eq!(opens(&application, &tokens).await, 401);
    let tokens = refresh(&application, &tokens["refresh_token"]).await.json();
    assert_eq!(opens(&application, &tokens).await, 200);
    revoke(&tokens["refresh_token"]).await;
    revoke(&tokens["refresh_token"]).await;
    assert_eq!(
        opens(&application, &tokens).await,
        401,
        "its access tokens end with it"
    );
    is_refused(
        &refresh(&application, &tokens["refresh_token"]).await,
        400,
        "invalid_grant",
    );

    revoke(&json!("unknown")).await;
    is_refused(
        &application.form("/oidc/token/revocation", &[]).await,
        400,
        "invalid_request",
    );
    let stranger = world.client("demo-app", Some("wrong"));
    let answer = stranger
        .form("/oidc/token/revocation", &[("token", "x")])
        .await;
    is_refused(&answer, 401, "invalid_client");
}

#[tokio::test]
async fn userinfo_takes_a_bearer_token_in_the_header_alone() {
    let world = World::new().await;
    let application = world.application();
    let asked = application.asks(&[("scope", "openid profile email phone identities")]);
    let address = world
        .anonymous()
        .sign_in(&asked.address, &world.person("xiaoming"))
        .await;
    let tokens = application.redeems(&asked, &address).await.json();
    let token = tokens["access_token"].as_str().unwrap();
    let id_token = claims(tokens["id_token"].as_str().unwrap());
    assert_eq!(id_token.get("identities"), None);
    assert_eq!(id_token["aud"], "demo-app");

    let ask = async |method, path: &str, authorization: Option<String>, body: String| {
        let value = authorization.map(|text| (header::AUTHORIZATION, text.parse().unwrap()));
        let headers = HeaderMap::from_iter(value);
        world
            .send(method, &format!("{SERVER}/oidc/me{path}"), headers, body)
            .await
    };
    for method in [Method::GET, Method::POST] {
        let bearer = Some(format!("Bearer {token}"));
        let info = ask(method, "", bearer, String::new()).await.json();
        assert_eq!(info["sub"], id_token["sub"]);
        assert_eq!(info["name"], "小明");
        assert_eq!(info["username"], Value::Null);
        assert_eq!(info["email"], Value::Null);
        assert_eq!(info["email_verified"], false);
        assert_eq!(info["phone_number_verified"], false);
        assert!(
            info["created_at"].as_i64().unwrap() > 1_700_000_000_000,
            "milliseconds"
        );
        let wechat = &info["identities"]["wechat"];
        assert!(
            wechat["userId"]
                .as_str()
                .unwrap()
                .starts_with("oSIMULATED-"),
            "{info}"
        );
        assert_eq!(wechat["details"]["nickname"], "小明");
    }
    let in_query = format!("?access_token={token}");
    let in_body = format!("access_token={token}");
    let id_token = tokens["id_token"].as_str().unwrap();
    for (path, authorization, body) in [
        ("", None, String::new()),
        (&*in_query, None, String::new()),
        ("", None, in_body),
        ("", Some("Bearer ".to_owned()), String::new()),
        ("", Some(format!("Basic {token}")), String::new()),
        ("", Some(token.to_owned()), String::new()),
        ("", Some(format!("Bearer {}", &token[1..])), String::new()),
        ("", Some(format!("Bearer {id_token}")), String::new()),
    ] {
        let authorization_is_there = authorization.is_some();
        let answer = ask(Method::POST, path, authorization, body).await;
        is_refused(&answer, 401, "invalid_token");
        let challenge = answer.header("www-authenticate");
        if authorization_is_there {
            assert!(challenge.starts_with("Bearer error=\"invalid_token\""));
        } else {
            // Whoever has not tried to prove anything is told how to, and of no error.
            assert_eq!(challenge, "Bearer realm=\"oidc\"");
        }
    }
    world.clock.advance(Duration::from_hours(1));
    assert_eq!(opens(&application, &tokens).await, 401);
}

#[tokio::test]
async fn without_a_database_everybody_is_told_to_try_again() {
    let world = World::new().await;
    let application = world.application();
    let tokens = application.signs_in("xiaoming").await;
    world.store.close().await;
    let refreshed = refresh(&application, &tokens["refresh_token"]).await;
    is_refused(&refreshed, 503, "temporarily_unavailable");
    let token = tokens["access_token"].as_str().unwrap();
    let info = application.user_info(token).await;
    is_refused(&info, 503, "temporarily_unavailable");
    let revoked = application
        .form("/oidc/token/revocation", &[("token", token)])
        .await;
    is_refused(&revoked, 503, "temporarily_unavailable");
    for path in [
        &application.asks(&[]).address,
        "/oidc/session/end?client_id=demo-app",
    ] {
        let page = world.anonymous().get(path).await;
        assert_eq!(page.status, 503, "{path}");
        assert!(
            page.header("content-type").starts_with("text/html"),
            "{path}"
        );
    }
}

//! What applications may ask for at `/oidc/auth`, and how the rest is refused.

use std::time::Duration;

use http::{HeaderMap, HeaderValue, Method, header};
use serde_json::json;
use testkit::application::{claims, parameters};
use testkit::world::{APPLICATION, SERVER, World};

/// The value of a parameter of an address.
fn value(address: &str, name: &str) -> Option<String> {
    parameters(address)
        .into_iter()
        .find(|(found, _)| found == name)
        .map(|(_, value)| value)
}

#[tokio::test]
async fn nobody_is_sent_to_an_address_that_is_not_registered() {
    let world = World::new().await;
    let visitor = world.anonymous();
    for redirect_uri in [
        "https://evil.example/",
        "http://localhost:3003/callback/",
        "http://localhost:3003/callback?next=https://evil.example",
        "http://localhost:3003/callback#",
        "http://localhost:3003/callback/../evil",
        "http://localhost:3003/Callback",
        "http://LOCALHOST:3003/callback",
        "http://localhost:3003/c%61llback",
        "http://localhost:3003/callback%00",
        "http://localhost:3003@evil.example/callback",
        "http://evil.example@localhost:3003/callback",
        "http://localhost:3003.evil.example/callback",
        "http://localhost:3003\\@evil.example/callback",
        "http://localhost:4000/callback",
        "http://127.0.0.1:3003/callback",
        "https://localhost:3003/callback",
        "//localhost:3003/callback",
        "javascript:alert(1)",
        " http://localhost:3003/callback",
        "http://localhost:3003/callback\n",
    ] {
        for prompt in ["", "none"] {
            let asked = world
                .application()
                .asks(&[("redirect_uri", redirect_uri), ("prompt", prompt)]);
            let answer = visitor.get(&asked.address).await;
            assert_eq!(answer.status, 400, "{redirect_uri}");
            assert_eq!(answer.header("location"), "", "{redirect_uri}");
            assert!(!answer.body.contains("evil.example"), "{redirect_uri}");
        }
    }
    let twice = format!(
        "{}&redirect_uri=https://evil.example/",
        world.application().asks(&[]).address
    );
    let absent = world.application().asks(&[("redirect_uri", "")]).address;
    for address in [twice, absent] {
        assert_eq!(visitor.get(&address).await.status, 400, "{address}");
    }
    assert!(visitor.cookies().is_empty(), "nothing has begun");
}

#[tokio::test]
async fn an_unknown_application_gets_a_page() {
    let world = World::new().await;
    let visitor = world.anonymous();
    for client_id in ["nobody", "", "DEMO-APP", "demo-app ", "demo-app\u{0}"] {
        let asked = world.application().asks(&[("client_id", client_id)]);
        let answer = visitor.get(&asked.address).await;
        assert_eq!(answer.status, 400, "{client_id:?}");
        assert_eq!(answer.header("location"), "", "{client_id:?}");
        assert!(
            answer.header("content-type").starts_with("text/html"),
            "{client_id:?}"
        );
    }
    let twice = format!(
        "{}&client_id=demo-app",
        world.application().asks(&[]).address
    );
    assert_eq!(visitor.get(&twice).await.status, 400);
    assert_eq!(visitor.get("/oidc/auth").await.status, 400);
}

#[tokio::test]
async fn what_is_wrong_goes_back_with_state_and_issuer() {
    let world = World::new().await;
    let plain = keys::pkce_s256("x");
    for (more, error) in [
        (vec![("response_type", "")], "invalid_request"),
        (
            vec![("response_type", "token")],
            "unsupported_response_type",
        ),
        (
            vec![("response_type", "code id_token")],
            "unsupported_response_type",
        ),
        (vec![("response_mode", "fragment")], "invalid_request"),
        (vec![("scope", "")], "invalid_scope"),
        (vec![("scope", "read:everything")], "invalid_scope"),
        (vec![("request", "e30.e30.")], "request_not_supported"),
        (
            vec![("request_uri", "https://evil.example/")],
            "request_uri_not_supported",
        ),
        (vec![("prompt", "none login")], "invalid_request"),
        (vec![("prompt", "create")], "invalid_request"),
        (vec![("prompt", "none")], "login_required"),
        (vec![("max_age", "-1")], "invalid_request"),
        (vec![("resource", "https://api.example")], "invalid_target"),
        (
            vec![
                ("code_challenge_method", "plain"),
                ("code_challenge", &plain),
            ],
            "invalid_request",
        ),
        (vec![("code_challenge_method", "")], "invalid_request"),
        (vec![("code_challenge", "")], "invalid_request"),
        (vec![("code_challenge", "short")], "invalid_request"),
        (vec![("id_token_hint", "e30.e30.e30")], "invalid_request"),
        (
            vec![("id_token_hint", "a"), ("id_token_hint", "a")],
            "invalid_request",
        ),
        (vec![("nonce", "a"), ("nonce", "b")], "invalid_request"),
    ] {
        let asked = world.application().asks(&more);
        let answer = world.anonymous().get(&asked.address).await;
        assert_eq!(answer.status, 303, "{more:?}: {}", answer.body);
        let address = answer.location();
        assert!(
            address.starts_with(&format!("{APPLICATION}/callback?error=")),
            "{address}"
        );
        assert_eq!(value(address, "error").as_deref(), Some(error), "{more:?}");
        assert_eq!(value(address, "state"), Some(asked.state), "{more:?}");
        assert_eq!(
            value(address, "iss"),
            Some(format!("{SERVER}/oidc")),
            "{more:?}"
        );
        assert_eq!(value(address, "code"), None, "{more:?}");
    }
}

#[tokio::test]
async fn a_public_application_must_use_pkce() {
    let world = World::new().await;
    for kind in ["SPA", "Native"] {
        world
            .apply(json!({ "applications": [{
                "id": kind, "name": kind, "type": kind,
                "redirect_uris": [format!("{APPLICATION}/callback")],
            }]}))
            .await;
        let application = world.client(kind, None);
        let asked = application.asks(&[("code_challenge", ""), ("code_challenge_method", "")]);
        let address = world
            .anonymous()
            .get(&asked.address)
            .await
            .location()
            .to_owned();
        assert_eq!(
            value(&address, "error").as_deref(),
            Some("invalid_request"),
            "{kind}"
        );

        let tokens = application.signs_in("xiaoming").await;
        assert!(tokens["access_token"].is_string(), "{kind}");
    }
}

#[tokio::test]
async fn only_a_native_application_chooses_its_loopback_port() {
    let world = World::new().await;
    for (kind, status) in [("Native", 303), ("SPA", 400)] {
        world
            .apply(json!({ "applications": [{
                "id": kind, "name": kind, "type": kind,
                "redirect_uris": ["http://127.0.0.1/callback"],
            }]}))
            .await;
        let mut application = world.client(kind, None);
        application.redirect_uri = "http://127.0.0.1:54321/callback".to_owned();
        let asked = application.asks(&[]);
        let visitor = world.anonymous();
        assert_eq!(visitor.get(&asked.address).await.status, status, "{kind}");
        if status == 303 {
            let address = visitor
                .sign_in(&asked.address, &world.person("xiaoming"))
                .await;
            assert_eq!(application.redeems(&asked, &address).await.status, 200);
        }
    }
}

#[tokio::test]
async fn a_machine_does_not_sign_in() {
    let world = World::new().await;
    world
        .apply(json!({ "applications": [{
            "id": "machine", "name": "Machine", "type": "MachineToMachine",
            "secret": "a-secret-of-the-machine-0123456789",
        }]}))
        .await;
    let asked = world.client("machine", None).asks(&[]);
    assert_eq!(world.anonymous().get(&asked.address).await.status, 400);
}

#[tokio::test]
async fn a_post_does_what_a_get_does() {
    let world = World::new().await;
    let application = world.application();
    let visitor = world.anonymous();
    visitor
        .sign_in(&application.asks(&[]).address, &world.person("xiaoming"))
        .await;

    // From another site, so that no cookie comes along.
    let asked = application.asks(&[("login_hint", "小明 & co")]);
    let (path, query) = asked.address.split_once('?').unwrap();
    let form = HeaderValue::from_static("application/x-www-form-urlencoded");
    let headers = HeaderMap::from_iter([(header::CONTENT_TYPE, form)]);
    let answer = world
        .send(Method::POST, path, headers, query.to_owned())
        .await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    let address = visitor.get(answer.location()).await.location().to_owned();
    assert_eq!(application.redeems(&asked, &address).await.status, 200);

    let long = "x".repeat(20_000);
    let answer = visitor.post("/oidc/auth", &[("state", &long)]).await;
    assert_eq!((answer.status, answer.header("location")), (400, ""));
}

#[tokio::test]
async fn max_age_asks_for_a_new_sign_in() {
    let world = World::new().await;
    let application = world.application();
    let visitor = world.anonymous();
    let signed_in_at = connector_kit::Clock::now(&*world.clock).seconds();
    visitor
        .sign_in(&application.asks(&[]).address, &world.person("xiaoming"))
        .await;
    world.clock.advance(Duration::from_secs(100));

    for (max_age, prompt, leads_to) in [
        ("100", "", "code="),
        ("100", "none", "code="),
        ("99", "none", "error=login_required"),
        ("0", "none", "error=login_required"),
        ("99", "", "/sign-in?"),
        ("0", "", "/sign-in?"),
    ] {
        let asked = application.asks(&[("max_age", max_age), ("prompt", prompt)]);
        let address = visitor.get(&asked.address).await.location().to_owned();
        assert!(address.contains(leads_to), "{max_age} {prompt}: {address}");
    }

    let asked = application.asks(&[("max_age", "100")]);
    let address = visitor.get(&asked.address).await.location().to_owned();
    let tokens = application.redeems(&asked, &address).await.json();
    let id_token = claims(tokens["id_token"].as_str().unwrap());
    assert_eq!(id_token["auth_time"], signed_in_at);
    assert_eq!(id_token["iat"], signed_in_at + 100);

    let asked = application.asks(&[("max_age", "0")]);
    let address = visitor
        .sign_in(&asked.address, &world.person("xiaoming"))
        .await;
    let tokens = application.redeems(&asked, &address).await.json();
    let id_token = claims(tokens["id_token"].as_str().unwrap());
    assert_eq!(id_token["auth_time"], signed_in_at + 100);
}

#[tokio::test]
async fn a_hint_lets_nobody_else_through() {
    let world = World::new().await;
    let application = world.application();
    let visitor = world.anonymous();
    let sign_in = async |person| {
        let asked = application.asks(&[("prompt", "login")]);
        let address = visitor.sign_in(&asked.address, &world.person(person)).await;
        application.redeems(&asked, &address).await.json()["id_token"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    let lifang = sign_in("lifang").await;
    let xiaoming = sign_in("xiaoming").await;
    // Expired tokens are good hints.
    world.clock.advance(Duration::from_hours(2));

    let asked = application.asks(&[("id_token_hint", &xiaoming), ("prompt", "none")]);
    let address = visitor.get(&asked.address).await.location().to_owned();
    assert_eq!(application.redeems(&asked, &address).await.status, 200);

    let asked = application.asks(&[("id_token_hint", &lifang), ("prompt", "none")]);
    let address = visitor.get(&asked.address).await.location().to_owned();
    assert_eq!(value(&address, "error").as_deref(), Some("login_required"));

    let asked = application.asks(&[("id_token_hint", &lifang)]);
    let address = visitor
        .sign_in(&asked.address, &world.person("xiaoming"))
        .await;
    assert_eq!(value(&address, "error").as_deref(), Some("login_required"));
    assert_eq!(value(&address, "code"), None);
    let address = visitor
        .sign_in(&asked.address, &world.person("lifang"))
        .await;
    assert_eq!(application.redeems(&asked, &address).await.status, 200);
}

#[tokio::test]
async fn without_openid_there_is_no_id_token() {
    let world = World::new().await;
    let application = world.application();
    let asked = application.asks(&[("scope", "profile offline_access unheard-of")]);
    let address = world
        .anonymous()
        .sign_in(&asked.address, &world.person("xiaoming"))
        .await;
    let tokens = application.redeems(&asked, &address).await.json();
    assert_eq!(tokens["scope"], "profile offline_access");
    assert_eq!(tokens.get("id_token"), None);
    let info = application
        .user_info(tokens["access_token"].as_str().unwrap())
        .await;
    assert_eq!(info.status, 403);
    assert_eq!(info.json()["error"], "insufficient_scope");
    assert!(
        info.header("www-authenticate")
            .starts_with("Bearer error=\"insufficient_scope\"")
    );
}

#[tokio::test]
async fn looking_ahead_makes_no_code() {
    let world = World::new().await;
    let application = world.application();
    let visitor = world.anonymous();
    let asked = application.asks(&[]);
    visitor
        .sign_in(&asked.address, &world.person("xiaoming"))
        .await;
    let before = world.store.commits();
    let session = visitor.cookies()["pailou_session"].clone();
    let ahead = world.anonymous().sending("sec-purpose", "prefetch");
    ahead.set_cookie("pailou_session", Some(&session));
    let address = application.asks(&[]).address;
    assert_eq!(ahead.get(&address).await.status, 503);
    let answer = world
        .send(Method::HEAD, &address, HeaderMap::new(), String::new())
        .await;
    assert_eq!(answer.status, 503);
    assert_eq!(world.store.commits(), before);
}

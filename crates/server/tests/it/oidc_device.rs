//! Devices without a browser: what they ask, what a person decides, what they get (RFC 8628).

use std::time::Duration;

use http::Method;
use keys::{Algorithm, SigningKey};
use serde_json::{Value, json};
use testkit::application::{Application, SECRET};
use testkit::in_process::Answer;
use testkit::visitor::Visitor;
use testkit::world::{APPLICATION, Database, SERVER, World};

use crate::oidc_tokens::is_refused;

crate::on_both!(
    a_device_gets_its_tokens_when_somebody_allows_it,
    a_device_that_is_refused_gets_nothing,
    two_devices_and_two_people_do_not_meet,
);

const CODE: &str = "/oidc/device";
const CONFIRM: &str = "/oidc/device/confirm";
const GRANT: &str = "urn:ietf:params:oauth:grant-type:device_code";

/// A world with applications for devices: `tv` of the operator, `their-tv` of somebody else, `box` with a
/// secret, and `other`, which is for devices too.
async fn world(database: Database, nodes: usize) -> World {
    let world = World::with(database, nodes).await;
    world
        .apply(json!({ "applications": [
            { "id": "tv", "name": "Living room", "type": "Native", "device_flow": true },
            { "id": "other", "name": "Other", "type": "Native", "device_flow": true },
            { "id": "their-tv", "name": "Their TV", "type": "Native", "device_flow": true,
              "third_party": true },
            { "id": "box", "name": "Box", "type": "Traditional", "device_flow": true, "secret": SECRET },
        ]}))
        .await;
    world
}

async fn plain() -> World {
    world(Database::Sqlite, 1).await
}

/// What a device is told when it begins.
struct Codes {
    device: String,
    user: String,
    complete: String,
}

async fn begins(application: &Application<'_>, scope: &str) -> Codes {
    let answer = application
        .form("/oidc/device/auth", &[("scope", scope)])
        .await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    let codes = answer.json();
    let text = |name: &str| codes[name].as_str().unwrap().to_owned();
    Codes {
        device: text("device_code"),
        user: text("user_code"),
        complete: text("verification_uri_complete"),
    }
}

async fn polls(application: &Application<'_>, device_code: &str) -> Answer {
    let fields = [("grant_type", GRANT), ("device_code", device_code)];
    application.token(&fields).await
}

/// Types a code, as it stands on the device; gives where that leads.
async fn types(visitor: &Visitor<'_>, code: &str) -> String {
    let page = visitor.get(CODE).await;
    let answer = visitor
        .press_with(&page, CODE, &[("user_code", code)])
        .await;
    answer.location().to_owned()
}

/// Somebody who types a code and signs in: the page with the question, or what stands in its place.
async fn comes(world: &World, visitor: &Visitor<'_>, code: &str, person: &str) -> Answer {
    let question = format!("{SERVER}{}", types(visitor, code).await);
    let wechat = visitor.go_to_wechat(&question).await;
    let callback = world.person(person).allows(&wechat).await;
    let address = visitor.get(&callback).await.location().to_owned();
    assert!(address.starts_with(CONFIRM), "{address}");
    visitor.get(&address).await
}

async fn decides(visitor: &Visitor<'_>, question: &Answer, decision: &str) -> Answer {
    let answer = visitor
        .press_with(question, CONFIRM, &[("decision", decision)])
        .await;
    visitor.get(answer.location()).await
}

fn text(tokens: &Value, name: &str) -> String {
    tokens[name].as_str().unwrap().to_owned()
}

async fn a_device_gets_its_tokens_when_somebody_allows_it(database: Database) {
    let world = world(database, 2).await;
    let tv = world.client("tv", None);
    let answer = tv
        .form(
            "/oidc/device/auth",
            &[("scope", "openid profile offline_access")],
        )
        .await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    assert_eq!(answer.header("cache-control"), "no-store");
    assert_eq!(answer.header("content-type"), "application/json");
    let codes = answer.json();
    let (device, user) = (text(&codes, "device_code"), text(&codes, "user_code"));
    let page = format!("{SERVER}/oidc/device");
    assert_eq!(
        codes,
        json!({
            "device_code": device, "user_code": user, "verification_uri": page,
            "verification_uri_complete": format!("{page}?user_code={user}"),
            "expires_in": 600, "interval": 5,
        })
    );
    assert_eq!((device.len(), user.len(), &user[4..5]), (43, 9, "-"));

    is_refused(&polls(&tv, &device).await, 400, "authorization_pending");
    let visitor = world.anonymous();
    let question = comes(&world, &visitor, &user.to_lowercase(), "xiaoming").await;
    assert_eq!(question.status, 200, "{}", question.body);
    for words in [
        "<bdi>Living room</bdi>",
        &user,
        "<bdi>小明</bdi>",
        "If somebody sent you",
    ] {
        assert!(
            question.body.contains(words),
            "{words} in {}",
            question.body
        );
    }
    assert!(
        !question.body.contains("What it can do"),
        "the operator's own application"
    );
    world.clock.advance(Duration::from_secs(5));
    is_refused(&polls(&tv, &device).await, 400, "authorization_pending");

    let done = decides(&visitor, &question, "allow").await;
    assert!(
        done.body.contains("Go back to your device"),
        "{}",
        done.body
    );
    let answer = polls(&tv, &device).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    let tokens = answer.json();
    assert_eq!(tokens["scope"], "openid profile offline_access");
    let claims = testkit::application::claims(&text(&tokens, "id_token"));
    assert_eq!((&claims["aud"], claims.get("nonce")), (&json!("tv"), None));
    let info = tv.user_info(&text(&tokens, "access_token")).await.json();
    assert_eq!(
        (&info["sub"], &info["name"]),
        (&claims["sub"], &json!("小明"))
    );
    let refreshed = tv
        .token(&[
            ("grant_type", "refresh_token"),
            ("refresh_token", &text(&tokens, "refresh_token")),
        ])
        .await;
    assert_eq!(refreshed.status, 200, "{}", refreshed.body);

    // Once, as a code: who has it too is noticed.
    is_refused(&polls(&tv, &device).await, 400, "invalid_grant");
    let gone = tv.user_info(&text(&tokens, "access_token")).await;
    assert_eq!(gone.status, 401);
    // And nothing more is decided.
    let again = decides(&visitor, &question, "deny").await;
    assert!(again.body.contains("Go back to your device"));
}

async fn a_device_that_is_refused_gets_nothing(database: Database) {
    let world = world(database, 2).await;
    let tv = world.client("tv", None);
    let codes = begins(&tv, "openid").await;
    let visitor = world.anonymous();
    let question = comes(&world, &visitor, &codes.user, "xiaoming").await;
    let done = decides(&visitor, &question, "deny").await;
    assert!(done.body.contains("The device is refused"), "{}", done.body);
    for _ in 0..2 {
        is_refused(&polls(&tv, &codes.device).await, 400, "access_denied");
    }
    let late = decides(&visitor, &question, "allow").await;
    assert!(late.body.contains("The device is refused"), "{}", late.body);
    is_refused(&polls(&tv, &codes.device).await, 400, "access_denied");
}

async fn two_devices_and_two_people_do_not_meet(database: Database) {
    let world = world(database, 2).await;
    let tv = world.client("tv", None);
    let (one, other) = (begins(&tv, "openid").await, begins(&tv, "openid").await);
    assert_ne!(one.user, other.user);
    let (ming, fang) = (world.anonymous(), world.anonymous());
    let first = comes(&world, &ming, &one.user, "xiaoming").await;
    let second = comes(&world, &fang, &other.user, "lifang").await;
    decides(&fang, &second, "allow").await;
    is_refused(&polls(&tv, &one.device).await, 400, "authorization_pending");
    decides(&ming, &first, "allow").await;
    let (one, other) = (
        polls(&tv, &one.device).await,
        polls(&tv, &other.device).await,
    );
    let sub = |answer: &Answer| {
        let claims = testkit::application::claims(&text(&answer.json(), "id_token"));
        claims["sub"].as_str().unwrap().to_owned()
    };
    assert_ne!(sub(&one), sub(&other));
}

#[tokio::test]
async fn a_device_asks_at_its_pace_and_in_time() {
    let world = plain().await;
    let tv = world.client("tv", None);
    let codes = begins(&tv, "openid").await;
    let seconds = |seconds| world.clock.advance(Duration::from_secs(seconds));
    is_refused(
        &polls(&tv, &codes.device).await,
        400,
        "authorization_pending",
    );
    seconds(3);
    is_refused(&polls(&tv, &codes.device).await, 400, "slow_down");
    // Ten seconds from now on.
    seconds(5);
    is_refused(&polls(&tv, &codes.device).await, 400, "slow_down");
    seconds(15);
    is_refused(
        &polls(&tv, &codes.device).await,
        400,
        "authorization_pending",
    );
    seconds(576);
    is_refused(
        &polls(&tv, &codes.device).await,
        400,
        "authorization_pending",
    );
    seconds(1);
    is_refused(&polls(&tv, &codes.device).await, 400, "expired_token");
    let visitor = world.anonymous();
    let page = comes(&world, &visitor, &codes.user, "xiaoming").await;
    assert_eq!(page.status, 404);
    assert!(page.body.contains("No device waits with this code"));
    world
        .store
        .clean_up(connector_kit::Clock::now(&*world.clock))
        .await
        .unwrap();
    is_refused(&polls(&tv, &codes.device).await, 400, "expired_token");
}

#[tokio::test]
async fn a_device_that_was_allowed_too_late_for_its_question_gets_nothing() {
    let world = plain().await;
    let tv = world.client("tv", None);
    let codes = begins(&tv, "openid").await;
    let visitor = world.anonymous();
    let question = comes(&world, &visitor, &codes.user, "xiaoming").await;
    decides(&visitor, &question, "allow").await;
    world.clock.advance(Duration::from_mins(10));
    is_refused(&polls(&tv, &codes.device).await, 400, "expired_token");

    // The same for a person who thinks it over for too long.
    let codes = begins(&tv, "openid").await;
    let question = visitor.get(&types(&visitor, &codes.user).await).await;
    assert_eq!(question.status, 200, "{}", question.body);
    world.clock.advance(Duration::from_mins(10));
    let answer = visitor
        .press_with(&question, CONFIRM, &[("decision", "allow")])
        .await;
    assert!([400, 404].contains(&answer.status), "{}", answer.body);
    is_refused(&polls(&tv, &codes.device).await, 400, "expired_token");
}

#[tokio::test]
async fn codes_of_other_applications_and_kinds_are_worth_nothing() {
    let world = plain().await;
    let (tv, other) = (world.client("tv", None), world.client("other", None));
    let codes = begins(&tv, "openid").await;
    let visitor = world.anonymous();
    let question = comes(&world, &visitor, &codes.user, "xiaoming").await;
    is_refused(&polls(&other, &codes.device).await, 400, "invalid_grant");
    decides(&visitor, &question, "allow").await;
    is_refused(&polls(&other, &codes.device).await, 400, "invalid_grant");
    let wrong = [codes.user.as_str(), "x", &"x".repeat(8000)];
    for device_code in wrong {
        is_refused(&polls(&tv, device_code).await, 400, "invalid_grant");
    }
    for device_code in ["", " "] {
        let answer = polls(&tv, device_code).await;
        assert_eq!(answer.status, 400, "{}", answer.body);
    }
    let twice = [
        ("grant_type", GRANT),
        ("device_code", codes.device.as_str()),
        ("device_code", &codes.device),
    ];
    is_refused(&tv.token(&twice).await, 400, "invalid_request");
    is_refused(&tv.token(&twice[..1]).await, 400, "invalid_request");
    let resource = [twice[0], twice[1], ("resource", "https://api.example")];
    is_refused(&tv.token(&resource).await, 400, "invalid_target");
    // It is no authorization code, whatever stands beside it.
    let callback = format!("{APPLICATION}/callback");
    for redirect_uri in [callback.as_str(), "x", ""] {
        let fields = [
            ("grant_type", "authorization_code"),
            ("code", codes.device.as_str()),
            ("redirect_uri", redirect_uri),
        ];
        assert_eq!(tv.token(&fields).await.status, 400);
    }
    // And an authorization code is no device code.
    let application = world.application();
    let asked = application.asks(&[]);
    let address = visitor.follow(&asked.address).await.location().to_owned();
    let code = testkit::application::parameters(&address);
    let code = &code.iter().find(|(name, _)| name == "code").unwrap().1;
    let answer = polls(&world.client("tv", None), code).await;
    is_refused(&answer, 400, "invalid_grant");
    assert_eq!(
        application.redeems(&asked, &address).await.status,
        200,
        "it is untouched"
    );
    assert_eq!(
        polls(&tv, &codes.device).await.status,
        200,
        "so is the device's"
    );
}

#[tokio::test]
async fn only_applications_for_devices_may_ask_and_each_proves_itself() {
    let world = plain().await;
    world
        .apply(json!({ "applications": [
            { "id": "phone", "name": "Phone", "type": "Native", "redirect_uris": [APPLICATION] },
            { "id": "ops", "name": "Ops", "type": "MachineToMachine", "secret": SECRET },
        ]}))
        .await;
    let path = "/oidc/device/auth";
    let fields = [("scope", "openid")];
    for (client, secret, status, error) in [
        ("phone", None, 400, "unauthorized_client"),
        ("demo-app", Some(SECRET), 400, "unauthorized_client"),
        ("ops", Some(SECRET), 400, "unauthorized_client"),
        ("box", None, 401, "invalid_client"),
        (
            "box",
            Some("wrong-secret-wrong-secret"),
            401,
            "invalid_client",
        ),
        ("tv", Some(SECRET), 401, "invalid_client"),
        ("nobody", None, 401, "invalid_client"),
    ] {
        let answer = world.client(client, secret).form(path, &fields).await;
        is_refused(&answer, status, error);
        let fields = [("grant_type", GRANT), ("device_code", "x")];
        let answer = world.client(client, secret).token(&fields).await;
        is_refused(&answer, status, error);
    }
    let tv = world.client("tv", None);
    for (fields, error) in [
        (vec![], "invalid_scope"),
        (vec![("scope", "")], "invalid_scope"),
        (vec![("scope", "unheard-of")], "invalid_scope"),
        (
            vec![("scope", "openid"), ("scope", "openid")],
            "invalid_request",
        ),
        (
            vec![("scope", "openid"), ("resource", "https://api.example")],
            "invalid_target",
        ),
    ] {
        is_refused(&tv.form(path, &fields).await, 400, error);
    }
    let answer = world.anonymous().get(path).await;
    assert_eq!(answer.status, 405);

    // A box with a secret may prove itself by a key as well.
    let pair = SigningKey::generate(Algorithm::Es256);
    let keys = json!({ "id": "box", "jwks": { "keys": [pair.jwk()] } });
    world.apply(json!({ "applications": [keys] })).await;
    let now = connector_kit::Clock::now(&*world.clock).seconds();
    let claims = json!({
        "iss": "box", "sub": "box", "jti": "1", "exp": now + 60, "aud": format!("{SERVER}{path}"),
    });
    let proof = pair.sign(None, &claims).unwrap();
    let kind = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    let fields = [
        ("scope", "openid"),
        ("client_assertion_type", kind),
        ("client_assertion", &proof),
    ];
    let answer = world
        .anonymous()
        .post(&format!("{SERVER}{path}"), &fields)
        .await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    begins(&world.client("box", Some(SECRET)), "openid").await;

    // What an administrator takes back ends what waits.
    let codes = begins(&tv, "openid").await;
    let application = json!({ "id": "tv", "device_flow": false, "redirect_uris": [APPLICATION] });
    world.apply(json!({ "applications": [application] })).await;
    is_refused(&polls(&tv, &codes.device).await, 400, "unauthorized_client");
    let page = comes(&world, &world.anonymous(), &codes.user, "xiaoming").await;
    assert_eq!(page.status, 404);
}

#[tokio::test]
async fn people_agree_to_what_applications_of_others_may_know() {
    let world = plain().await;
    let theirs = world.client("their-tv", None);
    let codes = begins(&theirs, "openid profile").await;
    let visitor = world.anonymous();
    let question = comes(&world, &visitor, &codes.user, "xiaoming").await;
    assert!(
        question.body.contains("See your nickname and picture"),
        "{}",
        question.body
    );
    assert!(!question.body.contains("See your phone number"));
    decides(&visitor, &question, "allow").await;
    let account = visitor.get("/account").await;
    assert!(account.body.contains("Their TV"), "{}", account.body);

    // It can be taken back, before the device has its tokens and after.
    let fields = [("application", "their-tv")];
    let answer = visitor
        .press_with(&account, "/account/applications", &fields)
        .await;
    assert!((300..400).contains(&answer.status), "{}", answer.body);
    is_refused(&polls(&theirs, &codes.device).await, 400, "invalid_grant");
}

#[tokio::test]
async fn somebody_with_a_session_is_asked_at_once_and_may_be_somebody_else() {
    let world = plain().await;
    let tv = world.client("tv", None);
    let visitor = world.anonymous();
    let asked = world.application().asks(&[]);
    visitor
        .sign_in(&asked.address, &world.person("xiaoming"))
        .await;

    // The address that the device shows for cameras fills in the code, and does no more.
    let codes = begins(&tv, "openid").await;
    let page = visitor.get(&codes.complete).await;
    assert_eq!(page.status, 200);
    let answer = visitor.press(&page, CODE).await;
    let question = visitor.get(answer.location()).await;
    assert!(
        question.body.contains("<bdi>小明</bdi>"),
        "{}",
        question.body
    );
    is_refused(
        &polls(&tv, &codes.device).await,
        400,
        "authorization_pending",
    );
    let not_a_code = visitor
        .get("/oidc/device?user_code=%22%3E%3Cscript%3E")
        .await;
    assert!(
        !not_a_code.body.contains("\"><script>"),
        "{}",
        not_a_code.body
    );

    // Somebody else signs in on the way.
    let again = question
        .body
        .split_once("href=\"/sign-in?interaction=")
        .unwrap()
        .1;
    let id: String = again.chars().take_while(|c| c.is_alphanumeric()).collect();
    let wechat = visitor
        .go_to_wechat(&format!("{SERVER}/sign-in?interaction={id}"))
        .await;
    let callback = world.person("lifang").allows(&wechat).await;
    let address = visitor.get(&callback).await.location().to_owned();
    let other = visitor.get(&address).await;
    assert!(!other.body.contains("<bdi>小明</bdi>"), "{}", other.body);
    // The first page belongs to the first session, so it decides nothing any more.
    let old = visitor
        .press_with(&question, CONFIRM, &[("decision", "allow")])
        .await;
    assert_eq!(old.status, 400, "{}", old.body);
    is_refused(&polls(&tv, &codes.device).await, 400, "slow_down");
    decides(&visitor, &other, "allow").await;
    assert_eq!(polls(&tv, &codes.device).await.status, 200);
}

#[tokio::test]
async fn nobody_decides_but_who_looks_at_the_question() {
    let world = plain().await;
    let tv = world.client("tv", None);
    let codes = begins(&tv, "openid").await;
    let visitor = world.anonymous();
    let question = comes(&world, &visitor, &codes.user, "xiaoming").await;
    let (_, body) = testkit::visitor::filled(&question, CONFIRM, &[("decision", "allow")]);
    let path = format!("{SERVER}{CONFIRM}");
    let send = async |visitor: &Visitor<'_>, body: &str| {
        let sent = visitor
            .try_request(Method::POST, &path, body.to_owned())
            .await;
        sent.unwrap().status
    };
    // Another browser, also one in which somebody is signed in.
    assert_eq!(send(&world.anonymous(), &body).await, 400);
    let fang = world.anonymous();
    fang.sign_in(
        &world.application().asks(&[]).address,
        &world.person("lifang"),
    )
    .await;
    assert_eq!(send(&fang, &body).await, 400);
    // Another site, in the same browser.
    let foreign = world.anonymous().sending("sec-fetch-site", "cross-site");
    for (name, value) in visitor.cookies() {
        foreign.set_cookie(&name, Some(&value));
    }
    assert_eq!(send(&foreign, &body).await, 403);
    let sent = foreign
        .try_request(Method::POST, &format!("{SERVER}{CODE}"), String::new())
        .await;
    assert_eq!(sent.unwrap().status, 403);
    // Without the token, with another one, or with the fields twice.
    let interaction = body
        .split('&')
        .find(|pair| pair.starts_with("interaction="))
        .unwrap();
    for wrong in [
        format!("{interaction}&decision=allow"),
        format!("{interaction}&decision=allow&csrf="),
        format!("{interaction}&decision=allow&csrf=x"),
        format!("{body}&decision=allow"),
        "decision=allow".to_owned(),
        String::new(),
    ] {
        assert_eq!(send(&visitor, &wrong).await, 400, "{wrong}");
    }
    // The token of the language form is another one.
    let (_, language) = testkit::visitor::filled(&visitor.get(CODE).await, CODE, &[]);
    let csrf = language
        .split('&')
        .find(|pair| pair.starts_with("csrf="))
        .unwrap();
    let wrong = format!("{interaction}&decision=allow&{csrf}");
    assert_eq!(send(&visitor, &wrong).await, 400);
    is_refused(
        &polls(&tv, &codes.device).await,
        400,
        "authorization_pending",
    );
    // Neither word of the form: the question again.
    let neither = body.replace("decision=allow", "decision=maybe");
    assert_eq!(send(&visitor, &neither).await, 303);
    // A GET decides nothing, whatever it says.
    visitor.get(&format!("{CONFIRM}?{body}")).await;
    world.clock.advance(Duration::from_secs(5));
    is_refused(
        &polls(&tv, &codes.device).await,
        400,
        "authorization_pending",
    );
    // Who has signed out is asked to sign in.
    visitor.set_cookie("pailou_session", None);
    let address = format!("{CONFIRM}?{interaction}");
    let answer = visitor.get(&address).await;
    assert!(
        answer.location().starts_with("/sign-in?"),
        "{}",
        answer.location()
    );
    assert!(world.anonymous().get(&address).await.status == 400);
}

#[tokio::test]
async fn guesses_are_counted_for_each_person() {
    let world = plain().await;
    let tv = world.client("tv", None);
    let visitor = world.anonymous();
    let page = comes(&world, &visitor, "BBBB-BBBB", "xiaoming").await;
    assert_eq!(page.status, 404);
    assert!(
        page.body.contains("No device waits with this code"),
        "{}",
        page.body
    );
    assert!(page.body.contains("BBBB-BBBB"), "what was typed stays");
    let guess = async |visitor: &Visitor<'_>, code: &str| {
        let address = types(visitor, code).await;
        visitor.get(&address).await.status
    };
    for place in 0..9 {
        let letter = char::from(b"CDFGHJKLM"[place]);
        let code: String = std::iter::repeat_n(letter, 8).collect();
        assert_eq!(guess(&visitor, &code).await, 404, "{code}");
    }
    let codes = begins(&tv, "openid").await;
    assert_eq!(guess(&visitor, &codes.user).await, 429, "a right one too");
    let answer = visitor.get(&types(&visitor, &codes.user).await).await;
    assert!(
        answer.body.contains("Too many wrong codes"),
        "{}",
        answer.body
    );
    // Nobody else has to wait, and nobody waits for ever.
    let fang = world.anonymous();
    let question = comes(&world, &fang, &codes.user, "lifang").await;
    assert_eq!(question.status, 200);
    world.clock.advance(Duration::from_mins(15));
    let codes = begins(&tv, "openid").await;
    assert_eq!(guess(&visitor, &codes.user).await, 200);
}

#[tokio::test]
async fn what_is_no_code_is_told_before_anything_else() {
    let world = plain().await;
    let visitor = world.anonymous();
    let page = visitor.get(CODE).await;
    assert_eq!(page.status, 200);
    let policy = page.header("content-security-policy");
    assert!(policy.contains("form-action 'self'"), "{policy}");
    for wrong in [
        "",
        "WDJB",
        "WDJB-MJHTX",
        "AEIO-UAEI",
        "WDJB-MJH1",
        "\u{202e}\"><i>",
    ] {
        let answer = visitor
            .press_with(&page, CODE, &[("user_code", wrong)])
            .await;
        assert_eq!(answer.status, 422, "{wrong}");
        assert!(answer.body.contains("such as WDJB-MJHT"), "{}", answer.body);
        assert!(!answer.body.contains("\"><i>"));
    }
    let twice = "user_code=WDJBMJHT&user_code=WDJBMJHT".to_owned();
    let address = format!("{SERVER}{CODE}");
    for (body, status) in [(twice, 400), ("user_code=WDJBMJHT".to_owned(), 400)] {
        let sent = visitor.try_request(Method::POST, &address, body).await;
        assert_eq!(sent.unwrap().status, status);
    }
    assert!(
        visitor.cookies().keys().all(|name| !name.contains("_i_")),
        "nothing has begun"
    );
}

#[tokio::test]
async fn the_database_has_neither_code() {
    let world = plain().await;
    let codes = begins(&world.client("tv", None), "openid").await;
    let letters = codes.user.replace('-', "");
    for text in [
        codes.user.as_bytes(),
        letters.as_bytes(),
        codes.device.as_bytes(),
    ] {
        // Nor a hash that everybody could compute from eight letters.
        let known = world
            .store
            .device(keys::sha256(text), connector_kit::Clock::now(&*world.clock));
        assert_eq!(known.await, Ok(None));
    }
}

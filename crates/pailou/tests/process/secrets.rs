//! Nothing secret gets into a log, however much is logged.

use std::collections::BTreeMap;

use base64::Engine;
use base64::prelude::{BASE64_STANDARD, BASE64_STANDARD_NO_PAD, BASE64_URL_SAFE_NO_PAD};
use form_urlencoded::byte_serialize;
use http::Method;
use secrecy::ExposeSecret;
use serde_json::{Value, json};
use simulator::seed;
use testkit::application::{SECRET, parameters};
use testkit::visitor::Visitor;
use testkit::world::Database;

use crate::stage::Stage;

crate::on_both!(no_secret_gets_into_a_log);

async fn no_secret_gets_into_a_log(database: Database) {
    let stage = Stage::logging(database, 1, "trace").await;
    let mut secrets = Secrets::default();
    secrets.add("master key", stage.master_key.to_base64().expose_secret());
    secrets.add("application's secret", SECRET);
    secrets.add("App secret", seed::APP_SECRET);

    administrators(&stage, &mut secrets).await;
    let visitor = sign_in_and_out(&stage, &mut secrets).await;
    secrets.add_cookies(&visitor);
    wrong_secrets(&stage, &mut secrets).await;
    for fault in [
        json!({ "at": "/sns/oauth2/access_token", "errcode": 40125, "times": 1 }),
        json!({ "at": "/sns/oauth2/access_token", "delay_ms": 1500, "times": 1 }),
        json!({ "at": "/sns/userinfo", "reset": true, "times": 2 }),
        json!({ "at": "/sns/userinfo", "errcode": 40001, "times": 1 }),
    ] {
        stage.fault(fault).await;
        let visitor = stage.anonymous();
        comes_back(&stage, &visitor, "lifang", &mut secrets).await;
        secrets.add_cookies(&visitor);
    }
    echoed_query(&stage, &mut secrets).await;
    for passed in stage.wechat.passed() {
        secrets.add_of_wechat(&passed.path, passed.answer.as_deref().unwrap_or_default());
    }

    assert!(secrets.0.len() > 40, "only {} secrets", secrets.0.len());
    let log = stage.nodes[0].stderr();
    // It is the log of all this, and a talkative one.
    for sign in [
        "TRACE",
        "/callback/wechat",
        "outgoing call",
        "sent away",
        "40125",
    ] {
        assert!(log.contains(sign), "the log has no {sign}");
    }
    let mut places: Vec<&str> = log
        .lines()
        .filter_map(|line| line.split_whitespace().nth(2))
        .collect();
    places.sort_unstable();
    places.dedup();
    println!("{} lines of {places:?}", log.lines().count());
    secrets.must_not_be_in(&log, "server");
    secrets.must_not_be_in(&stage.simulator_process.stderr(), "simulator");
}

/// The way of an ordinary day: sign in, ask who it is, refresh, revoke, sign out.
async fn sign_in_and_out<'a>(stage: &'a Stage, secrets: &mut Secrets) -> Visitor<'a> {
    let application = stage.application();
    let visitor = stage.anonymous();
    let asked = application.asks(&[]);
    secrets.add("state of the application", &asked.state);
    secrets.add("PKCE verifier", &asked.verifier);
    let wechat = visitor.go_to_wechat(&asked.address).await;
    let callback = stage.person("xiaoming").allows(&wechat).await;
    secrets.add_parameters(&wechat);
    secrets.add_parameters(&callback);
    let address = visitor.comes_back(&callback).await;
    secrets.add_parameters(&address);
    let tokens = application.redeems(&asked, &address).await.json();
    secrets.add_tokens(&tokens);
    let info = application
        .user_info(tokens["access_token"].as_str().unwrap())
        .await;
    assert_eq!(info.status, 200);

    let refresh_token = tokens["refresh_token"].as_str().unwrap();
    let grant = [
        ("grant_type", "refresh_token"),
        ("refresh_token", refresh_token),
    ];
    let refreshed = application.token(&grant).await;
    assert_eq!(refreshed.status, 200, "{}", refreshed.body);
    let refreshed = refreshed.json();
    secrets.add_tokens(&refreshed);
    let token = refreshed["refresh_token"].as_str().unwrap();
    let revoked = application
        .form("/oidc/token/revocation", &[("token", token)])
        .await;
    assert_eq!(revoked.status, 200);

    // A second delivery, and a code that is used again.
    visitor.get(&callback).await;
    assert_eq!(application.redeems(&asked, &address).await.status, 400);
    secrets.add_cookies(&visitor);
    let hint = tokens["id_token"].as_str().unwrap();
    let end = visitor
        .get(&format!("/oidc/session/end?id_token_hint={hint}"))
        .await;
    assert!(end.status < 400, "{}", end.body);
    visitor
}

/// Administrators come in by links, choose passwords and change them.
async fn administrators(stage: &Stage, secrets: &mut Secrets) {
    let printed = stage.nodes[0].stdout();
    let link = printed
        .lines()
        .find_map(|line| line.strip_prefix("administrator "));
    let link = link.unwrap();
    secrets.add_parameters(link);
    let (password, other) = ("four plain words here", "another four words here");
    let wrong = "a password that is another one";
    for text in [password, other, wrong] {
        secrets.add("password", text);
    }
    let iris = stage.anonymous();
    let page = iris.get(link).await;
    let fields = [
        ("name", "Iris"),
        ("email", "iris@acme.example"),
        ("password", password),
    ];
    assert_eq!(
        iris.press_with(&page, "/console/setup", &fields)
            .await
            .status,
        303
    );
    let fields = [("email", "iris@acme.example"), ("password", wrong)];
    let door = stage.anonymous();
    let page = door.get("/console/sign-in").await;
    assert_eq!(
        door.press_with(&page, "/console/sign-in", &fields)
            .await
            .status,
        401
    );
    secrets.add_cookies(&door);

    let path = "/console/settings/administrators/new";
    let page = iris.get(path).await;
    let fields = [
        ("name", "Noah"),
        ("email", "noah@acme.example"),
        ("role", "viewer"),
    ];
    let added = iris.press_with(&page, path, &fields).await;
    let page = iris.get(added.location()).await.body;
    let (_, proof) = page.split_once("proof=").unwrap();
    secrets.add("proof", proof.split_once('"').unwrap().0);

    let page = iris.get("/console/settings/me").await;
    let fields = [("current", password), ("password", other)];
    let changed = iris
        .press_with(&page, "/console/settings/me/password", &fields)
        .await;
    assert_eq!(changed.status, 303);
    secrets.add_cookies(&iris);
}

/// What somebody presents who should not, or who has mistyped it.
async fn wrong_secrets(stage: &Stage, secrets: &mut Secrets) {
    let wrong = "a-secret-of-another-application-98765";
    secrets.add("wrong secret", wrong);
    let application = stage.client("demo-app", Some(wrong));
    let grant = [
        ("grant_type", "authorization_code"),
        ("code", "a-code-that-somebody-made-up-123"),
        (
            "code_verifier",
            "a-verifier-that-somebody-made-up-45678901234",
        ),
    ];
    for (_, value) in &grant[1..] {
        secrets.add("made up", value);
    }
    assert_eq!(application.token(&grant).await.status, 401);
    let post = [("client_secret", wrong), ("client_id", "demo-app")];
    let public = stage.client("demo-app", None);
    assert_eq!(
        public
            .token(&[&grant[..], &post[..1]].concat())
            .await
            .status,
        401
    );
    let token = "an-access-token-that-somebody-made-up";
    secrets.add("made up", token);
    assert_eq!(application.user_info(token).await.status, 401);
    let state = "AStateThatSomebodyMadeUp12345678";
    secrets.add("made up", state);
    let callback = format!("/callback/wechat?code=ACodeThatSomebodyMadeUp123&state={state}");
    stage.anonymous().get(&callback).await;
    // In places where it does not belong.
    let cookie = "pailou_session=a-session-that-somebody-made-up";
    secrets.add("made up", "a-session-that-somebody-made-up");
    stage
        .anonymous()
        .sending("cookie", cookie)
        .get("/sign-in")
        .await;
}

/// WeChat, or something in between, shows a page that repeats the address.
async fn echoed_query(stage: &Stage, secrets: &mut Secrets) {
    let visitor = stage.anonymous();
    let asked = stage.application().asks(&[]);
    let wechat = visitor.go_to_wechat(&asked.address).await;
    let callback = stage.person("emma").allows(&wechat).await;
    secrets.add_parameters(&callback);
    let parameters = parameters(&callback);
    let code = &parameters
        .iter()
        .find(|(name, _)| name == "code")
        .unwrap()
        .1;
    let body = format!(
        "<html><h1>Bad request</h1>/sns/oauth2/access_token?appid={}&secret={}&code={code}</html>",
        seed::APP_ID,
        seed::APP_SECRET
    );
    let at = "/sns/oauth2/access_token";
    stage
        .fault(json!({ "at": at, "body": body, "content_type": "text/html", "times": 1 }))
        .await;
    let page = visitor.follow(&callback).await;
    assert_eq!(page.status, 504, "{}", page.body);
    secrets.must_not_be_in(&page.body, "page");
    stage
        .simulator(Method::DELETE, "/_sim/faults", Value::Null)
        .await;
}

/// Goes to WeChat and back, whatever comes of it.
async fn comes_back(stage: &Stage, visitor: &Visitor<'_>, person: &str, secrets: &mut Secrets) {
    let wechat = visitor
        .go_to_wechat(&stage.application().asks(&[]).address)
        .await;
    let callback = stage.person(person).allows(&wechat).await;
    secrets.add_parameters(&wechat);
    secrets.add_parameters(&callback);
    let answer = visitor.follow(&callback).await;
    if (300..400).contains(&answer.status) {
        secrets.add_parameters(answer.location());
    } else {
        // *Finishing*, or the page that says why not.
        visitor.get("/sign-in").await;
    }
}

/// Secrets of this run, each with what it is.
#[derive(Default)]
struct Secrets(BTreeMap<String, String>);

impl Secrets {
    fn add(&mut self, what: &str, secret: &str) {
        // A shorter text may be anywhere by chance.
        assert!(secret.len() >= 12, "{what}: {secret:?} is no secret");
        self.0.insert(secret.to_owned(), what.to_owned());
    }

    fn add_parameters(&mut self, address: &str) {
        for (name, value) in parameters(address) {
            if matches!(
                name.as_str(),
                "code" | "state" | "secret" | "access_token" | "refresh_token" | "proof"
            ) {
                self.add(&name, &value);
            }
        }
    }

    fn add_tokens(&mut self, tokens: &Value) {
        for name in ["access_token", "refresh_token", "id_token"] {
            self.add(name, tokens[name].as_str().unwrap());
        }
    }

    fn add_cookies(&mut self, visitor: &Visitor<'_>) {
        for (name, value) in visitor.cookies() {
            if value.len() >= 12 {
                self.add(&name, &value);
            }
        }
    }

    /// A call of the server to WeChat: codes and the App secret in its address, tokens
    /// and ids in its answer.
    fn add_of_wechat(&mut self, path: &str, answer: &str) {
        self.add_parameters(&format!("http://wechat{path}"));
        let answer: Value = serde_json::from_str(answer).unwrap_or_default();
        for name in ["access_token", "refresh_token", "openid", "unionid"] {
            if let Some(value) = answer[name].as_str() {
                self.add(name, value);
            }
        }
    }

    fn must_not_be_in(&self, text: &str, whose: &str) {
        for (secret, what) in &self.0 {
            for form in forms(secret) {
                let Some((before, after)) = text.split_once(&form) else {
                    continue;
                };
                let line = before.lines().next_back().unwrap_or_default();
                let rest = after.lines().next().unwrap_or_default();
                panic!("{what} as {form} is told by the {whose}: {line}[it]{rest}");
            }
        }
    }
}

/// A secret as it may be written, also inside of a longer text in base64.
fn forms(secret: &str) -> Vec<String> {
    let each = |write: fn(u8) -> String| secret.bytes().map(write).collect();
    let mut forms = vec![
        secret.to_owned(),
        byte_serialize(secret.as_bytes()).collect(),
        // Every byte, as the careful do.
        each(|byte| format!("%{byte:02X}")),
        each(|byte| format!("{byte:02x}")),
    ];
    for before in 0..3 {
        // The bits of neighbours reach into the first and last character: those are left out.
        let bytes = [vec![0; before], secret.as_bytes().to_vec()].concat();
        let whole = bytes.len() / 3 * 3;
        let from = if before == 0 { 0 } else { 4 };
        for engine in [&BASE64_STANDARD_NO_PAD, &BASE64_URL_SAFE_NO_PAD] {
            forms.push(engine.encode(&bytes[..whole])[from..].to_owned());
        }
    }
    forms
}

#[test]
fn a_secret_is_found_in_whatever_form() {
    let secret = "a+secret/of twelve";
    let pair = BASE64_STANDARD.encode(format!("demo-app:{secret}"));
    for text in [
        secret,
        "a%2Bsecret%2Fof+twelve",
        &BASE64_STANDARD.encode(secret),
        &pair,
    ] {
        let found = forms(secret)
            .iter()
            .any(|form| text.contains(form.as_str()));
        assert!(found, "{text}");
    }
    assert!(
        !forms(secret)
            .iter()
            .any(|form| "another text".contains(form.as_str()))
    );
}

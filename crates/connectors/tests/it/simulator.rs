//! The connector against the simulator, which was written from the same facts by
//! other hands: a misreading on one side shows up here.

use std::time::Duration;

use connector_kit::{
    AuthorizationRequest, CallbackParameters, ConnectorError, Context, Endpoints, Refusal,
    SocialConnector, SocialUserInfo, Steps,
};
use connectors::http::{Allowed, OutgoingClient};
use serde_json::{Value, json};
use simulator::seed::{APP_ID, APP_SECRET};
use simulator::{Settings, Simulator};
use tokio::net::TcpListener;
use url::Url;

use crate::support::{Fixed, PROFILE_PATH, TOKEN_PATH, callback};

mod check;
mod guard;
mod in_wechat;
mod native;
mod tokens;

/// A running simulator, a browser, and our own client for outgoing calls.
pub(crate) struct World {
    pub(crate) base: Url,
    pub(crate) browser: reqwest::Client,
    outgoing: OutgoingClient,
}

#[expect(
    clippy::disallowed_methods,
    reason = "this is the browser and the phone, not one of our outgoing calls"
)]
fn browser() -> reqwest::Client {
    let builder = reqwest::Client::builder().no_proxy();
    builder
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .unwrap()
}

impl World {
    pub(crate) async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let base = Url::parse(&base).unwrap();
        let router = Simulator::new(Settings::seeded(base.clone())).router();
        tokio::spawn(async move { axum::serve(listener, router).await });
        let allowed = Allowed::default();
        allowed.allow([base.origin()]);
        Self {
            browser: browser(),
            outgoing: OutgoingClient::new(allowed).unwrap(),
            base,
        }
    }

    fn connector(&self) -> Box<dyn SocialConnector> {
        self.connector_of(APP_ID, APP_SECRET)
    }

    fn connector_of(&self, app_id: &str, secret: &str) -> Box<dyn SocialConnector> {
        let keys = json!({"clientId": app_id, "clientSecret": secret});
        self.connector_with(&keys)
    }

    fn connector_with(&self, config: &Value) -> Box<dyn SocialConnector> {
        let config = crate::support::with(config.clone(), json!({"openPlatform": "acme"}));
        crate::support::connector_with(&config, Some(&self.endpoints()))
    }

    fn endpoints(&self) -> Endpoints {
        Endpoints {
            open: self.base.clone(),
            api: self.base.clone(),
        }
    }

    async fn get(&self, path: &str) -> String {
        let url = self.base.join(path).unwrap();
        let response = self.browser.get(url).send().await.unwrap();
        assert_eq!(response.status(), 200, "{path}");
        response.text().await.unwrap()
    }

    /// Tells the simulator something.
    pub(crate) async fn tell(&self, path: &str, what: &Value) -> Value {
        let url = self.base.join(path).unwrap();
        let response = self.browser.post(url).json(what).send().await.unwrap();
        let status = response.status();
        let text = response.text().await.unwrap();
        assert_eq!(status, 200, "{path}: {text}");
        serde_json::from_str(&text).unwrap()
    }

    async fn fault(&self, fault: Value) {
        self.tell("/_sim/faults", &fault).await;
    }

    async fn change(&self, person: &str, what: &Value) {
        self.patch(&format!("/_sim/people/{person}"), what).await;
    }

    async fn patch(&self, path: &str, what: &Value) {
        let url = self.base.join(path).unwrap();
        let response = self.browser.patch(url).json(what).send().await.unwrap();
        assert_eq!(response.status(), 200, "{path} {what}");
    }

    /// How often a path was called.
    async fn calls(&self, path: &str) -> usize {
        let requests = self.get(&format!("/_sim/requests?path={path}")).await;
        let requests: Vec<Value> = serde_json::from_str(&requests).unwrap();
        requests.len()
    }

    /// Opens the QR page; gives its uuid and what the connector wants back.
    async fn open_qr_page(&self, connector: &dyn SocialConnector) -> (String, Value) {
        let redirect_uri = Url::parse("http://localhost:3001/callback/wechat").unwrap();
        let request = AuthorizationRequest {
            state: "0123456789abcdefghijABCDEFGHIJ00",
            redirect_uri: &redirect_uri,
            language: "en",
            user_agent: None,
        };
        let begin = connector.authorization_uri(&request).unwrap();
        (self.qr_code_on(&begin.uri).await, begin.session)
    }

    /// Opens a QR page; gives its uuid.
    pub(crate) async fn qr_code_on(&self, address: &str) -> String {
        let page = self.get(address).await;
        let codes: Vec<Value> = serde_json::from_str(&self.get("/_sim/codes").await).unwrap();
        let shown = |code: &&Value| page.contains(code["uuid"].as_str().unwrap());
        let code = codes.iter().find(shown).unwrap();
        assert_eq!(code["state"], "waiting");
        code["uuid"].as_str().unwrap().to_owned()
    }

    /// Scans and allows; gives what the browser brings back.
    async fn come_back(
        &self,
        connector: &dyn SocialConnector,
        person: &str,
    ) -> (CallbackParameters, Value) {
        let (uuid, session) = self.open_qr_page(connector).await;
        let code = format!("/_sim/codes/{uuid}");
        self.tell(&format!("{code}/scan"), &json!({"person": person}))
            .await;
        self.tell(&format!("{code}/allow"), &Value::Null).await;
        let poll = self.get(&format!("/connect/l/qrconnect?uuid={uuid}")).await;
        let code = poll
            .strip_prefix("window.wx_errcode=405;window.wx_code='")
            .and_then(|rest| rest.strip_suffix("';"));
        let code = code.unwrap_or_else(|| panic!("not allowed: {poll}"));
        (callback(&[("code", code), ("state", "x")]), session)
    }

    async fn user_info(
        &self,
        connector: &dyn SocialConnector,
        (callback, session): &(CallbackParameters, Value),
    ) -> Result<SocialUserInfo, ConnectorError> {
        let steps = Steps::default();
        let context = self.context(session, &steps);
        connector.user_info(callback, context).await
    }

    fn context<'a>(&'a self, session: &'a Value, steps: &'a Steps) -> Context<'a> {
        Context {
            http: &self.outgoing,
            clock: &Fixed,
            entropy: &Fixed,
            session,
            steps,
        }
    }

    async fn sign_in(&self, person: &str) -> Result<SocialUserInfo, ConnectorError> {
        let connector = self.connector();
        let back = self.come_back(&*connector, person).await;
        self.user_info(&*connector, &back).await
    }
}

fn refusal(result: &Result<SocialUserInfo, ConnectorError>) -> Refusal {
    match result {
        Err(ConnectorError::ProviderRefused { refusal, .. }) => *refusal,
        other => panic!("{other:?}"),
    }
}

fn field(result: &Result<SocialUserInfo, ConnectorError>) -> &str {
    match result {
        Err(ConnectorError::Misconfigured { field, .. }) => field,
        other => panic!("{other:?}"),
    }
}

fn keys(person: &SocialUserInfo) -> Vec<(&str, &str)> {
    let keys = person.keys.as_slice().iter();
    keys.map(|key| (key.realm.as_str(), key.value.as_str()))
        .collect()
}

#[tokio::test]
async fn every_seeded_person_signs_in_and_stays_the_same() {
    let world = World::start().await;
    let mut seen = Vec::new();
    for (person, name, has_union_id, has_picture) in [
        ("xiaoming", "小明", true, true),
        ("lifang", "李芳", true, true),
        ("emma", "Emma", false, true),
        ("xiaoxiao", "🎈晓晓🎈", true, false),
    ] {
        let first = world.sign_in(person).await.unwrap();
        assert_eq!(first.name.as_deref(), Some(name));
        assert_eq!(first.avatar.is_some(), has_picture, "{person}");
        let realms: Vec<_> = keys(&first).into_iter().map(|(realm, _)| realm).collect();
        let app = format!("app:{APP_ID}");
        if has_union_id {
            assert_eq!(realms, ["union:acme", &app]);
        } else {
            assert_eq!(realms, [app]);
        }
        for (_, value) in keys(&first) {
            assert!(
                value.starts_with("oSIMULATED-") && value.len() == 28,
                "{value}"
            );
            assert!(!seen.contains(&value.to_owned()), "{value} is two people");
            seen.push(value.to_owned());
        }
        world.tell("/_sim/reset", &Value::Null).await;
        let second = world.sign_in(person).await.unwrap();
        assert_eq!(keys(&first), keys(&second));
    }
}

#[tokio::test]
async fn two_apps_of_one_open_platform_account_share_the_union_id() {
    let world = World::start().await;
    let (app_id, secret) = ("wxfedcba9876543210", "fedcba9876543210fedcba9876543210");
    world
        .tell(
            "/_sim/apps",
            &json!({
                "kind": "website",
                "app_id": app_id,
                "app_secret": secret,
                "name": "Second",
                "callback_domain": "localhost",
                "allow_local_callback": true,
                "open_platform": "acme",
            }),
        )
        .await;
    let first = world.sign_in("xiaoming").await.unwrap();
    let connector = world.connector_of(app_id, secret);
    let back = world.come_back(&*connector, "xiaoming").await;
    let second = world.user_info(&*connector, &back).await.unwrap();
    assert_eq!(keys(&first)[0], keys(&second)[0]);
    assert_ne!(keys(&first)[1].1, keys(&second)[1].1);

    // A code of the second app is worth nothing to the first.
    let back = world.come_back(&*connector, "xiaoming").await;
    let ours = json!({"clientId": APP_ID, "lang": "en"});
    let stolen = world.user_info(&*world.connector(), &(back.0, ours)).await;
    assert_eq!(refusal(&stolen), Refusal::CodeInvalid);
}

#[tokio::test]
async fn a_union_id_that_appears_later_comes_beside_the_known_open_id() {
    let world = World::start().await;
    let before = world.sign_in("emma").await.unwrap();
    world.change("emma", &json!({"union_id": true})).await;
    let after = world.sign_in("emma").await.unwrap();
    assert_eq!(keys(&before)[0], keys(&after)[1]);
    assert_eq!(keys(&after)[0].0, "union:acme");
}

#[tokio::test]
async fn codes_work_once_and_not_for_long() {
    let world = World::start().await;
    let connector = world.connector();
    let back = world.come_back(&*connector, "xiaoming").await;
    world.user_info(&*connector, &back).await.unwrap();
    let again = world.user_info(&*connector, &back).await;
    assert_eq!(refusal(&again), Refusal::CodeInvalid);
    assert!(again.unwrap_err().to_string().contains("40163"));

    let late = world.come_back(&*connector, "xiaoming").await;
    world
        .tell("/_sim/clock", &json!({"advance_seconds": 3600}))
        .await;
    assert_eq!(
        refusal(&world.user_info(&*connector, &late).await),
        Refusal::CodeInvalid
    );

    let invented = (callback(&[("code", "011invented")]), late.1);
    assert_eq!(
        refusal(&world.user_info(&*connector, &invented).await),
        Refusal::CodeInvalid
    );
}

#[tokio::test]
async fn wrong_keys_are_our_own_fault() {
    let world = World::start().await;
    let back = world.come_back(&*world.connector(), "xiaoming").await;
    let wrong_secret = world.connector_of(APP_ID, "00000000000000000000000000000000");
    let result = world.user_info(&*wrong_secret, &back).await;
    assert_eq!(field(&result), "clientSecret");
    assert!(result.unwrap_err().to_string().contains("rid "));

    let unknown = "wx0000000000000000";
    let wrong_app = world.connector_of(unknown, APP_SECRET);
    let session = json!({"clientId": unknown, "lang": "en"});
    let result = world
        .user_info(&*wrong_app, &(back.0.clone(), session))
        .await;
    assert_eq!(field(&result), "clientId");

    // Neither has used the code up.
    world.user_info(&*world.connector(), &back).await.unwrap();
}

#[tokio::test]
async fn restricted_people_and_changed_passwords_are_told_apart() {
    let world = World::start().await;
    world.change("lifang", &json!({"frozen": true})).await;
    assert_eq!(
        refusal(&world.sign_in("lifang").await),
        Refusal::AccountRestricted
    );
    world
        .change(
            "lifang",
            &json!({"frozen": false, "password_changed": true}),
        )
        .await;
    assert_eq!(
        refusal(&world.sign_in("lifang").await),
        Refusal::TokenInvalid
    );
    world
        .change("lifang", &json!({"password_changed": false}))
        .await;
    assert!(world.sign_in("lifang").await.is_ok());
}

#[tokio::test]
async fn refusing_on_the_phone_gives_no_code() {
    let world = World::start().await;
    let connector = world.connector();
    let (uuid, session) = world.open_qr_page(&*connector).await;
    let code = format!("/_sim/codes/{uuid}");
    world
        .tell(&format!("{code}/scan"), &json!({"person": "emma"}))
        .await;
    world.tell(&format!("{code}/refuse"), &Value::Null).await;
    let poll = world
        .get(&format!("/connect/l/qrconnect?uuid={uuid}"))
        .await;
    assert_eq!(poll, "window.wx_errcode=403;window.wx_code='';");

    let back = (callback(&[("state", "x")]), session);
    let result = world.user_info(&*connector, &back).await;
    assert_eq!(result, Err(ConnectorError::PersonRefused));
    assert_eq!(world.calls(TOKEN_PATH).await, 0);
}

#[tokio::test]
async fn odd_nicknames_arrive_whole() {
    let world = World::start().await;
    for (id, nickname, name) in [
        ("control", "a\u{1}b\u{7f}", Some("a\u{1}b\u{7f}")),
        ("markup", "<b>\"'\\/&", Some("<b>\"'\\/&")),
        ("blank", " \u{3000}", None),
        ("empty", "", None),
        ("family", "👨‍👩‍👧", Some("👨‍👩‍👧")),
    ] {
        world
            .tell("/_sim/people", &json!({"id": id, "nickname": nickname}))
            .await;
        let person = world.sign_in(id).await.unwrap();
        assert_eq!(person.name.as_deref(), name, "{id}");
    }
}

#[tokio::test]
async fn faults_of_the_exchange_are_whose_they_are() {
    let world = World::start().await;
    for (fault, expected) in [
        (json!({"errcode": 40029}), Refusal::CodeInvalid),
        (json!({"errcode": 40163}), Refusal::CodeInvalid),
        (json!({"errcode": 42003}), Refusal::CodeInvalid),
        (json!({"errcode": 45011}), Refusal::Busy),
        (json!({"errcode": 48001}), Refusal::NotPermitted),
        (json!({"errcode": 50002}), Refusal::AccountRestricted),
    ] {
        let fault = crate::support::with(fault, json!({"at": TOKEN_PATH, "times": 1}));
        world.fault(fault.clone()).await;
        let result = world.sign_in("xiaoming").await;
        assert_eq!(refusal(&result), expected, "{fault}");
    }
    for fault in [
        json!({"status": 502, "body": "<html>Bad gateway</html>", "content_type": "text/html"}),
        json!({"body": "{\"access_token\":\"59_"}),
        json!({"body": "null"}),
    ] {
        let fault = crate::support::with(fault, json!({"at": TOKEN_PATH, "times": 1}));
        world.fault(fault.clone()).await;
        let result = world.sign_in("xiaoming").await;
        let misbehaved = matches!(result, Err(ConnectorError::ProviderMisbehaved { .. }));
        assert!(misbehaved, "{fault}: {result:?}");
    }
    let before = world.calls(TOKEN_PATH).await;
    world
        .fault(json!({"at": TOKEN_PATH, "reset": true, "times": 1}))
        .await;
    let result = world.sign_in("xiaoming").await;
    assert!(
        matches!(result, Err(ConnectorError::Unreachable { .. })),
        "{result:?}"
    );
    assert_eq!(world.calls(TOKEN_PATH).await, before + 1);

    // Overloaded once: the same code works 300 ms later.
    world
        .fault(json!({"at": TOKEN_PATH, "errcode": -1, "times": 1}))
        .await;
    assert!(world.sign_in("xiaoming").await.is_ok());
    assert_eq!(world.calls(TOKEN_PATH).await, before + 3);
}

#[tokio::test]
async fn faults_of_the_profile_are_tried_twice_where_that_helps() {
    let world = World::start().await;
    for (fault, calls) in [
        (json!({"status": 503}), 2),
        (json!({"reset": true}), 2),
        (json!({"errcode": -1}), 2),
        (json!({"content_type": "text/plain"}), 1),
        (
            json!({"content_type": "application/json; encoding=utf-8"}),
            1,
        ),
    ] {
        let before = world.calls(PROFILE_PATH).await;
        let fault = crate::support::with(fault, json!({"at": PROFILE_PATH, "times": 1}));
        world.fault(fault.clone()).await;
        let result = world.sign_in("xiaoming").await;
        assert!(result.is_ok(), "{fault}: {result:?}");
        assert_eq!(world.calls(PROFILE_PATH).await, before + calls, "{fault}");
    }
    world
        .fault(json!({"at": PROFILE_PATH, "errcode": 40003, "times": 1}))
        .await;
    assert_eq!(
        refusal(&world.sign_in("xiaoming").await),
        Refusal::TokenInvalid
    );
}

#[tokio::test]
async fn a_late_answer_to_the_exchange_is_not_waited_for_and_not_repeated() {
    let world = World::start().await;
    world
        .fault(json!({"at": TOKEN_PATH, "delay_ms": 6500, "times": 1}))
        .await;
    let connector = world.connector();
    let back = world.come_back(&*connector, "xiaoming").await;
    let result = world.user_info(&*connector, &back).await;
    match result {
        Err(ConnectorError::Unreachable { step, waited, .. }) => {
            assert_eq!(step, "code_exchange");
            assert!(waited >= Duration::from_secs(5) && waited < Duration::from_millis(6400));
        }
        other => panic!("{other:?}"),
    }
    tokio::time::sleep(Duration::from_secs(2)).await;
    assert_eq!(world.calls(TOKEN_PATH).await, 1);
    assert_eq!(world.calls(PROFILE_PATH).await, 0);
}

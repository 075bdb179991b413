//! A WeChat whose answers are written down beforehand.

use std::collections::VecDeque;
use std::sync::Mutex;

use async_trait::async_trait;
use connector_kit::{
    CallbackParameters, Clock, ConnectorError, Context, Endpoints, Entropy, HttpClient,
    HttpResponse, Limits, Refusal, SocialConnector, SocialUserInfo, Step, Steps, Timestamp,
    TransportError,
};
use serde_json::{Value, json};
use url::Url;

pub(crate) const APP_ID: &str = "wx0123456789abcdef";
pub(crate) const SECRET: &str = "5ec2e7abcdef0123456789abcdef0123";
/// The keys of a service account.
pub(crate) const SERVICE_ID: &str = "wxfedcba9876543210";
pub(crate) const SERVICE_SECRET: &str = "5e2a1ce0fedcba9876543210fedcba98";
pub(crate) const CODE: &str = "0113oM610pOkdI1pfi610xm37103oM6V";
pub(crate) const ACCESS_TOKEN: &str = "59_AcCeSsToKeN-abcdefghijklmnopqrstuvwxyz_0123456789";
pub(crate) const REFRESH_TOKEN: &str = "59_ReFrEsHtOkEn-abcdefghijklmnopqrstuvwxyz_0123456789";
pub(crate) const OPENID: &str = "o6_bmjrPTlm6_2sgVt7hMZOPfL2M";
pub(crate) const UNIONID: &str = "o6_bmasdasdsad6_2sgVt7hMZOPfL";

pub(crate) type Scripted = Result<HttpResponse, TransportError>;

/// Answers what was written down, in order; one call more is a failure of the test.
pub(crate) struct Script {
    answers: Mutex<VecDeque<Scripted>>,
    calls: Mutex<Vec<(Url, Limits)>>,
}

impl Script {
    pub(crate) fn new(answers: impl IntoIterator<Item = Scripted>) -> Self {
        Self {
            answers: Mutex::new(answers.into_iter().collect()),
            calls: Mutex::default(),
        }
    }

    /// What was asked, in order.
    pub(crate) fn calls(self) -> Vec<(Url, Limits)> {
        self.calls.into_inner().unwrap()
    }
}

#[async_trait]
impl HttpClient for Script {
    async fn get(&self, url: &Url, limits: Limits) -> Scripted {
        self.calls.lock().unwrap().push((url.clone(), limits));
        let answer = self.answers.lock().unwrap().pop_front();
        answer.unwrap_or_else(|| panic!("a call that nobody expected: {url}"))
    }
}

pub(crate) struct Fixed;

impl Clock for Fixed {
    fn now(&self) -> Timestamp {
        Timestamp(1_700_000_000_000)
    }
}

impl Entropy for Fixed {
    fn fill(&self, bytes: &mut [u8]) {
        bytes.fill(7);
    }
}

/// What came of a sign-in.
#[derive(Debug)]
pub(crate) struct Outcome {
    pub(crate) result: Result<SocialUserInfo, ConnectorError>,
    pub(crate) calls: Vec<(Url, Limits)>,
    pub(crate) steps: Vec<Step>,
}

impl Outcome {
    pub(crate) fn error(&self) -> &ConnectorError {
        self.result.as_ref().unwrap_err()
    }

    pub(crate) fn person(&self) -> &SocialUserInfo {
        self.result.as_ref().unwrap()
    }

    /// The paths that were called.
    pub(crate) fn paths(&self) -> Vec<&str> {
        self.calls.iter().map(|(url, _)| url.path()).collect()
    }

    pub(crate) fn step_names(&self) -> Vec<&str> {
        self.steps.iter().map(|step| step.name.as_str()).collect()
    }

    pub(crate) fn refusal(&self) -> Option<Refusal> {
        match self.error() {
            ConnectorError::ProviderRefused { refusal, .. } => Some(*refusal),
            _ => None,
        }
    }

    /// The problem of a provider that misbehaved.
    pub(crate) fn problem(&self) -> &str {
        match self.error() {
            ConnectorError::ProviderMisbehaved { problem, .. } => problem,
            other => panic!("not misbehaved: {other:?}"),
        }
    }
}

pub(crate) const TOKEN_PATH: &str = "/sns/oauth2/access_token";
pub(crate) const PROFILE_PATH: &str = "/sns/userinfo";

pub(crate) fn simulator_endpoints() -> Endpoints {
    Endpoints {
        open: Url::parse("http://127.0.0.1:3002").unwrap(),
        api: Url::parse("http://127.0.0.1:3002").unwrap(),
    }
}

pub(crate) fn connector_with(
    config: &Value,
    endpoints: Option<&Endpoints>,
) -> Box<dyn SocialConnector> {
    let factory = connectors::factory("wechat-web").unwrap();
    match factory.build(config, endpoints) {
        Ok(connector) => connector,
        Err(errors) => panic!("{errors:?}"),
    }
}

/// The least that a configuration needs.
pub(crate) fn config() -> Value {
    json!({"clientId": APP_ID, "clientSecret": SECRET})
}

/// What `inWechat` needs.
pub(crate) fn account() -> Value {
    json!({"clientId": SERVICE_ID, "clientSecret": SERVICE_SECRET})
}

pub(crate) fn connector() -> Box<dyn SocialConnector> {
    connector_with(&config(), None)
}

pub(crate) fn session() -> Value {
    json!({"clientId": APP_ID, "lang": "en"})
}

pub(crate) fn callback(parameters: &[(&str, &str)]) -> CallbackParameters {
    parameters
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect()
}

/// Signs in with any connector, callback and session.
pub(crate) async fn sign_in_with(
    connector: &dyn SocialConnector,
    callback: &CallbackParameters,
    session: &Value,
    answers: impl IntoIterator<Item = Scripted>,
) -> Outcome {
    let script = Script::new(answers);
    let steps = Steps::default();
    let context = Context {
        http: &script,
        clock: &Fixed,
        entropy: &Fixed,
        session,
        steps: &steps,
    };
    let result = connector.user_info(callback, context).await;
    Outcome {
        result,
        calls: script.calls(),
        steps: steps.take(),
    }
}

/// Signs in as usual, with these answers of WeChat.
pub(crate) async fn sign_in(answers: impl IntoIterator<Item = Scripted>) -> Outcome {
    let callback = callback(&[("code", CODE), ("state", "x")]);
    sign_in_with(&*connector(), &callback, &session(), answers).await
}

#[expect(
    clippy::unnecessary_wraps,
    reason = "an answer is one of the things that can happen"
)]
pub(crate) fn answer(status: u16, body: impl Into<Vec<u8>>) -> Scripted {
    let body = body.into();
    Ok(HttpResponse {
        status,
        body,
        date: None,
    })
}

pub(crate) fn ok(body: &Value) -> Scripted {
    answer(200, body.to_string())
}

pub(crate) fn refusal(code: i64, message: &str) -> Scripted {
    ok(&json!({"errcode": code, "errmsg": message}))
}

pub(crate) fn timed_out() -> Scripted {
    Err(TransportError::TimedOut(std::time::Duration::from_secs(5)))
}

/// WeChat's answer to a good code.
pub(crate) fn token() -> Value {
    json!({
        "access_token": ACCESS_TOKEN,
        "expires_in": 7200,
        "refresh_token": REFRESH_TOKEN,
        "openid": OPENID,
        "scope": "snsapi_login",
        "unionid": UNIONID,
    })
}

/// WeChat's answer to a good token.
pub(crate) fn profile() -> Value {
    json!({
        "openid": OPENID,
        "nickname": "小明",
        "sex": 0,
        "language": "",
        "city": "",
        "province": "",
        "country": "",
        "headimgurl": "https://thirdwx.qlogo.cn/mmopen/vi_32/abc/132",
        "privilege": [],
        "unionid": UNIONID,
    })
}

/// An answer with some fields changed; `null` takes a field out.
pub(crate) fn with(mut answer: Value, changes: Value) -> Value {
    let (Value::Object(fields), Value::Object(changes)) = (&mut answer, changes) else {
        panic!("objects only");
    };
    for (name, value) in changes {
        if value.is_null() {
            fields.remove(&name);
        } else {
            fields.insert(name, value);
        }
    }
    answer
}

//! Clients of WeChat against `pailou simulator --impersonate`. They know WeChat's own addresses and
//! cannot be told others: a proxy and an authority, both said by the environment, lead them here.

use http::Method;
use serde_json::{Value, json};
use testkit::network::Network;
use testkit::ports;
use testkit::process::{Process, local_address};
use testkit::sockets::Sockets;

use crate::PAILOU;
use crate::script::{self, Steps};

/// A simulator that is WeChat, for who believes it.
struct WeChat {
    process: Process,
    network: Network,
    proxy: String,
}

impl WeChat {
    async fn start() -> Self {
        let (port, proxy) = (ports::free(), ports::free());
        let (own, through) = (port.to_string(), proxy.to_string());
        let arguments = [
            "simulator",
            "--impersonate",
            "--port",
            &own,
            "--proxy-port",
            &through,
        ];
        let mut process = Process::start(PAILOU, &arguments, &[]);
        process.ready(&[&local_address(port)]).await;
        let simulator = format!("http://localhost:{port}");
        let all = [simulator.as_str(); 3];
        Self {
            process,
            network: Network::new(all, Sockets::default()),
            proxy: format!("http://localhost:{proxy}"),
        }
    }

    /// Runs a script with a proxy and the file of this authority, and nothing else.
    async fn meets(&self, name: &str) -> Result<Steps, String> {
        let authority = self.process.folder().join("wechat-simulator.pem");
        let authority = authority.display().to_string();
        let settings = [
            ("HTTPS_PROXY", self.proxy.clone()),
            ("NODE_EXTRA_CA_CERTS", authority.clone()),
            ("REQUESTS_CA_BUNDLE", authority),
            // That they ask the environment at all: fetch, and the HTTP library of wechat-oauth.
            ("NODE_USE_ENV_PROXY", "1".to_owned()),
            ("URLLIB_ENABLE_PROXY", "1".to_owned()),
            // Node's own, about the age of packages.
            ("NODE_NO_WARNINGS", "1".to_owned()),
        ];
        script::run(name, &settings).await
    }

    /// What was asked at a path, each with what its answer was.
    async fn asked(&self, path: &str) -> Vec<Value> {
        self.network.requests(path).await
    }

    /// The error codes of the answers at a path, in the order of the questions.
    async fn answers(&self, path: &str) -> Value {
        let asked = self.asked(path).await;
        asked.iter().map(|it| it["errcode"].clone()).collect()
    }
}

const XIAOMING: &str = "oSIMULATED-n7IHiLNx2BhajR4VT";
const LIFANG: &str = "oSIMULATED-pGcE7_8GbYP7bgUiY";
const EXCHANGE: &str = "/sns/oauth2/access_token";
const REFRESH: &str = "/sns/oauth2/refresh_token";

#[tokio::test]
async fn wechat_oauth_signs_people_in() {
    let wechat = WeChat::start().await;
    let steps = wechat.meets("wechat-oauth.mjs").await.unwrap();
    let step = |name: &str| &steps[name];
    let token = step("code to token");
    assert_eq!(token["unionid"], XIAOMING);
    assert_eq!(token["again"], 40163, "a code works once");
    assert_eq!(token["error"], "WeChatAPIError");
    assert_eq!(step("profile")["nickname"], "小明");
    assert_eq!(step("profile")["picture"], true);
    assert_eq!(step("check")["errmsg"], "ok");
    assert_eq!(step("check")["other"], 40003, "an openid of somebody else");
    assert_eq!(step("refresh")["refused"], 40030);
    assert_eq!(step("two hours later")["late"], 42001);
    assert_eq!(step("wrong secret")["code"], 40125);
    let page = step("another domain");
    assert_eq!(
        (&page["status"], &page["says"]),
        (&json!(200), &json!(true))
    );
    let inside = step("in WeChat");
    assert_eq!(inside["nickname"], "李芳");
    assert_eq!(inside["unionid"], LIFANG, "as at the website app");
    let silent = step("in WeChat, silently");
    assert_eq!(silent["scope"], "snsapi_base");
    assert_eq!(silent["unionid"], Value::Null);
    assert_eq!(silent["profile"], 48001);
    assert_eq!(step("not in WeChat")["says"], true);
    assert_eq!(steps.len(), 10, "{steps:?}");

    // It was really asked what the client thinks that it asked.
    let exchanges = wechat.answers(EXCHANGE).await;
    assert_eq!(exchanges, json!([null, 40163, 40125, null, null]));
    assert_eq!(wechat.answers(REFRESH).await, json!([null, 40030, null]));
    assert_eq!(
        wechat.answers("/sns/auth").await,
        json!([0, 40003, 42001, 0])
    );
}

#[tokio::test]
async fn passport_wechat_signs_people_in_to_a_site() {
    let wechat = WeChat::start().await;
    let steps = wechat.meets("passport-wechat.mjs").await.unwrap();
    let by_code = &steps["by QR code"];
    assert_eq!(by_code["nickname"], "小明");
    assert_eq!(by_code["unionid"], XIAOMING);
    assert_eq!(by_code["again"]["code"], 40163, "the callback, reloaded");
    assert_eq!(steps["in WeChat"]["nickname"], "李芳");
    assert_eq!(steps["in WeChat"]["unionid"], LIFANG);
    assert_eq!(steps["a refusal that reaches the site"]["status"], 401);
    let wrong = &steps["wrong secret"];
    assert_eq!(
        (&wrong["status"], &wrong["code"]),
        (&json!(502), &json!(40125))
    );
    assert_eq!(steps.len(), 4, "{steps:?}");
    let exchanges = wechat.answers(EXCHANGE).await;
    assert_eq!(exchanges, json!([null, 40163, null, 40125]));
}

#[tokio::test]
async fn wechatpy_signs_people_in() {
    let wechat = WeChat::start().await;
    let steps = wechat.meets("wechatpy_oauth.py").await.unwrap();
    let step = |name: &str| &steps[name];
    assert_eq!(step("code to token")["scope"], "snsapi_login");
    assert_eq!(step("code to token")["again"], 40163);
    let profile = step("profile");
    assert_eq!(
        profile["nickname"], "小明",
        "UTF-8 whatever the header says"
    );
    assert_eq!(profile["unionid"], XIAOMING);
    assert_eq!(profile["sex"], 0);
    assert_eq!(step("check")["other"], 40014);
    assert_eq!(step("refresh")["late"], 42001);
    assert_eq!(step("refresh")["nickname"], "小明");
    assert_eq!(step("wrong secret")["errcode"], 40125);
    assert_eq!(step("another domain")["says"], true);
    assert_eq!(step("in wechat")["nickname"], "李芳");
    assert_eq!(step("in wechat")["unionid"], LIFANG);
    assert_eq!(steps.len(), 7, "{steps:?}");
    assert_eq!(wechat.answers(REFRESH).await, json!([null, null]));
}

#[tokio::test]
async fn python_weixin_signs_people_in() {
    let wechat = WeChat::start().await;
    let steps = wechat.meets("python_weixin.py").await.unwrap();
    let step = |name: &str| &steps[name];
    assert_eq!(step("code to token")["again"], 40163);
    assert_eq!(step("profile")["nickname"], "小明");
    assert_eq!(step("profile")["unionid"], XIAOMING);
    assert_eq!(step("check")["errcode"], 0);
    assert_eq!(step("check")["other"], 40003);
    // A fault of its own, which WeChat too answers so.
    assert_eq!(step("refresh")["code"], 41008);
    assert!(wechat.asked(REFRESH).await.is_empty());
    assert_eq!(step("wrong secret")["code"], 40125);
    assert_eq!(step("in wechat")["unionid"], LIFANG);
    assert_eq!(steps.len(), 6, "{steps:?}");
}

#[tokio::test]
async fn social_auth_signs_people_in() {
    let wechat = WeChat::start().await;
    let steps = wechat.meets("social_auth.py").await.unwrap();
    let step = |name: &str| &steps[name];
    assert_eq!(step("sign in")["username"], "小明");
    assert_eq!(step("sign in")["picture"], true);
    assert_eq!(step("sign in")["again"], "session_context_missing");
    // It has no address for this, and so asks where codes are exchanged.
    assert_eq!(step("refresh")["code"], 40002);
    assert_eq!(step("balloons")["username"], "🎈晓晓🎈");
    assert_eq!(step("another state")["error"], "session_context_missing");
    assert_eq!(step("wrong secret")["code"], 40125);
    assert_eq!(step("in wechat")["username"], "李芳");
    assert_eq!(step("in wechat")["unionid"], LIFANG);
    assert_eq!(steps.len(), 6, "{steps:?}");
    // It alone sends its code as a form. The state was looked at before anything was asked.
    let exchanges = wechat.asked(EXCHANGE).await;
    assert_eq!(exchanges.len(), 6);
    assert!(exchanges.iter().all(|it| it["method"] == "POST"));

    // It mends names that were read as Latin-1, which `text/plain` makes its HTTP library do.
    // Where WeChat says JSON, it breaks them: what the switch is for.
    let switch = json!({ "content_type": "application/json; encoding=utf-8" });
    let path = "/_sim/switches";
    wechat.network.simulator(Method::PATCH, path, switch).await;
    let steps = wechat.meets("social_auth.py").await.unwrap();
    assert_eq!(steps["sign in"]["username"], r"\u5c0f\u660e");
}

#[tokio::test]
async fn who_is_given_another_authority_believes_nothing() {
    let (wechat, other) = (WeChat::start().await, WeChat::start().await);
    let misled = WeChat {
        proxy: wechat.proxy.clone(),
        ..other
    };
    let complaint = misled.meets("wechat-oauth.mjs").await.unwrap_err();
    assert!(complaint.starts_with("code to token: "), "{complaint}");
    assert!(complaint.contains("certificate"), "{complaint}");
    let complaint = misled.meets("wechatpy_oauth.py").await.unwrap_err();
    assert!(complaint.starts_with("code to token: "), "{complaint}");
    assert!(
        complaint.contains("CERTIFICATE_VERIFY_FAILED"),
        "{complaint}"
    );
    assert!(wechat.asked("").await.is_empty());
}

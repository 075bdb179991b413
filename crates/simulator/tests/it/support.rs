//! A simulator under test, and short ways to ask it something.

use std::net::SocketAddr;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode, header};
use http_body_util::BodyExt;
use serde_json::Value;
use simulator::{Settings, Simulator, seed};
use tower::ServiceExt;

/// Where the application of these tests takes people back to.
pub(crate) const CALLBACK: &str = "http://localhost:3001/callback/wechat";

/// How WeChat's browser on a phone names itself.
pub(crate) const IN_WECHAT: &str = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Mobile Safari/537.36 MicroMessenger/8.0.50.2701(0x28003252) NetType/WIFI Language/zh_CN";

pub(crate) struct Tested {
    pub(crate) simulator: Simulator,
    router: Router,
}

pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) bytes: Vec<u8>,
}

impl Answer {
    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.bytes).unwrap()
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap()
    }

    pub(crate) fn header(&self, name: impl axum::http::header::AsHeaderName) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }

    /// The value of an attribute like `data-uuid="…"`.
    pub(crate) fn attribute(&self, name: &str) -> String {
        let start = format!("{name}=\"");
        let (_, rest) = self.text().split_once(&start).unwrap();
        rest.split_once('"').unwrap().0.to_owned()
    }
}

impl Tested {
    pub(crate) fn new() -> Self {
        Self::with(Settings::seeded("http://localhost:3002".parse().unwrap()))
    }

    pub(crate) fn with(settings: Settings) -> Self {
        let simulator = Simulator::new(settings);
        let router = simulator.router();
        Self { simulator, router }
    }

    pub(crate) async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        Answer {
            status: parts.status,
            headers: parts.headers,
            bytes: body.collect().await.unwrap().to_bytes().to_vec(),
        }
    }

    pub(crate) async fn get(&self, address: &str) -> Answer {
        self.get_with(address, "").await
    }

    pub(crate) async fn get_with(&self, address: &str, cookie: &str) -> Answer {
        let request = Request::get(address)
            .header(header::COOKIE, cookie)
            .body(Body::empty())
            .unwrap();
        self.send(request).await
    }

    pub(crate) async fn get_as(&self, address: &str, agent: &str, cookie: &str) -> Answer {
        let request = Request::get(address)
            .header(header::USER_AGENT, agent)
            .header(header::COOKIE, cookie)
            .body(Body::empty())
            .unwrap();
        self.send(request).await
    }

    pub(crate) async fn get_in_wechat(&self, address: &str, cookie: &str) -> Answer {
        self.get_as(address, IN_WECHAT, cookie).await
    }

    pub(crate) async fn press_in_wechat(&self, address: &str, fields: &[(&str, &str)]) -> Answer {
        let request = Request::post(address)
            .header(header::USER_AGENT, IN_WECHAT)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(encode(fields)))
            .unwrap();
        self.send(request).await
    }

    pub(crate) async fn call(&self, method: &str, address: &str, body: &str) -> Answer {
        let request = Request::builder()
            .method(method)
            .uri(address)
            .body(Body::from(body.to_owned()))
            .unwrap();
        self.send(request).await
    }

    pub(crate) async fn form(&self, address: &str, fields: &[(&str, &str)]) -> Answer {
        let body = encode(fields);
        let request = Request::post(address)
            .header(
                header::CONTENT_TYPE,
                "application/x-www-form-urlencoded;charset=UTF-8",
            )
            .body(Body::from(body))
            .unwrap();
        self.send(request).await
    }

    pub(crate) async fn form_with(
        &self,
        address: &str,
        cookie: &str,
        fields: &[(&str, &str)],
    ) -> Answer {
        let request = Request::post(address)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::COOKIE, cookie)
            .body(Body::from(encode(fields)))
            .unwrap();
        self.send(request).await
    }

    pub(crate) async fn press_from_elsewhere(&self, address: &str) -> Answer {
        let request = Request::post(address)
            .header("sec-fetch-site", "cross-site")
            .body(Body::empty())
            .unwrap();
        self.send(request).await
    }

    /// Opens the QR page of the seeded app and answers its uuid.
    pub(crate) async fn show_code(&self) -> String {
        let page = self.get(&qr_address("st4te")).await;
        assert_eq!(page.status, StatusCode::OK);
        page.attribute("data-uuid")
    }

    pub(crate) async fn scan(&self, uuid: &str, person: &str) {
        let body = format!(r#"{{"person":"{person}"}}"#);
        let answer = self
            .call("POST", &format!("/_sim/codes/{uuid}/scan"), &body)
            .await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    }

    pub(crate) async fn act(&self, uuid: &str, act: &str) {
        let answer = self
            .call("POST", &format!("/_sim/codes/{uuid}/{act}"), "")
            .await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    }

    /// The whole way of a person up to the code that the application gets.
    pub(crate) async fn code(&self, person: &str) -> String {
        let uuid = self.show_code().await;
        self.scan(&uuid, person).await;
        self.act(&uuid, "allow").await;
        let poll = self
            .get(&format!("/connect/l/qrconnect?uuid={uuid}&f=json"))
            .await;
        poll.json()["wx_code"].as_str().unwrap().to_owned()
    }

    /// The whole way up to the tokens.
    pub(crate) async fn tokens(&self, person: &str) -> Value {
        let code = self.code(person).await;
        let tokens = self.get(&exchange_address(&code)).await.json();
        assert!(tokens.get("access_token").is_some(), "{tokens}");
        tokens
    }

    pub(crate) async fn advance(&self, seconds: u64) {
        let body = format!(r#"{{"advance_seconds":{seconds}}}"#);
        let answer = self.call("POST", "/_sim/clock", &body).await;
        assert_eq!(answer.status, StatusCode::OK);
    }
}

pub(crate) fn encode(fields: &[(&str, &str)]) -> String {
    form_urlencoded::Serializer::new(String::new())
        .extend_pairs(fields)
        .finish()
}

pub(crate) fn qr_address(state: &str) -> String {
    let query = encode(&[
        ("appid", seed::APP_ID),
        ("redirect_uri", CALLBACK),
        ("response_type", "code"),
        ("scope", "snsapi_login"),
        ("state", state),
    ]);
    format!("/connect/qrconnect?{query}")
}

pub(crate) fn exchange_address(code: &str) -> String {
    let query = encode(&[
        ("appid", seed::APP_ID),
        ("secret", seed::APP_SECRET),
        ("code", code),
        ("grant_type", "authorization_code"),
    ]);
    format!("/sns/oauth2/access_token?{query}")
}

/// Serves the simulator on a port of this computer.
pub(crate) async fn serve(simulator: &Simulator) -> SocketAddr {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let router = simulator.router();
    tokio::spawn(async move { axum::serve(listener, router).await });
    address
}

/// A client as strangers write it.
pub(crate) fn client() -> reqwest::Client {
    #[expect(
        clippy::disallowed_methods,
        reason = "a client of the simulator, not one of the server's calls"
    )]
    reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .unwrap()
}

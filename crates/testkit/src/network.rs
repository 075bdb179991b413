//! Where server, simulator and application of a test are, and how requests get there.

use async_trait::async_trait;
use http::{HeaderMap, HeaderValue, Method, header};
use serde_json::{Value, json};
use simulator::seed;
use url::Url;

use crate::application::{self, Application};
use crate::in_process::Answer;
use crate::visitor::{Person, Visitor};

/// What carries requests: routers of this process, or sockets.
#[async_trait]
pub trait Sender: Send + Sync {
    /// Sends one request and reads the answer to its end.
    ///
    /// # Errors
    /// Fails when no whole answer comes.
    async fn send(
        &self,
        method: Method,
        url: &Url,
        headers: HeaderMap,
        body: String,
    ) -> Result<Answer, String>;
}

/// The three addresses of a test, and everybody who goes there.
pub struct Network {
    /// The origin of the server.
    pub server: String,
    /// The origin of the simulator.
    pub simulator: String,
    /// The origin of the application. Nobody need be there: its actor reads the address.
    pub application: String,
    sender: Box<dyn Sender>,
}

impl Network {
    /// A network of three origins.
    pub fn new([server, simulator, application]: [&str; 3], sender: impl Sender + 'static) -> Self {
        Self {
            server: server.to_owned(),
            simulator: simulator.to_owned(),
            application: application.to_owned(),
            sender: Box::new(sender),
        }
    }

    /// Sends a request, or tells why no whole answer came.
    ///
    /// # Errors
    /// The words of whoever carries requests.
    pub async fn try_send(
        &self,
        method: Method,
        url: &str,
        headers: HeaderMap,
        body: String,
    ) -> Result<Answer, String> {
        let url = Url::parse(url).expect("an address of a test is right");
        self.sender.send(method, &url, headers, body).await
    }

    /// Sends a request.
    pub async fn send(
        &self,
        method: Method,
        url: &str,
        headers: HeaderMap,
        body: String,
    ) -> Answer {
        self.try_send(method, url, headers, body)
            .await
            .expect("the answer is whole")
    }

    /// A plain GET without cookies.
    pub async fn get(&self, url: &str) -> Answer {
        self.send(Method::GET, url, HeaderMap::new(), String::new())
            .await
    }

    /// Somebody nobody knows, with a new browser.
    pub fn anonymous(&self) -> Visitor<'_> {
        Visitor::new(self)
    }

    /// Somebody who holds a phone with WeChat, such as `xiaoming`.
    pub fn person<'a>(&'a self, id: &'a str) -> Person<'a> {
        Person::new(self, id)
    }

    /// The application `demo-app`.
    pub fn application(&self) -> Application<'_> {
        self.client("demo-app", Some(application::SECRET))
    }

    /// Another application, at the same redirect URI.
    pub fn client(&self, client_id: &str, secret: Option<&str>) -> Application<'_> {
        Application::new(self, client_id, secret)
    }

    /// Drives the simulator: `GET` without a body, else with the method given.
    pub async fn simulator(&self, method: Method, path: &str, body: Value) -> Value {
        let json = HeaderValue::from_static("application/json");
        let headers = HeaderMap::from_iter([(header::CONTENT_TYPE, json)]);
        let body = if body.is_null() {
            String::new()
        } else {
            body.to_string()
        };
        let url = format!("{}{path}", self.simulator);
        let answer = self.send(method, &url, headers, body).await;
        assert_eq!(answer.status, 200, "{path}: {}", answer.body);
        if answer.body.is_empty() {
            Value::Null
        } else {
            answer.json()
        }
    }

    /// Makes WeChat fail.
    pub async fn fault(&self, fault: Value) {
        self.simulator(Method::POST, "/_sim/faults", fault).await;
    }

    /// What WeChat was asked at a path, oldest first.
    pub async fn requests(&self, path: &str) -> Vec<Value> {
        let path = format!("/_sim/requests?path={path}");
        let list = self.simulator(Method::GET, &path, Value::Null).await;
        list.as_array().cloned().unwrap_or_default()
    }

    /// What a server has to know at first, in the words of a file for `apply`: the same as
    /// in `pailou demo`. The connector asks WeChat at `api`.
    pub fn seed(&self, api: &str) -> Value {
        json!({
            "applications": [{
                "id": "demo-app",
                "name": "Paperboat",
                "type": "Traditional",
                "secret": application::SECRET,
                "redirect_uris": [format!("{}/callback", self.application)],
                "post_logout_redirect_uris": [format!("{}/", self.application)],
            }],
            "connectors": [{
                "id": "wechat",
                "factory": "wechat-web",
                "config": {
                    "clientId": seed::APP_ID,
                    "clientSecret": seed::APP_SECRET,
                    "openPlatform": seed::OPEN_PLATFORM,
                },
                "endpoints": { "open": self.simulator, "api": api },
            }],
            "sign_in_experience": { "social": ["wechat"] },
        })
    }
}

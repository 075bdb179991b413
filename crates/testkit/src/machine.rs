//! A program that uses the Management API.

use http::{HeaderMap, HeaderValue, Method, header};
use serde_json::Value;

use crate::in_process::Answer;
use crate::network::Network;

/// The resource indicator of the Management API.
pub const RESOURCE: &str = "https://default.logto.app/api";

/// A program that has an access token for the Management API.
pub struct Machine<'a> {
    network: &'a Network,
    /// The token that it sends.
    pub token: String,
}

impl<'a> Machine<'a> {
    /// Somebody with this token, wherever it is from.
    pub fn with_token(network: &'a Network, token: &str) -> Self {
        Self {
            network,
            token: token.to_owned(),
        }
    }

    /// Reads.
    pub async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, &Value::Null).await
    }

    /// Makes something of JSON.
    pub async fn post(&self, path: &str, body: Value) -> Answer {
        self.send(Method::POST, path, &body).await
    }

    /// Changes a part.
    pub async fn patch(&self, path: &str, body: Value) -> Answer {
        self.send(Method::PATCH, path, &body).await
    }

    /// Replaces the whole.
    pub async fn put(&self, path: &str, body: Value) -> Answer {
        self.send(Method::PUT, path, &body).await
    }

    /// Removes.
    pub async fn delete(&self, path: &str) -> Answer {
        self.send(Method::DELETE, path, &Value::Null).await
    }

    /// Any request; `Value::Null` is no body.
    pub async fn send(&self, method: Method, path: &str, body: &Value) -> Answer {
        let mut headers = HeaderMap::new();
        let bearer = HeaderValue::from_str(&format!("Bearer {}", self.token));
        headers.insert(
            header::AUTHORIZATION,
            bearer.expect("tokens are plain text"),
        );
        let mut text = String::new();
        if !body.is_null() {
            let json = HeaderValue::from_static("application/json");
            headers.insert(header::CONTENT_TYPE, json);
            text = body.to_string();
        }
        let url = format!("{}{path}", self.network.server);
        self.network.send(method, &url, headers, text).await
    }
}

impl Network {
    /// A program that is already an application here: it gets a token with its secret, for `all` or
    /// `read`.
    pub async fn machine_with(&self, client_id: &str, secret: &str, scope: &str) -> Machine<'_> {
        let answer = self
            .client(client_id, Some(secret))
            .token(&[
                ("grant_type", "client_credentials"),
                ("resource", RESOURCE),
                ("scope", scope),
            ])
            .await;
        assert_eq!(answer.status, 200, "{}", answer.body);
        let token = answer.json()["access_token"].clone();
        Machine::with_token(self, token.as_str().expect("there is an access token"))
    }
}

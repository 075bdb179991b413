//! HTTP over sockets of this machine, as browsers and applications send it.

use std::time::Duration;

use async_trait::async_trait;
use http::{HeaderMap, Method};
use reqwest::Client;
use reqwest::redirect::Policy;
use url::Url;

use crate::in_process::Answer;
use crate::network::Sender;

/// Sends requests to servers on this machine; follows no redirect and keeps no cookie.
#[derive(Clone, Debug)]
pub struct Sockets(Client);

impl Default for Sockets {
    fn default() -> Self {
        Self(client())
    }
}

#[async_trait]
impl Sender for Sockets {
    async fn send(
        &self,
        method: Method,
        url: &Url,
        headers: HeaderMap,
        body: String,
    ) -> Result<Answer, String> {
        let request = self.0.request(method, url.clone());
        let failed = |error: reqwest::Error| format!("{error:?}");
        let sent = request.headers(headers).body(body).send().await;
        let response = sent.map_err(failed)?;
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let body = response.bytes().await.map_err(failed)?;
        Ok(Answer::new(status, headers, body.into()))
    }
}

/// Makes a client that connects by itself, whatever proxy the environment names.
#[expect(
    clippy::disallowed_methods,
    reason = "somebody who visits the server, not one of its own calls"
)]
pub(crate) fn client() -> Client {
    Client::builder()
        .no_proxy()
        .redirect(Policy::none())
        .timeout(LIMIT)
        .build()
        .expect("a client can be made")
}

/// How long an answer may take; a long poll is held for 25 s.
const LIMIT: Duration = Duration::from_secs(30);

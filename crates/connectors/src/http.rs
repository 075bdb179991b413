//! Outgoing calls: limits, and a guard against calls into private networks.

use std::error::Error as _;
use std::time::Duration;

use async_trait::async_trait;
use connector_kit::{HttpClient, HttpResponse, Limits, Timestamp, TransportError};
use reqwest::redirect::Policy;
use reqwest::{Client, ClientBuilder, Proxy};
use tokio::time::Instant;
use url::Url;

mod guard;

pub use guard::{Allowed, Lent};

/// How long one connection may take to come up. Shorter than the time for a whole
/// call, so that a second address of the same name gets its turn.
const CONNECT: Duration = Duration::from_secs(3);

/// How long an unused connection is kept. Short, because a call that meets a
/// connection which the other side is just closing is a lost sign-in.
const IDLE: Duration = Duration::from_secs(20);

/// The client could not be set up.
#[derive(Debug, thiserror::Error)]
#[error("outgoing calls cannot be set up: {0}")]
pub struct SetupError(String);

/// Makes outgoing calls: over https to public addresses, and to the allowed origins.
///
/// It follows no redirect, keeps no cookie, unpacks nothing, repeats nothing that may
/// have arrived, and writes neither queries nor bodies to the log.
#[derive(Clone)]
pub struct OutgoingClient {
    /// For the allowed origins, wherever they are.
    direct: Client,
    /// For everything else.
    guarded: Client,
    allowed: Allowed,
}

impl OutgoingClient {
    /// Makes a client that connects by itself. Proxy settings of the environment
    /// are not read.
    ///
    /// # Errors
    /// Fails when TLS cannot be set up.
    pub fn new(allowed: Allowed) -> Result<Self, SetupError> {
        let guarded = || base().dns_resolver(guard::PublicOnly);
        Self::build(allowed, guarded)
    }

    /// Makes a client that reaches everything except the allowed origins through an
    /// HTTP proxy.
    ///
    /// The proxy resolves names, so it is the proxy that must keep calls out of
    /// private networks; addresses written as numbers are still refused here.
    ///
    /// # Errors
    /// Fails when the address of the proxy is not usable or TLS cannot be set up.
    pub fn through_proxy(allowed: Allowed, proxy: &Url) -> Result<Self, SetupError> {
        let proxy = Proxy::all(proxy.clone()).map_err(|error| setup(&error))?;
        Self::build(allowed, || base().proxy(proxy.clone()))
    }

    fn build(allowed: Allowed, guarded: impl Fn() -> ClientBuilder) -> Result<Self, SetupError> {
        Ok(Self {
            direct: with_certificates(base)?,
            guarded: with_certificates(guarded)?,
            allowed,
        })
    }

    async fn call(
        &self,
        url: &Url,
        form: Option<&[(&str, &str)]>,
        limits: Limits,
    ) -> Result<HttpResponse, TransportError> {
        let client = if self.allowed.contains(url) {
            &self.direct
        } else {
            guard::check(url).map_err(|guard::Refused(why)| TransportError::Forbidden(why))?;
            &self.guarded
        };
        let request = match form {
            None => client.get(url.clone()),
            Some(form) => client.post(url.clone()).form(form),
        };
        let mut response = request.send().await.map_err(|error| transport(&error))?;
        let date = response.headers().get(reqwest::header::DATE);
        let date = date
            .and_then(|text| text.to_str().ok())
            .and_then(Timestamp::from_http_date);
        let announced = response.content_length().unwrap_or(0);
        if announced > limits.body as u64 {
            return Err(TransportError::TooLarge(limits.body));
        }
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(|error| transport(&error))? {
            if body.len() + chunk.len() > limits.body {
                return Err(TransportError::TooLarge(limits.body));
            }
            body.extend_from_slice(&chunk);
        }
        let status = response.status().as_u16();
        Ok(HttpResponse { status, body, date })
    }

    async fn call_in_time(
        &self,
        url: &Url,
        form: Option<&[(&str, &str)]>,
        limits: Limits,
    ) -> Result<HttpResponse, TransportError> {
        let begin = Instant::now();
        let result = tokio::time::timeout(limits.total, self.call(url, form, limits))
            .await
            .unwrap_or(Err(TransportError::TimedOut(limits.total)));
        let outcome: &dyn std::fmt::Display = match &result {
            Ok(response) => &response.status,
            Err(error) => error,
        };
        tracing::debug!(
            host = url.host_str(),
            path = url.path(),
            %outcome,
            milliseconds = begin.elapsed().as_millis(),
            "outgoing call"
        );
        result
    }
}

#[async_trait]
impl HttpClient for OutgoingClient {
    async fn get(&self, url: &Url, limits: Limits) -> Result<HttpResponse, TransportError> {
        self.call_in_time(url, None, limits).await
    }

    async fn post_form(
        &self,
        url: &Url,
        form: &[(&str, &str)],
        limits: Limits,
    ) -> Result<HttpResponse, TransportError> {
        self.call_in_time(url, Some(form), limits).await
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "this is the one place that makes clients"
)]
fn base() -> ClientBuilder {
    Client::builder()
        .redirect(Policy::none())
        .connect_timeout(CONNECT)
        .pool_idle_timeout(IDLE)
        .referer(false)
        .no_proxy()
        .user_agent(concat!("Pailou/", env!("CARGO_PKG_VERSION")))
}

/// Builds a client, on a machine without certificate authorities too: it can still
/// reach a simulator over http, and every https call says what is missing.
fn with_certificates(builder: impl Fn() -> ClientBuilder) -> Result<Client, SetupError> {
    builder().build().or_else(|error| {
        tracing::warn!(
            error = chain(&error),
            "no certificate authorities on this machine: calls over https will fail until they are installed"
        );
        let without = builder().tls_certs_only([]).build();
        without.map_err(|error| setup(&error))
    })
}

fn setup(error: &reqwest::Error) -> SetupError {
    SetupError(chain(error))
}

fn transport(error: &reqwest::Error) -> TransportError {
    let mut source = error.source();
    while let Some(inner) = source {
        if let Some(guard::Refused(why)) = inner.downcast_ref() {
            return TransportError::Forbidden(why.clone());
        }
        source = inner.source();
    }
    if error.is_timeout() && error.is_connect() {
        return TransportError::TimedOut(CONNECT);
    }
    TransportError::Failed(chain(error))
}

/// What went wrong, from the inside of an error: its outermost text holds the
/// address with its query.
fn chain(error: &reqwest::Error) -> String {
    let mut parts: Vec<String> = Vec::new();
    let mut source = error.source();
    while let Some(inner) = source {
        let part = inner.to_string();
        if parts.last() != Some(&part) {
            parts.push(part);
        }
        source = inner.source();
    }
    if parts.is_empty() {
        "the call failed".to_owned()
    } else {
        parts.join(": ")
    }
}

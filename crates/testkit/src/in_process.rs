//! HTTP without sockets.

use std::collections::BTreeMap;

use async_trait::async_trait;
use axum::Router;
use axum::body::Body;
use connector_kit::{HttpClient, HttpResponse, Limits, Timestamp, TransportError};
use http::{HeaderMap, HeaderValue, Method, Request, header};
use http_body_util::BodyExt;
use tower::ServiceExt;
use url::Url;

/// An answer, read to its end.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The status code.
    pub status: u16,
    /// The headers.
    pub headers: HeaderMap,
    /// The body as text.
    pub body: String,
    /// The body as it is.
    pub bytes: Vec<u8>,
}

impl Answer {
    /// An answer whose body has been read.
    pub fn new(status: u16, headers: HeaderMap, bytes: Vec<u8>) -> Self {
        let body = String::from_utf8_lossy(&bytes).into_owned();
        Self {
            status,
            headers,
            body,
            bytes,
        }
    }

    /// A header, or an empty text.
    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    }

    /// Where a redirect leads.
    pub fn location(&self) -> &str {
        assert!(
            (300..400).contains(&self.status),
            "no redirect: {} {}",
            self.status,
            self.body
        );
        self.header("location")
    }

    /// The body as JSON.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body)
            .unwrap_or_else(|error| panic!("no JSON ({error}): {}", self.body))
    }
}

/// Sends a request to a router.
///
/// # Errors
/// Fails when the body breaks off, as a connection does.
pub async fn send(
    router: &Router,
    method: Method,
    url: &Url,
    headers: HeaderMap,
    body: String,
) -> Result<Answer, String> {
    let path = &url[url::Position::BeforePath..url::Position::AfterQuery];
    let mut request = Request::new(Body::from(body));
    *request.method_mut() = method;
    *request.uri_mut() = path.parse().expect("an address of a test is right");
    *request.headers_mut() = headers;
    let host = &url[url::Position::BeforeHost..url::Position::AfterPort];
    request
        .headers_mut()
        .insert(header::HOST, host.parse().expect("a host is plain text"));
    let Ok(response) = router.clone().oneshot(request).await;
    let (parts, body) = response.into_parts();
    let bytes = body
        .collect()
        .await
        .map_err(|error| error.to_string())?
        .to_bytes();
    Ok(Answer::new(
        parts.status.as_u16(),
        parts.headers,
        bytes.into(),
    ))
}

/// The outgoing calls of a server under test: they reach routers instead of the net.
#[derive(Clone, Default)]
pub struct InProcessClient {
    routers: BTreeMap<String, Router>,
}

impl InProcessClient {
    /// Lets an origin be answered by a router.
    #[must_use]
    pub fn with(mut self, origin: &Url, router: Router) -> Self {
        self.routers
            .insert(origin.origin().ascii_serialization(), router);
        self
    }
}

#[async_trait]
impl HttpClient for InProcessClient {
    async fn get(&self, url: &Url, limits: Limits) -> Result<HttpResponse, TransportError> {
        let (headers, body) = (HeaderMap::new(), String::new());
        self.call(Method::GET, url, headers, body, limits).await
    }

    async fn post_form(
        &self,
        url: &Url,
        form: &[(&str, &str)],
        limits: Limits,
    ) -> Result<HttpResponse, TransportError> {
        let body = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(form)
            .finish();
        let form = HeaderValue::from_static("application/x-www-form-urlencoded");
        let headers = HeaderMap::from_iter([(header::CONTENT_TYPE, form)]);
        self.call(Method::POST, url, headers, body, limits).await
    }
}

impl InProcessClient {
    async fn call(
        &self,
        method: Method,
        url: &Url,
        headers: HeaderMap,
        body: String,
        limits: Limits,
    ) -> Result<HttpResponse, TransportError> {
        let router = self
            .routers
            .get(&url.origin().ascii_serialization())
            .ok_or_else(|| TransportError::Failed("nobody listens there".to_owned()))?;
        let sent = send(router, method, url, headers, body);
        match tokio::time::timeout(limits.total, sent).await {
            Err(_) => Err(TransportError::TimedOut(limits.total)),
            Ok(Err(problem)) => Err(TransportError::Failed(problem)),
            Ok(Ok(answer)) if answer.bytes.len() > limits.body => {
                Err(TransportError::TooLarge(limits.body))
            }
            Ok(Ok(answer)) => Ok(HttpResponse {
                status: answer.status,
                date: Timestamp::from_http_date(answer.header("date")),
                body: answer.bytes,
            }),
        }
    }
}

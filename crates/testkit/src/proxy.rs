//! A proxy in front of several nodes, or between the server and WeChat.

use std::net::Ipv4Addr;
use std::sync::{Arc, Mutex, MutexGuard};

use axum::Router;
use axum::extract::{Request, State};
use axum::response::{IntoResponse, Response};
use http::{StatusCode, header};
use http_body_util::BodyExt;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use url::Url;

use crate::sockets::client;

/// Passes every request on to the next upstream than the one before, in turns, and keeps
/// what was said. It ends with this value.
pub struct Proxy {
    inner: Arc<Inner>,
    listener: JoinHandle<()>,
}

/// A request that passed, with its answer.
#[derive(Clone, Debug)]
pub struct Passed {
    /// Which upstream answered, by its place in the list.
    pub upstream: usize,
    /// Path and query.
    pub path: String,
    /// The body of the answer, once it is there.
    pub answer: Option<String>,
}

struct Inner {
    client: reqwest::Client,
    upstreams: Vec<Url>,
    passed: Mutex<Vec<Passed>>,
}

impl Proxy {
    /// Listens on a loopback port.
    pub async fn start(port: u16, upstreams: Vec<Url>) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))
            .await
            .expect("the port of a proxy is free");
        let inner = Arc::new(Inner {
            client: client(),
            upstreams,
            passed: Mutex::default(),
        });
        let router = Router::new().fallback(pass).with_state(inner.clone());
        let listener = tokio::spawn(async move {
            axum::serve(listener, router)
                .await
                .expect("a listener goes on until it is dropped");
        });
        Self { inner, listener }
    }

    /// What has passed so far, in the order of arrival.
    pub fn passed(&self) -> Vec<Passed> {
        self.inner.all().clone()
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.listener.abort();
    }
}

async fn pass(State(inner): State<Arc<Inner>>, request: Request) -> Response {
    match inner.pass(request).await {
        Ok(response) => response,
        // As any proxy says when nobody is there.
        Err(error) => (StatusCode::BAD_GATEWAY, format!("{error:?}")).into_response(),
    }
}

impl Inner {
    async fn pass(&self, request: Request) -> Result<Response, axum::BoxError> {
        let (parts, body) = request.into_parts();
        let path = parts.uri.path_and_query().map_or("/", |path| path.as_str());
        let (place, upstream) = self.arrives(path);
        // The headers pass as they are, `Host` among them: nodes know the public address alone.
        let request = self
            .client
            .request(parts.method, self.upstreams[upstream].join(path)?)
            .headers(parts.headers)
            .body(body.collect().await?.to_bytes());
        let response = request.send().await?;
        let (status, mut headers) = (response.status(), response.headers().clone());
        // The body is whole now, so it gets a length instead of pieces.
        headers.remove(header::TRANSFER_ENCODING);
        let body = response.bytes().await?;
        self.all()[place].answer = Some(String::from_utf8_lossy(&body).into_owned());
        Ok((status, headers, body).into_response())
    }

    /// Notes a request at its arrival, so that one that is cut off is there too.
    fn arrives(&self, path: &str) -> (usize, usize) {
        let mut all = self.all();
        let upstream = all.len() % self.upstreams.len();
        all.push(Passed {
            upstream,
            path: path.to_owned(),
            answer: None,
        });
        (all.len() - 1, upstream)
    }

    fn all(&self) -> MutexGuard<'_, Vec<Passed>> {
        self.passed.lock().expect("no test panics in here")
    }
}

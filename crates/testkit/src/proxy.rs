//! A proxy in front of several nodes, or between the server and WeChat.

use std::net::Ipv4Addr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::response::{IntoResponse, Response};
use http::StatusCode;
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
    /// The body of the answer.
    pub answer: String,
}

struct Inner {
    client: reqwest::Client,
    upstreams: Vec<Url>,
    turn: AtomicUsize,
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
            turn: AtomicUsize::new(0),
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

    /// What has passed so far, in the order of the answers.
    pub fn passed(&self) -> Vec<Passed> {
        let passed = self.inner.passed.lock();
        passed.expect("no test panics in here").clone()
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.listener.abort();
    }
}

async fn pass(State(inner): State<Arc<Inner>>, request: Request) -> Response {
    let upstream = inner.turn.fetch_add(1, Ordering::SeqCst) % inner.upstreams.len();
    match inner.pass(upstream, request).await {
        Ok(response) => response,
        // As any proxy says when nobody is there.
        Err(error) => (StatusCode::BAD_GATEWAY, format!("{error:?}")).into_response(),
    }
}

impl Inner {
    async fn pass(&self, upstream: usize, request: Request) -> Result<Response, axum::BoxError> {
        let (parts, body) = request.into_parts();
        let path = parts.uri.path_and_query().map_or("/", |path| path.as_str());
        let url = self.upstreams[upstream].join(path)?;
        // The headers pass as they are, `Host` among them: nodes know the public address alone.
        let request = self
            .client
            .request(parts.method, url)
            .headers(parts.headers)
            .body(body.collect().await?.to_bytes());
        let response = request.send().await?;
        let mut answer = Response::new(Body::empty());
        *answer.status_mut() = response.status();
        *answer.headers_mut() = response.headers().clone();
        // Its body is whole now, so it gets a length instead of pieces.
        answer.headers_mut().remove(http::header::TRANSFER_ENCODING);
        let bytes: Bytes = response.bytes().await?;
        let passed = Passed {
            upstream,
            path: path.to_owned(),
            answer: String::from_utf8_lossy(&bytes).into_owned(),
        };
        *answer.body_mut() = Body::from(bytes);
        let mut all = self.passed.lock().expect("no test panics in here");
        all.push(passed);
        Ok(answer)
    }
}

//! An application's site for browsers: the pages of `tests/clients/pages`, and the packages that
//! they load, as npm brought them.

use std::fs;

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::response::{Html, IntoResponse, Response};
use axum::routing::post;
use http::{HeaderMap, StatusCode, header};
use serde_json::json;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use crate::script::folder;

/// A site that listens.
pub(crate) struct Site {
    listener: TcpListener,
    /// Its origin on another host than the server's: everything between the two is cross-site. Its
    /// application is `page`.
    pub(crate) far: String,
    /// Its origin on the server's host, which is same-site. Its application is `near`.
    pub(crate) near: String,
}

impl Site {
    /// Takes a port, so that the address is known before anybody is there.
    pub(crate) async fn new() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        Self {
            listener,
            far: format!("http://127.0.0.1:{port}"),
            near: format!("http://localhost:{port}"),
        }
    }

    /// Opens it for people, whom it sends to this server.
    pub(crate) fn open(self, endpoint: &str) -> JoinHandle<()> {
        let endpoint = endpoint.trim_end_matches('/').to_owned();
        let pages = move |request: Request| async move {
            let is_near = request.headers()[header::HOST]
                .as_bytes()
                .starts_with(b"localhost");
            let client_id = if is_near { "near" } else { "page" };
            match request.uri().path() {
                "/settings.js" => {
                    let settings = json!({ "endpoint": endpoint, "clientId": client_id });
                    let script = format!("globalThis.SETTINGS = {settings};");
                    answer("text/javascript", script.into())
                }
                path => file(path),
            }
        };
        let router = Router::new().route("/posted", post(posted)).fallback(pages);
        tokio::spawn(async move { axum::serve(self.listener, router).await.unwrap() })
    }
}

/// Shows what was posted, and what the browser says of where it comes from.
async fn posted(headers: HeaderMap, body: String) -> Html<String> {
    let site = &headers["sec-fetch-site"];
    let site = site.to_str().unwrap();
    Html(format!("<h1>Posted, {site}</h1><pre id=said>{body}</pre>"))
}

/// A page by its name, or a file of a package.
fn file(path: &str) -> Response {
    let name = path.trim_start_matches('/');
    let (file, kind) = if name.starts_with("node_modules/") && !name.contains("..") {
        (folder().join(name), "text/javascript")
    } else {
        let page = format!("pages/{name}.html");
        (folder().join(page), "text/html; charset=utf-8")
    };
    match fs::read(file) {
        Ok(bytes) => answer(kind, bytes.into()),
        Err(_) => StatusCode::NOT_FOUND.into_response(),
    }
}

fn answer(kind: &'static str, body: Body) -> Response {
    ([(header::CONTENT_TYPE, kind)], body).into_response()
}

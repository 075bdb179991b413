//! One request of the phone's browser.

use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::{Method, Request, StatusCode, header};
use http_body_util::{BodyExt, Limited};
use hyper_util::client::legacy::Client;
use hyper_util::rt::TokioExecutor;
use url::Url;

/// How WeChat's browser on a phone names itself (`wechat-platform.md` 11).
pub(crate) const AGENT: &str = "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/116.0.0.0 Mobile Safari/537.36 MicroMessenger/8.0.50.2701(0x28003252) WeChat/arm64 Weixin NetType/WIFI Language/zh_CN ABI/arm64";

/// How large a page may be.
const LARGEST: usize = 4 * 1024 * 1024;

/// How long an application may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// What came back.
pub(crate) struct Fetched {
    pub(crate) status: StatusCode,
    location: Option<String>,
    pub(super) cookies: Vec<String>,
    pub(super) content_type: String,
    pub(crate) body: Bytes,
}

impl Fetched {
    /// Where it leads on to.
    pub(super) fn next(&self, from: &Url) -> Option<Url> {
        let location = self
            .location
            .as_deref()
            .filter(|_| self.status.is_redirection())?;
        from.join(location).ok()
    }

    /// What it is, without its parameters: a type, or for pictures and fonts its first half.
    pub(super) fn kind(&self) -> &str {
        let whole = self
            .content_type
            .split(';')
            .next()
            .unwrap_or_default()
            .trim();
        match whole.split_once('/') {
            Some((half @ ("image" | "font"), _)) => half,
            _ => whole,
        }
    }
}

/// Asks; the sentence says why there is no answer.
pub(crate) async fn fetch(
    method: &Method,
    address: &Url,
    cookie: &str,
    sent: Option<(String, Bytes)>,
) -> Result<Fetched, String> {
    let mut address = address.clone();
    address.set_fragment(None);
    let mut request = Request::builder()
        .method(method)
        .uri(address.as_str())
        .header(header::USER_AGENT, AGENT)
        .header(header::ACCEPT, "text/html,application/xhtml+xml,*/*;q=0.8")
        .header(header::ACCEPT_LANGUAGE, "zh-CN,zh;q=0.9,en;q=0.8");
    if !cookie.is_empty() {
        request = request.header(header::COOKIE, cookie);
    }
    let body = match sent {
        Some((kind, body)) => {
            request = request.header(header::CONTENT_TYPE, kind);
            // A form of the page that is shown, which is what servers look for.
            request = request.header(header::ORIGIN, address.origin().ascii_serialization());
            Body::from(body)
        }
        None => Body::empty(),
    };
    let request = request
        .body(body)
        .map_err(|_| "This address cannot be asked.".to_owned())?;
    let asked = async {
        let client = Client::builder(TokioExecutor::new()).build_http::<Body>();
        let response = client
            .request(request)
            .await
            .map_err(|_| "Nothing answers at this address.".to_owned())?;
        let (parts, body) = response.into_parts();
        let body = Limited::new(body, LARGEST)
            .collect()
            .await
            .map_err(|_| "The answer broke off, or is too large.".to_owned())?;
        let text = |name| {
            let value = parts.headers.get(name)?;
            Some(String::from_utf8_lossy(value.as_bytes()).into_owned())
        };
        Ok(Fetched {
            status: parts.status,
            location: text(header::LOCATION),
            cookies: parts
                .headers
                .get_all(header::SET_COOKIE)
                .iter()
                .map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned())
                .collect(),
            content_type: text(header::CONTENT_TYPE).unwrap_or_default(),
            body: body.to_bytes(),
        })
    };
    tokio::time::timeout(PATIENCE, asked)
        .await
        .unwrap_or_else(|_| Err("There was no answer in 30 seconds.".to_owned()))
}

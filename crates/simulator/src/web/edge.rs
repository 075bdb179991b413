//! The edge of the platform: every request is noted, and meets the failures that are on.

use std::io;
use std::net::IpAddr;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::{Body, Bytes, HttpBody};
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http_body::Frame;

use crate::Simulator;
use crate::connect::{self, poll};
use crate::platform::errcode::ErrCode;
use crate::platform::faults::{AUTHORIZE, Fault};
use crate::platform::refusal::{Refusal, RefusalPage};
use crate::platform::requests::Noted;
use crate::sns;
use crate::web::caller::Caller;

/// Notes a request of the platform, lets a failure meet it, and notes what was answered.
///
/// An endpoint says what it knows about its answer by an extension of type [`Noted`].
pub(crate) async fn platform_edge(
    State(simulator): State<Simulator>,
    request: Request,
    next: Next,
) -> Response {
    let path = request.uri().path().to_owned();
    let query = request.uri().query().unwrap_or_default().to_owned();
    let method = request.method().clone();
    let (id, fault, is_too_fast, now) = simulator.with(|platform, now| {
        let id = platform.note_arrival(method.as_str(), &path, &query, now);
        let is_too_fast = path.starts_with("/sns/") && platform.is_too_fast(&path, now);
        let fault = platform.meet_fault(&path).or_else(|| {
            is_too_fast.then(|| Fault {
                errcode: Some(ErrCode::TOO_FAST.0),
                ..Fault::at(&path)
            })
        });
        (id, fault, is_too_fast, now)
    });
    let Caller(caller) = Caller::of(request.extensions());
    let mut response = match &fault {
        Some(fault) if fault.replaces() => failure(&simulator, fault, &path, &query, (caller, now)),
        _ => next.run(request).await,
    };
    if let Some(fault) = &fault {
        if let Some(content_type) = &fault.content_type
            && let Ok(value) = HeaderValue::from_str(content_type)
        {
            response.headers_mut().insert(header::CONTENT_TYPE, value);
        }
        if let Some(delay) = fault.delay_ms {
            simulator.wait(Duration::from_millis(delay)).await;
        }
    }
    let mut noted = response
        .extensions_mut()
        .remove::<Noted>()
        .unwrap_or_default();
    if noted.verdict.is_none() {
        noted.verdict = match &fault {
            Some(fault) if fault.replaces() && !is_too_fast => {
                Some("A failure that was turned on answered here.".to_owned())
            }
            _ => noted.errcode.and_then(|code| {
                simulator.with(|platform, now| platform.verdict(&path, &query, code, now))
            }),
        };
    }
    let is_reset = fault.is_some_and(|fault| fault.reset);
    let status = (!is_reset).then(|| response.status().as_u16());
    simulator.with(|platform, now| platform.note_answer(id, status, noted, now));
    response
}

/// The answer that stands for the endpoint's.
fn failure(
    simulator: &Simulator,
    fault: &Fault,
    path: &str,
    query: &str,
    (caller, now): (IpAddr, u64),
) -> Response {
    if fault.reset {
        return Body::new(Dropped).into_response();
    }
    let status = fault
        .status
        .and_then(|status| StatusCode::from_u16(status).ok())
        .unwrap_or(StatusCode::OK);
    let mut response = match (fault.errcode, &fault.body) {
        (Some(code), _) if path.starts_with("/sns/") => {
            simulator.with(|platform, _| sns::refused(platform, ErrCode(code), caller, now))
        }
        (Some(code), _) if path.eq_ignore_ascii_case(AUTHORIZE) => connect::refused(&Refusal {
            page: RefusalPage::Numbered(code),
            cause: "A failure that is on for this address, see /_sim/faults.".to_owned(),
        }),
        (Some(code), _) => poll::answer(code, "", query.split('&').any(|pair| pair == "f=json")),
        (None, Some(body)) => {
            ([(header::CONTENT_TYPE, "text/plain")], body.clone()).into_response()
        }
        (None, None) => {
            let title = status.canonical_reason().map_or_else(
                || status.as_str().to_owned(),
                |reason| format!("{} {reason}", status.as_str()),
            );
            let page = format!(
                "<html><head><title>{title}</title></head><body><center><h1>{title}</h1></center></body></html>"
            );
            ([(header::CONTENT_TYPE, "text/html")], page).into_response()
        }
    };
    *response.status_mut() = status;
    response
}

/// A body that fails before its first byte, so that the server drops the connection with nothing sent.
struct Dropped;

impl HttpBody for Dropped {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        Poll::Ready(Some(Err(io::ErrorKind::ConnectionReset.into())))
    }
}

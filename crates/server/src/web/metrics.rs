//! `/metrics`: figures since the start, as Prometheus reads them.
//!
//! For this machine, or for whoever has the token. Labels come from closed lists, so that
//! nobody from outside can make up new series.

mod counters;

use std::fmt::Write;
use std::net::SocketAddr;

use accounts::Outcome;
use axum::Router;
use axum::extract::{ConnectInfo, Request, State};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use http::{HeaderMap, StatusCode, Version, header};
use secrecy::ExposeSecret;

use crate::state::{AppState, Inner};

pub(crate) use counters::{Metrics, count};

pub(crate) fn routes() -> Router<AppState> {
    Router::new().route("/metrics", get(show))
}

async fn show(State(state): State<AppState>, request: Request) -> Response {
    if !is_from_here(&request) && !has_token(&state, request.headers()) {
        return refused(&state);
    }
    let open = state.store.open_attempts(state.now()).await;
    let text = write(&state, open.ok());
    let kind = "text/plain; version=0.0.4; charset=utf-8";
    ([(header::CONTENT_TYPE, kind)], text).into_response()
}

/// Whether somebody on this machine asks, and asks us directly. What a proxy on this
/// machine hands on is from elsewhere, whether or not it says so.
fn is_from_here(request: &Request) -> bool {
    let from = request.extensions().get::<ConnectInfo<SocketAddr>>();
    let is_local = from.is_some_and(|ConnectInfo(address)| address.ip().is_loopback());
    let handed_on = ["forwarded", "via", "x-forwarded-for", "x-real-ip"]
        .into_iter()
        .any(|name| request.headers().contains_key(name));
    let host = request.headers().get(header::HOST);
    let host = host.and_then(|host| host.to_str().ok()).unwrap_or_default();
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    };
    is_local
        && !handed_on
        // What a proxy speaks that was told nothing else.
        && request.version() > Version::HTTP_10
        && matches!(name, "localhost" | "127.0.0.1" | "[::1]")
}

fn has_token(state: &Inner, headers: &HeaderMap) -> bool {
    let Some(token) = &state.settings.metrics_token else {
        return false;
    };
    let mut given = headers.get_all(header::AUTHORIZATION).into_iter();
    let (Some(given), None) = (given.next(), given.next()) else {
        return false;
    };
    let given = given.as_bytes().split_first_chunk::<7>();
    given.is_some_and(|(scheme, given)| {
        scheme.eq_ignore_ascii_case(b"Bearer ")
            && keys::equal(given, token.expose_secret().as_bytes())
    })
}

fn refused(state: &Inner) -> Response {
    if state.settings.metrics_token.is_some() {
        let text = "Figures are for whoever has the token.\n";
        let challenge = [(header::WWW_AUTHENTICATE, r#"Bearer realm="metrics""#)];
        return (StatusCode::UNAUTHORIZED, challenge, text).into_response();
    }
    let text = "Figures are for this machine. Set metrics_token to read them from another.\n";
    (StatusCode::FORBIDDEN, text).into_response()
}

/// Every outcome that an attempt in the counts can have.
const OUTCOMES: &[(Outcome, &str)] = &[
    (Outcome::SignedIn, "signed_in"),
    (Outcome::SignedUp, "signed_up"),
    (Outcome::Linked, "linked"),
    (Outcome::Refused, "refused"),
    (Outcome::Failed, "failed"),
    (Outcome::Blocked, "blocked"),
    (Outcome::Lost, "lost"),
];

fn write(state: &Inner, open: Option<u64>) -> String {
    let mut text = Text::default();
    text.head("pailou_build_info", "gauge", "The version that runs.");
    let version = env!("CARGO_PKG_VERSION");
    text.line(&format!("pailou_build_info{{version=\"{version}\"}}"), 1);
    text.head(
        "process_start_time_seconds",
        "gauge",
        "When it started, in Unix seconds.",
    );
    let started = u64::try_from(state.started_at.seconds()).unwrap_or_default();
    text.line("process_start_time_seconds", started);
    if let Some(bytes) = resident_memory() {
        text.head("process_resident_memory_bytes", "gauge", "Memory in use.");
        text.line("process_resident_memory_bytes", bytes);
    }
    text.head(
        "pailou_database_up",
        "gauge",
        "Whether the database answers.",
    );
    text.line("pailou_database_up", u64::from(open.is_some()));
    text.head(
        "pailou_database_commits_total",
        "counter",
        "Transactions that changed something.",
    );
    text.line("pailou_database_commits_total", state.store.commits());
    text.head(
        "pailou_database_flushes_total",
        "counter",
        "Waits for the disk.",
    );
    text.line("pailou_database_flushes_total", state.store.flushes());
    if let Some(open) = open {
        let name = "pailou_sign_in_attempts_open";
        text.head(
            name,
            "gauge",
            "People who are at a vendor now, on all nodes.",
        );
        text.line(name, open);
    }
    let name = "pailou_sign_in_attempts_total";
    text.head(name, "counter", "Attempts to sign in that this node ended.");
    let outcomes = state.store.outcomes();
    for (outcome, word) in OUTCOMES {
        let number = outcomes.get(outcome).copied().unwrap_or_default();
        text.line(&format!("{name}{{outcome=\"{word}\"}}"), number);
    }
    let name = "pailou_requests_total";
    text.head(
        name,
        "counter",
        "Answers, by what was asked for and kind of status.",
    );
    for (surface, status, number) in state.metrics.read() {
        let series = format!("{name}{{surface=\"{surface}\",status=\"{status}\"}}");
        text.line(&series, number);
    }
    text.0
}

#[derive(Default)]
struct Text(String);

impl Text {
    fn head(&mut self, name: &str, kind: &str, help: &str) {
        // Writing to a string does not fail.
        let _ = writeln!(self.0, "# HELP {name} {help}\n# TYPE {name} {kind}");
    }

    fn line(&mut self, series: &str, number: u64) {
        let _ = writeln!(self.0, "{series} {number}");
    }
}

/// The memory that the process holds, where the system tells it as Linux does.
fn resident_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kilobytes: u64 = line.trim().strip_suffix(" kB")?.trim().parse().ok()?;
    Some(kilobytes * 1024)
}

#[cfg(test)]
mod tests;

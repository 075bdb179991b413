//! `/requests`: what the platform was asked, newest first.

use askama::Template;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;

use super::frame;
use crate::platform::requests::Entry;
use crate::web::html::{self, Frame};
use crate::web::parameters::Parameters;
use crate::{Simulator, clock};

#[derive(Template)]
#[template(path = "requests.html")]
struct RequestsPage {
    frame: Frame,
    path: String,
    transaction: String,
    revision: String,
    entries: Vec<EntryView>,
    shown: usize,
    total: usize,
}

struct EntryView {
    iso: String,
    time: String,
    method: String,
    path: String,
    query: String,
    answer: String,
    rid: String,
    verdict: String,
    transaction: String,
    curl: String,
    id: u64,
}

impl EntryView {
    fn of(entry: &Entry, public: &str) -> Self {
        let answer = match (entry.status, entry.errcode) {
            (None, _) => "none yet, or dropped".to_owned(),
            (Some(status), None) => status.to_string(),
            (Some(status), Some(code)) => format!("{status}, {code}"),
        };
        Self {
            iso: clock::iso(entry.at),
            time: clock::time_of_day(entry.at),
            method: entry.method.clone(),
            path: entry.path.clone(),
            query: entry.query.clone(),
            answer,
            rid: entry.rid.clone().unwrap_or_default(),
            verdict: entry.verdict.clone().unwrap_or_default(),
            transaction: entry.transaction.clone().unwrap_or_default(),
            curl: curl(entry, public),
            id: entry.id,
        }
    }
}

/// The same call for a terminal. What was cut stays cut.
fn curl(entry: &Entry, public: &str) -> String {
    let method = match entry.method.as_str() {
        "GET" => String::new(),
        other => format!("-X {other} "),
    };
    let query = match entry.query.as_str() {
        "" => String::new(),
        query => format!("?{query}"),
    };
    let address = format!("{public}{}{query}", entry.path).replace('\'', "%27");
    format!("curl {method}'{address}'")
}

/// `/requests/revision`: whether the page is out of date, for its script.
pub(super) async fn revision(State(simulator): State<Simulator>) -> String {
    simulator.with(|platform, _| platform.requests.revision())
}

/// `/requests/clear`: forgets all.
pub(super) async fn clear(State(simulator): State<Simulator>) -> Response {
    simulator.with(|platform, _| platform.requests = platform.requests.emptied());
    html::see_other("/requests")
}

/// How many a page shows.
const SHOWN: usize = 100;

pub(super) async fn requests(
    State(simulator): State<Simulator>,
    headers: HeaderMap,
    parameters: Parameters,
) -> Response {
    let path = parameters.get("path").trim();
    let transaction = parameters.get("transaction").trim();
    let page = simulator.with(|platform, _| {
        let entries: Vec<_> = platform
            .requests
            .entries(path, transaction)
            .rev()
            .take(SHOWN)
            .map(|entry| EntryView::of(entry, &platform.public))
            .collect();
        RequestsPage {
            frame: frame(&headers, "requests", "/requests"),
            path: path.to_owned(),
            transaction: transaction.to_owned(),
            revision: platform.requests.revision(),
            shown: entries.len(),
            total: platform.requests.entries(path, transaction).count(),
            entries,
        }
    });
    html::page(&page)
}

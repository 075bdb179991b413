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
}

impl EntryView {
    fn of(entry: &Entry) -> Self {
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
        }
    }
}

/// How many a page shows.
const SHOWN: usize = 100;

pub(super) async fn requests(
    State(simulator): State<Simulator>,
    headers: HeaderMap,
    parameters: Parameters,
) -> Response {
    let path = parameters.get("path").trim();
    let page = simulator.with(|platform, _| {
        let entries: Vec<_> = platform
            .requests
            .entries(path)
            .rev()
            .take(SHOWN)
            .map(EntryView::of)
            .collect();
        RequestsPage {
            frame: frame(&headers, "requests", "/requests"),
            path: path.to_owned(),
            shown: entries.len(),
            total: platform.requests.entries(path).count(),
            entries,
        }
    });
    html::page(&page)
}

//! What the platform was asked: a log for tests, and the same in words for people.

use std::collections::VecDeque;

use serde::Serialize;

use super::Platform;

/// How many requests are remembered.
pub(crate) const KEPT: usize = 10_000;

/// How many lines *What WeChat saw* remembers.
const KEPT_LINES: usize = 50;

/// One request, in the shape of `/_sim/requests`.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Entry {
    pub(crate) id: u64,
    /// Unix seconds of the simulator's clock.
    pub(crate) at: u64,
    pub(crate) method: String,
    pub(crate) path: String,
    /// The query with secrets cut.
    pub(crate) query: String,
    /// Absent while the request is held, and where the connection ended before the answer.
    pub(crate) status: Option<u16>,
    pub(crate) errcode: Option<i64>,
    pub(crate) rid: Option<String>,
    pub(crate) app_id: Option<String>,
    pub(crate) uuid: Option<String>,
    /// The sign-in that it belongs to.
    pub(crate) transaction: Option<String>,
    /// In plain words what the answer means.
    pub(crate) verdict: Option<String>,
}

/// What an endpoint knows about its answer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Noted {
    pub(crate) errcode: Option<i64>,
    pub(crate) rid: Option<String>,
    pub(crate) app_id: Option<String>,
    pub(crate) uuid: Option<String>,
    /// Where the browser was sent, whose code tells the sign-in.
    pub(crate) sent_to: Option<String>,
    /// In plain words what the answer means.
    pub(crate) verdict: Option<String>,
}

/// One line of *What WeChat saw*.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Line {
    pub(crate) at: u64,
    pub(crate) text: String,
}

/// The log.
#[derive(Default)]
pub(crate) struct Requests {
    entries: VecDeque<Entry>,
    lines: VecDeque<Line>,
    next_id: u64,
    changes: u64,
}

impl Requests {
    /// Differs whenever an entry came or changed.
    pub(crate) fn revision(&self) -> String {
        format!("{}-{}", self.next_id, self.changes)
    }

    /// An empty log that goes on counting, so that answers still under way find no entry of theirs.
    pub(crate) fn emptied(&self) -> Self {
        Self {
            next_id: self.next_id,
            ..Self::default()
        }
    }

    /// Oldest first, all or those of one path or of one sign-in.
    pub(crate) fn entries<'a>(
        &'a self,
        path: &'a str,
        transaction: &'a str,
    ) -> impl DoubleEndedIterator<Item = &'a Entry> {
        self.entries
            .iter()
            .filter(move |entry| path.is_empty() || entry.path.eq_ignore_ascii_case(path))
            .filter(move |entry| {
                transaction.is_empty() || entry.transaction.as_deref() == Some(transaction)
            })
    }

    /// Oldest first.
    pub(crate) fn lines(&self) -> impl DoubleEndedIterator<Item = &Line> {
        self.lines.iter()
    }
}

impl Platform {
    /// Notes a request at its arrival, so that one that is held or cut is there too.
    pub(crate) fn note_arrival(&mut self, method: &str, path: &str, query: &str, now: u64) -> u64 {
        let id = self.requests.next_id;
        self.requests.next_id += 1;
        if self.requests.entries.len() == KEPT {
            self.requests.entries.pop_front();
        }
        let transaction = self.transaction_of(query);
        let named = |name: &str| {
            form_urlencoded::parse(query.as_bytes())
                .find(|(key, value)| key == name && !value.is_empty())
                .map(|(_, value)| value.into_owned())
        };
        self.requests.entries.push_back(Entry {
            id,
            at: now,
            method: method.to_owned(),
            path: path.to_owned(),
            query: cut_secrets(query),
            status: None,
            errcode: None,
            rid: None,
            app_id: named("appid"),
            uuid: named("uuid"),
            transaction,
            verdict: None,
        });
        self.requests.changes += 1;
        id
    }

    /// Completes a request; `status` is absent when the connection was dropped.
    pub(crate) fn note_answer(&mut self, id: u64, status: Option<u16>, noted: Noted, now: u64) {
        let sent_to = noted.sent_to.as_deref().and_then(|address| {
            let (_, query) = address.split_once('?')?;
            self.transaction_of(query)
        });
        // The oldest may have been forgotten, or all at a reset.
        let Some(first) = self.requests.entries.front().map(|entry| entry.id) else {
            return;
        };
        let index = usize::try_from(id.wrapping_sub(first)).unwrap_or(usize::MAX);
        let Some(entry) = self.requests.entries.get_mut(index) else {
            return;
        };
        entry.status = status;
        entry.errcode = noted.errcode;
        entry.rid = noted.rid;
        entry.app_id = noted.app_id.or(entry.app_id.take());
        entry.uuid = noted.uuid.or(entry.uuid.take());
        entry.transaction = sent_to
            .or_else(|| entry.uuid.clone())
            .or(entry.transaction.take());
        entry.verdict = noted.verdict;
        if status.is_none() {
            entry.verdict = Some("The connection was cut without an answer.".to_owned());
        }
        self.requests.changes += 1;
        if let Some(text) = words(entry) {
            self.note_line(text, now);
        }
    }

    /// Adds a line to *What WeChat saw*.
    pub(crate) fn note_line(&mut self, text: String, now: u64) {
        if self.requests.lines.len() == KEPT_LINES {
            self.requests.lines.pop_front();
        }
        self.requests.lines.push_back(Line { at: now, text });
        self.touch();
    }
}

/// What a call was, for people; polls and pictures are not worth a line, and pages write their own.
fn words(entry: &Entry) -> Option<String> {
    let (done, tried) = match entry.path.as_str() {
        "/sns/oauth2/access_token" => ("Code exchanged", "Code not exchanged"),
        "/sns/oauth2/refresh_token" => ("Token refreshed", "Token not refreshed"),
        "/sns/userinfo" => ("Profile read", "Profile not read"),
        "/sns/auth" => ("Token checked", "Token refused"),
        _ => return None,
    };
    Some(match (entry.status, entry.errcode) {
        (None, _) => format!("{tried}: connection dropped"),
        (Some(_), Some(code)) if code != 0 => format!("{tried}: {code}"),
        (Some(200), _) => done.to_owned(),
        (Some(status), _) => format!("{tried}: HTTP {status}"),
    })
}

/// The query without the values that open something.
fn cut_secrets(query: &str) -> String {
    const SECRET: [&str; 5] = ["secret", "code", "access_token", "refresh_token", "js_code"];
    query
        .split('&')
        .map(|pair| {
            let (raw_name, _) = pair.split_once('=').unwrap_or((pair, ""));
            let name = form_urlencoded::parse(raw_name.as_bytes())
                .next()
                .map(|(name, _)| name.trim().to_ascii_lowercase())
                .unwrap_or_default();
            if SECRET.contains(&name.as_str()) {
                format!("{name}=***")
            } else {
                pair.to_owned()
            }
        })
        .collect::<Vec<_>>()
        .join("&")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Settings;

    fn platform() -> Platform {
        Platform::new(&Settings::seeded("http://localhost:3002".parse().unwrap()))
    }

    #[test]
    fn secrets_are_cut_however_they_are_written() {
        for query in [
            "secret=HUSH",
            "a=1&secret=HUSH&b=2",
            "s%65cret=HUSH",
            "SECRET=HUSH",
            "code=HUSH",
            "+code=HUSH",
            "access_token=HUSH&refresh_token=HUSH",
            "secret=HUSH=HUSH",
        ] {
            let cut = cut_secrets(query);
            assert!(!cut.contains("HUSH") && cut.contains("=***"), "{cut}");
        }
        assert_eq!(
            cut_secrets("appid=wx&grant_type=authorization_code&state=a%20b"),
            "appid=wx&grant_type=authorization_code&state=a%20b"
        );
        assert_eq!(cut_secrets(""), "");
    }

    #[test]
    fn the_log_keeps_the_newest_and_finds_them_again() {
        let mut platform = platform();
        let first = platform.note_arrival("GET", "/sns/auth", "appid=wx", 1);
        for _ in 0..KEPT {
            platform.note_arrival("GET", "/sns/userinfo", "", 2);
        }
        platform.note_answer(first, Some(200), Noted::default(), 3);
        assert_eq!(platform.requests.entries("", "").count(), KEPT);
        assert_eq!(platform.requests.entries("/sns/auth", "").count(), 0);
        let last = platform.note_arrival("POST", "/sns/auth", "appid=wx", 4);
        let noted = Noted {
            errcode: Some(40003),
            ..Noted::default()
        };
        platform.note_answer(last, Some(200), noted, 5);
        let entry = platform.requests.entries("/sns/auth", "").next().unwrap();
        assert_eq!((entry.id, entry.errcode), (last, Some(40003)));
        assert_eq!(entry.app_id.as_deref(), Some("wx"));
        assert_eq!(
            platform.requests.lines().next_back().unwrap().text,
            "Token refused: 40003"
        );
    }

    #[test]
    fn an_answer_after_a_reset_is_forgotten() {
        let mut platform = platform();
        let id = platform.note_arrival("GET", "/sns/auth", "", 1);
        platform.reset(&Settings::seeded("http://localhost:3002".parse().unwrap()));
        platform.note_answer(id, Some(200), Noted::default(), 2);
        assert_eq!(platform.requests.entries("", "").count(), 0);
        assert!(platform.note_arrival("GET", "/sns/auth", "", 3) > id);
        platform.note_answer(id, Some(502), Noted::default(), 4);
        assert_eq!(
            platform.requests.entries("", "").next().unwrap().status,
            None
        );
    }

    #[test]
    fn lines_say_what_happened() {
        let mut platform = platform();
        for (path, status, errcode) in [
            ("/connect/l/qrconnect", Some(200), Some(408)),
            ("/sns/oauth2/access_token", Some(200), None),
            ("/sns/oauth2/access_token", Some(502), None),
            ("/sns/userinfo", None, None),
            ("/sns/auth", Some(200), Some(0)),
        ] {
            let id = platform.note_arrival("GET", path, "", 1);
            let noted = Noted {
                errcode,
                ..Noted::default()
            };
            platform.note_answer(id, status, noted, 1);
        }
        let lines: Vec<_> = platform
            .requests
            .lines()
            .map(|line| line.text.as_str())
            .collect();
        assert_eq!(
            lines,
            [
                "Code exchanged",
                "Code not exchanged: HTTP 502",
                "Profile not read: connection dropped",
                "Token checked",
            ]
        );
    }
}

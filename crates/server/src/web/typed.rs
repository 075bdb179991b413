//! What somebody has typed before they chose another language: kept in a sealed cookie for the
//! page that comes next, and gone with it.

use std::collections::BTreeMap;
use std::time::Duration;

use axum::response::Response;
use http::{HeaderMap, HeaderValue};

use super::parameters::Parameters;
use super::{cookies, html, sealed};
use crate::state::Inner;

const NAME: &str = "typed";
const LIVES: Duration = Duration::from_mins(1);
/// The fields that a person fills in on pages that have a choice of languages.
const FIELDS: &[&str] = &["agree", "name", "user_code"];
/// A cookie holds 4 096 bytes; whoever has typed more types it again.
const LONGEST: usize = 2_000;

/// The fields of a form that was left for another language.
#[derive(Debug, Default)]
pub(crate) struct Typed(BTreeMap<String, String>);

impl Typed {
    /// What the last page has left for this one.
    pub(crate) fn of(state: &Inner, headers: &HeaderMap) -> Self {
        let text = sealed::read(state, headers, NAME);
        let typed = text.and_then(|text| serde_json::from_slice(&text).ok());
        Self(typed.unwrap_or_default())
    }

    /// The text of a field, an empty one too.
    pub(crate) fn get(&self, field: &str) -> Option<&str> {
        self.0.get(field).map(String::as_str)
    }

    /// Whether the box beside the terms was ticked.
    pub(crate) fn agreed(&self) -> bool {
        self.get("agree") == Some("1")
    }

    /// The page that shows it again, after which it is forgotten.
    pub(crate) fn shown(&self, state: &Inner, page: Response) -> Response {
        let forget = (!self.0.is_empty()).then(|| cookies::forget(&state.settings, NAME));
        html::with_cookies(page, forget)
    }
}

/// The cookie that keeps what a form holds; none where that is nothing.
pub(crate) fn keep(state: &Inner, form: &Parameters) -> Option<HeaderValue> {
    let typed: BTreeMap<_, _> = form
        .iter()
        .filter(|(field, _)| FIELDS.contains(field))
        .collect();
    if typed.is_empty() {
        return None;
    }
    let text = serde_json::to_vec(&typed).ok()?;
    (text.len() <= LONGEST).then(|| sealed::set(state, NAME, &text, LIVES))
}

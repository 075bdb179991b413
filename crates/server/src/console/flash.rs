//! What was done just now: told by a sealed cookie to the next page, which says it once.

use std::time::Duration;

use http::{HeaderMap, HeaderValue};
use pages::console::Flash;
use serde::{Deserialize, Serialize};

use crate::state::Inner;
use crate::web::{cookies, html, sealed};

const NAME: &str = "flash";
const LIVES: Duration = Duration::from_mins(1);

#[derive(Serialize, Deserialize)]
struct Sealed {
    key: String,
    names: Vec<(String, String)>,
    numbers: Vec<(String, i64)>,
}

/// A sentence about what was done, by its key; names and numbers are its variables.
pub(crate) struct Done<'a> {
    pub(crate) key: &'a str,
    pub(crate) names: &'a [(&'a str, &'a str)],
    pub(crate) numbers: &'a [(&'a str, i64)],
}

impl<'a> Done<'a> {
    /// A sentence without variables.
    pub(crate) fn plain(key: &'a str) -> Self {
        Self::named(key, &[])
    }

    /// A sentence with names.
    pub(crate) fn named(key: &'a str, names: &'a [(&'a str, &'a str)]) -> Self {
        Self {
            key,
            names,
            numbers: &[],
        }
    }
}

/// Leads to a page that says what was done.
pub(crate) fn see_other(state: &Inner, address: &str, done: &Done<'_>) -> axum::response::Response {
    html::with_cookies(html::see_other(address), [set(state, done)])
}

fn set(state: &Inner, done: &Done<'_>) -> HeaderValue {
    let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
    let sealed = Sealed {
        key: done.key.to_owned(),
        names: done.names.iter().map(owned).collect(),
        numbers: done
            .numbers
            .iter()
            .map(|(name, number)| ((*name).to_owned(), *number))
            .collect(),
    };
    let text = serde_json::to_vec(&sealed).unwrap_or_default();
    sealed::set(state, NAME, &text, LIVES)
}

pub(super) fn is_there(state: &Inner, headers: &HeaderMap) -> bool {
    cookies::read(&state.settings, headers, NAME).is_some()
}

pub(super) fn read(state: &Inner, headers: &HeaderMap) -> Option<Flash> {
    let text = sealed::read(state, headers, NAME)?;
    let Sealed {
        key,
        names,
        numbers,
    } = serde_json::from_slice(&text).ok()?;
    Some(Flash {
        key,
        names,
        numbers,
    })
}

pub(super) fn forget(state: &Inner) -> HeaderValue {
    cookies::forget(&state.settings, NAME)
}

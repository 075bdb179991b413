//! *Keys*: what tokens are signed with.

use std::borrow::Borrow;

use askama::Template;

use crate::console::{ConsoleFrame, Section};

/// A signing key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// Its name in tokens.
    pub kid: String,
    /// How it signs.
    pub algorithm: &'static str,
    /// When it was made, in milliseconds since 1970.
    pub created: i64,
    /// What it does now.
    pub state: State,
}

/// What a signing key does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It signs.
    Signs,
    /// It is being made known and signs soon.
    Next,
    /// It signs nothing more, and is published until then.
    Retired(i64),
}

/// *Keys*.
#[derive(Clone, Template)]
#[template(path = "console/settings/keys.html")]
pub struct Keys {
    /// What is around the page.
    pub frame: ConsoleFrame,
    /// Every key, the newest first.
    pub keys: Vec<Key>,
    /// Whether a key that signs is older than a year.
    pub is_old: bool,
    /// Where others read the public halves.
    pub published_at: String,
}

/// *Rotate the signing keys*: what that does.
#[derive(Clone, Template)]
#[template(path = "console/settings/keys_rotate.html")]
pub struct Rotate {
    /// What is around the page.
    pub frame: ConsoleFrame,
    /// The keys that are replaced.
    pub kids: Vec<String>,
    /// After how many seconds the new ones sign.
    pub takes_over: i64,
    /// How many seconds the old ones stay published.
    pub grace: i64,
}

impl Rotate {
    fn span(&self, seconds: impl Borrow<i64>) -> String {
        super::span(&self.frame, *seconds.borrow())
    }
}

//! What cannot be undone: a way to sign in removed, an account deleted.

use askama::Template;

use super::super::{ConsoleFrame, Input, Section};
use super::{Head, WayCard};

/// *Unlink*: asks, or says why not.
#[derive(Clone, Template)]
#[template(path = "console/users/unlink.html")]
pub struct Unlink {
    /// What is around the page.
    pub frame: ConsoleFrame,
    /// Who.
    pub head: Head,
    /// The way to sign in.
    pub card: WayCard,
    /// Whether the person has no other.
    pub is_last: bool,
}

/// *Delete*: asks.
#[derive(Clone, Template)]
#[template(path = "console/users/delete.html")]
pub struct Delete {
    /// What is around the page.
    pub frame: ConsoleFrame,
    /// Who.
    pub head: Head,
    /// How many ways to sign in go.
    pub ways: i64,
    /// How many browsers are signed out.
    pub sessions: i64,
    /// How many applications of others lose what they were allowed.
    pub consents: i64,
    /// The name, typed once more.
    pub confirm: Input,
}

//! The list of connectors.

use askama::Template;

use super::Health;
use crate::console::{ConsoleFrame, Section};

/// *Connectors*.
#[derive(Clone, Template)]
#[template(path = "console/connectors/list.html")]
pub struct List {
    /// What is around the page.
    pub frame: ConsoleFrame,
    /// The connectors: those that are on in the order of their buttons, then the others.
    pub rows: Vec<Row>,
}

/// One connector.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its id.
    pub id: String,
    /// The name of its kind.
    pub name: String,
    /// Whether it is for mobile applications.
    pub is_native: bool,
    /// Whether people are offered it.
    pub is_on: bool,
    /// How it does.
    pub health: Health,
    /// How many people came through it last.
    pub people: i64,
    /// Whether there are more of them than that.
    pub more_people: bool,
    /// When one of them was last signed in, in milliseconds since 1970.
    pub last_sign_in: Option<i64>,
}

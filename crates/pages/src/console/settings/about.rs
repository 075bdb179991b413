//! *About*: what runs here, and how it is.

use std::borrow::Borrow;

use askama::Template;

use crate::console::{ConsoleFrame, Section};

/// *About*.
#[derive(Clone, Template)]
#[template(path = "console/settings/about.html")]
pub struct About {
    /// What is around the page.
    pub frame: ConsoleFrame,
    /// The version.
    pub version: &'static str,
    /// The database engine.
    pub engine: &'static str,
    /// Settings of the database that decide whether a commit survives a power cut.
    pub durability: Vec<(&'static str, String)>,
    /// Whether a commit survives one.
    pub is_durable: bool,
    /// For how many seconds this node has been running.
    pub uptime: i64,
    /// How the clock of this node reads, in milliseconds since 1970.
    pub clock: i64,
}

impl About {
    fn about(&self, seconds: impl Borrow<i64>) -> String {
        super::about(&self.frame, *seconds.borrow())
    }
}

//! The list of applications.

use askama::Template;

use super::{Kind, Place};
use crate::console::{ConsoleFrame, Section};

/// *Applications*.
#[derive(Clone, Template)]
#[template(path = "console/applications/list.html")]
pub struct List {
    /// What is around the page.
    pub frame: ConsoleFrame,
    /// The applications, the newest first.
    pub rows: Vec<Row>,
}

/// One application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its kind.
    pub kind: Kind,
    /// Where it lives.
    pub place: Place,
    /// Sign-ins in 7 days.
    pub sign_ins: i64,
    /// Whether there are more of them than that.
    pub more_sign_ins: bool,
    /// When somebody was last signed in, in milliseconds since 1970.
    pub last_sign_in: Option<i64>,
}

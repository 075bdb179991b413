//! *Ways to sign in*: which connectors have a button, in which order.

use askama::Template;

use super::{Around, Tab};
use crate::console::{ConsoleFrame, Section};

/// *Ways to sign in*.
///
/// One form: `order` (ids with blanks between them), `on-{id}` for each one that is on, `qr_code`,
/// `edition`. `move` holds an id and `up` or `down`; with `sort` only the order is taken over. Both
/// lead back here, with nothing saved.
#[derive(Clone, Template)]
#[template(path = "console/experience/ways.html")]
pub struct Ways {
    /// What is around the page.
    pub frame: ConsoleFrame,
    /// What is around the fields.
    pub around: Around,
    /// The connectors, in the order of their buttons.
    pub rows: Vec<Row>,
    /// Whether codes are shown on our own page.
    pub embedded: bool,
    /// Whether the order that is shown is not saved yet.
    pub unsaved: bool,
}

/// A connector.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its id.
    pub id: String,
    /// The name of its kind.
    pub name: String,
    /// Whether its button is WeChat's.
    pub is_wechat: bool,
    /// Whether it is for mobile applications, which show no button.
    pub is_native: bool,
    /// Whether it leads to a simulator.
    pub is_simulated: bool,
    /// Whether it is on.
    pub is_on: bool,
}

impl Ways {
    fn order(&self) -> String {
        let ids: Vec<&str> = self.rows.iter().map(|row| row.id.as_str()).collect();
        ids.join(" ")
    }
}

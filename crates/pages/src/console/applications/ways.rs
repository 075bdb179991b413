//! *Sign-in page* of an application: which ways to sign in it offers.

use askama::Template;

use super::Head;
use crate::console::{ConsoleFrame, Problem, Section};

/// *Sign-in page* of an application.
///
/// One form: `which` (`all` or `some`), `order` (the ids of all rows, with blanks between them),
/// `way-{id}` for each one that is ticked, `edition`.
#[derive(Clone, Template)]
#[template(path = "console/applications/ways.html")]
pub struct Ways {
    /// What is around the page.
    pub frame: ConsoleFrame,
    /// Which application.
    pub head: Head,
    /// Which state the form has seen.
    pub edition: String,
    /// Whether only those count that are ticked.
    pub only_some: bool,
    /// The ways: those that are on in the order of their buttons, then the others.
    pub rows: Vec<Row>,
    /// What is wrong with the choice.
    pub problem: Option<Problem>,
}

/// A way to sign in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The id of its connector.
    pub id: String,
    /// The name of its kind; none when the connector is gone.
    pub name: Option<String>,
    /// Whether people are offered it anywhere.
    pub is_on: bool,
    /// Whether it is for mobile applications, which show no button.
    pub is_native: bool,
    /// Whether it leads to a simulator.
    pub is_simulated: bool,
    /// Whether it is ticked.
    pub is_ticked: bool,
}

impl Ways {
    fn order(&self) -> String {
        let ids: Vec<&str> = self.rows.iter().map(|row| row.id.as_str()).collect();
        ids.join(" ")
    }

    fn problems(&self) -> Vec<(&'static str, &'static str, &Problem)> {
        let problem = self.problem.iter();
        problem
            .map(|problem| ("ways", "application-ways", problem))
            .collect()
    }
}

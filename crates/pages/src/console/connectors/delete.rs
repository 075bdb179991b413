//! Deleting a connector.

use askama::Template;

use super::Head;
use crate::console::{ConsoleFrame, Input, Problem, Section};

/// *Delete WeChat (Web)?*
#[derive(Clone, Template)]
#[template(path = "console/connectors/delete.html")]
pub struct Delete {
    /// What is around the page.
    pub frame: ConsoleFrame,
    /// Which connector.
    pub head: Head,
    /// How many people came through it last.
    pub people: i64,
    /// How many of them would have no way in.
    pub stranded: i64,
    /// Where counting ends.
    pub many: i64,
    /// The name, typed.
    pub name: Input,
}

impl Delete {
    fn problems(&self) -> Vec<(&'static str, &'static str, &Problem)> {
        let problem = self.name.problem.as_ref();
        problem
            .map(|problem| ("name", "delete-name", problem))
            .into_iter()
            .collect()
    }
}

/// The sentence about a name that is another one; `value`.
pub const OTHER_NAME: &str = "delete-name-wrong";

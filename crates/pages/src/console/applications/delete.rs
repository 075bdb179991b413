//! Deleting an application.

use askama::Template;

use super::Head;
use crate::console::{ConsoleFrame, Input, Problem, Section};

pub use crate::console::connectors::delete::OTHER_NAME;

/// *Delete Paperboat?*
#[derive(Clone, Template)]
#[template(path = "console/applications/delete.html")]
pub struct Delete {
    /// What is around the page.
    pub frame: ConsoleFrame,
    /// Which application.
    pub head: Head,
    /// How many people it holds something for that still counts.
    pub people: i64,
    /// How many people have agreed that it may know who they are.
    pub consents: i64,
    /// How many sign-ins it had in 30 days.
    pub sign_ins: i64,
    /// Where counting people ends.
    pub many: i64,
    /// Where counting sign-ins ends.
    pub many_sign_ins: i64,
    /// How many secrets it has.
    pub secrets: i64,
    /// When one of them was last used, in milliseconds since 1970.
    pub last_used: Option<i64>,
    /// The name, typed.
    pub name: Input,
}

impl Delete {
    /// Whether people lose access.
    pub fn is_used(&self) -> bool {
        self.people > 0 || self.sign_ins > 0
    }

    fn problems(&self) -> Vec<(&'static str, &'static str, &Problem)> {
        let problem = self.name.problem.iter();
        problem
            .map(|problem| ("name", "application-delete-name", problem))
            .collect()
    }
}

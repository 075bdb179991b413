//! *Data*: where they are, how long they are kept, how they get out.

use askama::Template;

use super::Conflict;
use crate::console::{ConsoleFrame, Input, Problem, Section};

/// *Data*.
#[derive(Clone, Template)]
#[template(path = "console/settings/data.html")]
pub struct Data {
    /// What is around the page.
    pub frame: ConsoleFrame,
    /// How many days attempts are kept.
    pub attempt_days: Input,
    /// How many days the record of changes is kept.
    pub change_days: Input,
    /// Which edition of the settings the form shows.
    pub edition: i64,
    /// The values that the form began with.
    pub before: [String; 2],
    /// What somebody else has changed meanwhile.
    pub conflict: Option<Conflict>,
    /// The database.
    pub store: Store,
}

/// Where data are, and about how many.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Store {
    /// The engine.
    pub engine: &'static str,
    /// The path of the file, or host, port and name.
    pub place: String,
    /// Millions of bytes on the disk.
    pub megabytes: i64,
    /// Accounts.
    pub users: i64,
    /// Attempts to sign in.
    pub attempts: i64,
    /// Changes by administrators.
    pub changes: i64,
}

/// Key of a field, for conflicts.
pub const ATTEMPT_DAYS: &str = "attempt-days";
/// Key of a field, for conflicts.
pub const CHANGE_DAYS: &str = "change-days";
/// Key of the problem that it is no number of days.
pub const DAYS_WRONG: &str = "days-wrong";

impl Data {
    /// Attributes of both fields.
    fn more(&self) -> &'static str {
        if self.frame.may_edit() {
            "inputmode=\"numeric\" required maxlength=\"4\""
        } else {
            "disabled"
        }
    }

    fn problems(&self) -> Vec<(&'static str, &'static str, &Problem)> {
        let fields = [
            ("attempt_days", ATTEMPT_DAYS, &self.attempt_days),
            ("change_days", CHANGE_DAYS, &self.change_days),
        ];
        let wrong = fields.into_iter();
        wrong
            .filter_map(|(id, label, input)| Some((id, label, input.problem.as_ref()?)))
            .collect()
    }
}

/// *Delete what is old now*: what that does.
#[derive(Clone, Template)]
#[template(path = "console/settings/data_delete.html")]
pub struct DeleteOld {
    /// What is around the page.
    pub frame: ConsoleFrame,
    /// How many days attempts are kept.
    pub attempt_days: i64,
    /// How many days the record of changes is kept.
    pub change_days: i64,
}

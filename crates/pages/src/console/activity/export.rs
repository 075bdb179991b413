//! *Export*: sign-ins or changes of some days as a file.

use askama::Template;

use crate::console::{ConsoleFrame, Input, Problem, Section};

/// *Export sign-ins*, *Export changes*.
#[derive(Clone, Template)]
#[template(path = "console/activity/export.html")]
pub struct Export {
    /// What is around the page.
    pub frame: ConsoleFrame,
    /// What is exported.
    pub what: What,
    /// The first day.
    pub from: Input,
    /// The last day.
    pub until: Input,
    /// Whether the file is CSV; otherwise each line is JSON.
    pub csv: bool,
    /// How many rows a file has at most.
    pub most: i64,
}

/// What is exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// Tries to sign in.
    SignIns,
    /// Changes by administrators.
    Changes,
}

/// What can be wrong with a day: it is none, or the last is before the first.
pub const DAY_WRONG: &str = "day-wrong";
/// The last day is before the first.
pub const DAYS_TURNED: &str = "days-turned";
/// There are more rows than a file may have.
pub const TOO_MANY: &str = "export-too-many";

impl Export {
    fn problems(&self) -> Vec<(&'static str, &'static str, &Problem)> {
        let fields = [
            ("from", "first-day", &self.from),
            ("until", "last-day", &self.until),
        ];
        let wrong = fields.into_iter();
        wrong
            .filter_map(|(id, label, input)| Some((id, label, input.problem.as_ref()?)))
            .collect()
    }

    fn title(&self) -> &'static str {
        match self.what {
            What::SignIns => "export-sign-ins",
            What::Changes => "export-changes",
        }
    }

    fn body(&self) -> &'static str {
        match self.what {
            What::SignIns => "export-sign-ins-body",
            What::Changes => "export-changes-body",
        }
    }

    fn action(&self) -> &'static str {
        match self.what {
            What::SignIns => "/console/activity/export",
            What::Changes => "/console/activity/changes/export",
        }
    }
}

//! New keys and what a check says about them, before they take effect.

use askama::Template;

use super::{Check, Head};
use crate::console::{ConsoleFrame, Section};

/// New keys and what a check says about them.
#[derive(Clone, Template)]
#[template(path = "console/connectors/review.html")]
pub struct Review {
    /// What is around the page.
    pub frame: ConsoleFrame,
    /// Whose keys they are.
    pub head: Head,
    /// Whether the keys go to another place than before: to WeChat (`false`) or to the
    /// simulator (`true`).
    pub moves_to_simulator: Option<bool>,
    /// What the check found.
    pub check: Check,
    /// What waits for a decision.
    pub draft: String,
}

impl Review {
    fn heading(&self) -> &'static str {
        match self.moves_to_simulator {
            Some(false) => "review-to-wechat",
            Some(true) => "review-to-simulator",
            None => "review-keys",
        }
    }

    fn fails(&self) -> bool {
        self.check.lines.iter().any(|line| line.verdict.is_bad())
    }
}

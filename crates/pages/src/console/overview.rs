//! *Overview*: how sign-ins go.

use askama::Template;

use super::{ConsoleFrame, Section};

/// *Overview*.
#[derive(Clone, Template)]
#[template(path = "console/overview.html")]
pub struct Overview {
    /// What is around the page.
    pub frame: ConsoleFrame,
}

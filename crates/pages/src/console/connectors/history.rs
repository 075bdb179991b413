//! *Change history* of a connector.

use askama::Template;

use super::Head;
use crate::console::changes::History as Changes;
use crate::console::{ConsoleFrame, Section};

/// *Change history* of a connector.
#[derive(Clone, Template)]
#[template(path = "console/connectors/history.html")]
pub struct History {
    /// What is around the page.
    pub frame: ConsoleFrame,
    /// What is above the tabs.
    pub head: Head,
    /// Who changed what.
    pub history: Changes,
}

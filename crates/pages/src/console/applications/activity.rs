//! *Activity* of an application: who signed in to it, and who changed it.

use askama::Template;

use super::Head;
use crate::console::activity::Row;
use crate::console::changes::History;
use crate::console::{ConsoleFrame, Section};

/// *Activity* of an application.
#[derive(Clone, Template)]
#[template(path = "console/applications/activity.html")]
pub struct Activity {
    /// What is around the page.
    pub frame: ConsoleFrame,
    /// Which application.
    pub head: Head,
    /// The latest tries to sign in to it.
    pub sign_ins: Vec<Row>,
    /// The sign-in page as this application asks for it, if it can.
    pub sign_in_page: Option<String>,
    /// Who changed it.
    pub history: History,
}

//! *Settings* of a connector, with its check and its button beside them.

use askama::Template;

use super::form::Form;
use super::{Check, Head};
use crate::console::{ConsoleFrame, Section};

/// *Settings* of a connector.
#[derive(Clone, Template)]
#[template(path = "console/connectors/settings.html")]
pub struct Settings {
    /// What is around the page.
    pub frame: ConsoleFrame,
    /// What is above the tabs.
    pub head: Head,
    /// Its fields.
    pub form: Form,
    /// Which state the form has seen.
    pub edition: String,
    /// The host that belongs into the vendor's console.
    pub callback_domain: String,
    /// Where the vendor sends people back to.
    pub callback: String,
    /// What the last check found.
    pub check: Check,
    /// The button on the sign-in page.
    pub place: Place,
}

/// Where the button of a connector is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// Its place among the buttons, from 1; 0 without one.
    pub at: i64,
    /// How many buttons there are.
    pub of: i64,
}

/// The card of the check alone, for a page that shows it already.
#[derive(Clone, Template)]
#[template(path = "console/connectors/check.html")]
pub struct CheckCard {
    /// What would be around the page.
    pub frame: ConsoleFrame,
    /// Whose check it is.
    pub head: Head,
    /// What it found.
    pub check: Check,
}

impl Settings {
    fn loads_check(&self) -> bool {
        self.check.at.is_none() && self.head.is_set_up
    }
}

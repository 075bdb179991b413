//! Adding a connector: choosing its kind, then its guide beside its form.

use askama::Template;

use super::form::Form;
use super::guide::Steps;
use crate::console::{ConsoleFrame, Section};

/// *Add connector*: the kinds.
#[derive(Clone, Template)]
#[template(path = "console/connectors/choose.html")]
pub struct Choose {
    /// What is around the page.
    pub frame: ConsoleFrame,
    /// The kinds.
    pub kinds: Vec<Kind>,
}

/// A kind of connector.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kind {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// A sentence or two.
    pub description: String,
    /// Whether it is for mobile applications.
    pub is_native: bool,
    /// How many there are already.
    pub added: i64,
}

/// *Add WeChat (Web)*: the guide beside the form.
#[derive(Clone, Template)]
#[template(path = "console/connectors/new.html")]
pub struct New {
    /// What is around the page.
    pub frame: ConsoleFrame,
    /// The kind.
    pub factory: String,
    /// The name of the kind.
    pub name: String,
    /// The id that the connector will have.
    pub id: String,
    /// What to do at the vendor.
    pub steps: Steps,
    /// Its fields.
    pub form: Form,
    /// The host that belongs into the vendor's console.
    pub callback_domain: String,
    /// Where the vendor sends people back to.
    pub callback: String,
}

//! *General*: language, first steps, the public address.

use askama::Template;

use super::Conflict;
use crate::Language;
use crate::console::{ConsoleFrame, Input, Problem, Section};
use crate::text::Value;

/// *General*.
#[derive(Clone, Template)]
#[template(path = "console/settings/general.html")]
pub struct General {
    /// What is around the page.
    pub frame: ConsoleFrame,
    /// The language of the console for those whose browser asks for none that it speaks.
    pub language: Language,
    /// Whether Overview leads through the first sign-in.
    pub first_steps: bool,
    /// Which edition of the settings the form shows.
    pub edition: i64,
    /// The values that the form began with: language, first steps.
    pub before: [String; 2],
    /// The public address: scheme, host and port.
    pub address: String,
    /// What somebody else has changed meanwhile.
    pub conflict: Option<Conflict>,
}

/// Key of a field, for conflicts.
pub const LANGUAGE: &str = "default-language";
/// Key of a field, for conflicts.
pub const FIRST_STEPS: &str = "first-steps";

/// Whether the public address leads to this server.
#[derive(Clone, Template)]
#[template(path = "console/settings/address_check.html")]
pub struct AddressCheck {
    /// What is around the page.
    pub frame: ConsoleFrame,
    /// The public address.
    pub address: String,
    /// What came of asking there.
    pub reached: Reached,
}

/// What came of asking at the public address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reached {
    /// This server answered.
    Here,
    /// Something else answered, with this status.
    Other(u16),
    /// Nobody answered; why, in the words of the client.
    Nobody(String),
}

/// *Another public address*: what has to change with it.
#[derive(Clone, Template)]
#[template(path = "console/settings/address.html")]
pub struct Address {
    /// What is around the page.
    pub frame: ConsoleFrame,
    /// The public address.
    pub address: String,
    /// The address that it is to become.
    pub to: Input,
    /// What changes; nothing until an address was given.
    pub plan: Vec<Changed>,
}

/// A value that another public address changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// What it is.
    pub what: What,
    /// The value now.
    pub before: String,
    /// The value then.
    pub after: String,
}

/// A value that depends on the public address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// The callback domain at WeChat.
    CallbackDomain,
    /// Where a connector of this name sends people back to.
    Callback(String),
    /// The issuer, which applications are configured with.
    Issuer,
}

/// What can be wrong with another address.
pub mod problem {
    /// It is no address.
    pub const NO_ADDRESS: &str = "address-wrong";
    /// It is the present one.
    pub const SAME_ADDRESS: &str = "address-same";
}

impl Address {
    fn what(&self, changed: &Changed) -> String {
        match &changed.what {
            What::CallbackDomain => self.frame.text("callback-domain-of-wechat"),
            What::Callback(name) => {
                let name = [("connector", Value::Name(name))];
                self.frame.plain("callback-of", &name)
            }
            What::Issuer => self.frame.text("issuer-of-tokens"),
        }
    }

    fn problems(&self) -> Vec<(&'static str, &'static str, &Problem)> {
        let problem = self.to.problem.as_ref();
        problem
            .map(|it| ("to", "another-address", it))
            .into_iter()
            .collect()
    }
}

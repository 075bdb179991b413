//! The ways to sign in of a person.

use askama::Template;

use super::super::{ConsoleFrame, Section};
use super::{Head, Tab};

/// *Ways to sign in* of a person.
#[derive(Clone, Template)]
#[template(path = "console/users/ways.html")]
pub struct Ways {
    /// What is around the page.
    pub frame: ConsoleFrame,
    /// Who.
    pub head: Head,
    /// Their ways, oldest first.
    pub cards: Vec<WayCard>,
}

/// One way to sign in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WayCard {
    /// The id of the identity.
    pub id: String,
    /// What it is called, such as `WeChat (Web)`.
    pub way: String,
    /// Whether it has WeChat's mark.
    pub is_wechat: bool,
    /// The name as the vendor gave it.
    pub name: Option<String>,
    /// Path of our copy of the picture, where it is of this way.
    pub picture: Option<String>,
    /// What the vendor knows the person by, strongest first.
    pub keys: Vec<Key>,
    /// When it was added, in milliseconds since 1970.
    pub linked: i64,
    /// Whether the account was made with it.
    pub made_the_account: bool,
    /// When it was last used.
    pub used: i64,
    /// The vendor's whole answer, written for reading.
    pub raw: String,
}

/// What a vendor knows a person by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// Whether it is a union id; otherwise it is an open id.
    pub is_union: bool,
    /// Within what it is unique: an Open Platform account, an app.
    pub realm: String,
    /// The value with its middle left out.
    pub short: String,
    /// The value.
    pub value: String,
}

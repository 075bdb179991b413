//! *Users*: the list of people and the search.

use askama::Template;

use super::super::{ConsoleFrame, Section};
use super::Head;
use crate::text::Markup;

/// *Users*.
#[derive(Clone, Template)]
#[template(path = "console/users/list.html")]
pub struct List {
    /// What is around the page.
    pub frame: ConsoleFrame,
    /// What is looked for; empty when nothing is.
    pub query: String,
    /// Which people are shown when nothing is looked for.
    pub show: Show,
    /// The connectors: id and name.
    pub connectors: Vec<(String, String)>,
    /// The people of this page.
    pub rows: Vec<UserRow>,
    /// How many there are in all.
    pub count: Count,
    /// What they were found by, when something more than a name was looked for.
    pub found_by: Option<FoundBy>,
    /// Where the list begins, when this is not there.
    pub newest: Option<String>,
    /// Where it goes on.
    pub older: Option<String>,
}

/// Which people are shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Show {
    /// All, newest first.
    #[default]
    Newest,
    /// All, by when they were last seen.
    LastSeen,
    /// Those whose account is shut.
    Suspended,
    /// Those who come through a connector.
    Through(String),
}

/// How many people there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// As many were counted.
    pub people: i64,
    /// Whether there may be more.
    pub capped: bool,
}

/// What somebody was found by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FoundBy {
    /// The id of the account.
    Id,
    /// The reference of a sign-in.
    Reference,
    /// An id at a vendor.
    Key,
    /// The e-mail address.
    Email,
    /// The phone number.
    Phone,
}

/// One person in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UserRow {
    /// Who.
    pub head: Head,
    /// Some of their ways to sign in, by name.
    pub ways: Vec<String>,
    /// How many more they have.
    pub more_ways: i64,
    /// When they last signed in, in milliseconds since 1970.
    pub last_seen: Option<i64>,
    /// When the account was made.
    pub created: i64,
}

impl Show {
    /// What stands for it in addresses.
    pub fn tag(&self) -> String {
        match self {
            Self::Newest => String::new(),
            Self::LastSeen => String::from("seen"),
            Self::Suspended => String::from("suspended"),
            Self::Through(connector) => format!("through:{connector}"),
        }
    }

    fn is_filter(&self) -> bool {
        *self != Self::Newest
    }

    /// What an address asks for; anything else is the whole list.
    pub fn from_tag(tag: &str) -> Self {
        match tag.split_once(':') {
            Some(("through", connector)) => Self::Through(connector.to_owned()),
            _ if tag == "seen" => Self::LastSeen,
            _ if tag == "suspended" => Self::Suspended,
            _ => Self::Newest,
        }
    }
}

impl List {
    fn choices(&self) -> Vec<(String, String, bool)> {
        let fixed = [
            (Show::Newest, "users-newest"),
            (Show::LastSeen, "users-last-seen"),
            (Show::Suspended, "users-suspended"),
        ];
        let fixed = fixed.into_iter();
        let fixed = fixed.map(|(show, key)| (show, self.frame.text(key)));
        let through = self.connectors.iter().map(|(id, name)| {
            let values = [("name", crate::text::Value::Words(name))];
            let words = self.frame.plain("users-through", &values);
            (Show::Through(id.clone()), words)
        });
        fixed
            .chain(through)
            .map(|(show, words)| (show.tag(), words, show == self.show))
            .collect()
    }

    fn count_text(&self) -> Markup {
        let key = if self.count.capped {
            "users-count-capped"
        } else {
            "users-count"
        };
        self.frame.counted(key, "count", self.count.people)
    }

    /// Whether nobody is left out.
    fn is_whole(&self) -> bool {
        self.query.is_empty() && matches!(self.show, Show::Newest | Show::LastSeen)
    }
}

impl FoundBy {
    fn key(self) -> &'static str {
        match self {
            Self::Id => "users-by-id",
            Self::Reference => "users-by-reference",
            Self::Key => "users-by-key",
            Self::Email => "users-by-email",
            Self::Phone => "users-by-phone",
        }
    }
}

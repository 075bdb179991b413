//! *Owners and admins*: who may use the console.

use askama::Template;

use super::Session;
use crate::console::{ConsoleFrame, Input, Problem, Section};

/// An administrator, for a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Their id.
    pub id: String,
    /// Their name.
    pub name: String,
    /// What they sign in with.
    pub email: String,
    /// Whether they may change anything.
    pub is_owner: bool,
    /// Whether they have chosen a password.
    pub has_password: bool,
    /// When they last used the console, in milliseconds since 1970.
    pub last_seen: Option<i64>,
    /// Whether it is who looks at the page.
    pub is_me: bool,
}

/// *Owners and admins*.
#[derive(Clone, Template)]
#[template(path = "console/settings/administrators.html")]
pub struct Administrators {
    /// What is around the page.
    pub frame: ConsoleFrame,
    /// All of them, oldest first.
    pub people: Vec<Person>,
}

/// *Add somebody*.
#[derive(Clone, Template)]
#[template(path = "console/settings/administrator_new.html")]
pub struct Add {
    /// What is around the page.
    pub frame: ConsoleFrame,
    /// The id that they get, so that a form that is sent twice adds one.
    pub id: String,
    /// Their name.
    pub name: Input,
    /// Their e-mail address.
    pub email: Input,
    /// Whether they are to be an owner.
    pub is_owner: bool,
}

/// Key of the problem that another administrator has this e-mail address.
pub const EMAIL_TAKEN: &str = "admin-email-taken";

impl Add {
    fn problems(&self) -> Vec<(&'static str, &'static str, &Problem)> {
        let fields = [
            ("name", "admin-name", &self.name),
            ("email", "email", &self.email),
        ];
        let wrong = fields.into_iter();
        wrong
            .filter_map(|(id, label, input)| Some((id, label, input.problem.as_ref()?)))
            .collect()
    }
}

/// One of them: name, role, sessions.
#[derive(Clone, Template)]
#[template(path = "console/settings/administrator.html")]
pub struct Administrator {
    /// What is around the page.
    pub frame: ConsoleFrame,
    /// Who.
    pub person: Person,
    /// Their name, to be changed.
    pub name: Input,
    /// The role that the form shows.
    pub is_owner: bool,
    /// Whether the role cannot change, because nobody else could change anything then.
    pub is_last_owner: bool,
    /// Where they are signed in, the latest first.
    pub sessions: Vec<Session>,
}

impl Administrator {
    fn problems(&self) -> Vec<(&'static str, &'static str, &Problem)> {
        let problem = self.name.problem.as_ref();
        problem
            .map(|it| ("name", "admin-name", it))
            .into_iter()
            .collect()
    }
}

/// The one-time link of an administrator, shown once.
#[derive(Clone, Template)]
#[template(path = "console/settings/administrator_link.html")]
pub struct Link {
    /// What is around the page.
    pub frame: ConsoleFrame,
    /// Whose it is.
    pub person: Person,
    /// The link; absent when it was shown already.
    pub link: Option<String>,
}

/// *Remove somebody*: what that does.
#[derive(Clone, Template)]
#[template(path = "console/settings/administrator_remove.html")]
pub struct Remove {
    /// What is around the page.
    pub frame: ConsoleFrame,
    /// Who.
    pub person: Person,
    /// Whether nobody else could change anything then.
    pub is_last_owner: bool,
    /// In how many browsers they are signed in.
    pub sessions: i64,
}

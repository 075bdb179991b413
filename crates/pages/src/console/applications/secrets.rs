//! The secrets of an application: one more, another name, one less.

use askama::Template;

use super::Head;
use crate::console::{ConsoleFrame, Input, Problem, Section};

/// How long a secret may work: value, key of the words.
pub const EXPIRIES: [(&str, &str); 5] = [
    ("", "secret-expires-never"),
    ("30", "secret-expires-30"),
    ("90", "secret-expires-90"),
    ("180", "secret-expires-180"),
    ("365", "secret-expires-365"),
];

/// *New secret*.
#[derive(Clone, Template)]
#[template(path = "console/applications/secret_new.html")]
pub struct NewSecret {
    /// What is around the page.
    pub frame: ConsoleFrame,
    /// Which application.
    pub head: Head,
    /// What makes this form itself, so that sending it twice makes one secret.
    pub form: String,
    /// The name.
    pub name: Input,
    /// For how many days it works; empty for ever.
    pub expiry: Input,
}

/// *Rename the secret*.
#[derive(Clone, Template)]
#[template(path = "console/applications/secret_rename.html")]
pub struct RenameSecret {
    /// What is around the page.
    pub frame: ConsoleFrame,
    /// Which application.
    pub head: Head,
    /// The name that it has.
    pub secret: String,
    /// The name that it is to have.
    pub name: Input,
}

/// *Delete the secret*.
#[derive(Clone, Template)]
#[template(path = "console/applications/secret_delete.html")]
pub struct DeleteSecret {
    /// What is around the page.
    pub frame: ConsoleFrame,
    /// Which application.
    pub head: Head,
    /// Its name.
    pub secret: String,
    /// When it was last used, in milliseconds since 1970.
    pub last_used: Option<i64>,
    /// Whether it is the only one that works.
    pub is_last: bool,
}

impl NewSecret {
    fn problems(&self) -> Vec<(&'static str, &'static str, &Problem)> {
        let fields = [
            ("name", "secret-name", &self.name),
            ("expiry", "secret-expiry", &self.expiry),
        ];
        let wrong = fields.into_iter();
        wrong
            .filter_map(|(id, label, input)| Some((id, label, input.problem.as_ref()?)))
            .collect()
    }

    fn expiries(&self) -> impl Iterator<Item = (&'static str, &'static str, bool)> {
        let chosen = self.expiry.value.as_str();
        EXPIRIES
            .into_iter()
            .map(move |(days, words)| (days, words, days == chosen))
    }
}

impl RenameSecret {
    fn problems(&self) -> Vec<(&'static str, &'static str, &Problem)> {
        let problem = self.name.problem.iter();
        problem
            .map(|problem| ("name", "secret-name", problem))
            .collect()
    }
}

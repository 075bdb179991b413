//! *You*: what administrators see to themselves, viewers too.

use askama::Template;

use super::Session;
use crate::Language;
use crate::console::{ConsoleFrame, Input, Problem, Section};

/// *You*.
#[derive(Clone, Template)]
#[template(path = "console/settings/me.html")]
pub struct Me {
    /// What is around the page.
    pub frame: ConsoleFrame,
    /// Their name.
    pub name: Input,
    /// What they sign in with.
    pub email: String,
    /// The language that they have chosen.
    pub language: Language,
    /// Always empty: a password is typed anew.
    pub current: Input,
    /// Always empty.
    pub password: Input,
    /// Why the password was not changed, besides what is wrong with a field.
    pub refused: Option<Refused>,
    /// Where they are signed in, the latest first.
    pub sessions: Vec<Session>,
}

/// Why a password was not changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// It was tried too often; so many minutes are left.
    TooOften(i64),
    /// Too many passwords are being compared.
    Busy,
}

/// Key of the problem that the present password is another one.
pub const CURRENT_WRONG: &str = "current-password-wrong";

impl Me {
    fn problems(&self) -> Vec<(&'static str, &'static str, &Problem)> {
        let fields = [
            ("name", "your-name", &self.name),
            ("current", "current-password", &self.current),
            ("password", "new-password", &self.password),
        ];
        let wrong = fields.into_iter();
        wrong
            .filter_map(|(id, label, input)| Some((id, label, input.problem.as_ref()?)))
            .collect()
    }
}

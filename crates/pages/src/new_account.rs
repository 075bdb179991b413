//! What an account still needs before it can be used.

use askama::Template;

use crate::text::{Markup, Value};
use crate::{Frame, Identity};

/// The longest name, in characters.
pub const LONGEST_NAME: i64 = 128;

/// *One more thing*: the name that is required and that WeChat did not give, or consent to the terms, or both.
///
/// One form, posted to `action` with `csrf`, `hidden`, and as far as they are asked for `name` and `agree=1`.
/// A form that was sent without what it needs gets the page again, with `problem` set. Status 200, 422 then.
#[derive(Clone, Template)]
#[template(path = "new_account.html")]
pub struct NewAccount {
    /// What is around the page.
    pub frame: Frame,
    /// Who came back from WeChat.
    pub identity: Identity,
    /// The name to begin with, when one is asked for: what was typed, or what WeChat suggests.
    pub name: Option<String>,
    /// Whether the terms have to be agreed to.
    pub agree: bool,
    /// Whether the box beside them was ticked already, before another language was chosen.
    pub agreed: bool,
    /// What was wrong with the form.
    pub problem: Option<Problem>,
    /// Where the form is posted.
    pub action: String,
    /// Fields that the form carries besides `csrf`.
    pub hidden: Vec<(String, String)>,
}

/// What can be wrong with the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// The name is empty, or nothing of it can be seen.
    NameMissing,
    /// The name has more than [`LONGEST_NAME`] characters.
    NameTooLong,
    /// The box beside the terms is not ticked.
    NotAgreed,
}

impl Problem {
    /// Every problem.
    pub const ALL: &[Self] = &[Self::NameMissing, Self::NameTooLong, Self::NotAgreed];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::NameMissing => "name-missing",
            Self::NameTooLong => "name-too-long",
            Self::NotAgreed => "not-agreed",
        }
    }
}

impl NewAccount {
    /// Why a name is asked for, and who asks.
    fn why(&self) -> Markup {
        self.frame.about_app("name-needed-by-app", "name-needed")
    }

    fn name_problem(&self) -> Option<Markup> {
        let problem = self
            .problem
            .filter(|problem| *problem != Problem::NotAgreed)?;
        let most = Value::Number(LONGEST_NAME);
        Some(self.frame.say(problem.name(), &[("most", most)]))
    }

    fn is_not_agreed(&self) -> bool {
        self.problem == Some(Problem::NotAgreed)
    }
}

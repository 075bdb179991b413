//! The end of an account: before and after.

use askama::Template;

use crate::text::{Markup, Value};
use crate::{Frame, display_name};

/// *Delete your account?*: what goes, what stays, and a word to type. Status 200, and 422 after another word.
///
/// One form, `POST /account/delete` with `csrf` and `word`.
#[derive(Clone, Template)]
#[template(path = "account_delete.html")]
pub struct AccountDelete {
    /// What is around the page.
    pub frame: Frame,
    /// Who is signed in, as they call themselves.
    pub name: Option<String>,
    /// Their picture, on our own origin or as a `data:` address.
    pub picture: Option<String>,
    /// How many ways to sign in go.
    pub ways: usize,
    /// How many browsers are signed out.
    pub sessions: usize,
    /// How many applications of others lose what they were allowed.
    pub applications: usize,
    /// What was typed to confirm.
    pub typed: Option<String>,
}

impl AccountDelete {
    /// Whether the word was typed. Capitals and spaces around it do not matter.
    pub fn is_confirmed(&self) -> bool {
        let typed = self.typed.as_deref().unwrap_or_default().trim();
        typed.to_lowercase() == self.word().to_lowercase()
    }

    fn word(&self) -> String {
        self.frame.text("account-delete-word")
    }

    fn who(&self) -> Option<String> {
        display_name(self.name.as_deref()?)
    }

    fn is_wrong(&self) -> bool {
        self.typed.is_some() && !self.is_confirmed()
    }

    fn about_word(&self, key: &str) -> Markup {
        self.frame.say(key, &[("word", Value::Code(&self.word()))])
    }

    /// What goes, line by line.
    fn goes(&self) -> Vec<Markup> {
        let counted = |(key, count): (&str, usize)| {
            let count = i64::try_from(count).unwrap_or(i64::MAX);
            self.frame.say(key, &[("count", Value::Number(count))])
        };
        let applications = Some(("account-delete-applications", self.applications));
        let counts = [
            ("account-delete-ways", self.ways),
            ("account-delete-sessions", self.sessions),
        ];
        let counts = counts.into_iter();
        let counts = counts.chain(applications.filter(|(_, count)| *count > 0));
        let profile = Markup::escaped(&self.frame.text("account-delete-profile"));
        std::iter::once(profile)
            .chain(counts.map(counted))
            .collect()
    }
}

/// *Your account is deleted*.
#[derive(Clone, Template)]
#[template(path = "account_deleted.html")]
pub struct AccountDeleted {
    /// What is around the page.
    pub frame: Frame,
}

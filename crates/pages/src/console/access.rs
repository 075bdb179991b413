//! Coming in: the set-up link, signing in, and what one may not do.

use askama::Template;

use super::{ConsoleFrame, Input, Problem, Section};

/// What can be wrong with what an administrator types about themselves.
pub mod problem {
    /// There is no name.
    pub const NAME_MISSING: &str = "admin-name-missing";
    /// The name has more than 100 characters.
    pub const NAME_LONG: &str = "admin-name-long";
    /// It is no e-mail address.
    pub const EMAIL_WRONG: &str = "email-wrong";
    /// The password has fewer than 10 characters.
    pub const PASSWORD_SHORT: &str = "password-short";
    /// The password has more than 200 characters.
    pub const PASSWORD_LONG: &str = "password-long";
}

/// *Sign in to the console*.
#[derive(Clone, Template)]
#[template(path = "console/sign_in.html")]
pub struct SignIn {
    /// What is around the page.
    pub frame: ConsoleFrame,
    /// The e-mail address as it was typed.
    pub email: Input,
    /// Always empty: a password is typed anew.
    pub password: Input,
    /// Where to go afterwards.
    pub return_to: String,
    /// The form that waits for its sender, if there is one.
    pub draft: String,
    /// Whether such a form was kept just now.
    pub kept_draft: bool,
    /// Whether anybody can sign in yet.
    pub has_administrator: bool,
    /// Why nobody was signed in.
    pub refused: Option<Refused>,
}

/// Why nobody was signed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// The e-mail address or the password is another one.
    Wrong,
    /// It was tried too often; so many minutes are left.
    TooOften(i64),
    /// Too many passwords are being compared.
    Busy,
    /// The browser sent back no cookie.
    Cookies,
}

/// The form behind a one-time link: the first owner, or somebody who was invited.
#[derive(Clone, Template)]
#[template(path = "console/setup.html")]
pub struct Setup {
    /// What is around the page.
    pub frame: ConsoleFrame,
    /// Whose link it is.
    pub purpose: Purpose,
    /// Where the form goes.
    pub action: String,
    /// Fields that the form carries.
    pub hidden: Vec<(String, String)>,
    /// Their name.
    pub name: Input,
    /// Their e-mail address; only of the first owner.
    pub email: Input,
    /// Always empty.
    pub password: Input,
    /// Whether too many passwords are being hashed.
    pub busy: bool,
}

/// Whose one-time link it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Of whoever sets the server up.
    FirstOwner,
    /// Of somebody whom an owner has added.
    Invited {
        /// Their e-mail address.
        email: String,
    },
}

impl Setup {
    fn heading(&self) -> &'static str {
        match self.purpose {
            Purpose::FirstOwner => "setup",
            Purpose::Invited { .. } => "welcome",
        }
    }

    fn problems(&self) -> Vec<(&'static str, &'static str, &Problem)> {
        let fields = [
            ("name", "your-name", &self.name),
            ("email", "email", &self.email),
            ("password", "password", &self.password),
        ];
        let wrong = fields.into_iter();
        wrong
            .filter_map(|(id, label, input)| Some((id, label, input.problem.as_ref()?)))
            .collect()
    }
}

/// A page with one thing to say: no such page, not allowed, an old link, a failure.
#[derive(Clone, Template)]
#[template(path = "console/message.html")]
pub struct Message {
    /// What is around the page.
    pub frame: ConsoleFrame,
    /// Key of the title.
    pub title: &'static str,
    /// Key of what happened and what to do.
    pub body: &'static str,
    /// Who can do it, where that helps.
    pub people: Vec<String>,
    /// Where *Back* leads.
    pub back: String,
    /// The name of this request in the log.
    pub reference: Option<String>,
}

impl Message {
    /// There is no such page.
    pub fn not_found(frame: ConsoleFrame) -> Self {
        Self::new(frame, "not-found", "not-found-body")
    }

    /// The role does not allow it; `owners` have the other one.
    pub fn not_allowed(frame: ConsoleFrame, owners: Vec<String>) -> Self {
        Self {
            people: owners,
            ..Self::new(frame, "not-allowed", "not-allowed-body")
        }
    }

    /// The form is not one of ours, or of another session.
    pub fn forged(frame: ConsoleFrame) -> Self {
        Self::new(frame, "form-old", "form-old-body")
    }

    /// What was to be changed is no longer there.
    pub fn gone(frame: ConsoleFrame, back: &str) -> Self {
        Self {
            back: back.to_owned(),
            ..Self::new(frame, "gone", "gone-body")
        }
    }

    /// The one-time link is used, or too old.
    pub fn link_used(frame: ConsoleFrame) -> Self {
        Self {
            back: String::from("/console/sign-in"),
            ..Self::new(frame, "link-used", "link-used-body")
        }
    }

    /// Something of ours failed.
    pub fn failed(frame: ConsoleFrame, reference: Option<String>) -> Self {
        Self {
            reference,
            ..Self::new(frame, "failed", "failed-body")
        }
    }

    fn new(frame: ConsoleFrame, title: &'static str, body: &'static str) -> Self {
        Self {
            frame,
            title,
            body,
            people: Vec::new(),
            back: String::from("/console"),
            reference: None,
        }
    }
}

/// Asks whether the form that waited is to be sent now.
#[derive(Clone, Template)]
#[template(path = "console/resume.html")]
pub struct Resume {
    /// What is around the page.
    pub frame: ConsoleFrame,
    /// The form that waits.
    pub draft: String,
}

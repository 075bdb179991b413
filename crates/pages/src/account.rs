//! The account of a person, for that person.

use askama::Template;

use crate::consent::Permission;
use crate::device::device;
use crate::new_account::LONGEST_NAME;
use crate::sign_in::Way;
use crate::text::{Markup, Value};
use crate::{Frame, Moment, display_name, name};

/// *Your account*: profile, ways to sign in, browsers, applications, and the ways out.
///
/// Forms, each with `csrf`: `POST /account/name` (`name`), `/account/picture`,
/// `/account/link/{connector}`, `/account/sessions` (`session`, or `others=1`),
/// `/account/applications` (`application`), `/account/sign-out`.
#[derive(Clone, Template)]
#[template(path = "account.html")]
pub struct Account {
    /// What is around the page.
    pub frame: Frame,
    /// The name, or what was typed in its place.
    pub name: Option<String>,
    /// The picture, on our own origin or as a `data:` address.
    pub picture: Option<String>,
    /// The ways to sign in, oldest first.
    pub ways: Vec<AccountWay>,
    /// The ways that can be added.
    pub addable: Vec<Way>,
    /// The browsers that are signed in, latest first.
    pub sessions: Vec<AccountSession>,
    /// The applications of others that may use the account.
    pub applications: Vec<AccountApplication>,
    /// What has just been done.
    pub done: Option<Done>,
    /// What is wrong with the name that was typed.
    pub problem: Option<NameProblem>,
}

/// One of a person's ways to sign in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountWay {
    /// Its id, part of the address where it is unlinked.
    pub id: String,
    /// The vendor, which decides words and glyph: `wechat`.
    pub target: String,
    /// The vendor's name, for targets that have no words of their own.
    pub vendor: String,
    /// Who the person is there, as the vendor gave it.
    pub nickname: Option<String>,
    /// When it was added.
    pub linked: Moment,
    /// When it was last used.
    pub last_used: Moment,
}

/// A browser that is signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountSession {
    /// Its id.
    pub id: String,
    /// What the browser calls itself.
    pub user_agent: Option<String>,
    /// When it was signed in.
    pub since: Moment,
    /// Whether it is the one that shows the page.
    pub is_this: bool,
}

/// An application of somebody else that may use the account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountApplication {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it may do.
    pub permissions: Vec<Permission>,
    /// Since when.
    pub since: Moment,
}

/// What has just been done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Done {
    /// The name is another one.
    Saved,
    /// There is no picture any more.
    PictureRemoved,
    /// There is one more way to sign in.
    Linked,
    /// There is one less.
    Unlinked,
    /// One browser was signed out.
    SignedOutOne,
    /// All others were.
    SignedOutOthers,
    /// An application may not use the account any more.
    Revoked,
}

/// What can be wrong with a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameProblem {
    /// It is required, and nothing of it can be seen.
    Missing,
    /// It has more than [`LONGEST_NAME`] characters.
    TooLong,
}

impl NameProblem {
    /// Every problem.
    pub const ALL: &[Self] = &[Self::Missing, Self::TooLong];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Missing => "name-missing",
            Self::TooLong => "name-too-long",
        }
    }
}

impl Done {
    /// Everything that can have been done.
    pub const ALL: &[Self] = &[
        Self::Saved,
        Self::PictureRemoved,
        Self::Linked,
        Self::Unlinked,
        Self::SignedOutOne,
        Self::SignedOutOthers,
        Self::Revoked,
    ];

    /// Its word in addresses.
    pub fn word(self) -> &'static str {
        match self {
            Self::Saved => "saved",
            Self::PictureRemoved => "picture-removed",
            Self::Linked => "linked",
            Self::Unlinked => "unlinked",
            Self::SignedOutOne => "signed-out-one",
            Self::SignedOutOthers => "signed-out-others",
            Self::Revoked => "revoked",
        }
    }

    /// What the word of an address means, if it means anything.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|done| done.word() == word)
    }

    fn text(self) -> &'static str {
        match self {
            Self::Saved => "account-done-saved",
            Self::PictureRemoved => "account-done-picture-removed",
            Self::Linked => "account-done-linked",
            Self::Unlinked => "account-done-unlinked",
            Self::SignedOutOne => "account-done-signed-out-one",
            Self::SignedOutOthers => "account-done-signed-out-others",
            Self::Revoked => "account-done-revoked",
        }
    }
}

impl Account {
    /// The name to show; somebody without one is called what they are.
    fn shown(&self) -> String {
        let name = self.name.as_deref().and_then(display_name);
        name.unwrap_or_else(|| self.frame.text("wechat-user"))
    }

    fn initial(&self) -> Option<String> {
        name::initial(&self.shown())
    }

    fn name_problem(&self) -> Option<Markup> {
        let most = Value::Number(LONGEST_NAME);
        Some(self.frame.say(self.problem?.name(), &[("most", most)]))
    }

    fn has_others(&self) -> bool {
        self.sessions.iter().any(|session| !session.is_this)
    }

    /// The browser of a session.
    fn device(&self, session: &AccountSession) -> Markup {
        let known = session.user_agent.as_deref().map(device);
        match known.unwrap_or_default() {
            (Some(browser), Some(system)) => self.frame.say(
                "account-device",
                &[
                    ("browser", Value::Words(browser)),
                    ("system", Value::Words(system)),
                ],
            ),
            (Some(one), None) | (None, Some(one)) => Markup::escaped(one),
            (None, None) => Markup::escaped(&self.frame.text("account-unknown-browser")),
        }
    }

    /// What an application may know, as verbs.
    fn permissions(&self, application: &AccountApplication) -> Vec<Markup> {
        let permissions = application.permissions.iter();
        permissions.map(|it| it.said(&self.frame)).collect()
    }
}

impl AccountWay {
    fn is_wechat(&self) -> bool {
        self.target == "wechat"
    }

    fn shown(&self) -> Option<String> {
        display_name(self.nickname.as_deref()?)
    }
}

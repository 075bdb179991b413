//! Who changed what: a part that any page of the console can show, and the page of all changes.
//!
//! A page with a *Change history* tab has a [`History`] and calls the part:
//! `{% import "console/changes.html" as changes %}` … `{% call changes::history(frame, history) %}{% endcall %}`.

mod fields;

use askama::Template;

use super::{ConsoleFrame, Section};
use crate::text::{Markup, Value};

/// Some changes, newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    /// The changes.
    pub changes: Vec<Change>,
    /// Whether each says what it is about; needless where all are about one thing.
    pub names_subject: bool,
    /// Where older ones are.
    pub older: Option<String>,
    /// Where the newest ones are, when these are not.
    pub newest: Option<String>,
}

/// One change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// When, in milliseconds since 1970.
    pub at: i64,
    /// What it is about.
    pub subject: Subject,
    /// Its name at the time.
    pub name: String,
    /// Where it is shown.
    pub href: Option<String>,
    /// What was done.
    pub action: Action,
    /// Who did it.
    pub by: By,
    /// The name of whoever did it, at the time.
    pub by_name: String,
    /// What is different.
    pub fields: Vec<Field>,
}

/// What a change can be about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// An application.
    Application,
    /// A connector.
    Connector,
    /// The sign-in page.
    SignInPage,
    /// A person.
    User,
    /// An API of the operator.
    Resource,
    /// A role.
    Role,
    /// An administrator.
    Administrator,
    /// The settings of the server.
    Settings,
    /// A signing key.
    SigningKey,
    /// The tries to sign in, when they are handed out.
    Activity,
    /// The change history itself, when it is handed out.
    ChangeHistory,
}

/// What can be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// It was made.
    Created,
    /// Some fields became others.
    Changed,
    /// It was removed.
    Deleted,
    /// A connector was put on the sign-in page.
    TurnedOn,
    /// A connector was taken off the sign-in page.
    TurnedOff,
    /// An account was shut.
    Suspended,
    /// An account was opened again.
    Resumed,
    /// A way to sign in was taken from an account.
    Unlinked,
    /// Sessions were ended.
    SignedOut,
    /// Data were handed out.
    Exported,
}

/// What somebody who changes something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// An administrator.
    Administrator,
    /// A program with a token.
    Program,
    /// A command at the server.
    Command,
    /// The person whom it is about.
    Person,
    /// The server by itself.
    Server,
}

/// One field before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its name in documents, such as `config.clientId`.
    pub name: String,
    /// What it was.
    pub before: Shown,
    /// What it is.
    pub after: Shown,
}

/// A value in a table of changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shown {
    /// There is none.
    Nothing,
    /// Yes.
    Yes,
    /// No.
    No,
    /// A text, a number, a document.
    Text(String),
    /// Several of them.
    List(Vec<String>),
    /// A secret, which is another one.
    Replaced,
}

impl Subject {
    /// Every kind of thing, in the order of the filter.
    pub const ALL: &[Self] = &[
        Self::Application,
        Self::Connector,
        Self::SignInPage,
        Self::User,
        Self::Resource,
        Self::Role,
        Self::Administrator,
        Self::Settings,
        Self::SigningKey,
        Self::Activity,
        Self::ChangeHistory,
    ];

    /// The word for it in addresses.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Application => "application",
            Self::Connector => "connector",
            Self::SignInPage => "sign_in_experience",
            Self::User => "user",
            Self::Resource => "resource",
            Self::Role => "role",
            Self::Administrator => "administrator",
            Self::Settings => "settings",
            Self::SigningKey => "signing_key",
            Self::Activity => "activity",
            Self::ChangeHistory => "change_history",
        }
    }

    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Application => "subject-application",
            Self::Connector => "subject-connector",
            Self::SignInPage => "subject-sign-in-page",
            Self::User => "subject-user",
            Self::Resource => "subject-resource",
            Self::Role => "subject-role",
            Self::Administrator => "subject-administrator",
            Self::Settings => "subject-settings",
            Self::SigningKey => "subject-signing-key",
            Self::Activity => "subject-activity",
            Self::ChangeHistory => "change-history",
        }
    }

    /// Whether there is only one of it, so that its kind names it.
    pub(crate) fn is_single(self) -> bool {
        matches!(
            self,
            Self::SignInPage | Self::Settings | Self::Activity | Self::ChangeHistory
        )
    }
}

impl Action {
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Created => "change-done-created",
            Self::Changed => "change-done-changed",
            Self::Deleted => "change-done-deleted",
            Self::TurnedOn => "change-done-turned-on",
            Self::TurnedOff => "change-done-turned-off",
            Self::Suspended => "change-done-suspended",
            Self::Resumed => "change-done-resumed",
            Self::Unlinked => "change-done-unlinked",
            Self::SignedOut => "change-done-signed-out",
            Self::Exported => "change-done-exported",
        }
    }

    pub(crate) fn tone(self) -> &'static str {
        match self {
            Self::Created | Self::TurnedOn | Self::Resumed => "good",
            Self::Changed | Self::Unlinked | Self::SignedOut | Self::Exported => "info",
            Self::TurnedOff | Self::Suspended => "warn",
            Self::Deleted => "bad",
        }
    }
}

impl Change {
    /// What it is about, by its name.
    pub(crate) fn label(&self, frame: &ConsoleFrame) -> Markup {
        if self.subject.is_single() {
            Markup::escaped(&frame.text(self.subject.key()))
        } else {
            Markup::name(&self.name)
        }
    }

    pub(crate) fn by_text(&self, frame: &ConsoleFrame) -> Markup {
        match self.by {
            By::Administrator => frame.named("by-administrator", "name", &self.by_name),
            By::Program => frame.named("by-program", "name", &self.by_name),
            By::Command => frame.say("by-command", &[("name", Value::Code(&self.by_name))]),
            By::Person => frame.named("by-person", "name", &self.by_name),
            By::Server => Markup::escaped(&frame.text("by-server")),
        }
    }
}

impl Field {
    /// Its name in words, where there are some.
    pub(crate) fn word(&self, frame: &ConsoleFrame) -> Markup {
        match fields::key(&self.name) {
            Some(key) => Markup::escaped(&frame.text(key)),
            None => Markup::code(&self.name),
        }
    }
}

/// *Change history*: what all administrators changed.
#[derive(Clone, Template)]
#[template(path = "console/activity/changes.html")]
pub struct Changes {
    /// What is around the page.
    pub frame: ConsoleFrame,
    /// The changes.
    pub history: History,
    /// The kind of thing that the list is limited to.
    pub subject: Option<Subject>,
}

//! *Activity*: how people's tries to sign in went, one row for each.

pub mod attempt;
pub mod cause;
pub mod export;

use askama::Template;

use super::{ConsoleFrame, Input, Section};
use crate::device::device;
use crate::text::{Markup, Value};

/// What was typed is no reference.
pub const REFERENCE_WRONG: &str = "reference-wrong";
/// Nothing has this reference.
pub const REFERENCE_UNKNOWN: &str = "reference-unknown";

/// *Activity*.
#[derive(Clone, Template)]
#[template(path = "console/activity/list.html")]
pub struct Activity {
    /// What is around the page.
    pub frame: ConsoleFrame,
    /// What the list is limited to.
    pub filter: Filter,
    /// A reference as it was typed.
    pub reference: Input,
    /// The sign-ins, newest first.
    pub rows: Vec<Row>,
    /// Where older ones are.
    pub older: Option<String>,
    /// Where the newest ones are, when these are not.
    pub newest: Option<String>,
}

/// What a list of sign-ins is limited to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// How they ended.
    pub outcome: Option<Outcome>,
    /// The id of an application.
    pub application: String,
    /// The id of a connector.
    pub connector: String,
    /// The id of a person, and the name.
    pub person: Option<(String, String)>,
    /// The first day.
    pub from: Input,
    /// The last day.
    pub until: Input,
    /// The applications that can be chosen: id and name.
    pub applications: Vec<(String, String)>,
    /// The connectors that can be chosen: id and name.
    pub connectors: Vec<(String, String)>,
}

impl Filter {
    fn is_set(&self) -> bool {
        self.outcome.is_some()
            || self.person.is_some()
            || [
                &self.application,
                &self.connector,
                &self.from.value,
                &self.until.value,
            ]
            .iter()
            .any(|value| !value.is_empty())
    }
}

/// One try to sign in, in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The page that shows it step by step.
    pub href: String,
    /// Who it was.
    pub who: Who,
    /// The name of the application; none for this server itself.
    pub application: Option<String>,
    /// The name of the connector.
    pub way: String,
    /// How it ended.
    pub outcome: Outcome,
    /// Why, where there is something to say.
    pub cause: Option<cause::Cause>,
    /// When it began, in milliseconds since 1970.
    pub at: i64,
}

/// Who tried to sign in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Who {
    /// The id and the name of an account; the name may be missing, the account too.
    pub person: Option<(String, Option<String>)>,
    /// What the browser called itself.
    pub user_agent: Option<String>,
}

impl Who {
    /// The name, or a word for somebody without one.
    pub(crate) fn name(&self, frame: &ConsoleFrame) -> Markup {
        match &self.person {
            Some((_, Some(name))) => Markup::name(name),
            Some((_, None)) => Markup::escaped(&frame.text("person-without-name")),
            None => Markup::escaped(&frame.text("someone")),
        }
    }

    pub(crate) fn initial(&self, frame: &ConsoleFrame) -> String {
        match &self.person {
            Some((_, Some(name))) => frame.initial(name),
            _ => String::from("?"),
        }
    }

    pub(crate) fn href(&self) -> Option<String> {
        let (id, _) = self.person.as_ref()?;
        Some(format!("/console/users/{id}"))
    }

    /// Browser and system, as far as they are known.
    pub(crate) fn device(&self) -> String {
        let agent = self.user_agent.as_deref().unwrap_or_default();
        let (browser, system) = device(agent);
        let known: Vec<&str> = browser.into_iter().chain(system).collect();
        known.join(", ")
    }
}

/// How a try to sign in ended, or that it has not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It has not ended.
    Open,
    /// A known person signed in.
    SignedIn,
    /// A new person signed in.
    SignedUp,
    /// A person added a way to sign in.
    Linked,
    /// The person said no.
    Refused,
    /// Something went wrong.
    Failed,
    /// A rule did not allow it.
    Blocked,
    /// The person never came back.
    Lost,
    /// A trial went well.
    Tried,
}

impl Outcome {
    /// Those that a list can be limited to; trials are in no list.
    pub const LISTED: &[Self] = &[
        Self::SignedIn,
        Self::SignedUp,
        Self::Linked,
        Self::Refused,
        Self::Failed,
        Self::Blocked,
        Self::Lost,
        Self::Open,
    ];

    /// The word for it in addresses.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::SignedIn => "signed_in",
            Self::SignedUp => "signed_up",
            Self::Linked => "linked",
            Self::Refused => "refused",
            Self::Failed => "failed",
            Self::Blocked => "blocked",
            Self::Lost => "lost",
            Self::Tried => "tried",
        }
    }

    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Open => "outcome-open",
            Self::SignedIn => "outcome-signed-in",
            Self::SignedUp => "outcome-signed-up",
            Self::Linked => "outcome-linked",
            Self::Refused => "outcome-refused",
            Self::Failed => "outcome-failed",
            Self::Blocked => "outcome-blocked",
            Self::Lost => "outcome-lost",
            Self::Tried => "outcome-tried",
        }
    }

    pub(crate) fn tone(self) -> &'static str {
        match self {
            Self::SignedIn | Self::SignedUp | Self::Linked | Self::Tried => "good",
            Self::Open => "info",
            Self::Refused => "plain",
            Self::Lost | Self::Blocked => "warn",
            Self::Failed => "bad",
        }
    }

    pub(crate) fn is_success(self) -> bool {
        matches!(
            self,
            Self::SignedIn | Self::SignedUp | Self::Linked | Self::Tried
        )
    }
}

impl Row {
    /// What one would read aloud for the link of the row.
    pub(crate) fn label(&self, frame: &ConsoleFrame) -> String {
        let outcome = frame.text(self.outcome.key());
        frame.plain("open-sign-in", &[("outcome", Value::Words(&outcome))])
    }
}

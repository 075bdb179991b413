//! *Setup guide* of a connector: what to do at the vendor, step by step.

use askama::Template;

use super::{Check, Head};
use crate::console::{ConsoleFrame, Section};
use crate::markdown;
use crate::text::Markup;

/// *Setup guide* of a connector.
#[derive(Clone, Template)]
#[template(path = "console/connectors/guide.html")]
pub struct Guide {
    /// What is around the page.
    pub frame: ConsoleFrame,
    /// What is above the tabs.
    pub head: Head,
    /// The steps.
    pub steps: Steps,
    /// The host that belongs into the vendor's console.
    pub callback_domain: String,
    /// What the last check found.
    pub check: Check,
}

/// The four steps: what to do, as Markdown, and how far it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Steps {
    /// Whether it is for mobile applications.
    pub is_native: bool,
    /// What is needed, and the account.
    pub account: Step,
    /// The application at the vendor.
    pub app: Step,
    /// Its keys.
    pub keys: Step,
    /// Checking, turning on, trying.
    pub trying: Step,
    /// What people inside WeChat need.
    pub in_wechat: String,
    /// Since when the vendor reviews, in milliseconds since 1970.
    pub waiting_since: Option<i64>,
    /// Whether that is so long ago that one may ask.
    pub waits_long: bool,
    /// Where the simulator is, when there is one.
    pub simulator: Option<String>,
}

/// One step.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Step {
    /// What to do, as Markdown.
    pub text: String,
    /// How far it is.
    pub state: State,
}

/// How far a step is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum State {
    /// It is to be done.
    #[default]
    ToDo,
    /// It is done.
    Done,
    /// Somebody else has to do something first.
    Waiting,
}

impl Step {
    pub(crate) fn html(&self, frame: &ConsoleFrame) -> Markup {
        markdown::html(frame.language, &self.text)
    }
}

impl Steps {
    pub(crate) fn in_wechat_html(&self, frame: &ConsoleFrame) -> Markup {
        markdown::html(frame.language, &self.in_wechat)
    }
}

impl State {
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::ToDo => "step-to-do",
            Self::Done => "step-done",
            Self::Waiting => "step-waiting",
        }
    }

    pub(crate) fn tone(self) -> &'static str {
        match self {
            Self::ToDo => "plain",
            Self::Done => "good",
            Self::Waiting => "warn",
        }
    }
}

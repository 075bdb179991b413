//! Where a person is signed in, and what happened to the account.

use askama::Template;

use super::super::{ConsoleFrame, Section};
use super::{Head, Tab};
use crate::device::device;
use crate::text::{Markup, Value};

/// *Sessions* of a person.
#[derive(Clone, Template)]
#[template(path = "console/users/sessions.html")]
pub struct Sessions {
    /// What is around the page.
    pub frame: ConsoleFrame,
    /// Who.
    pub head: Head,
    /// The sessions that count, latest first.
    pub sessions: Vec<SessionRow>,
}

/// A browser in which somebody is signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionRow {
    /// The id of the session.
    pub id: String,
    /// What the browser called itself.
    pub user_agent: Option<String>,
    /// When they signed in, in milliseconds since 1970.
    pub since: i64,
    /// When it ends by itself.
    pub until: i64,
}

impl SessionRow {
    fn device(&self, frame: &ConsoleFrame) -> Markup {
        let known = self.user_agent.as_deref().map(device);
        match known.unwrap_or_default() {
            (Some(browser), Some(system)) => frame.say(
                "session-device",
                &[
                    ("browser", Value::Words(browser)),
                    ("system", Value::Words(system)),
                ],
            ),
            (Some(one), None) | (None, Some(one)) => Markup::escaped(one),
            (None, None) => Markup::escaped(&frame.text("session-device-unknown")),
        }
    }
}

/// *Activity* of a person: the latest sign-ins, and what administrators did to the account.
#[derive(Clone, Template)]
#[template(path = "console/users/activity.html")]
pub struct Activity {
    /// What is around the page.
    pub frame: ConsoleFrame,
    /// Who.
    pub head: Head,
    /// The latest tries to sign in.
    pub sign_ins: Vec<super::super::activity::Row>,
    /// Whether there are more.
    pub more_sign_ins: bool,
    /// The changes.
    pub history: super::super::changes::History,
}

//! *Your first sign-in*: four steps from an empty server to somebody who is signed in.

use crate::console::ConsoleFrame;
use crate::text::{Markup, Value};

/// The way to the first sign-in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FirstRun {
    /// Where this server is.
    pub address: String,
    /// When the first administrator came, in milliseconds since 1970.
    pub since: i64,
    /// How far it is.
    pub state: State,
    /// The latest sign-in, once there is one.
    pub signed_in: Option<SignedIn>,
    /// Where the set-up guide of WeChat is.
    pub guide: String,
}

/// The first sign-in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedIn {
    /// Where it is shown step by step.
    pub href: String,
    /// When it ended, in milliseconds since 1970.
    pub at: i64,
}

/// How far a server is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// A simulator is connected, and an application waits.
    Ready {
        /// The name of the application.
        name: String,
        /// Its first page.
        home: String,
    },
    /// Something is still to be made.
    Empty {
        /// Whether there is a connector.
        connector: bool,
        /// Whether one is on the sign-in page.
        is_on: bool,
        /// An application for people: its name, and its first page where that is known.
        application: Option<(String, Option<String>)>,
    },
}

/// One step.
pub(super) struct Step {
    pub(super) title: Markup,
    pub(super) body: Markup,
    pub(super) done: bool,
    /// Whether it is the first that is not done.
    pub(super) now: bool,
    /// Address, words and whether it opens in a new tab.
    pub(super) action: Option<(String, &'static str, bool)>,
}

impl FirstRun {
    /// Whether somebody has signed in.
    pub(super) fn is_done(&self) -> bool {
        self.signed_in.is_some()
    }

    /// The steps. The last one is done when it has been looked at, which nobody writes down.
    pub(super) fn steps(&self, frame: &ConsoleFrame) -> Vec<Step> {
        let text = |key| Markup::escaped(&frame.text(key));
        let step = |title, body, done, action| Step {
            title,
            body,
            done,
            now: false,
            action,
        };
        let done = self.is_done();
        let mut steps = match &self.state {
            State::Ready { name, home } => {
                let address = [("address", Value::Code(&self.address))];
                let open = (home.clone(), "open-demo-app", true);
                vec![
                    step(
                        text("first-server"),
                        frame.say("first-server-body", &address),
                        true,
                        None,
                    ),
                    step(
                        text("first-simulator"),
                        text("first-simulator-body"),
                        true,
                        None,
                    ),
                    step(
                        frame.named("first-sign-in", "name", name),
                        text("first-sign-in-body"),
                        done,
                        Some(open),
                    ),
                ]
            }
            State::Empty {
                connector,
                is_on,
                application,
            } => {
                let to = |address: &str, key| Some((String::from(address), key, false));
                vec![
                    step(
                        text("first-connector"),
                        text("first-connector-body"),
                        *connector,
                        to("/console/connectors/add", "add-connector-now"),
                    ),
                    step(
                        text("first-on"),
                        text("first-on-body"),
                        *is_on,
                        to("/console/connectors", "turn-on-now"),
                    ),
                    match application {
                        None => step(
                            text("first-application"),
                            text("first-application-body"),
                            false,
                            to("/console/applications/new", "new-application-now"),
                        ),
                        Some((name, home)) => step(
                            frame.named("first-sign-in", "name", name),
                            text("first-sign-in-own-body"),
                            done,
                            home.clone()
                                .map(|home| (home, "open-application-now", true)),
                        ),
                    },
                ]
            }
        };
        let look = self.signed_in.as_ref();
        let look = look.map(|signed_in| (signed_in.href.clone(), "see-what-happened", false));
        steps.push(step(
            text("first-look"),
            text("first-look-body"),
            false,
            look,
        ));
        if let Some(next) = steps.iter_mut().find(|step| !step.done) {
            next.now = true;
        }
        steps
    }
}

//! *Connectors*: the ways to vendors. A page for each tab of one, and those around it.

pub mod add;
pub mod conflict;
pub mod delete;
pub mod form;
pub mod guide;
pub mod history;
pub mod list;
pub mod review;
pub mod settings;
pub mod sign_ins;

use super::ConsoleFrame;
use crate::text::Markup;

/// What stands above the tabs of a connector.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// Its id.
    pub id: String,
    /// The name of its kind.
    pub name: String,
    /// Whether people are offered it.
    pub is_on: bool,
    /// Whether it has keys.
    pub is_set_up: bool,
    /// Whether it points at the simulator.
    pub is_simulated: bool,
    /// How many lines of its last check ask for something to be done.
    pub to_fix: i64,
    /// Which tab this is.
    pub tab: Tab,
}

/// The tabs of a connector.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tab {
    /// Its fields.
    Settings,
    /// What to do at the vendor.
    Guide,
    /// Who came through it.
    SignIns,
    /// Who changed it.
    History,
}

impl Head {
    /// The tabs: address, key of the name, whether it is this one.
    pub(crate) fn tabs(&self) -> [(String, &'static str, bool); 4] {
        let id = &self.id;
        [
            (Tab::Settings, String::new(), "connector-tab-settings"),
            (Tab::Guide, String::from("/guide"), "connector-tab-guide"),
            (
                Tab::SignIns,
                String::from("/sign-ins"),
                "connector-tab-sign-ins",
            ),
            (
                Tab::History,
                String::from("/history"),
                "connector-tab-history",
            ),
        ]
        .map(|(tab, path, key)| {
            let address = format!("/console/connectors/{id}{path}");
            (address, key, tab == self.tab)
        })
    }

    /// Where its settings are.
    pub(crate) fn address(&self) -> String {
        format!("/console/connectors/{}", self.id)
    }

    /// Where its guide is.
    pub(crate) fn guide_address(&self) -> String {
        format!("/console/connectors/{}/guide", self.id)
    }

    /// The key of the tab's name, for the title.
    pub(crate) fn tab_key(&self) -> &'static str {
        let [.., last] = self.tabs();
        let here = self.tabs().into_iter().find(|(_, _, is_here)| *is_here);
        here.map_or(last.1, |(_, key, _)| key)
    }
}

/// The card of a setup check.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Check {
    /// When, in milliseconds since 1970; absent when there was none.
    pub at: Option<i64>,
    /// Its lines.
    pub lines: Vec<Line>,
}

/// One line of a check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What it came to.
    pub verdict: Verdict,
    /// What it is about.
    pub title: String,
    /// What was seen, and what to do.
    pub text: String,
    /// The one thing to do.
    pub fix: Option<Fix>,
}

/// What a line of a check came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is as it should be.
    Pass,
    /// It works, and deserves a look.
    Warning,
    /// It keeps people from signing in.
    Fail,
    /// Nobody knows.
    CouldNotTell,
    /// It was not looked at.
    NotRun,
}

/// The one thing to do about a line of a check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fix {
    /// Copy this into the vendor's console.
    Copy(String),
    /// Look at a field.
    Field(String),
    /// Read a step of the guide.
    Guide(String),
    /// Look at the settings of the server.
    Settings(String),
}

impl Verdict {
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Pass => "check-pass",
            Self::Warning => "check-warning",
            Self::Fail => "check-fail",
            Self::CouldNotTell => "check-could-not-tell",
            Self::NotRun => "check-not-run",
        }
    }

    pub(crate) fn tone(self) -> &'static str {
        match self {
            Self::Pass => "good",
            Self::Warning => "warn",
            Self::Fail => "bad",
            Self::CouldNotTell | Self::NotRun => "plain",
        }
    }

    pub(crate) fn is_bad(self) -> bool {
        matches!(self, Self::Warning | Self::Fail)
    }
}

impl Line {
    pub(crate) fn words(&self, frame: &ConsoleFrame) -> Markup {
        Markup::with_chinese(frame.language, &self.text)
    }

    pub(crate) fn heading(&self, frame: &ConsoleFrame) -> Markup {
        Markup::with_chinese(frame.language, &self.title)
    }
}

/// How a connector does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Health {
    /// Its last check found nothing to fix.
    Fine,
    /// So many things are to fix.
    ToFix(i64),
    /// Nobody has looked yet.
    NotChecked,
    /// It waits for its keys.
    Waiting,
    /// It points at the simulator.
    Simulator,
}

/// The sentences that say what was done to a connector; the server chooses by these names.
pub mod done {
    /// It was made; `name`.
    pub const ADDED: &str = "connector-added";
    /// It was changed; `name`.
    pub const SAVED: &str = "connector-saved";
    /// It was the same already; `name`.
    pub const UNCHANGED: &str = "connector-unchanged";
    /// It was checked; `name`.
    pub const CHECKED: &str = "connector-checked";
    /// It was put on the sign-in page; `name`.
    pub const TURNED_ON: &str = "connector-turned-on";
    /// It was taken off; `name`.
    pub const TURNED_OFF: &str = "connector-turned-off";
    /// It cannot be turned on; `name`.
    pub const NOT_SET_UP: &str = "connector-not-set-up";
    /// Its button has another place; `name`.
    pub const MOVED: &str = "connector-moved";
    /// It waits for the vendor's review; `name`.
    pub const WAITING: &str = "connector-waiting";
    /// It waits no longer; `name`.
    pub const NOT_WAITING: &str = "connector-not-waiting";
    /// It was deleted; `name`.
    pub const DELETED: &str = "connector-deleted";
    /// The old keys stay; `name`.
    pub const KEPT: &str = "connector-kept";
}

//! *Sign-ins* of a connector: how they went.

use askama::Template;

use super::Head;
use crate::console::{ConsoleFrame, Section};

/// *Sign-ins* of a connector.
#[derive(Clone, Template)]
#[template(path = "console/connectors/sign_ins.html")]
pub struct SignIns {
    /// What is around the page.
    pub frame: ConsoleFrame,
    /// What is above the tabs.
    pub head: Head,
    /// How they went in the last 24 hours.
    pub day: Figures,
    /// How they went in the last 7 days.
    pub week: Figures,
    /// The latest that failed or were blocked.
    pub failures: Vec<Failed>,
}

impl SignIns {
    fn rows(&self) -> [(&'static str, i64, i64); 7] {
        let (day, week) = (&self.day, &self.week);
        [
            ("sign-ins-started", day.started, week.started),
            ("sign-ins-signed-in", day.signed_in, week.signed_in),
            ("sign-ins-refused", day.refused, week.refused),
            ("sign-ins-failed", day.failed, week.failed),
            ("sign-ins-blocked", day.blocked, week.blocked),
            ("sign-ins-lost", day.lost, week.lost),
            ("sign-ins-open", day.open, week.open),
        ]
    }
}

/// How sign-ins went.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// How many people were sent away.
    pub started: i64,
    /// How many of them are under way.
    pub open: i64,
    /// How many were signed in.
    pub signed_in: i64,
    /// How many said no.
    pub refused: i64,
    /// How many failed.
    pub failed: i64,
    /// How many a rule turned away.
    pub blocked: i64,
    /// How many did not come back.
    pub lost: i64,
}

/// A sign-in that did not work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failed {
    /// Its reference.
    pub reference: String,
    /// When it began, in milliseconds since 1970.
    pub at: i64,
    /// Whether a rule turned the person away.
    pub is_blocked: bool,
}

//! What needs attention: what is wrong, and one thing to do about it.

use crate::console::ConsoleFrame;
use crate::text::{Markup, Value};

/// What needs attention.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Attention {
    /// A vendor refuses what is configured.
    SecretRefused {
        /// The id of the connector.
        connector: String,
        /// Its name.
        vendor: String,
    },
    /// People do not come back from a vendor.
    Lost {
        /// The id of the connector.
        connector: String,
        /// Its name.
        vendor: String,
        /// How many did not, of those who started in the last hour.
        lost: i64,
        /// How many of those who started in the last hour are not under way.
        ended: i64,
    },
    /// The last check of a connector found something.
    CheckFailing {
        /// The id of the connector.
        connector: String,
        /// Its name.
        vendor: String,
        /// How many lines ask for something.
        lines: i64,
    },
    /// People are sent to a simulator although the world can reach this server.
    Simulator {
        /// The id of the connector.
        connector: String,
        /// Its name.
        vendor: String,
    },
    /// The clock of this server is wrong.
    Clock {
        /// The id of the connector whose check found it.
        connector: String,
    },
    /// The disk with the database is nearly full.
    DiskFull {
        /// How much room is left, in megabytes.
        megabytes: i64,
    },
    /// There is one owner.
    OneOwner {
        /// Their name.
        name: String,
    },
    /// A signing key is old.
    OldKey {
        /// When it was made, in milliseconds since 1970.
        since: i64,
    },
}

impl Attention {
    /// Whether people cannot sign in because of it.
    pub(super) fn is_bad(&self) -> bool {
        matches!(
            self,
            Self::SecretRefused { .. } | Self::Lost { .. } | Self::DiskFull { .. }
        )
    }

    pub(super) fn title(&self, frame: &ConsoleFrame) -> Markup {
        let of = |key, vendor: &String| frame.say(key, &[("vendor", Value::Words(vendor))]);
        match self {
            Self::SecretRefused { vendor, .. } => of("attention-secret", vendor),
            Self::Lost { vendor, .. } => of("attention-lost", vendor),
            Self::CheckFailing { vendor, .. } => of("attention-check", vendor),
            Self::Simulator { vendor, .. } => of("attention-simulator", vendor),
            Self::Clock { .. } => Markup::escaped(&frame.text("attention-clock")),
            Self::DiskFull { .. } => Markup::escaped(&frame.text("attention-disk")),
            Self::OneOwner { .. } => Markup::escaped(&frame.text("attention-owner")),
            Self::OldKey { .. } => Markup::escaped(&frame.text("attention-key")),
        }
    }

    pub(super) fn body(&self, frame: &ConsoleFrame) -> Markup {
        let plain = |key| Markup::escaped(&frame.text(key));
        match self {
            Self::SecretRefused { .. } => plain("attention-secret-body"),
            Self::Lost { lost, ended, .. } => frame.say(
                "attention-lost-body",
                &[
                    ("count", Value::Number(*lost)),
                    ("ended", Value::Number(*ended)),
                ],
            ),
            Self::CheckFailing { lines, .. } => {
                frame.counted("attention-check-body", "count", lines)
            }
            Self::Simulator { .. } => plain("attention-simulator-body"),
            Self::Clock { .. } => plain("attention-clock-body"),
            Self::DiskFull { megabytes } => {
                let megabytes = Value::Number(*megabytes);
                frame.say("attention-disk-body", &[("megabytes", megabytes)])
            }
            Self::OneOwner { name } => frame.named("attention-owner-body", "name", name),
            Self::OldKey { since } => {
                let date = crate::when::date(frame.language, *since);
                frame.say("attention-key-body", &[("date", Value::Words(&date))])
            }
        }
    }

    /// Address and words of the one thing to do.
    pub(super) fn action(&self) -> (String, &'static str) {
        let of = |connector: &String| format!("/console/connectors/{connector}");
        match self {
            Self::SecretRefused { connector, .. } | Self::Simulator { connector, .. } => {
                (of(connector), "open-connector")
            }
            Self::Lost { connector, .. }
            | Self::CheckFailing { connector, .. }
            | Self::Clock { connector } => (format!("{}/check", of(connector)), "run-check"),
            Self::DiskFull { .. } => (String::from("/console/settings/data"), "open-data"),
            Self::OneOwner { .. } => (
                String::from("/console/settings/administrators"),
                "invite-second-owner",
            ),
            Self::OldKey { .. } => (String::from("/console/settings/keys"), "open-keys"),
        }
    }
}

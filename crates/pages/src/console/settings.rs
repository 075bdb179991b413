//! *Settings*: what is about the server itself, and about those who run it.

pub mod about;
pub mod administrators;
pub mod data;
pub mod general;
pub mod keys;
pub mod me;
pub mod sessions;

use super::ConsoleFrame;
use crate::device::device;
use crate::text::Value;

/// The parts of *Settings*: name for the templates, address, key of the title.
const TABS: [(&str, &str, &str); 7] = [
    ("general", "/console/settings", "settings-general"),
    (
        "administrators",
        "/console/settings/administrators",
        "settings-administrators",
    ),
    ("keys", "/console/settings/keys", "settings-keys"),
    (
        "sessions",
        "/console/settings/sessions",
        "settings-sessions",
    ),
    ("data", "/console/settings/data", "settings-data"),
    ("about", "/console/settings/about", "settings-about"),
    ("me", "/console/settings/me", "settings-me"),
];

/// A browser in which an administrator is signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// Its id; not what the browser holds.
    pub id: String,
    /// What the browser calls itself.
    pub user_agent: Option<String>,
    /// When it began, in milliseconds since 1970.
    pub since: i64,
    /// When it was last used.
    pub seen: i64,
    /// Whether it is the one that looks at the page.
    pub is_this: bool,
}

impl Session {
    /// What its owner knows it by.
    fn device(&self, frame: &ConsoleFrame) -> String {
        match self.user_agent.as_deref().map(device) {
            Some((Some(browser), Some(system))) => frame.plain(
                "admin-browser-on",
                &[
                    ("browser", Value::Words(browser)),
                    ("system", Value::Words(system)),
                ],
            ),
            Some((Some(known), None) | (None, Some(known))) => known.to_owned(),
            _ => frame.text("admin-browser-unknown"),
        }
    }
}

/// Whether one of them is the browser that looks at the page.
fn has_this(sessions: &[Session]) -> bool {
    sessions.iter().any(|session| session.is_this)
}

/// Somebody else has changed the same settings meanwhile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// Who.
    pub who: String,
    /// When, in milliseconds since 1970.
    pub when: i64,
    /// The fields with another value: key of the label, what stands there now, what was typed.
    pub fields: Vec<(&'static str, String, String)>,
}

/// How long something is, in the largest unit that divides it.
fn span(frame: &ConsoleFrame, seconds: i64) -> String {
    for (unit, key) in [
        (86_400, "span-days"),
        (3_600, "span-hours"),
        (60, "span-minutes"),
    ] {
        if seconds >= unit && seconds % unit == 0 {
            return frame.plain(key, &[("count", Value::Number(seconds / unit))]);
        }
    }
    frame.plain("span-seconds", &[("count", Value::Number(seconds))])
}

/// About how long something is, in the largest unit that it has two of.
fn about(frame: &ConsoleFrame, seconds: i64) -> String {
    let unit = [86_400, 3_600, 60]
        .into_iter()
        .find(|unit| seconds >= 2 * unit);
    let unit = unit.unwrap_or(1);
    span(frame, seconds / unit * unit)
}

/// Keys of what is said after something was done.
pub mod done {
    /// The settings are others now.
    pub const SAVED: &str = "settings-saved";
    /// An administrator has another name or role.
    pub const ADMINISTRATOR_SAVED: &str = "administrator-saved";
    /// An administrator is none any more.
    pub const ADMINISTRATOR_REMOVED: &str = "administrator-removed";
    /// There is a link to hand over.
    pub const LINK_MADE: &str = "link-made";
    /// Sessions of an administrator have ended.
    pub const SESSIONS_ENDED: &str = "sessions-ended";
    /// The session had ended before.
    pub const SESSION_GONE: &str = "session-gone";
    /// One's own name or language is another one.
    pub const PROFILE_SAVED: &str = "profile-saved";
    /// One's own password is another one.
    pub const PASSWORD_CHANGED: &str = "password-changed";
    /// There are new signing keys.
    pub const KEYS_ROTATED: &str = "keys-rotated";
    /// Somebody else has made new ones.
    pub const KEYS_ROTATED_BEFORE: &str = "keys-rotated-before";
    /// Nobody is signed in any more.
    pub const EVERYBODY_OUT: &str = "everybody-out";
    /// What was old is deleted.
    pub const OLD_DELETED: &str = "old-deleted";
    /// How many sign-ins and changes that were.
    pub const OLD_DELETED_NUMBERS: [&str; 2] = ["attempts", "changes"];
}

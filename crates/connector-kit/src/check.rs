//! What a connector finds out about its own set-up.

use serde::{Deserialize, Serialize};
use url::Url;

use crate::{Localized, Sentence};

/// What a connector needs to know to check its set-up.
#[derive(Clone, Copy, Debug)]
pub struct CheckRequest<'a> {
    /// Where the vendor will send people back to.
    pub redirect_uri: &'a Url,
}

/// What one line of a check came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// It is as it should be.
    Pass,
    /// It works, and deserves a look.
    Warning,
    /// It keeps people from signing in.
    Fail,
    /// The vendor's answer says neither.
    CouldNotTell,
    /// It was not looked at, because an earlier line failed.
    NotRun,
}

/// The one thing to do about a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "action", content = "value", rename_all = "snake_case")]
pub enum Action {
    /// Copy this text; it belongs into the vendor's console.
    Copy(String),
    /// Look at this field of the configuration, such as `clientSecret`.
    OpenField(String),
    /// Read this step of the connector's guide; the first is 1.
    OpenGuide(u8),
}

/// One line of a check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Which line it is, such as `callback_domain`. Stays the same for ever.
    pub line: &'static str,
    /// What the line is about.
    pub title: Localized,
    /// What it came to.
    pub verdict: Verdict,
    /// What was seen, and for a failure what to do. Holds no secret.
    pub text: Sentence,
    /// The one thing to do, where there is one.
    pub action: Option<Action>,
}

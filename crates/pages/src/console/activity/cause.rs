//! Why a try to sign in ended as it did, in words for administrators, and what to do.

use crate::console::ConsoleFrame;
use crate::text::{Markup, Value};

/// Why a try to sign in ended as it did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cause {
    /// What it is.
    pub kind: Kind,
    /// The name of the connector.
    pub vendor: String,
    /// Where it is mended.
    pub fix: Option<Fix>,
}

/// Where something is mended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fix {
    /// At the connector of an id.
    Connector(String),
    /// In the guide of the connector of an id.
    Guide(String),
    /// At the rules of the sign-in page.
    SignInPage,
    /// At the account of an id.
    User(String),
}

/// Why a try to sign in can end as it did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The vendor refused the secret, with a code.
    SecretRefused(i64),
    /// The secret is frozen.
    SecretFrozen(i64),
    /// The vendor does not know the app.
    AppUnknown(i64),
    /// Calls come from an address that is on no list.
    AddressNotListed(i64),
    /// A simulator answered in the place of the vendor.
    SimulatorAnswered,
    /// There was no union id, and the connector wants one.
    NoUnionId,
    /// Another field of the configuration is wrong.
    Misconfigured(String),
    /// The code was used, expired or unknown.
    CodeInvalid,
    /// The token was not taken.
    TokenInvalid,
    /// The app lacks the permission.
    NotPermitted,
    /// The vendor restricts the person.
    AccountRestricted,
    /// The vendor is overloaded, or we call too often.
    Busy,
    /// A preview of a page, with a made-up visitor.
    Preview,
    /// A code that nobody knows.
    OtherCode(i64),
    /// The vendor refused without words.
    OtherRefusal,
    /// The answer made no sense; from a host.
    Misbehaved(String),
    /// There was no answer from a host, after so many seconds.
    Unreachable(String, String),
    /// The person said no on the phone.
    PersonRefused,
    /// The person never came back.
    NeverCameBack,
    /// The person came back when it was too late.
    CameBackLate,
    /// The server stopped in between.
    Abandoned,
    /// The connector was turned off in between.
    ConnectorOff,
    /// The account is suspended.
    Suspended,
    /// The rules of the sign-in page make no accounts.
    NoSignUp,
    /// The connector makes no accounts.
    NoSignUpHere,
    /// The way to sign in belongs to another account.
    UsedElsewhere,
    /// The person did not answer our question.
    Unanswered,
    /// The session ended while a way to sign in was being added.
    SessionEnded,
    /// The person wanted none of it.
    Declined,
    /// The fault is ours.
    Internal,
    /// Something that this page has no words for yet.
    Unknown,
}

impl Kind {
    /// The keys of title and text.
    fn keys(&self) -> (&'static str, &'static str) {
        match self {
            Self::SecretRefused(_) => ("cause-secret", "cause-secret-body"),
            Self::SecretFrozen(_) => ("cause-frozen", "cause-frozen-body"),
            Self::AppUnknown(_) => ("cause-app", "cause-app-body"),
            Self::AddressNotListed(_) => ("cause-address", "cause-address-body"),
            Self::SimulatorAnswered => ("cause-simulator", "cause-simulator-body"),
            Self::NoUnionId => ("cause-no-union", "cause-no-union-body"),
            Self::Misconfigured(_) => ("cause-field", "cause-field-body"),
            Self::CodeInvalid => ("cause-code", "cause-code-body"),
            Self::TokenInvalid => ("cause-token", "cause-token-body"),
            Self::NotPermitted => ("cause-permission", "cause-permission-body"),
            Self::AccountRestricted => ("cause-restricted", "cause-restricted-body"),
            Self::Busy => ("cause-busy", "cause-busy-body"),
            Self::Preview => ("cause-preview", "cause-preview-body"),
            Self::OtherCode(_) => ("cause-other-code", "cause-other-body"),
            Self::OtherRefusal => ("cause-other", "cause-other-body"),
            Self::Misbehaved(_) => ("cause-misbehaved", "cause-misbehaved-body"),
            Self::Unreachable(..) => ("cause-unreachable", "cause-unreachable-body"),
            Self::PersonRefused => ("cause-refused", "cause-refused-body"),
            Self::NeverCameBack => ("cause-lost", "cause-lost-body"),
            Self::CameBackLate => ("cause-late", "cause-late-body"),
            Self::Abandoned => ("cause-abandoned", "cause-abandoned-body"),
            Self::ConnectorOff => ("cause-off", "cause-off-body"),
            Self::Suspended => ("cause-suspended", "cause-suspended-body"),
            Self::NoSignUp => ("cause-closed", "cause-closed-body"),
            Self::NoSignUpHere => ("cause-closed-here", "cause-closed-here-body"),
            Self::UsedElsewhere => ("cause-elsewhere", "cause-elsewhere-body"),
            Self::SessionEnded => ("cause-session-ended", "cause-session-ended-body"),
            Self::Unanswered => ("cause-unanswered", "cause-unanswered-body"),
            Self::Declined => ("cause-declined", "cause-declined-body"),
            Self::Internal => ("cause-internal", "cause-internal-body"),
            Self::Unknown => ("cause-unknown", "cause-unknown-body"),
        }
    }

    /// What the sentences quote besides the vendor.
    fn quoted(&self) -> (String, String) {
        match self {
            Self::SecretRefused(code)
            | Self::SecretFrozen(code)
            | Self::AppUnknown(code)
            | Self::AddressNotListed(code)
            | Self::OtherCode(code) => (code.to_string(), String::new()),
            Self::Misconfigured(field) => (field.clone(), String::new()),
            Self::Misbehaved(host) => (host.clone(), String::new()),
            Self::Unreachable(host, seconds) => (host.clone(), seconds.clone()),
            _ => (String::new(), String::new()),
        }
    }
}

impl Cause {
    /// The title as HTML.
    pub(crate) fn title(&self, frame: &ConsoleFrame) -> Markup {
        self.with(|values| frame.say(self.kind.keys().0, values))
    }

    /// What it means and what to do, as HTML.
    pub(crate) fn body(&self, frame: &ConsoleFrame) -> Markup {
        self.with(|values| frame.say(self.kind.keys().1, values))
    }

    pub(super) fn title_text(&self, frame: &ConsoleFrame) -> String {
        self.with(|values| frame.plain(self.kind.keys().0, values))
    }

    pub(super) fn body_text(&self, frame: &ConsoleFrame) -> String {
        self.with(|values| frame.plain(self.kind.keys().1, values))
    }

    fn with<T>(&self, say: impl FnOnce(&[(&str, Value<'_>)]) -> T) -> T {
        let (detail, seconds) = self.kind.quoted();
        say(&[
            ("vendor", Value::Words(&self.vendor)),
            ("detail", Value::Code(&detail)),
            ("seconds", Value::Words(&seconds)),
        ])
    }

    /// Address and key of the words of the link that leads to where it is mended.
    pub(crate) fn link(&self) -> Option<(String, &'static str)> {
        Some(match self.fix.as_ref()? {
            Fix::Connector(id) => (format!("/console/connectors/{id}"), "open-connector"),
            Fix::Guide(id) => (format!("/console/connectors/{id}/guide"), "open-guide"),
            Fix::SignInPage => (String::from("/console/sign-in-page"), "open-rules"),
            Fix::User(id) => (format!("/console/users/{id}"), "open-user"),
        })
    }
}

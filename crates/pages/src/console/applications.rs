//! *Applications*: what people sign in to. A page for each tab of one, and those around it.

pub mod activity;
pub mod conflict;
pub mod connection;
pub mod delete;
pub mod list;
pub mod new;
pub mod secrets;
pub mod settings;
pub mod snippets;
pub mod ways;

use std::borrow::Borrow;

use super::ConsoleFrame;

/// What stands above the tabs of an application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its kind.
    pub kind: Kind,
    /// Where it lives.
    pub place: Place,
    /// Whether it belongs to somebody else.
    pub third_party: bool,
    /// Which tab this is.
    pub tab: Tab,
}

/// The kinds of applications.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A web application whose server keeps a secret.
    Web,
    /// A program that runs in the browser.
    SinglePage,
    /// A program on a person's own device.
    Native,
    /// A program that acts for itself.
    Machine,
}

/// Where an application lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// On the machine of a developer.
    Test,
    /// Where people reach it.
    Real,
    /// Nobody has said where.
    Unknown,
    /// Nobody signs in to it, so it needs no place.
    Nowhere,
}

/// The tabs of an application.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tab {
    /// Its fields.
    Settings,
    /// Which ways to sign in it offers.
    Ways,
    /// What its developer needs.
    Connection,
    /// Who signed in to it, and who changed it.
    Activity,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Web, Self::SinglePage, Self::Native, Self::Machine];

    /// Its name in addresses and forms.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Web => "web",
            Self::SinglePage => "single-page",
            Self::Native => "native",
            Self::Machine => "machine",
        }
    }

    /// The kind of a name.
    pub fn from_tag(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.tag() == tag)
    }

    /// Whether people sign in to it.
    pub fn is_for_people(self) -> bool {
        self != Self::Machine
    }

    /// Whether it runs where secrets can be kept.
    pub fn keeps_secrets(self) -> bool {
        matches!(self, Self::Web | Self::Machine)
    }

    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Web => "application-web",
            Self::SinglePage => "application-single-page",
            Self::Native => "application-native",
            Self::Machine => "application-machine",
        }
    }

    pub(crate) fn meaning(self) -> &'static str {
        match self {
            Self::Web => "application-web-meaning",
            Self::SinglePage => "application-single-page-meaning",
            Self::Native => "application-native-meaning",
            Self::Machine => "application-machine-meaning",
        }
    }

    /// The key of the hint about its redirect address.
    pub(crate) fn address_hint(self) -> &'static str {
        match self {
            Self::Native => "application-address-hint-native",
            _ => "application-address-hint",
        }
    }
}

impl Place {
    /// The words for it: tone of the pill and key; nothing where there is nothing to say.
    pub(crate) fn words(self) -> Option<(&'static str, &'static str)> {
        match self {
            Self::Test => Some(("warn", "application-test")),
            Self::Real => Some(("good", "application-real")),
            Self::Unknown => Some(("plain", "application-no-address")),
            Self::Nowhere => None,
        }
    }
}

impl Head {
    /// Where its settings are.
    pub(crate) fn href(&self) -> String {
        format!("/console/applications/{}", self.id)
    }

    /// The tabs: address, key of the name, whether it is this one.
    pub(crate) fn tabs(&self) -> Vec<(String, &'static str, bool)> {
        let all = [
            (Tab::Settings, "", "application-tab-settings"),
            (Tab::Ways, "/ways", "application-tab-ways"),
            (Tab::Connection, "/connection", "application-tab-connection"),
            (Tab::Activity, "/activity", "application-tab-activity"),
        ];
        let shown = all
            .into_iter()
            .filter(|(tab, ..)| *tab != Tab::Ways || self.kind.is_for_people());
        shown
            .map(|(tab, path, key)| (format!("{}{path}", self.href()), key, tab == self.tab))
            .collect()
    }

    /// The name in a title, which no direction of writing leaves.
    pub(crate) fn title(&self) -> String {
        crate::display_name(&self.name).unwrap_or_else(|| self.id.clone())
    }
}

/// The sentences that say what was done; the server chooses by these names. Each has `name`, the
/// name of the application.
pub mod done {
    /// It was made.
    pub const CREATED: &str = "application-created";
    /// It was changed.
    pub const SAVED: &str = "application-saved";
    /// It was the same already.
    pub const UNCHANGED: &str = "application-unchanged";
    /// It was deleted.
    pub const DELETED: &str = "application-deleted";
    /// It has one more secret; `secret` is its name.
    pub const SECRET_ADDED: &str = "application-secret-added";
    /// A secret has another name; `secret`.
    pub const SECRET_RENAMED: &str = "application-secret-renamed";
    /// A secret is gone; `secret`.
    pub const SECRET_DELETED: &str = "application-secret-deleted";
}

/// The sentences about what is wrong; the server chooses by these names. Those about one entry of a
/// list quote it as `value`.
pub mod problem {
    /// No name.
    pub const NAME_MISSING: &str = "application-name-missing";
    /// More characters than `value`.
    pub const TOO_LONG: &str = "application-too-long";
    /// More entries than `value`.
    pub const TOO_MANY: &str = "application-too-many";
    /// No redirect address.
    pub const ADDRESS_MISSING: &str = "application-address-missing";
    /// Something that does not belong into an address.
    pub const ADDRESS_CHARACTERS: &str = "application-address-characters";
    /// A part of an address.
    pub const ADDRESS_PART: &str = "application-address-part";
    /// A fragment.
    pub const ADDRESS_FRAGMENT: &str = "application-address-fragment";
    /// A wildcard.
    pub const ADDRESS_WILDCARD: &str = "application-address-wildcard";
    /// A user name.
    pub const ADDRESS_USER: &str = "application-address-user";
    /// A scheme of browsers.
    pub const ADDRESS_SCHEME: &str = "application-address-scheme";
    /// A scheme of its own, for an application that is not native.
    pub const ADDRESS_OWN_SCHEME: &str = "application-address-own-scheme";
    /// An address that is neither https nor on this machine.
    pub const ADDRESS_NOT_ENCRYPTED: &str = "application-address-not-encrypted";
    /// No way to sign in is ticked.
    pub const NO_WAY: &str = "application-no-way";
    /// A way to sign in that is not there; `value`.
    pub const WAY_GONE: &str = "application-way-gone";
    /// A library for another kind.
    pub const LIBRARY: &str = "application-library-wrong";
    /// A secret without a name.
    pub const SECRET_NAME_MISSING: &str = "application-secret-name-missing";
    /// A name that another secret has.
    pub const SECRET_NAME_TAKEN: &str = "application-secret-name-taken";
    /// A time that is none of those offered.
    pub const SECRET_EXPIRY: &str = "application-secret-expiry-wrong";
}

/// A choice of a form: value, key of the words, key of what it means, whether it is chosen.
type Choice = (&'static str, &'static str, &'static str, bool);

/// How far a machine may go in the Management API, and what that costs.
fn access(chosen: &str) -> [Choice; 3] {
    [
        ("", "management-api-none", "management-api-none-cost"),
        ("read", "management-api-read", "management-api-read-cost"),
        ("all", "management-api-all", "management-api-all-cost"),
    ]
    .map(|(value, words, cost)| (value, words, cost, value == chosen))
}

/// Where it lives: tone of a pill and its words, or nothing. (Templates pass it by reference.)
pub(crate) fn place_words(
    frame: &ConsoleFrame,
    place: impl Borrow<Place>,
) -> Option<(&'static str, String)> {
    place
        .borrow()
        .words()
        .map(|(tone, key)| (tone, frame.text(key)))
}

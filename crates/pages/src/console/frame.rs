//! What every page of the console has around its own content.

use std::borrow::Borrow;

use crate::text::{self, Markup, Value};
use crate::{Language, Theme, assets, when};

/// What every page of the console has: language, colours, who is signed in, where in the console
/// this is.
#[derive(Clone)]
pub struct ConsoleFrame {
    /// The language of all texts; one of [`Language::CONSOLE`](crate::Language).
    pub language: Language,
    /// The colours.
    pub theme: Theme,
    /// Who is signed in; nobody on the pages before that.
    pub who: Option<Who>,
    /// The area that the menu marks.
    pub section: Option<Section>,
    /// Address of the simulator's own screens, when a connector points at it.
    pub simulator: Option<String>,
    /// Whether people reach this server without encryption, from other machines.
    pub unencrypted: bool,
    /// Path and query of this page, where the language form returns to.
    pub return_to: String,
    /// The anti-forgery token of every form on the page.
    pub csrf: String,
    /// What was done just now.
    pub flash: Option<Flash>,
    /// The present moment in milliseconds since 1970.
    pub now: i64,
    /// When the session ends by itself, in milliseconds since 1970; 0 without a session.
    pub session_ends: i64,
}

/// The administrator who looks at the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Who {
    /// Their name.
    pub name: String,
    /// Whether they may change anything.
    pub is_owner: bool,
}

/// The areas of the console.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// How sign-ins go.
    Overview,
    /// The relying parties.
    Applications,
    /// The ways to vendors.
    Connectors,
    /// How the hosted pages look and what they offer.
    SignInPage,
    /// The people.
    Users,
    /// The attempts to sign in.
    Activity,
    /// Everything else.
    Settings,
}

impl Section {
    const MENU: [(Self, &'static str, &'static str); 6] = [
        (Self::Overview, "/console", "nav-overview"),
        (
            Self::Applications,
            "/console/applications",
            "nav-applications",
        ),
        (Self::Connectors, "/console/connectors", "nav-connectors"),
        (
            Self::SignInPage,
            "/console/sign-in-page",
            "nav-sign-in-page",
        ),
        (Self::Users, "/console/users", "nav-users"),
        (Self::Activity, "/console/activity", "nav-activity"),
    ];
}

/// What was done just now, said once under the title of the next page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flash {
    /// The key of the sentence.
    pub key: String,
    /// Names in it.
    pub names: Vec<(String, String)>,
    /// Numbers in it.
    pub numbers: Vec<(String, i64)>,
}

impl ConsoleFrame {
    /// A text without variables.
    pub(crate) fn text(&self, key: &str) -> String {
        text::plain(self.language, key)
    }

    /// A text with variables, as HTML.
    pub(crate) fn say(&self, key: &str, values: &[(&str, Value<'_>)]) -> Markup {
        text::with(self.language, key, values)
    }

    /// A text with variables, for titles and attributes.
    pub(crate) fn plain(&self, key: &str, values: &[(&str, Value<'_>)]) -> String {
        text::plain_with(self.language, key, values)
    }

    /// A text with one name in it.
    pub(crate) fn named(&self, key: &str, variable: &str, name: &str) -> Markup {
        self.say(key, &[(variable, Value::Name(name))])
    }

    /// A text with one number in it. (Templates pass numbers by reference.)
    pub(crate) fn counted(&self, key: &str, variable: &str, number: impl Borrow<i64>) -> Markup {
        self.say(key, &[(variable, Value::Number(*number.borrow()))])
    }

    /// A number on its own, in groups of three digits.
    pub(crate) fn number(&self, number: impl Borrow<i64>) -> String {
        text::number(self.language, *number.borrow())
    }

    /// A moment as people read it, in a `time` element; script adds how long ago that is.
    pub(crate) fn when(&self, millis: impl Borrow<i64>) -> Markup {
        when::date_time(self.language, *millis.borrow())
    }

    /// The day of a moment, where the hour does not matter.
    pub(crate) fn date(&self, millis: impl Borrow<i64>) -> String {
        when::date(self.language, *millis.borrow())
    }

    /// The address of a file of ours, with its content hash.
    #[expect(
        clippy::unused_self,
        reason = "templates reach functions through the frame"
    )]
    pub(crate) fn asset(&self, name: &str) -> &'static str {
        assets::href(name)
    }

    /// The areas of the menu: address, key of the name, icon, whether it is this one.
    pub(crate) fn menu(&self) -> impl Iterator<Item = (&'static str, String, Section, bool)> {
        Section::MENU.into_iter().map(|(section, href, key)| {
            (href, self.text(key), section, self.section == Some(section))
        })
    }

    pub(crate) fn is_in_settings(&self) -> bool {
        self.section == Some(Section::Settings)
    }

    /// Whether whoever looks may change something.
    pub(crate) fn may_edit(&self) -> bool {
        self.who.as_ref().is_some_and(|who| who.is_owner)
    }

    pub(crate) fn flash_text(&self, flash: &Flash) -> Markup {
        let names = flash.names.iter();
        let names = names.map(|(variable, name)| (variable.as_str(), Value::Name(name)));
        let numbers = flash.numbers.iter();
        let numbers = numbers.map(|(variable, n)| (variable.as_str(), Value::Number(*n)));
        let values: Vec<_> = names.chain(numbers).collect();
        self.say(&flash.key, &values)
    }

    #[expect(
        clippy::unused_self,
        reason = "templates reach functions through the frame"
    )]
    pub(crate) fn languages(&self) -> &'static [Language] {
        Language::CONSOLE
    }

    #[expect(
        clippy::unused_self,
        reason = "templates reach functions through the frame"
    )]
    pub(crate) fn initial(&self, name: &str) -> String {
        crate::name::initial(name).unwrap_or_else(|| String::from("?"))
    }
}

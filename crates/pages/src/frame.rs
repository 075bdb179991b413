//! What every page has around its own content.

use std::sync::Arc;

use crate::site::{Agreement, Site};
use crate::text::{self, Markup, Value, Voice};
use crate::{Language, Theme, assets};

/// What every page has: language, colours, whose it is, the application, the forms' token.
///
/// Addresses (here and in the pages) are put into the HTML as they are given. Whoever fills a page has
/// checked that they lead where a person may be sent.
#[derive(Clone)]
pub struct Frame {
    /// The language of all texts.
    pub language: Language,
    /// The colours.
    pub theme: Theme,
    /// Address of the simulator's own screen, when WeChat is the simulator: shows the amber test bar.
    pub simulator: Option<String>,
    /// The application that the person is signing in to, when it is known.
    pub application: Option<Application>,
    /// Path and query of this page, where the language form returns to (`POST /language`, fields
    /// `language`, `return_to`, `csrf`).
    pub return_to: String,
    /// The anti-forgery token of every form on the page.
    pub csrf: String,
    /// What the operator has decided about every page.
    pub site: Arc<Site>,
    /// Whether the page is only looked at: nothing on it can be pressed.
    pub preview: bool,
}

/// The application that a person is signing in to, as they know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Application {
    /// Its name.
    pub name: String,
    /// Where *Go to …* leads.
    pub home: Option<String>,
}

impl Frame {
    /// A text without variables.
    pub(crate) fn text(&self, key: &str) -> String {
        text::plain(self.voice(), key)
    }

    /// A text with variables.
    pub(crate) fn say(&self, key: &str, values: &[(&str, Value<'_>)]) -> Markup {
        text::with(self.voice(), key, values)
    }

    fn voice(&self) -> Voice<'_> {
        Voice {
            language: self.language,
            own: Some(&self.site.phrases),
        }
    }

    /// A text with one variable that is a name of somebody's or something's own choosing.
    pub(crate) fn named(&self, key: &str, variable: &str, name: &str) -> Markup {
        self.say(key, &[(variable, Value::Name(name))])
    }

    /// The text `with` about the application (`$app`), or the text `without` when none is known.
    pub(crate) fn about_app(&self, with: &str, without: &str) -> Markup {
        match &self.application {
            Some(application) => self.named(with, "app", &application.name),
            None => Markup::escaped(&self.text(without)),
        }
    }

    /// A text that quotes a menu entry of WeChat (`$menu`), which is Chinese in every language.
    pub(crate) fn quoting_wechat(&self, key: &str, menu: &str) -> Markup {
        self.say(key, &[("menu", Value::Chinese(menu))])
    }

    /// The end of the page's title: what the page is for, then the application.
    pub(crate) fn title_end(&self) -> String {
        let page = self.text("page-sign-in");
        match &self.application {
            Some(application) => format!("{page} – {}", application.name),
            None => page,
        }
    }

    /// The same for the pages of the account.
    pub(crate) fn account_title_end(&self) -> String {
        let page = self.text("account");
        match &self.application {
            Some(application) => format!("{page} – {}", application.name),
            None => page,
        }
    }

    /// The first letter of the application, for the tile that stands for its picture.
    pub(crate) fn initial(&self) -> Option<String> {
        let name = &self.application.as_ref()?.name;
        crate::name::initial(name)
    }

    /// Where the application begins, when that is known.
    pub(crate) fn home(&self) -> Option<&str> {
        self.application.as_ref()?.home.as_deref()
    }

    /// The address of a file of ours, with its content hash.
    #[expect(
        clippy::unused_self,
        reason = "templates reach functions through the frame"
    )]
    pub(crate) fn asset(&self, name: &str) -> &'static str {
        assets::href(name)
    }

    /// The languages that the footer offers; a choice of one is none.
    pub(crate) fn languages(&self) -> &[Language] {
        match &*self.site.languages.on {
            [_] => &[],
            several => several,
        }
    }

    /// The colours: dark ones only where the operator has them.
    pub(crate) fn colours(&self) -> Theme {
        if self.site.dark_mode {
            self.theme
        } else {
            Theme::Light
        }
    }

    /// The logo for these colours.
    pub(crate) fn logo(&self) -> Option<&str> {
        let dark = self.site.dark_logo.as_deref();
        let dark = dark.filter(|_| self.colours() == Theme::Dark);
        dark.or(self.site.logo.as_deref())
    }

    /// Another logo that the browser shows instead, where only it knows the colours.
    pub(crate) fn dark_logo(&self) -> Option<&str> {
        let dark = self.site.dark_logo.as_deref();
        dark.filter(|_| self.colours() == Theme::System)
    }

    /// The sentence beside the box that says what people agree to.
    pub(crate) fn agreement(&self) -> Markup {
        self.about_terms(["agree-to-both", "agree-to-terms", "agree-to-privacy"])
    }

    /// The sentence that says what people agree to by signing in, where that is the rule.
    pub(crate) fn implied_agreement(&self) -> Option<Markup> {
        let keys = [
            "by-signing-in-both",
            "by-signing-in-terms",
            "by-signing-in-privacy",
        ];
        let implied = self.site.agreement == Agreement::BySigningIn && self.site.has_terms();
        implied.then(|| self.about_terms(keys))
    }

    fn about_terms(&self, [both, terms_only, privacy_only]: [&str; 3]) -> Markup {
        let (terms, privacy) = (
            self.text("terms-in-sentence"),
            self.text("privacy-in-sentence"),
        );
        let terms_link = |address| ("terms", Value::Link(&terms, address));
        let privacy_link = |address| ("privacy", Value::Link(&privacy, address));
        match (self.site.terms.as_deref(), self.site.privacy.as_deref()) {
            (Some(one), Some(other)) => self.say(both, &[terms_link(one), privacy_link(other)]),
            (Some(one), None) => self.say(terms_only, &[terms_link(one)]),
            (None, Some(other)) => self.say(privacy_only, &[privacy_link(other)]),
            (None, None) => Markup::escaped(""),
        }
    }
}

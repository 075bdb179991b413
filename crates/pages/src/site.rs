//! What the operator has decided about every page.

use crate::{Application, Languages, Phrases};

/// What the operator has decided about every page: whose it is, how it looks and speaks.
///
/// Addresses are put into the HTML as they are given.
#[derive(Clone, Debug)]
pub struct Site {
    /// Who runs it, as people know them.
    pub organisation: Option<String>,
    /// Address of the logo.
    pub logo: Option<String>,
    /// Address of the logo on dark pages.
    pub dark_logo: Option<String>,
    /// Address of the icon of the browser's tab.
    pub favicon: Option<String>,
    /// Addresses of style sheets that come after ours.
    pub styles: Vec<String>,
    /// Whether pages are dark for people who want that.
    pub dark_mode: bool,
    /// Where people may write to for help.
    pub support_email: Option<String>,
    /// Where people find help.
    pub support_website: Option<String>,
    /// Address of the terms of use.
    pub terms: Option<String>,
    /// Address of the privacy policy.
    pub privacy: Option<String>,
    /// When people agree to them.
    pub agreement: Agreement,
    /// The languages of the menu.
    pub languages: Languages,
    /// Words in place of ours.
    pub phrases: Phrases,
    /// The applications that people can open, for pages that do not know which one is meant.
    pub applications: Vec<Application>,
}

impl Default for Site {
    fn default() -> Self {
        Self {
            organisation: None,
            logo: None,
            dark_logo: None,
            favicon: None,
            styles: Vec::new(),
            dark_mode: true,
            support_email: None,
            support_website: None,
            terms: None,
            privacy: None,
            agreement: Agreement::default(),
            languages: Languages::default(),
            phrases: Phrases::default(),
            applications: Vec::new(),
        }
    }
}

/// When people agree to the terms and the privacy policy.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Agreement {
    /// By signing in, as the page says.
    #[default]
    BySigningIn,
    /// By ticking a box before an account is made.
    BeforeAnAccount,
    /// By ticking a box before each sign-in.
    BeforeEachSignIn,
}

impl Site {
    /// Whether a box has to be ticked before each sign-in: there is something to agree to.
    pub fn asks_before_sign_in(&self) -> bool {
        self.agreement == Agreement::BeforeEachSignIn && self.has_terms()
    }

    /// Whether a box has to be ticked before an account is made, and has not been ticked before.
    pub fn asks_before_an_account(&self) -> bool {
        self.agreement == Agreement::BeforeAnAccount && self.has_terms()
    }

    pub(crate) fn has_terms(&self) -> bool {
        self.terms.is_some() || self.privacy.is_some()
    }
}

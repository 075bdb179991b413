//! A sign-in that cannot be carried on here.

use askama::Template;

use crate::Frame;

/// *Start sign-in again*: an old link, or another browser.
#[derive(Clone, Template)]
#[template(path = "start_again.html")]
pub struct StartAgain {
    /// What is around the page; with the application's home there is a button that goes there.
    pub frame: Frame,
    /// Why it cannot be carried on.
    pub why: Why,
    /// Reference of the attempt, if there was one.
    pub reference: Option<String>,
}

/// Why a sign-in has to start again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// The page is too old, came from a bookmark, or its address was altered.
    OldLink,
    /// The sign-in began in a browser with another set of cookies.
    OtherBrowser,
}

impl Why {
    /// Every reason.
    pub const ALL: &[Self] = &[Self::OldLink, Self::OtherBrowser];

    pub(crate) fn heading(self) -> &'static str {
        match self {
            Self::OldLink => "old-link",
            Self::OtherBrowser => "other-browser",
        }
    }

    fn body(self) -> &'static str {
        match self {
            Self::OldLink => "old-link-body",
            Self::OtherBrowser => "other-browser-body",
        }
    }
}

//! The end of a session.

use askama::Template;

use crate::Frame;

/// *You are signed out*.
#[derive(Clone, Template)]
#[template(path = "signed_out.html")]
pub struct SignedOut {
    /// What is around the page.
    pub frame: Frame,
    /// Where the application wants people to go from here, checked.
    pub return_link: Option<String>,
}

//! A sign-in whose result was delivered already.

use askama::Template;

use crate::Frame;

/// *You are signed in*, with a link to the application.
#[derive(Clone, Template)]
#[template(path = "signed_in.html")]
pub struct SignedIn {
    /// What is around the page.
    pub frame: Frame,
}

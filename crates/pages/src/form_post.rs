//! The answer to an application that wants it as a form.

use askama::Template;

use crate::Frame;

/// Posts an answer to the application: by script, else by a button.
///
/// What it carries is a code or an error (OAuth 2.0 Form Post Response Mode), so nothing of it is in
/// an address.
#[derive(Clone, Template)]
#[template(path = "form_post.html")]
pub struct FormPost {
    /// What is around the page.
    pub frame: Frame,
    /// The redirect URI of the application.
    pub action: String,
    /// What the form carries.
    pub fields: Vec<(&'static str, String)>,
}

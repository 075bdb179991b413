//! The question before a session ends.

use askama::Template;

use crate::{Frame, display_name};

/// *Sign out?*, asked once when the request does not prove which session it means.
#[derive(Clone, Template)]
#[template(path = "sign_out.html")]
pub struct SignOutQuestion {
    /// What is around the page; with the application's home there is a way to stay.
    pub frame: Frame,
    /// Who is signed in, as they call themselves.
    pub name: Option<String>,
    /// Their picture, on our own origin or as a `data:` address.
    pub picture: Option<String>,
    /// Where the form is posted.
    pub action: String,
    /// Fields that the form carries besides `csrf`.
    pub hidden: Vec<(String, String)>,
}

impl SignOutQuestion {
    fn who(&self) -> Option<String> {
        display_name(self.name.as_deref()?)
    }
}

//! One more way to sign in, before it is added.

use askama::Template;

use crate::{Frame, Identity, display_name};

/// *Add this WeChat account to your account?*: who came back from WeChat, and whose account it is.
///
/// One form, posted to `action` with `csrf`, `hidden` and `decision`: `add` or `leave`.
#[derive(Clone, Template)]
#[template(path = "link.html")]
pub struct Link {
    /// What is around the page.
    pub frame: Frame,
    /// Who came back from WeChat.
    pub identity: Identity,
    /// Who is signed in, as they call themselves.
    pub name: Option<String>,
    /// Their picture, on our own origin or as a `data:` address.
    pub picture: Option<String>,
    /// Where the form is posted.
    pub action: String,
    /// Fields that the form carries besides `csrf`.
    pub hidden: Vec<(String, String)>,
}

impl Link {
    fn who(&self) -> Option<String> {
        display_name(self.name.as_deref()?)
    }
}

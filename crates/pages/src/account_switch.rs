//! Somebody who is signed in already, where another account is wanted.

use askama::Template;

use crate::text::Markup;
use crate::{Frame, Identity, display_name};

/// *Which account do you want to use?*: the one that is signed in, or another.
///
/// One form, posted to `action` with `csrf`, `hidden` and `decision`: `continue` or `another`.
#[derive(Clone, Template)]
#[template(path = "account_switch.html")]
pub struct AccountSwitch {
    /// What is around the page.
    pub frame: Frame,
    /// Who is signed in, as they call themselves.
    pub name: Option<String>,
    /// Their picture, on our own origin or as a `data:` address.
    pub picture: Option<String>,
    /// Whose account is wanted, when that is known.
    pub wanted: Option<Identity>,
    /// Where the form is posted.
    pub action: String,
    /// Fields that the form carries besides `csrf`.
    pub hidden: Vec<(String, String)>,
}

impl AccountSwitch {
    fn who(&self) -> Option<String> {
        display_name(self.name.as_deref()?)
    }

    fn go_on(&self) -> Markup {
        self.button(self.who(), "continue-as", "keep-this-account")
    }

    fn another(&self) -> Markup {
        let name = self.wanted.as_ref().and_then(Identity::shown);
        self.button(name, "switch-to", "use-another-account")
    }

    fn button(&self, name: Option<String>, with: &str, without: &str) -> Markup {
        match name {
            Some(name) => self.frame.named(with, "name", &name),
            None => Markup::escaped(&self.frame.text(without)),
        }
    }
}

//! A vendor's account that nobody here has used before, where the rule is to ask.

use askama::Template;

use crate::text::Markup;
use crate::{Frame, Identity};

/// *Have you used … before?*: add the WeChat account to an account that is there, or make a new one.
///
/// One form, posted to `action` with `csrf`, `hidden` and `decision`: `link` (sign in once to prove the
/// account), `create`, or `another` (forget this WeChat account and choose a way again).
#[derive(Clone, Template)]
#[template(path = "first_time.html")]
pub struct FirstTime {
    /// What is around the page.
    pub frame: Frame,
    /// Who came back from WeChat.
    pub identity: Identity,
    /// Where the form is posted.
    pub action: String,
    /// Fields that the form carries besides `csrf`.
    pub hidden: Vec<(String, String)>,
}

impl FirstTime {
    fn another(&self) -> Markup {
        match self.identity.shown() {
            Some(name) => self.frame.named("not-this-person", "name", &name),
            None => Markup::escaped(&self.frame.text("another-wechat-account")),
        }
    }
}

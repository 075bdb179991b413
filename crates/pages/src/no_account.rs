//! Somebody without an account, where none is made by itself.

use askama::Template;

use crate::text::Markup;
use crate::{Frame, Identity};

/// *No account yet*: sign-up is closed. Status 403.
#[derive(Clone, Template)]
#[template(path = "no_account.html")]
pub struct NoAccount {
    /// What is around the page.
    pub frame: Frame,
    /// Who came back from WeChat.
    pub identity: Identity,
    /// Reference of the attempt.
    pub reference: Option<String>,
    /// Address of the sign-in page, for another way or another WeChat account.
    pub back: Option<String>,
}

impl NoAccount {
    fn who_makes_accounts(&self) -> Markup {
        let frame = &self.frame;
        match &frame.site.organisation {
            Some(name) => frame.named("no-account-of-organisation", "organisation", name),
            None => Markup::escaped(&frame.text("no-account-body")),
        }
    }
}

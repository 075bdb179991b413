//! A way to sign in, before it is removed.

use askama::Template;

use crate::text::Markup;
use crate::{Frame, display_name};

/// *Unlink …?*: what will happen and what will not; or why it cannot be, and two ways forward. Status 409 where
/// it was wanted all the same.
///
/// One form, posted to `action` with `csrf`.
#[derive(Clone, Template)]
#[template(path = "account_unlink.html")]
pub struct AccountUnlink {
    /// What is around the page.
    pub frame: Frame,
    /// The vendor: `wechat`.
    pub target: String,
    /// The vendor's name, for targets that have no words of their own.
    pub vendor: String,
    /// Who the person is there, as the vendor gave it.
    pub nickname: Option<String>,
    /// Whether it is the only way into the account.
    pub is_last: bool,
    /// Where the form is posted.
    pub action: String,
}

impl AccountUnlink {
    fn is_wechat(&self) -> bool {
        self.target == "wechat"
    }

    fn shown(&self) -> Option<String> {
        display_name(self.nickname.as_deref()?)
    }

    fn question(&self) -> Markup {
        if self.is_wechat() {
            Markup::escaped(&self.frame.text("account-unlink-wechat"))
        } else {
            self.frame
                .named("account-unlink-other", "name", &self.vendor)
        }
    }

    fn title(&self) -> String {
        self.frame.text(if self.is_last {
            "account-unlink-last"
        } else {
            "account-unlink"
        })
    }
}

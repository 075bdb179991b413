//! A vendor's account that belongs to another account here.

use askama::Template;

use crate::{Frame, Identity};

/// *This WeChat account is already used by another account here*, while adding it to one. Status 409.
///
/// Never names the other account. *Sign in with that account* is a form, posted to `action` with `csrf` and
/// `hidden`; *Keep using this one* is a link.
#[derive(Clone, Template)]
#[template(path = "already_used.html")]
pub struct AlreadyUsed {
    /// What is around the page.
    pub frame: Frame,
    /// Who came back from WeChat.
    pub identity: Identity,
    /// Where the form is posted.
    pub action: String,
    /// Fields that the form carries besides `csrf`.
    pub hidden: Vec<(String, String)>,
    /// Where a person goes on with the account that is signed in.
    pub keep: String,
}

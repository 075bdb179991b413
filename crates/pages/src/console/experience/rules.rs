//! *Rules*: who may come in, and what they agree to.

use askama::Template;

use super::{Around, Tab};
use crate::console::{ConsoleFrame, Input, Section};

/// *Rules*.
///
/// One form: `sign_in_mode`, `unknown_identity`, `require_name`, `agree_to_terms`, `terms_url`,
/// `privacy_url`, `edition`.
#[derive(Clone, Template)]
#[template(path = "console/experience/rules.html")]
pub struct Rules {
    /// What is around the page.
    pub frame: ConsoleFrame,
    /// What is around the fields.
    pub around: Around,
    /// Whether new people get an account.
    pub open: bool,
    /// Whether they are asked if they have one.
    pub ask: bool,
    /// Whether an account needs a name.
    pub require_name: bool,
    /// When people agree: `automatic`, `manual_registration_only` or `manual`.
    pub agree: String,
    /// Where the terms are.
    pub terms_url: Input,
    /// Where the privacy policy is.
    pub privacy_url: Input,
}

impl Rules {
    fn agreements(&self) -> [(&'static str, &'static str, bool); 3] {
        [
            ("automatic", "agree-automatic"),
            ("manual_registration_only", "agree-registration"),
            ("manual", "agree-manual"),
        ]
        .map(|(value, key)| (value, key, value == self.agree))
    }
}

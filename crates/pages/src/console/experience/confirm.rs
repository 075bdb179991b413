//! What will be different, before ways or rules change.

use askama::Template;

use super::Tab;
use crate::console::{ConsoleFrame, Section};
use crate::text::{Markup, Value};

/// *Save these changes?*: before and after, and who is touched.
#[derive(Clone, Template)]
#[template(path = "console/experience/confirm.html")]
pub struct Confirm {
    /// What is around the page.
    pub frame: ConsoleFrame,
    /// Which tab it comes from.
    pub tab: Tab,
    /// What changes.
    pub changes: Vec<Differing>,
    /// Ways that go, each with how many people have no other; `None` for nobody.
    pub gone: Vec<(String, i64)>,
    /// Whether nobody could sign in any more.
    pub nobody: bool,
    /// The fields of the form, which it carries on.
    pub hidden: Vec<(String, String)>,
}

impl Confirm {
    fn goes(&self, (name, people): &(String, i64)) -> Markup {
        let values = [
            ("name", Value::Name(name)),
            ("people", Value::Number(*people)),
        ];
        self.frame.say("confirm-gone", &values)
    }
}

/// A field that is not the same before and after, or for two administrators.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Differing {
    /// Its name in the form.
    pub name: &'static str,
    /// The value before, or of somebody else.
    pub before: String,
    /// The value after, or one's own.
    pub after: String,
}

impl Differing {
    /// The key of the field's name.
    pub(crate) fn label(&self) -> &'static str {
        label(self.name)
    }
}

/// The key of a field's name.
pub fn label(name: &str) -> &'static str {
    match name {
        "social" => "ways-buttons",
        "qr_code" => "qr-place",
        "primary" => "colour-primary",
        "dark_primary" => "colour-dark",
        "dark_mode" => "dark-mode",
        "organisation" => "organisation",
        "support_email" => "support-email",
        "support_website" => "support-website",
        "custom_css" => "custom-css",
        "enabled" => "languages-on",
        "auto_detect" => "auto-detect",
        "fallback" => "language-fallback",
        "sign_in_mode" => "sign-up",
        "unknown_identity" => "stranger-rule",
        "require_name" => "require-name",
        "agree_to_terms" => "agree-when",
        "terms_url" => "terms-url",
        "privacy_url" => "privacy-url",
        _ => "own-text",
    }
}

/// The key of what a value means, where it is one of a few.
pub(crate) fn words(name: &str, value: &str) -> Option<&'static str> {
    Some(match (name, value) {
        ("qr_code", "redirect") => "qr-redirect",
        ("qr_code", "embedded") => "qr-embedded",
        ("sign_in_mode", "sign_in") => "sign-up-closed",
        ("sign_in_mode", "sign_in_and_register") => "sign-up-open",
        ("unknown_identity", "create") => "stranger-create",
        ("unknown_identity", "ask") => "stranger-ask",
        ("agree_to_terms", "automatic") => "agree-automatic",
        ("agree_to_terms", "manual_registration_only") => "agree-registration",
        ("agree_to_terms", "manual") => "agree-manual",
        ("dark_mode" | "auto_detect" | "require_name", "yes") => "choice-yes",
        ("dark_mode" | "auto_detect" | "require_name", _) => "choice-no",
        ("social", "") => "ways-no-button",
        (_, "") => "conflict-empty",
        _ => return None,
    })
}

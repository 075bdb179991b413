//! What a third-party application asks to be allowed.

use askama::Template;

use crate::text::{Markup, Value};
use crate::{Frame, display_name};

/// *Let … use your account?*: who asks, who is signed in, what is asked, where it leads.
///
/// One form, `POST /consent` with `interaction`, `csrf` and `decision`: `allow` or `deny`.
#[derive(Clone, Template)]
#[template(path = "consent.html")]
pub struct Consent {
    /// What is around the page.
    pub frame: Frame,
    /// Host of the application.
    pub host: String,
    /// Who is signed in, as they call themselves.
    pub name: Option<String>,
    /// Their picture, on our own origin or as a `data:` address.
    pub picture: Option<String>,
    /// The scopes that are asked for.
    pub scopes: Vec<String>,
    /// The interaction that the form carries on.
    pub interaction: String,
    /// Address of the sign-in page, for somebody else.
    pub not_you: String,
    /// Where the person goes next, in short: the origin or scheme of the redirect URI.
    pub destination: String,
}

impl Consent {
    fn who(&self) -> Option<String> {
        display_name(self.name.as_deref()?)
    }

    fn permission(&self, scope: &str) -> Markup {
        permission(&self.frame, scope)
    }
}

/// What a scope allows, as a verb.
pub(crate) fn permission(frame: &Frame, scope: &str) -> Markup {
    let key = match scope {
        "openid" => "scope-openid",
        "profile" => "scope-profile",
        "email" => "scope-email",
        "phone" => "scope-phone",
        "offline_access" => "scope-offline-access",
        _ => return frame.say("scope-other", &[("scope", Value::Code(scope))]),
    };
    Markup::escaped(&frame.text(key))
}

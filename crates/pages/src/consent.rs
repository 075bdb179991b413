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
    /// What is asked for.
    pub permissions: Vec<Permission>,
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

    fn permission(&self, permission: &Permission) -> Markup {
        permission.said(&self.frame)
    }
}

/// Something that an application asks for, or was allowed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Permission {
    /// A scope of this server.
    Scope(String),
    /// Something at an API of the operator.
    At {
        /// The name of the API.
        api: String,
        /// What it allows, in the operator's words.
        allows: String,
    },
    /// An API of the operator, by its name, and nothing in particular there.
    Api(String),
}

impl Permission {
    /// What it allows, as a verb.
    pub(crate) fn said(&self, frame: &Frame) -> Markup {
        match self {
            Self::Scope(scope) => of_scope(frame, scope),
            Self::At { api, allows } => frame.say(
                "scope-of-api",
                &[("allows", Value::Name(allows)), ("api", Value::Name(api))],
            ),
            Self::Api(api) => frame.say("scope-api", &[("api", Value::Name(api))]),
        }
    }
}

/// What a scope of this server allows, as a verb.
pub(crate) fn of_scope(frame: &Frame, scope: &str) -> Markup {
    let key = match scope {
        "openid" => "scope-openid",
        "profile" => "scope-profile",
        "email" => "scope-email",
        "phone" => "scope-phone",
        "address" => "scope-address",
        "roles" => "scope-roles",
        "offline_access" => "scope-offline-access",
        _ => return frame.say("scope-other", &[("scope", Value::Code(scope))]),
    };
    Markup::escaped(&frame.text(key))
}

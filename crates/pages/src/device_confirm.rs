//! The question before a device is signed in.

use askama::Template;

use crate::text::Markup;
use crate::{Frame, display_name};

/// *Let … use your account on your device?*: who asks, the code to compare, who is signed in, and for an
/// application of somebody else what it could do.
///
/// One form, posted to `action` with `interaction`, `csrf` and `decision`: `allow` or `deny`. The two buttons
/// look alike: somebody who was sent here by a stranger is not to be led to the wrong one.
#[derive(Clone, Template)]
#[template(path = "device_confirm.html")]
pub struct DeviceConfirm {
    /// What is around the page.
    pub frame: Frame,
    /// The code, as the device shows it.
    pub code: String,
    /// Who is signed in, as they call themselves.
    pub name: Option<String>,
    /// Their picture, on our own origin or as a `data:` address.
    pub picture: Option<String>,
    /// The scopes that are asked for; none where the application belongs to the operator.
    pub scopes: Vec<String>,
    /// Where the form is posted.
    pub action: String,
    /// The interaction that the form carries on.
    pub interaction: String,
    /// Address of the sign-in page, for somebody else.
    pub not_you: String,
}

impl DeviceConfirm {
    fn who(&self) -> Option<String> {
        display_name(self.name.as_deref()?)
    }

    fn permission(&self, scope: &str) -> Markup {
        crate::consent::of_scope(&self.frame, scope)
    }
}

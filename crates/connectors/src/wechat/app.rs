//! The apps that a connector has keys of, and what tells them apart.

use super::config::Credentials;

/// A kind of app at WeChat. Each has its own keys, open ids and permissions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// 网站应用: shows the QR page.
    Website,
    /// 服务号: signs in inside WeChat's own browser.
    ServiceAccount,
    /// 移动应用: is signed in to from another application on the phone.
    Mobile,
}

/// An app and its keys.
#[derive(Clone, Copy, Debug)]
pub(super) struct App<'a> {
    pub(super) kind: Kind,
    pub(super) keys: &'a Credentials,
}

impl<'a> App<'a> {
    pub(super) fn id(&self) -> &'a str {
        &self.keys.client_id
    }
}

impl Kind {
    /// The name that a field of the keys has in the configuration.
    pub(super) fn field(self, name: &str) -> String {
        match self {
            Self::Website | Self::Mobile => name.to_owned(),
            Self::ServiceAccount => format!("inWechat.{name}"),
        }
    }
}

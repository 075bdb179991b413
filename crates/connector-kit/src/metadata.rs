//! What a connector says about itself.

use serde::{Deserialize, Serialize};

use crate::{FormItem, Localized};

/// Where a connector can be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Platform {
    /// In a browser.
    Web,
    /// In a native application that opens the vendor's own application.
    Native,
    /// In both.
    Universal,
}

/// What a kind of connector says about itself, before anybody configures it.
#[derive(Clone, Copy, Debug)]
pub struct Metadata {
    /// The id of the factory, such as `wechat-web`.
    pub id: &'static str,
    /// The vendor that identities belong to, such as `wechat`. Factories of one
    /// vendor share it, and with it their people.
    pub target: &'static str,
    /// Where the connector can be used.
    pub platform: Platform,
    /// The name that administrators see.
    pub name: Localized,
    /// One or two sentences for administrators.
    pub description: Localized,
    /// The logo as SVG text.
    pub logo: &'static str,
    /// The fields of its configuration, in the order of the form.
    pub form_items: &'static [FormItem],
}

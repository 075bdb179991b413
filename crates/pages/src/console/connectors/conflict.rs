//! Two administrators have changed one connector: nothing of either is lost.

use askama::Template;

use super::Head;
pub use crate::console::conflict::{Differing, Said};
use crate::console::{ConsoleFrame, Section};

/// Two administrators have changed one connector.
#[derive(Clone, Template)]
#[template(path = "console/connectors/conflict.html")]
pub struct Conflict {
    /// What is around the page.
    pub frame: ConsoleFrame,
    /// Which connector.
    pub head: Head,
    /// The name of whoever was quicker.
    pub by: String,
    /// When, in milliseconds since 1970.
    pub at: i64,
    /// The state that this decision is about.
    pub edition: String,
    /// The fields that differ.
    pub fields: Vec<Differing>,
    /// Fields that are the same for both.
    pub same: Vec<(String, String)>,
    /// Where the secrets wait that this administrator has typed, if any were.
    pub kept: Option<String>,
}

/// The keys of labels and words; the server chooses by these names.
pub mod label {
    /// Each field of the form with the key of its label.
    pub const FIELDS: &[(&str, &str)] = &[
        ("place", "connector-place"),
        ("simulator_open", "simulator-open"),
        ("simulator_api", "simulator-api"),
        ("client_id", "client-id"),
        ("client_secret", "client-secret"),
        ("scope", "connector-scope"),
        ("in_wechat_client_id", "in-wechat-client-id"),
        ("in_wechat_client_secret", "in-wechat-client-secret"),
        ("universal_links", "universal-links"),
        ("open_platform", "open-platform"),
        ("require_union_id", "require-union-id"),
        ("profile", "sync-profile"),
        ("inside", "in-wechat-rule"),
        ("sign_up", "connector-sign-up"),
        ("store_tokens", "store-tokens"),
    ];

    /// Each choice with the key of its words.
    pub const CHOICES: &[(&str, &str, &str)] = &[
        ("place", "wechat", "place-wechat"),
        ("place", "simulator", "place-simulator"),
        ("scope", "", "scope-default"),
        ("scope", "snsapi_userinfo", "scope-userinfo"),
        ("scope", "snsapi_base", "scope-base"),
        ("profile", "first", "sync-profile-first"),
        ("profile", "every", "sync-profile-every"),
        ("inside", "explain", "in-wechat-explain"),
        ("inside", "hide", "in-wechat-hide"),
        ("sign_up", "follow", "sign-up-follow"),
        ("sign_up", "never", "sign-up-never"),
        ("store_tokens", "yes", "choice-yes"),
        ("store_tokens", "", "choice-no"),
        ("require_union_id", "yes", "choice-yes"),
        ("require_union_id", "", "choice-no"),
    ];
}

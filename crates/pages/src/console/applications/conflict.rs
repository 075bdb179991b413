//! Two administrators have changed one application: nothing of either is lost.

use askama::Template;

use super::Head;
use crate::console::conflict::Differing;
use crate::console::{ConsoleFrame, Section};

/// Two administrators have changed one application.
#[derive(Clone, Template)]
#[template(path = "console/applications/conflict.html")]
pub struct Conflict {
    /// What is around the page.
    pub frame: ConsoleFrame,
    /// Which application; its tab is where the form came from.
    pub head: Head,
    /// The name of whoever was quicker.
    pub by: String,
    /// When, in milliseconds since 1970.
    pub at: i64,
    /// The state that this decision is about.
    pub edition: String,
    /// The fields that differ.
    pub fields: Vec<Differing>,
    /// The other fields.
    pub same: Vec<(String, String)>,
}

impl Conflict {
    /// Where the form goes, and where it came from.
    fn address(&self) -> String {
        let here = self.head.tabs().into_iter().find(|(.., is_here)| *is_here);
        here.map_or_else(|| self.head.href(), |(address, ..)| address)
    }
}

/// The keys of labels and words; the server chooses by these names.
pub mod label {
    /// Each field with the key of its label.
    pub const FIELDS: &[(&str, &str)] = &[
        ("name", "application-name"),
        ("description", "application-description"),
        ("client_uri", "application-home"),
        ("redirect_uris", "application-addresses"),
        ("post_logout_redirect_uris", "application-after-sign-out"),
        ("backchannel_logout_uri", "application-logout-address"),
        (
            "backchannel_logout_session_required",
            "application-session-required",
        ),
        ("cors_allowed_origins", "application-origins"),
        ("third_party", "application-third-party"),
        ("device_flow", "application-devices"),
        ("id_token_alg", "application-signature"),
        ("management_api", "application-management-api"),
        ("ways", "application-ways"),
    ];

    /// Each choice with the key of its words.
    pub const CHOICES: &[(&str, &str, &str)] = &[
        ("third_party", "yes", "choice-yes"),
        ("third_party", "", "choice-no"),
        ("device_flow", "yes", "choice-yes"),
        ("device_flow", "", "choice-no"),
        ("backchannel_logout_session_required", "yes", "choice-yes"),
        ("backchannel_logout_session_required", "", "choice-no"),
        ("management_api", "", "management-api-none"),
        ("management_api", "read", "management-api-read"),
        ("management_api", "all", "management-api-all"),
        ("ways", "all", "application-ways-all"),
    ];
}

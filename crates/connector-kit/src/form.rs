//! The fields of a connector's configuration, as data for forms and documents.

use serde::{Deserialize, Serialize};

use crate::Localized;

/// Which control a field needs; the names are those of Logto's connector kit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FormItemKind {
    /// One line of text.
    Text,
    /// One of a few values.
    Select,
    /// Yes or no.
    Switch,
    /// A group of fields, written as an object.
    Json,
}

/// One field of a connector's configuration.
#[derive(Clone, Copy, Debug)]
pub struct FormItem {
    /// The key in the configuration, such as `clientId`.
    pub key: &'static str,
    /// Other spellings of the key that are accepted, such as `appId`.
    pub aliases: &'static [&'static str],
    /// The control it needs.
    pub kind: FormItemKind,
    /// The label.
    pub label: Localized,
    /// What to write here, in a sentence or two.
    pub description: Localized,
    /// The values of a `Select`, in order; empty otherwise.
    pub values: &'static [&'static str],
    /// Whether the configuration is refused without it.
    pub required: bool,
    /// Whether it is a secret: sealed at rest, never shown again.
    pub confidential: bool,
}

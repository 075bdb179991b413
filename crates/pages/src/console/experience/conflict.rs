//! Two administrators have changed the same: nothing of either is lost.

use askama::Template;

pub use super::confirm::Differing;

use crate::console::{ConsoleFrame, Section};

/// Two administrators have changed the same. `before` of a field is what is there now, `after` what
/// this administrator wants.
#[derive(Clone, Template)]
#[template(path = "console/experience/conflict.html")]
pub struct Conflict {
    /// What is around the page.
    pub frame: ConsoleFrame,
    /// Where the form goes, and where it came from.
    pub address: String,
    /// The name of whoever was quicker, and when in milliseconds since 1970.
    pub by: Option<(String, i64)>,
    /// The fields that differ.
    pub fields: Vec<Differing>,
    /// Everything else that the form carries, the new edition with it.
    pub hidden: Vec<(String, String)>,
}

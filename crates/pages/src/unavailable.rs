//! A server that cannot serve for the moment.

use askama::Template;

use crate::Frame;

/// *Sign-in is not available for the moment*: too busy, restarting, or without its database. Status 503.
///
/// Script opens `frame.return_to` again after some seconds; without script there is a link to it.
#[derive(Clone, Template)]
#[template(path = "unavailable.html")]
pub struct Unavailable {
    /// What is around the page.
    pub frame: Frame,
}

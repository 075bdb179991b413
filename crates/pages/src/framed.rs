//! A return from WeChat inside a frame.

use askama::Template;

use crate::Frame;

/// Takes the same address out of the frame: by script, else by a link.
///
/// A navigation that begins inside WeChat's frame carries none of our cookies; one that begins on a page of
/// ours does.
#[derive(Clone, Template)]
#[template(path = "framed.html")]
pub struct Framed {
    /// What is around the page.
    pub frame: Frame,
    /// The address to load in the whole window.
    pub address: String,
}

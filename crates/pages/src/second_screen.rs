//! A phone that would have to scan its own screen.

use askama::Template;

use crate::Frame;

/// *WeChat needs a second screen*, with a way back and a way to see the code nevertheless.
///
/// *Show the code anyway* is `POST /sign-in/social/{connector}` with `interaction`, `csrf` and `anyway=1`.
#[derive(Clone, Template)]
#[template(path = "second_screen.html")]
pub struct SecondScreen {
    /// What is around the page.
    pub frame: Frame,
    /// Id of the connector, part of the form's address.
    pub connector: String,
    /// The interaction that the form carries on.
    pub interaction: String,
    /// Whether the person has agreed to the terms, which the form then says again.
    pub agreed: bool,
}

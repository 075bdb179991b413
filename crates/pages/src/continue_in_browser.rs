//! WeChat's own browser on a phone, where its code cannot be scanned.

use askama::Template;

use crate::Frame;

/// *Continue in your browser*: two steps, and the link to take along.
#[derive(Clone, Template)]
#[template(path = "continue_in_browser.html")]
pub struct ContinueInBrowser {
    /// What is around the page.
    pub frame: Frame,
    /// A link that starts the application's sign-in anew, because cookies stay behind in WeChat.
    pub link: Option<String>,
}

//! A browser that keeps no cookies for this site.

use askama::Template;

use crate::Frame;

/// *Your browser blocks cookies for this site*: how to allow them, and a way to try again. Status 400.
#[derive(Clone, Template)]
#[template(path = "cookies_blocked.html")]
pub struct CookiesBlocked {
    /// What is around the page; with the application's home, *Try again* starts there.
    pub frame: Frame,
}

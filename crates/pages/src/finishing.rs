//! The wait for an answer that takes longer than a second.

use askama::Template;

use crate::Frame;

/// *Finishing sign-in*, while WeChat has not answered yet.
///
/// *Continue* is a link to `address`, which waits a while and answers with the result or with this page
/// again. The script asks `address` with `Accept: application/json` each second: `{"location": "…"}` means
/// that there is a result to go to, `{}` that there is none yet.
#[derive(Clone, Template)]
#[template(path = "finishing.html")]
pub struct Finishing {
    /// What is around the page.
    pub frame: Frame,
    /// Path of this page, without code and state.
    pub address: String,
}

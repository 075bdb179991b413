//! A rendered page.

use askama::Template;

/// A whole page, ready to be sent as `text/html; charset=utf-8`.
#[derive(Clone, PartialEq, Eq)]
pub struct Html(String);

impl Html {
    /// The bytes to send.
    pub fn into_string(self) -> String {
        self.0
    }
}

/// Something that can be shown to a person.
///
/// Every page struct of this crate is one; there is nothing to implement outside.
pub trait Page {
    /// Turns the page into HTML.
    fn render(&self) -> Html;
}

impl<T: Template> Page for T {
    fn render(&self) -> Html {
        #[expect(
            clippy::expect_used,
            reason = "writing to a String cannot fail, and no filter of our templates returns an error"
        )]
        let html = Template::render(self).expect("templates write to memory only");
        Html(html)
    }
}

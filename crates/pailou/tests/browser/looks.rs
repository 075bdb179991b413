//! A page in every look: what axe-core finds, what scrolls sideways, and pictures of it.

use testkit::browser::Browser;
use url::Url;

/// How a page is looked at.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Look {
    /// The end of the names of its pictures.
    pub(crate) name: &'static str,
    /// The value of the cookie for colours.
    pub(crate) theme: &'static str,
    /// The value of the cookie for the language.
    pub(crate) language: &'static str,
    /// How wide its pictures are.
    widths: &'static [u32],
    /// Whether axe-core looks too: what it sees does not depend on how long words are.
    examine: bool,
}

/// Light, dark, with long words, and from right to left.
pub(crate) const LOOKS: &[Look] = &[
    Look {
        name: "light",
        theme: "light",
        language: "en",
        widths: &[1280, 390],
        examine: true,
    },
    Look {
        name: "dark",
        theme: "dark",
        language: "en",
        widths: &[1280],
        examine: true,
    },
    Look {
        name: "long",
        theme: "light",
        language: "en-XA",
        widths: &[1280, 390],
        examine: false,
    },
    Look {
        name: "rtl",
        theme: "light",
        language: "ar-XB",
        widths: &[1280, 390],
        examine: false,
    },
];

impl Look {
    /// Makes the browser ask for this look, at a server whose page is open.
    pub(crate) async fn choose(&self, browser: &Browser, server: &Url) {
        set_cookie(browser, server, "pailou_theme", self.theme).await;
        set_cookie(browser, server, "pailou_language", self.language).await;
    }

    /// Takes pictures of the page that is open; gives what is wrong with it.
    pub(crate) async fn examine(&self, browser: &Browser, name: &str) -> Vec<String> {
        let mut problems = browser.overflows(&[320, 390]).await;
        if self.examine {
            problems.extend(browser.axe().await);
            problems.extend(browser.findings().await);
        }
        for &width in self.widths {
            let end = if width < 600 { "-390" } else { "" };
            browser
                .picture_at(&format!("{name}-{}{end}", self.name), width)
                .await;
        }
        let look = |problem| format!("{name} ({}): {problem}", self.name);
        problems.into_iter().map(look).collect()
    }
}

/// Puts a cookie into the browser. A page of the server has to be open.
pub(crate) async fn set_cookie(browser: &Browser, server: &Url, name: &str, value: &str) {
    let answer = browser.cookie(server.as_str(), name, value).await;
    assert!(answer, "the browser takes {name}");
}

//! The simulated screens speak Chinese first, with English beside it, or one of the two.

use std::fmt;

use askama::filters::HtmlSafe;

/// The language of the simulated screens.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Mode {
    Chinese,
    #[default]
    Both,
    English,
}

impl Mode {
    /// The mode by the word that cookies and forms use; unknown words are the default.
    pub(crate) fn named(word: &str) -> Self {
        match word {
            "zh" => Self::Chinese,
            "en" => Self::English,
            _ => Self::Both,
        }
    }

    /// The word for cookies and forms.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Chinese => "zh",
            Self::Both => "both",
            Self::English => "en",
        }
    }

    /// The language of a page that is mostly simulated.
    pub(crate) fn lang(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Chinese | Self::Both => "zh-Hans",
        }
    }

    /// A text in the mode's languages.
    pub(crate) fn say(self, chinese: &str, english: &str) -> Said {
        self.compose(&escaped(chinese), &escaped(english))
    }

    /// A text in which `{}` stands for a name; the name is isolated, as it has a direction of its own.
    pub(crate) fn say_of(self, chinese: &str, english: &str, name: &str) -> Said {
        let name = format!("<bdi>{}</bdi>", escaped(name));
        let fill = |text: &str| escaped(text).replacen("{}", &name, 1);
        self.compose(&fill(chinese), &fill(english))
    }

    /// A text where no elements can stand, such as a title.
    pub(crate) fn plain(self, chinese: &str, english: &str) -> String {
        match self {
            Self::Chinese => chinese.to_owned(),
            Self::Both => format!("{chinese} {english}"),
            Self::English => english.to_owned(),
        }
    }

    /// A text that people wrote: the same in both languages where it was written once.
    pub(crate) fn say_once(self, chinese: &str, english: &str) -> Said {
        if chinese == english {
            Said(escaped(chinese))
        } else {
            self.say(chinese, english)
        }
    }

    fn compose(self, chinese: &str, english: &str) -> Said {
        let chinese = format!("<span lang=\"zh-Hans\">{chinese}</span>");
        Said(match self {
            Self::Chinese => chinese,
            Self::Both => format!("{chinese} <span class=\"gloss\" lang=\"en\">{english}</span>"),
            Self::English => format!("<span lang=\"en\">{english}</span>"),
        })
    }
}

/// A text with its elements, ready for a page.
pub(crate) struct Said(String);

impl fmt::Display for Said {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl HtmlSafe for Said {}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_mode_says_its_languages() {
        let say = |mode: Mode| mode.say("同意", "Allow").to_string();
        assert_eq!(say(Mode::Chinese), "<span lang=\"zh-Hans\">同意</span>");
        assert_eq!(say(Mode::English), "<span lang=\"en\">Allow</span>");
        assert!(say(Mode::Both).contains("同意") && say(Mode::Both).contains("Allow"));
        for mode in [Mode::Chinese, Mode::Both, Mode::English] {
            assert_eq!(Mode::named(mode.word()), mode);
        }
        assert_eq!(Mode::named("klingon"), Mode::Both);
    }

    #[test]
    fn names_cannot_bring_elements() {
        let said = Mode::English
            .say_of("登录 {}", "Sign in to {}", "<b>{}&'\"")
            .to_string();
        assert_eq!(
            said,
            "<span lang=\"en\">Sign in to <bdi>&lt;b&gt;{}&amp;&#39;&quot;</bdi></span>"
        );
    }
}

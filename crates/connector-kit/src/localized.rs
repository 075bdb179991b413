//! Short texts in several languages.

use std::collections::BTreeMap;

/// A text in several languages, keyed by BCP 47 tag. English is always there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Localized {
    /// The English text, which is also the fallback.
    pub en: &'static str,
    /// The other languages: pairs of tag and text, such as `("zh-Hans", "微信")`.
    pub others: &'static [(&'static str, &'static str)],
}

impl Localized {
    /// A text that reads the same in every language, such as an API name.
    pub const fn same(en: &'static str) -> Self {
        Self { en, others: &[] }
    }

    /// The text for a language tag, or the English one.
    ///
    /// ```
    /// use connector_kit::Localized;
    ///
    /// let name = Localized { en: "WeChat", others: &[("zh-Hans", "微信")] };
    /// assert_eq!(name.text("zh-Hans"), "微信");
    /// assert_eq!(name.text("fr"), "WeChat");
    /// ```
    pub fn text(&self, tag: &str) -> &'static str {
        self.others
            .iter()
            .find(|(other, _)| other.eq_ignore_ascii_case(tag))
            .map_or(self.en, |(_, text)| text)
    }

    /// Every language with its text, as the Management API shows it.
    pub fn all(&self) -> BTreeMap<&'static str, &'static str> {
        let mut all: BTreeMap<_, _> = self.others.iter().copied().collect();
        all.insert("en", self.en);
        all
    }
}

//! Short texts in several languages.

use std::collections::BTreeMap;
use std::fmt;

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

/// A sentence in several languages with values in it, such as the name of a host.
///
/// A value stands in the text as its name in braces, `{host}`; the values are the same in
/// every language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    text: Localized,
    values: Vec<(&'static str, String)>,
}

impl Sentence {
    /// A sentence with its values.
    pub fn new(text: Localized, values: &[(&'static str, &str)]) -> Self {
        let values = values.iter();
        let values = values.map(|(name, value)| (*name, (*value).to_owned()));
        Self {
            text,
            values: values.collect(),
        }
    }

    /// The sentence for a language tag, or the English one.
    ///
    /// ```
    /// use connector_kit::{Localized, Sentence};
    ///
    /// let text = Localized { en: "{host} answers.", others: &[("zh-Hans", "{host} 有回应。")] };
    /// let sentence = Sentence::new(text, &[("host", "api.weixin.qq.com")]);
    /// assert_eq!(sentence.text("zh-Hans"), "api.weixin.qq.com 有回应。");
    /// assert_eq!(sentence.text("fr"), "api.weixin.qq.com answers.");
    /// ```
    pub fn text(&self, tag: &str) -> String {
        self.fill(self.text.text(tag))
    }

    /// Every language with its sentence, to be kept and shown later in any of them.
    pub fn all(&self) -> BTreeMap<&'static str, String> {
        let all = self.text.all().into_iter();
        all.map(|(tag, text)| (tag, self.fill(text))).collect()
    }

    /// What a value says may hold braces itself, so each place is filled once.
    fn fill(&self, text: &str) -> String {
        let mut filled = String::with_capacity(text.len() + 32);
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            filled.push_str(before);
            let place = after.split_once('}').and_then(|(name, behind)| {
                let value = self.values.iter().find(|(other, _)| *other == name);
                value.map(|(_, value)| (value, behind))
            });
            rest = if let Some((value, behind)) = place {
                filled.push_str(value);
                behind
            } else {
                filled.push('{');
                after
            };
        }
        filled.push_str(rest);
        filled
    }
}

impl From<Localized> for Sentence {
    fn from(text: Localized) -> Self {
        Self::new(text, &[])
    }
}

/// The English sentence.
impl fmt::Display for Sentence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text("en"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_filled_in_once_and_nothing_else_is() {
        let text = Localized {
            en: "{a} {b} {c} {a}{",
            others: &[("fr", "{b}, {a}")],
        };
        let sentence = Sentence::new(text, &[("a", "{b}"), ("b", "x")]);
        assert_eq!(sentence.to_string(), "{b} x {c} {b}{");
        assert_eq!(sentence.text("fr"), "x, {b}");
        assert_eq!(sentence.all()["fr"], "x, {b}");
        assert_eq!(sentence.all().len(), 2);
    }
}

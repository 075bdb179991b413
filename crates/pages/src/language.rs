//! The languages of the pages, and which one a browser gets.

use std::cmp::Ordering;

/// A language that every page speaks completely.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Language {
    /// English, also what is used when nothing else fits.
    En,
    /// Simplified Chinese; for now also for readers of traditional Chinese.
    ZhHans,
    /// French.
    Fr,
}

impl Language {
    /// Every language, in the order in which the pages offer them.
    pub const ALL: &[Self] = &[Self::En, Self::ZhHans, Self::Fr];

    /// The languages of the console.
    pub const CONSOLE: &[Self] = &[Self::En, Self::ZhHans, Self::Fr];

    /// The same language where the console speaks it, otherwise English.
    #[must_use]
    pub fn for_console(self) -> Self {
        if Self::CONSOLE.contains(&self) {
            self
        } else {
            Self::En
        }
    }

    /// The BCP 47 tag, for `lang` and for the cookie.
    pub fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::ZhHans => "zh-Hans",
            Self::Fr => "fr",
        }
    }

    /// What its own speakers call it.
    pub fn own_name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::ZhHans => "简体中文",
            Self::Fr => "Français",
        }
    }

    /// What WeChat's pages take as `lang`: they know Chinese and English.
    pub fn for_wechat(self) -> &'static str {
        match self {
            Self::ZhHans => "cn",
            Self::En | Self::Fr => "en",
        }
    }

    /// Matches a BCP 47 tag (RFC 5646), whatever its case, region or script.
    ///
    /// Tags with an underscore, as WeChat writes them (`zh_CN`), count too.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.trim().split(['-', '_']).next()?;
        [("en", Self::En), ("zh", Self::ZhHans), ("fr", Self::Fr)]
            .into_iter()
            .find_map(|(name, language)| primary.eq_ignore_ascii_case(name).then_some(language))
    }

    /// Chooses the language of a page.
    ///
    /// The application's `ui_locales` (OpenID Connect Core 3.1.2.1, tags separated by spaces) come first,
    /// then the person's own choice in the cookie, then the browser's `Accept-Language`
    /// (RFC 9110, 12.5.4), then English. Values that name no language of ours are passed over.
    pub fn choose(
        ui_locales: Option<&str>,
        cookie: Option<&str>,
        accept_language: Option<&str>,
    ) -> Self {
        let asked = ui_locales
            .into_iter()
            .flat_map(|tags| tags.split(' '))
            .find_map(Self::from_tag);
        asked
            .or_else(|| cookie.and_then(Self::from_tag))
            .or_else(|| accept_language.and_then(Self::accepted))
            .unwrap_or(Self::En)
    }

    /// The language with the greatest weight; among equals, the first.
    fn accepted(header: &str) -> Option<Self> {
        let mut best: Option<(f32, Self)> = None;
        for range in header.split(',') {
            let mut parts = range.split(';');
            let Some(language) = parts.next().and_then(Self::from_tag) else {
                continue;
            };
            let Some(weight) = weight(parts.next()) else {
                continue;
            };
            let better = best.is_none_or(|(most, _)| weight.total_cmp(&most) == Ordering::Greater);
            if weight > 0.0 && better {
                best = Some((weight, language));
            }
        }
        best.map(|(_, language)| language)
    }
}

/// Reads `q=0.8`: 1 when absent, nothing when it is not a number from 0 to 1.
fn weight(parameter: Option<&str>) -> Option<f32> {
    let Some(parameter) = parameter else {
        return Some(1.0);
    };
    let (name, value) = parameter.split_once('=')?;
    let value: f32 = value.trim().parse().ok()?;
    (name.trim().eq_ignore_ascii_case("q") && (0.0..=1.0).contains(&value)).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::Language::{self, En, Fr, ZhHans};

    #[test]
    fn tags_are_matched_by_their_language() {
        for (tag, language) in [
            ("en", Some(En)),
            ("EN-us", Some(En)),
            ("zh", Some(ZhHans)),
            ("zh-CN", Some(ZhHans)),
            ("zh-SG", Some(ZhHans)),
            ("zh_CN", Some(ZhHans)),
            ("zh-Hant-TW", Some(ZhHans)),
            ("ZH-hk", Some(ZhHans)),
            ("fr-CA", Some(Fr)),
            (" fr ", Some(Fr)),
            ("frr", None),
            ("de", None),
            ("*", None),
            ("", None),
            ("-", None),
        ] {
            assert_eq!(Language::from_tag(tag), language, "{tag:?}");
        }
        for &language in Language::ALL {
            assert_eq!(Language::from_tag(language.tag()), Some(language));
        }
    }

    #[test]
    fn the_application_comes_before_the_person_and_the_browser() {
        assert_eq!(
            Language::choose(Some("de fr en"), Some("zh-Hans"), Some("en")),
            Fr
        );
        assert_eq!(
            Language::choose(Some("de"), Some("zh-Hans"), Some("en")),
            ZhHans
        );
        assert_eq!(Language::choose(Some(""), Some("nonsense"), Some("fr")), Fr);
        assert_eq!(Language::choose(None, None, None), En);
    }

    #[test]
    fn weights_of_the_browser_count() {
        for (header, language) in [
            ("de, zh-CN;q=0.8, en;q=0.5", ZhHans),
            ("en;q=0.5, fr;q=0.9, zh;q=0.7", Fr),
            ("fr;q=0.5,zh;q=0.5", Fr),
            ("fr;q=0, zh;q=0.1", ZhHans),
            ("fr;q=0", En),
            ("fr; Q = 0.4", Fr),
            ("fr;q=NaN, zh;q=0.1", ZhHans),
            ("fr;q=7, zh;q=0.1", ZhHans),
            ("fr;level, zh;q=0.1", ZhHans),
            ("*", En),
            (",;,=", En),
        ] {
            assert_eq!(
                Language::choose(None, None, Some(header)),
                language,
                "{header:?}"
            );
        }
    }

    #[test]
    fn wechat_is_asked_for_chinese_or_english() {
        assert_eq!(ZhHans.for_wechat(), "cn");
        assert_eq!(Fr.for_wechat(), "en");
        assert_eq!(En.for_wechat(), "en");
    }
}

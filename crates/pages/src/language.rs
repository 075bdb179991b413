//! The languages of the pages.

mod choice;

pub use choice::Languages;

/// A language that every page speaks completely.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Language {
    /// English, also what is used when nothing else fits.
    En,
    /// Simplified Chinese.
    ZhHans,
    /// Traditional Chinese, as it is written in Taiwan and Hong Kong.
    ZhHant,
    /// French.
    Fr,
    /// Japanese.
    Ja,
    /// Korean.
    Ko,
    /// Spanish.
    Es,
    /// German.
    De,
    /// English made two fifths longer, with accents: shows where a layout has no room. For tests.
    #[doc(hidden)]
    PseudoLong,
    /// English in Hebrew letters: shows what a layout does from right to left. For tests.
    #[doc(hidden)]
    PseudoRtl,
}

impl Language {
    /// Every language, in the order in which the pages offer them.
    pub const ALL: &[Self] = &[
        Self::En,
        Self::ZhHans,
        Self::ZhHant,
        Self::Fr,
        Self::Ja,
        Self::Ko,
        Self::Es,
        Self::De,
    ];

    /// The languages of the console.
    pub const CONSOLE: &[Self] = &[Self::En, Self::ZhHans, Self::Fr];

    /// Languages that nobody speaks, for tests of the layout.
    #[doc(hidden)]
    pub const PSEUDO: &[Self] = &[Self::PseudoLong, Self::PseudoRtl];

    /// The BCP 47 tag, for `lang` and for the cookie.
    pub fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::ZhHans => "zh-Hans",
            Self::ZhHant => "zh-Hant",
            Self::Fr => "fr",
            Self::Ja => "ja",
            Self::Ko => "ko",
            Self::Es => "es",
            Self::De => "de",
            Self::PseudoLong => "en-XA",
            Self::PseudoRtl => "ar-XB",
        }
    }

    /// What its own speakers call it.
    pub fn own_name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::ZhHans => "简体中文",
            Self::ZhHant => "繁體中文",
            Self::Fr => "Français",
            Self::Ja => "日本語",
            Self::Ko => "한국어",
            Self::Es => "Español",
            Self::De => "Deutsch",
            Self::PseudoLong => "Éénglíísh",
            Self::PseudoRtl => "יאגליש",
        }
    }

    /// The value of `dir`: where lines begin.
    pub fn direction(self) -> &'static str {
        match self {
            Self::PseudoRtl => "rtl",
            _ => "ltr",
        }
    }

    /// The nearest language that the console speaks.
    #[must_use]
    pub fn for_console(self) -> Self {
        match self {
            Self::ZhHant => Self::ZhHans,
            Self::Ja | Self::Ko | Self::Es | Self::De => Self::En,
            spoken => spoken,
        }
    }

    /// Matches a BCP 47 tag (RFC 5646), whatever its case and region. Of the two ways to write Chinese, the
    /// script decides, then the region.
    ///
    /// Tags with an underscore, as WeChat writes them (`zh_CN`), count too.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let mut parts = tag.trim().split(['-', '_']);
        let primary = parts.next()?.to_ascii_lowercase();
        Some(match primary.as_str() {
            "en" => Self::En,
            "zh" => parts.find_map(written).unwrap_or(Self::ZhHans),
            "fr" => Self::Fr,
            "ja" => Self::Ja,
            "ko" => Self::Ko,
            "es" => Self::Es,
            "de" => Self::De,
            _ => return None,
        })
    }

    /// A language for tests by its tag, which [`from_tag`](Self::from_tag) never gives.
    #[doc(hidden)]
    pub fn pseudo(tag: &str) -> Option<Self> {
        Self::PSEUDO
            .iter()
            .copied()
            .find(|pseudo| pseudo.tag() == tag)
    }

    /// Chooses the language of a page among all; see [`Languages::choose`].
    pub fn choose(
        ui_locales: Option<&str>,
        cookie: Option<&str>,
        accept_language: Option<&str>,
    ) -> Self {
        Languages::default().choose(ui_locales, cookie, accept_language)
    }
}

/// How Chinese is written, by a script or a region.
fn written(part: &str) -> Option<Language> {
    match part.to_ascii_lowercase().as_str() {
        "hant" | "tw" | "hk" | "mo" => Some(Language::ZhHant),
        "hans" | "cn" | "sg" | "my" => Some(Language::ZhHans),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::Language::{self, De, En, Es, Fr, Ja, Ko, ZhHans, ZhHant};

    #[test]
    fn tags_are_matched_by_their_language() {
        for (tag, language) in [
            ("en", Some(En)),
            ("EN-us", Some(En)),
            ("en-XA", Some(En)),
            ("zh", Some(ZhHans)),
            ("zh-CN", Some(ZhHans)),
            ("zh-SG", Some(ZhHans)),
            ("zh-MY", Some(ZhHans)),
            ("zh_CN", Some(ZhHans)),
            ("zh-Hans-TW", Some(ZhHans)),
            ("zh-Hant-TW", Some(ZhHant)),
            ("zh-Hant-CN", Some(ZhHant)),
            ("ZH-hk", Some(ZhHant)),
            ("zh_TW", Some(ZhHant)),
            ("zh-MO", Some(ZhHant)),
            ("fr-CA", Some(Fr)),
            (" fr ", Some(Fr)),
            ("ja-JP", Some(Ja)),
            ("ko-KR", Some(Ko)),
            ("es-419", Some(Es)),
            ("de-AT", Some(De)),
            ("frr", None),
            ("ar-XB", None),
            ("*", None),
            ("", None),
            ("-", None),
        ] {
            assert_eq!(Language::from_tag(tag), language, "{tag:?}");
        }
        for &language in Language::ALL {
            assert_eq!(Language::from_tag(language.tag()), Some(language));
            assert_eq!(Language::pseudo(language.tag()), None);
            assert_eq!(language.direction(), "ltr");
        }
    }

    #[test]
    fn the_console_speaks_the_nearest_language() {
        for &language in Language::ALL {
            assert!(Language::CONSOLE.contains(&language.for_console()));
        }
        for &language in Language::CONSOLE.iter().chain(Language::PSEUDO) {
            assert_eq!(language.for_console(), language);
        }
        assert_eq!(ZhHant.for_console(), ZhHans);
    }

    #[test]
    fn languages_for_tests_are_asked_for_by_their_own_name_only() {
        for &pseudo in Language::PSEUDO {
            assert_eq!(Language::pseudo(pseudo.tag()), Some(pseudo));
            assert_ne!(Language::from_tag(pseudo.tag()), Some(pseudo));
        }
        assert_eq!(Language::PseudoRtl.direction(), "rtl");
    }
}

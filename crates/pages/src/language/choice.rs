//! Which language a browser gets.

use std::cmp::Ordering;

use super::Language;

/// The languages that the pages offer, and which of them somebody gets who has not chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Languages {
    /// The languages that are on, in the order of the menu.
    pub on: Vec<Language>,
    /// Whether the languages of the browser count.
    pub auto_detect: bool,
    /// For people whose languages are none of these.
    pub fallback: Language,
}

impl Default for Languages {
    fn default() -> Self {
        Self {
            on: Language::ALL.to_vec(),
            auto_detect: true,
            fallback: Language::En,
        }
    }
}

impl Languages {
    /// Chooses the language of a page.
    ///
    /// The application's `ui_locales` (OpenID Connect Core 3.1.2.1, tags separated by spaces) come first,
    /// then the person's own choice in the cookie, then the browser's `Accept-Language`
    /// (RFC 9110, 12.5.4), then the fallback. Values that name no language that is on are passed over.
    pub fn choose(
        &self,
        ui_locales: Option<&str>,
        cookie: Option<&str>,
        accept_language: Option<&str>,
    ) -> Language {
        let asked = ui_locales
            .into_iter()
            .flat_map(|tags| tags.split(' '))
            .find_map(|tag| self.nearest(tag));
        let browser = accept_language.filter(|_| self.auto_detect);
        asked
            .or_else(|| cookie.and_then(|tag| self.nearest(tag)))
            .or_else(|| browser.and_then(|header| self.accepted(header)))
            .unwrap_or(self.fallback)
    }

    /// The language of a tag, if it is on. Who reads one kind of Chinese can make do with the other.
    fn nearest(&self, tag: &str) -> Option<Language> {
        let wanted = Language::from_tag(tag)?;
        let other = match wanted {
            Language::ZhHans => Language::ZhHant,
            Language::ZhHant => Language::ZhHans,
            alone => alone,
        };
        [wanted, other]
            .into_iter()
            .find(|language| self.on.contains(language))
    }

    /// The language with the greatest weight; among equals, the first.
    fn accepted(&self, header: &str) -> Option<Language> {
        let mut best: Option<(f32, Language)> = None;
        for range in header.split(',') {
            let mut parts = range.split(';');
            let Some(language) = parts.next().and_then(|tag| self.nearest(tag)) else {
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
    use super::Languages;
    use crate::Language::{self, De, En, Fr, ZhHans, ZhHant};

    #[test]
    fn the_application_comes_before_the_person_and_the_browser() {
        assert_eq!(
            Language::choose(Some("it fr en"), Some("zh-Hans"), Some("en")),
            Fr
        );
        assert_eq!(
            Language::choose(Some("it"), Some("zh-Hans"), Some("en")),
            ZhHans
        );
        assert_eq!(Language::choose(Some(""), Some("nonsense"), Some("fr")), Fr);
        assert_eq!(Language::choose(None, None, None), En);
    }

    #[test]
    fn weights_of_the_browser_count() {
        for (header, language) in [
            ("it, zh-CN;q=0.8, en;q=0.5", ZhHans),
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
    fn languages_that_are_off_are_passed_over() {
        let languages = Languages {
            on: vec![De, ZhHans],
            auto_detect: true,
            fallback: De,
        };
        for (asked, cookie, header, language) in [
            (Some("fr"), Some("fr"), "fr", De),
            (Some("fr zh-TW"), None, "de", ZhHans),
            (None, Some("fr"), "zh", ZhHans),
            (None, None, "fr, zh-HK;q=0.1", ZhHans),
            (None, None, "en", De),
        ] {
            assert_eq!(languages.choose(asked, cookie, Some(header)), language);
        }
        let traditional = Languages {
            on: vec![En, ZhHant],
            ..languages
        };
        assert_eq!(traditional.choose(None, None, Some("zh-CN")), ZhHant);
    }

    #[test]
    fn the_browser_counts_only_where_it_may() {
        let languages = Languages {
            auto_detect: false,
            fallback: Fr,
            ..Languages::default()
        };
        assert_eq!(languages.choose(None, None, Some("de")), Fr);
        assert_eq!(languages.choose(None, Some("de"), Some("en")), De);
        assert_eq!(languages.choose(Some("zh"), Some("de"), None), ZhHans);
    }
}

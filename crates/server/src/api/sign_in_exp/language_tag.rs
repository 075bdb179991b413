//! Tags of languages as Logto writes them.

use pages::Language;

/// Logto's tag of a language: Chinese by its region.
pub(crate) fn to_tag(tag: &str) -> String {
    match tag {
        "zh-Hans" => "zh-CN".to_owned(),
        "zh-Hant" => "zh-TW".to_owned(),
        other => other.to_owned(),
    }
}

/// Our tag, from Logto's or from ours. One that pages do not speak stays as it is, to be
/// refused.
pub(crate) fn from_tag(tag: &str) -> String {
    let known = Language::from_tag(tag);
    known.map_or_else(|| tag.to_owned(), |language| language.tag().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_comes_back() {
        for language in Language::ALL {
            assert_eq!(from_tag(&to_tag(language.tag())), language.tag());
        }
        assert_eq!(from_tag("zh-HK"), "zh-Hant");
        assert_eq!(from_tag("it"), "it");
    }
}

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use super::{Language, plain, with_chinese, with_name};

/// Every key of a language with its text.
fn texts(language: Language) -> BTreeMap<String, String> {
    let path = format!(
        "{}/locales/{}/sign-in.ftl",
        env!("CARGO_MANIFEST_DIR"),
        language.tag()
    );
    let source = fs::read_to_string(&path).unwrap();
    fluent_bundle::FluentResource::try_new(source.clone())
        .unwrap_or_else(|(_, errors)| panic!("{path}: {errors:?}"));
    let mut texts = BTreeMap::new();
    for line in source
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
    {
        let (key, text) = line
            .split_once(" = ")
            .unwrap_or_else(|| panic!("{path}: {line}"));
        let before = texts.insert(key.to_owned(), text.to_owned());
        assert_eq!(before, None, "{path}: {key} is there twice");
    }
    texts
}

fn variables(text: &str) -> BTreeSet<&str> {
    text.split("{ $")
        .skip(1)
        .filter_map(|rest| rest.split_once(" }"))
        .map(|(name, _)| name)
        .collect()
}

/// Everything in quotes in our templates and page files: the words that may be keys.
fn quoted_words() -> BTreeSet<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut words = BTreeSet::new();
    for folder in ["templates", "src"] {
        for entry in fs::read_dir(root.join(folder)).unwrap() {
            let path = entry.unwrap().path();
            if path.is_file() {
                let source = fs::read_to_string(path).unwrap();
                words.extend(source.split('"').map(str::to_owned));
            }
        }
    }
    words
}

#[test]
fn every_language_has_the_same_keys_and_variables() {
    let english = texts(Language::En);
    for &language in Language::ALL {
        let other = texts(language);
        assert!(english.keys().eq(other.keys()), "{language:?}");
        for (key, text) in &english {
            assert_eq!(
                variables(text),
                variables(&other[key]),
                "{language:?} {key}"
            );
        }
    }
}

#[test]
fn every_key_is_used() {
    let words = quoted_words();
    for key in texts(Language::En).keys() {
        assert!(words.contains(key), "nothing uses {key}");
    }
}

#[test]
fn every_variable_is_one_that_the_pages_know() {
    let known = BTreeSet::from(["app", "destination", "menu", "name", "scope"]);
    for text in texts(Language::En).values() {
        assert!(variables(text).is_subset(&known), "{text}");
    }
}

#[test]
fn labels_of_buttons_stay_short() {
    let buttons = [
        "with-wechat",
        "continue",
        "scan-again",
        "try-again",
        "use-another-way",
        "copy",
        "copied",
        "copy-link",
        "show-code",
        "back-to-sign-in",
        "allow",
        "do-not-allow",
        "sign-out",
        "stay-signed-in",
        "go-to-application",
        "back-to-application",
    ];
    for &language in Language::ALL {
        let texts = texts(language);
        for key in buttons {
            assert!(
                texts[key].chars().count() <= 30,
                "{language:?} {key}: {}",
                texts[key]
            );
        }
    }
}

#[test]
fn the_tone_is_kept() {
    for &language in Language::ALL {
        for (key, text) in texts(language) {
            let lower = text.to_lowercase();
            for word in [
                "!",
                "！",
                "please",
                "sorry",
                "oops",
                "something went wrong",
                "successfully",
                "您",
            ] {
                assert!(!lower.contains(word), "{language:?} {key} says {word:?}");
            }
        }
    }
    for (key, text) in texts(Language::En) {
        for sentence in text.split(['.', '?']) {
            assert!(
                sentence.split_whitespace().count() < 20,
                "{key}: {sentence}"
            );
        }
    }
}

#[test]
fn names_are_escaped_and_keep_their_direction() {
    let html = with_name(Language::En, "sign-in-to-app", "app", "<b>\"A\" & 'B'</b>").to_string();
    assert_eq!(
        html,
        "Sign in to <bdi>&lt;b&gt;&quot;A&quot; &amp; &#39;B&#39;&lt;/b&gt;</bdi>"
    );
    let html = with_name(Language::Fr, "sign-in-to-app", "app", "\u{FDD0}{ $app }").to_string();
    assert_eq!(html, "Se connecter à <bdi>\u{FDD0}{ $app }</bdi>");
}

#[test]
fn quoted_chinese_is_marked() {
    let html = with_chinese(Language::En, "step-open", "menu", "在浏览器打开").to_string();
    assert_eq!(
        html,
        "Choose Open in browser (<span lang=\"zh-Hans\">在浏览器打开</span>)"
    );
}

#[test]
fn a_missing_key_is_shown_rather_than_nothing() {
    assert_eq!(plain(Language::Fr, "no-such-key"), "no-such-key");
}

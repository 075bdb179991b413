use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use super::{Language, Value, group, number, plain, plain_with, with};

/// Every key of a file with its text; texts in several lines are joined.
fn texts(language: Language, file: &str) -> BTreeMap<String, String> {
    let path = format!(
        "{}/locales/{}/{file}.ftl",
        env!("CARGO_MANIFEST_DIR"),
        language.tag()
    );
    let source = fs::read_to_string(&path).unwrap();
    fluent_bundle::FluentResource::try_new(source.clone())
        .unwrap_or_else(|(_, errors)| panic!("{path}: {errors:?}"));
    let mut texts: BTreeMap<String, String> = BTreeMap::new();
    let mut last = String::new();
    for line in source
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
    {
        if line.starts_with([' ', '}']) {
            let text = texts
                .get_mut(&last)
                .unwrap_or_else(|| panic!("{path}: {line}"));
            text.push(' ');
            text.push_str(line.trim());
            continue;
        }
        let (key, text) = line
            .split_once(" =")
            .unwrap_or_else(|| panic!("{path}: {line}"));
        key.clone_into(&mut last);
        let before = texts.insert(key.to_owned(), text.trim().to_owned());
        assert_eq!(before, None, "{path}: {key} is there twice");
    }
    texts
}

/// The files of a language, without their endings.
fn files(language: Language) -> Vec<String> {
    let folder = format!("{}/locales/{}", env!("CARGO_MANIFEST_DIR"), language.tag());
    let mut files: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .map(|name| name.strip_suffix(".ftl").unwrap().to_owned())
        .collect();
    files.sort();
    files
}

/// Every text of a language, with its file.
fn all_texts(language: Language) -> Vec<(String, String, String)> {
    let mut all = Vec::new();
    for file in files(language) {
        for (key, text) in texts(language, &file) {
            all.push((file.clone(), key, text));
        }
    }
    all
}

fn variables(text: &str) -> BTreeSet<&str> {
    text.split("{ $")
        .skip(1)
        .filter_map(|rest| rest.split([' ', '}']).next())
        .collect()
}

/// Everything in quotes in our templates and page files: the words that may be keys.
fn quoted_words() -> BTreeSet<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut words = BTreeSet::new();
    let mut folders = vec![root.join("templates"), root.join("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let source = fs::read_to_string(path).unwrap();
                words.extend(source.split('"').map(str::to_owned));
            }
        }
    }
    words
}

#[test]
fn every_language_has_the_same_keys_and_variables() {
    for &language in Language::ALL {
        let mut expected = files(Language::En);
        if !Language::CONSOLE.contains(&language) {
            expected.retain(|file| !file.starts_with("console"));
        }
        assert_eq!(files(language), expected, "{language:?}");
        for file in files(language) {
            let (english, other) = (texts(Language::En, &file), texts(language, &file));
            for key in english.keys() {
                assert!(other.contains_key(key), "{language:?} {file} lacks {key}");
            }
            for (key, text) in &other {
                let english = english.get(key);
                let english = english.unwrap_or_else(|| panic!("{language:?} {file}: {key}"));
                assert_eq!(variables(text), variables(english), "{language:?} {key}");
            }
        }
    }
}

#[test]
fn no_key_is_in_two_files() {
    let mut seen = BTreeMap::new();
    for (file, key, _) in all_texts(Language::En) {
        let before = seen.insert(key.clone(), file.clone());
        assert_eq!(before, None, "{key} is in {file} too");
    }
}

#[test]
fn every_key_and_every_variable_is_used() {
    let words = quoted_words();
    for (file, key, text) in all_texts(Language::En) {
        assert!(words.contains(&key), "nothing uses {key} of {file}");
        for variable in variables(&text) {
            assert!(words.contains(variable), "{key} of {file}: {variable}");
        }
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
        "sign-in-with-that-account",
        "keep-this-account",
        "use-another-account",
    ];
    for &language in Language::ALL {
        let texts = texts(language, "sign-in");
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
        for (_, key, text) in all_texts(language) {
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
                "usted",
                "죄송",
                "申し訳",
                "entschuldig",
                "bitte ",
                "por favor",
                "veuillez",
            ] {
                assert!(!lower.contains(word), "{language:?} {key} says {word:?}");
            }
        }
    }
    for (_, key, text) in all_texts(Language::En) {
        for sentence in text.split(['.', '?', '[']) {
            assert!(
                sentence.split_whitespace().count() < 20,
                "{key}: {sentence}"
            );
        }
    }
}

#[test]
fn names_are_escaped_and_keep_their_direction() {
    let say = |language, name| {
        with(language, "sign-in-to-app", &[("app", Value::Name(name))]).to_string()
    };
    assert_eq!(
        say(Language::En, "<b>\"A\" & 'B'</b>"),
        "Sign in to <bdi>&lt;b&gt;&quot;A&quot; &amp; &#39;B&#39;&lt;/b&gt;</bdi>"
    );
    assert_eq!(
        say(Language::Fr, "\u{FDD0}{ $app }"),
        "Se connecter à <bdi>\u{FDD0}{ $app }</bdi>"
    );
}

#[test]
fn quoted_chinese_is_marked() {
    let menu = [("menu", Value::Chinese("在浏览器打开"))];
    let html = with(Language::En, "step-open", &menu).to_string();
    assert_eq!(
        html,
        "Choose Open in browser (<span lang=\"zh-Hans\">在浏览器打开</span>)"
    );
    assert_eq!(
        plain_with(Language::En, "step-open", &menu),
        "Choose Open in browser (在浏览器打开)"
    );
}

#[test]
fn numbers_are_grouped_as_each_language_does() {
    assert_eq!(number(Language::En, 1_284_007), "1,284,007");
    assert_eq!(number(Language::Fr, 1284), "1\u{202F}284");
    assert_eq!(number(Language::De, 1284), "1.284");
    assert_eq!(number(Language::ZhHans, 999), "999");
    assert_eq!(number(Language::En, -1000), "-1,000");
    assert_eq!(group("100", ","), "100");
}

#[test]
fn a_missing_key_is_shown_rather_than_nothing() {
    assert_eq!(plain(Language::Fr, "no-such-key"), "no-such-key");
}

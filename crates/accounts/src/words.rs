//! The words that people are found by.
//!
//! A list of words can be searched by the beginning of a word, however many people there
//! are. Names are cut into words here, and what somebody types into a search is cut in
//! the same way, so that both meet.

use unicode_normalization::UnicodeNormalization;

/// How many words a person has at most, and how many one name may bring.
const MOST: usize = 24;
const MOST_OF_NAME: usize = 12;
/// How many characters of a word count.
const LONGEST: usize = 16;
/// How many words of a search count: the longest ones.
const MOST_SOUGHT: usize = 4;

/// The words of all names of one person, each once.
///
/// Upper and lower case, accents, and the wide and narrow forms of letters make no
/// difference. Chinese, Japanese, Korean and Thai are written without spaces, so such text
/// gets a word for each character that it can be begun at.
///
/// ```
/// assert_eq!(accounts::name_words(["Zoë Müller"]), ["zoe", "muller"]);
/// assert_eq!(accounts::name_words(["王小明🌸"]), ["王小明", "小明", "明", "🌸"]);
/// ```
pub fn name_words<'a>(names: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for name in names {
        let mut of_name = 0;
        for run in runs(name) {
            let beginnings = if run.unspaced { run.letters.len() } else { 1 };
            for start in 0..beginnings {
                let word: String = run.letters.iter().skip(start).take(LONGEST).collect();
                if of_name < MOST_OF_NAME && words.len() < MOST && !words.contains(&word) {
                    words.push(word);
                    of_name += 1;
                }
            }
        }
    }
    words
}

/// The words that a search looks for, longest first; each has to be the beginning of a
/// word of the person.
///
/// ```
/// assert_eq!(accounts::search_words("li XIAOMING"), ["xiaoming", "li"]);
/// ```
pub fn search_words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = runs(text)
        .into_iter()
        .map(|run| run.letters.into_iter().take(LONGEST).collect())
        .collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.chars().count()));
    let mut kept: Vec<String> = Vec::new();
    for word in words {
        // Whoever is found by the longer one is found by its beginning too.
        if kept.len() < MOST_SOUGHT && !kept.iter().any(|longer| longer.starts_with(&word)) {
            kept.push(word);
        }
    }
    kept
}

/// Letters that belong together.
struct Run {
    letters: Vec<char>,
    /// Whether a word may begin at each of them.
    unspaced: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Letter,
    Unspaced,
    Picture,
}

fn runs(text: &str) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut before = None;
    let letters = text
        .nfkd()
        .flat_map(char::to_lowercase)
        .filter(|letter| !is_accent(*letter))
        .nfc();
    for letter in letters {
        if is_joint(letter) {
            continue;
        }
        let kind = kind(letter);
        match (kind, runs.last_mut()) {
            (None, _) => {}
            (Some(_), Some(run)) if kind == before => run.letters.push(letter),
            (Some(kind), _) => runs.push(Run {
                letters: vec![letter],
                unspaced: kind != Kind::Letter,
            }),
        }
        before = kind;
    }
    runs
}

fn kind(letter: char) -> Option<Kind> {
    match letter {
        // Thai, Lao, Burmese, Khmer; kana and what stands between them; ideographs; Hangul.
        '\u{E00}'..='\u{EFF}'
        | '\u{1000}'..='\u{109F}'
        | '\u{1780}'..='\u{17FF}'
        | '\u{3005}'..='\u{3007}'
        | '\u{3040}'..='\u{30FF}'
        | '\u{31F0}'..='\u{31FF}'
        | '\u{3400}'..='\u{4DBF}'
        | '\u{4E00}'..='\u{9FFF}'
        | '\u{AC00}'..='\u{D7AF}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3FFFF}' => Some(Kind::Unspaced),
        letter if letter.is_alphanumeric() => Some(Kind::Letter),
        '\u{2190}'..='\u{27BF}' | '\u{2900}'..='\u{2BFF}' | '\u{1F000}'..='\u{1FAFF}' => {
            Some(Kind::Picture)
        }
        _ => None,
    }
}

fn is_accent(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36F}')
}

/// Makes one picture of several, or chooses between two looks of it.
fn is_joint(letter: char) -> bool {
    matches!(letter, '\u{200D}' | '\u{FE00}'..='\u{FE0F}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_are_cut_where_people_see_words() {
        for (name, words) in [
            ("", &[][..]),
            (" \u{202E}\u{0}…!?", &[]),
            ("Iris Chen", &["iris", "chen"]),
            ("iris_chen.99", &["iris", "chen", "99"]),
            ("O'Brien-Smith", &["o", "brien", "smith"]),
            ("İpek Ångström", &["ipek", "angstrom"]),
            ("ＷｅＣｈａｔ　Ⅳ", &["wechat", "iv"]),
            ("Ελένη", &["ελενη"]),
            ("Ли Wei", &["ли", "wei"]),
            ("محمد علي", &["محمد", "علي"]),
            ("李 雷 Lei", &["李", "雷", "lei"]),
            (
                "さくらちゃん",
                &[
                    "さくらちゃん",
                    "くらちゃん",
                    "らちゃん",
                    "ちゃん",
                    "ゃん",
                    "ん",
                ],
            ),
            ("김민수", &["김민수", "민수", "수"]),
            ("👨‍👩‍👧", &["👨👩👧", "👩👧", "👧"]),
            ("a a A á", &["a"]),
        ] {
            assert_eq!(name_words([name]), words, "{name:?}");
        }
        let long = "x".repeat(40);
        assert_eq!(name_words([&*long]), ["x".repeat(16)]);
    }

    #[test]
    fn a_person_has_only_so_many_words_and_each_name_some() {
        let all: Vec<char> = ('一'..).take(64).collect();
        let long: String = all.iter().collect();
        assert_eq!(name_words([&*long]).len(), MOST_OF_NAME);
        let words = name_words([&*long, "Iris", "iris chen"]);
        assert_eq!(words[MOST_OF_NAME..], ["iris", "chen"]);
        let many: Vec<String> = (0..99).map(|n| format!("name{n}")).collect();
        assert_eq!(name_words(many.iter().map(String::as_str)).len(), MOST);
    }

    #[test]
    fn a_search_looks_for_the_longest_words() {
        for (text, words) in [
            ("", &[][..]),
            ("--", &[]),
            ("Li", &["li"]),
            ("小明 li", &["小明", "li"]),
            ("wang wang wa", &["wang"]),
            ("a bb ccc dddd eeeee", &["eeeee", "dddd", "ccc", "bb"]),
        ] {
            assert_eq!(search_words(text), words, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn whoever_types_a_name_finds_it(name in "\\PC{0,24}", cut in 1_usize..24) {
            let words = name_words([&*name]);
            let found = |text: &str| {
                search_words(text)
                    .iter()
                    .all(|sought| words.iter().any(|word| word.starts_with(&**sought)))
            };
            // Names with more words than are kept may be found by some of them only.
            prop_assume!(words.len() < MOST_OF_NAME);
            prop_assert!(found(&name));
            let start: String = name.chars().take(cut).collect();
            prop_assert!(found(&start) || name.nfc().ne(name.chars()));
            for word in &words {
                let length = word.chars().count();
                prop_assert!((1..=LONGEST).contains(&length), "{}", word);
            }
        }
    }
}

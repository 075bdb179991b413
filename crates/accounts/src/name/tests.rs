use proptest::prelude::*;

use super::*;

#[test]
fn names_that_are_fine_stay_as_they_are() {
    for name in [
        "小明",
        "Anne-Marie O’Neil",
        "ｌｉｆａｎｇ",
        "محمد",
        "नमस्ते",
        "é e\u{301}",
        "👨\u{200D}👩\u{200D}👧",
        "❤\u{FE0F}\u{200D}🔥 1️⃣",
        "🇨🇳",
    ] {
        assert_eq!(clean_name(name).as_deref(), Some(name));
    }
}

#[test]
fn what_cannot_be_seen_goes() {
    for (name, shown) in [
        ("  小明\t\r\n 二  ", "小明 二"),
        ("a\u{3000}\u{A0}\u{2028}b\u{85}c", "a b c"),
        ("a\0b\u{7F}c\u{1B}", "abc"),
        ("evil\u{202E}gpj.exe\u{2069}", "evilgpj.exe"),
        ("小\u{200B}明\u{FEFF}\u{AD}", "小明"),
        // A joiner between letters joins nothing.
        ("a\u{200D}b\u{200D}", "ab"),
        ("👨\u{200D} 👩\u{200D}", "👨 👩"),
        ("👨\u{200D}\u{200D}👩", "👨\u{200D}👩"),
        // SoftBank's and other private signs.
        ("小明\u{E32E}\u{F8FF}\u{F0000}", "小明"),
        ("a \u{FE0F} b\u{FE0F}", "a b\u{FE0F}"),
    ] {
        assert_eq!(clean_name(name).as_deref(), Some(shown), "{name:?}");
    }
}

#[test]
fn nothing_is_left_of_nothing() {
    for name in [
        "",
        " ",
        "\n",
        "\u{3164}",
        "\u{E32E}",
        "\u{200D}",
        "\u{FE0F}",
        "\u{202E} \u{200B}",
    ] {
        assert_eq!(clean_name(name), None, "{name:?}");
    }
}

#[test]
fn long_names_end_before_the_letter_that_does_not_fit() {
    let long = "明".repeat(65);
    assert_eq!(clean_name(&long), Some("明".repeat(64)));
    // A family of five characters would be cut in two.
    let family = "👨\u{200D}👩\u{200D}👧";
    let name = "明".repeat(62) + family;
    assert_eq!(clean_name(&name), Some("明".repeat(62)));
    let name = "明".repeat(59) + family;
    assert_eq!(clean_name(&name), Some(name));
    // White space at the new end goes too.
    let name = "明".repeat(63) + " 明";
    assert_eq!(clean_name(&name), Some("明".repeat(63)));
    // One letter under a heap of marks.
    let heap = "e".to_owned() + &"\u{301}".repeat(200);
    assert_eq!(clean_name(&heap).unwrap().chars().count(), 64);
}

/// Text that is full of what is to be removed.
fn odd_text() -> impl Strategy<Value = String> {
    let odd = prop::sample::select(vec![
        ' ',
        '\n',
        '\u{3000}',
        '\u{200D}',
        '\u{200B}',
        '\u{202E}',
        '\u{FE0F}',
        '\u{301}',
        '\u{E32E}',
        '\u{1F3FB}',
        '👨',
        '👩',
        '🇨',
        '🇳',
        'a',
        '明',
        '\0',
        '\u{E0101}',
    ]);
    let letter = prop_oneof![4 => odd, 1 => any::<char>()];
    prop::collection::vec(letter, 0..100).prop_map(|letters| letters.into_iter().collect())
}

proptest! {
    #[test]
    fn a_clean_name_is_short_visible_and_in_one_line(name in odd_text()) {
        if let Some(clean) = clean_name(&name) {
            prop_assert!((1..=LONGEST).contains(&clean.chars().count()));
            prop_assert_eq!(clean.trim(), &clean);
            prop_assert!(!clean.contains("  "));
            prop_assert!(clean.chars().all(|letter| letter == ' ' || !letter.is_whitespace()));
            prop_assert!(!clean.chars().any(has_no_look));
        }
    }

    #[test]
    fn cleaning_twice_is_cleaning_once(name in odd_text()) {
        let once = clean_name(&name);
        prop_assert_eq!(once.as_deref().and_then(clean_name), once);
    }

    #[test]
    fn nothing_is_made_up(name in odd_text()) {
        let clean = clean_name(&name).unwrap_or_default();
        let mut given = name.chars().map(|c| if c.is_whitespace() { ' ' } else { c });
        prop_assert!(clean.chars().all(|letter| given.any(|other| other == letter)));
    }

    #[test]
    fn visible_letters_are_never_lost(name in "[a-z明é ]{0,64}") {
        let letters = |text: &str| text.chars().filter(|c| *c != ' ').collect::<String>();
        let clean = clean_name(&name).unwrap_or_default();
        prop_assert_eq!(letters(&clean), letters(&name));
    }
}

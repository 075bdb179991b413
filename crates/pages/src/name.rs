//! How a nickname is shown.

use unicode_segmentation::UnicodeSegmentation;

/// The most visible characters of a nickname on a sign-in page.
const LONGEST: usize = 32;

/// The most code points that one visible character may be made of: the longest family emoji has eleven, while
/// piles of accents that run over neighbouring lines have dozens.
const DEEPEST: usize = 12;

/// A nickname as pages may show it, or nothing if no visible character is left.
///
/// Nicknames are untrusted text of somebody's own choosing: control characters and those that turn the
/// direction of the text around them are removed, white space becomes single spaces, and no more than
/// 32 visible characters are kept. The result is still text, to be escaped where it is used.
pub fn display_name(nickname: &str) -> Option<String> {
    let shown: String = nickname
        .split_whitespace()
        .map(|word| word.chars().filter(|c| !is_hidden(*c)).collect::<String>())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ");
    if shown.chars().all(is_joint) {
        return None;
    }
    let mut kept: String = shown
        .graphemes(true)
        .take(LONGEST)
        .flat_map(|grapheme| grapheme.chars().take(DEEPEST))
        .collect();
    if shown.graphemes(true).nth(LONGEST).is_some() {
        kept.push('…');
    }
    Some(kept)
}

/// The first visible character, for the tile that stands for a missing picture.
pub(crate) fn initial(name: &str) -> Option<String> {
    let shown = display_name(name)?;
    let first = shown.graphemes(true).next()?;
    Some(first.to_uppercase())
}

/// Control characters, and format characters that reorder or hide text.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{00AD}' | '\u{061C}' | '\u{180E}' | '\u{200B}' | '\u{200E}' | '\u{200F}'
            | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}'
            | '\u{FFF9}'..='\u{FFFB}' | '\u{E000}'..='\u{F8FF}')
}

/// Characters that only join or vary others, or that are blank though not white space.
fn is_joint(c: char) -> bool {
    matches!(
        c,
        '\u{200C}' | '\u{200D}' | '\u{FE00}'
            ..='\u{FE0F}'
                | '\u{034F}'
                | '\u{115F}'
                | '\u{1160}'
                | '\u{2800}'
                | '\u{3164}'
                | '\u{FFA0}'
                | ' '
    )
}

#[cfg(test)]
mod tests {
    use super::{display_name, initial};

    #[test]
    fn ordinary_names_stay_as_they_are() {
        for name in ["小明", "Emma 🌸", "محمد", "👨‍👩‍👧‍👦 Li", "O'Brien <b>"]
        {
            assert_eq!(display_name(name).as_deref(), Some(name));
        }
    }

    #[test]
    fn what_cannot_be_seen_is_removed() {
        assert_eq!(
            display_name("a\u{0}b\u{202E}c\u{7f}\n d").as_deref(),
            Some("abc d")
        );
        assert_eq!(display_name("  a \t\r\n b ").as_deref(), Some("a b"));
    }

    #[test]
    fn nothing_visible_is_no_name() {
        for name in [
            "",
            " ",
            "\u{200B}\u{200D}",
            "\u{3164}",
            "\u{202E}\u{1}",
            "\u{3000}",
            "\u{FE0F}",
        ] {
            assert_eq!(display_name(name), None, "{name:?}");
        }
    }

    #[test]
    fn long_names_are_cut_between_visible_characters() {
        let kept = display_name(&"👨‍👩‍👧‍👦".repeat(40)).unwrap();
        assert_eq!(kept, format!("{}…", "👨‍👩‍👧‍👦".repeat(32)));
        assert_eq!(display_name(&"字".repeat(32)).unwrap(), "字".repeat(32));
    }

    #[test]
    fn piles_of_accents_are_kept_low() {
        let kept = display_name(&format!("e{}", "\u{301}".repeat(500))).unwrap();
        assert_eq!(kept.chars().count(), super::DEEPEST);
    }

    #[test]
    fn the_initial_is_one_visible_character() {
        assert_eq!(initial("emma").as_deref(), Some("E"));
        assert_eq!(initial("小明").as_deref(), Some("小"));
        assert_eq!(initial("👨‍👩‍👧‍👦 Li").as_deref(), Some("👨‍👩‍👧‍👦"));
        assert_eq!(initial(""), None);
    }
}

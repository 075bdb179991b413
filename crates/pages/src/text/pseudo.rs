//! Languages that nobody speaks, made mechanically from English.
//!
//! What stands for a value is left alone: names and numbers are the same in every language.

/// Each vowel twice, with an accent: two fifths longer, and still to be read.
pub(super) fn long(sentence: &str) -> String {
    let mut text = String::with_capacity(sentence.len() * 2);
    for c in sentence.chars() {
        let accented = match c {
            'a' => 'á',
            'e' => 'é',
            'i' => 'í',
            'o' => 'ó',
            'u' => 'ú',
            'A' => 'Á',
            'E' => 'É',
            'I' => 'Í',
            'O' => 'Ó',
            'U' => 'Ú',
            other => {
                text.push(other);
                continue;
            }
        };
        text.push(accented);
        text.extend(accented.to_lowercase());
    }
    text
}

/// Hebrew letters in place of Latin ones, so that lines run from right to left.
pub(super) fn from_right_to_left(sentence: &str) -> String {
    const LETTERS: [char; 26] = [
        'א', 'ב', 'ק', 'ד', 'ע', 'פ', 'ג', 'ה', 'י', 'ז', 'כ', 'ל', 'מ', 'נ', 'ס', 'צ', 'ק', 'ר',
        'ש', 'ת', 'ו', 'ו', 'ש', 'ח', 'ט', 'ז',
    ];
    let letter = |c: char| match c {
        'a'..='z' | 'A'..='Z' => {
            let lower = u32::from(c.to_ascii_lowercase());
            let at = (lower - u32::from('a')) as usize;
            LETTERS.get(at).copied().unwrap_or(c)
        }
        other => other,
    };
    sentence.chars().map(letter).collect()
}

#[cfg(test)]
mod tests {
    use super::{from_right_to_left, long};

    #[test]
    fn english_gets_longer_by_two_fifths() {
        let sentence = "This page was open for too long, or came from a bookmark.";
        let (before, after) = (sentence.chars().count(), long(sentence).chars().count());
        assert!(
            (130..=150).contains(&(after * 100 / before)),
            "{before} {after}"
        );
        assert_eq!(long("Open it"), "Óópéén íít");
    }

    #[test]
    fn values_and_numbers_stay() {
        assert_eq!(long("\u{FDD0} 12"), "\u{FDD0} 12");
        assert_eq!(from_right_to_left("\u{FDD0} 12 a"), "\u{FDD0} 12 א");
    }

    #[test]
    fn every_latin_letter_is_replaced() {
        let all: String = ('a'..='z').chain('A'..='Z').collect();
        assert!(from_right_to_left(&all).chars().all(|c| !c.is_ascii()));
    }
}

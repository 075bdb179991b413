//! Names as they are shown.

use unicode_segmentation::UnicodeSegmentation;

/// How many characters of a name are shown.
const LONGEST: usize = 64;

/// Makes a name fit to be shown beside others, in one line of text.
///
/// People write what they like into a nickname: line breaks, letters nobody can see,
/// marks that turn the text of the whole page around, emoji of phones of 2009. What has
/// no look of its own goes, white space becomes single spaces, and what is too long ends
/// before the letter that does not fit. Gives nothing when nothing is left.
///
/// The same name again comes out unchanged.
///
/// ```
/// assert_eq!(accounts::clean_name(" 小\u{202E}明\n二 ").as_deref(), Some("小明 二"));
/// assert_eq!(accounts::clean_name("\u{200B}"), None);
/// ```
pub fn clean_name(name: &str) -> Option<String> {
    let mut kept = name
        .chars()
        .filter(|letter| !has_no_look(*letter))
        .peekable();
    let mut clean = String::new();
    while let Some(letter) = kept.next() {
        let before = clean.chars().next_back();
        let stays = match letter {
            JOINER => before.is_some_and(joins) && kept.peek().copied().is_some_and(is_picture),
            letter if is_variation(letter) => before.is_some_and(|before| before != ' '),
            letter if letter.is_whitespace() => {
                if before.is_some_and(|before| before != ' ') {
                    clean.push(' ');
                }
                false
            }
            _ => true,
        };
        if stays {
            clean.push(letter);
        }
    }
    let shown = shorten(&clean).trim_end_matches([' ', JOINER]);
    (!shown.is_empty()).then(|| shown.to_owned())
}

/// The beginning of a text, up to the last letter that fits.
///
/// A single letter may be longer than all that fits, being heaped with marks; of that
/// one the beginning is kept.
fn shorten(text: &str) -> &str {
    let end_of = |count: usize| text.char_indices().nth(count).map(|(end, _)| end);
    let Some(limit) = end_of(LONGEST) else {
        return text;
    };
    let borders = text.grapheme_indices(true).map(|(start, _)| start);
    let border = borders.take_while(|start| *start <= limit).last();
    match border {
        None | Some(0) => &text[..limit],
        Some(border) => &text[..border],
    }
}

/// Control characters, private ones, and those whose only effect is on their neighbours.
fn has_no_look(letter: char) -> bool {
    if letter.is_control() {
        return !letter.is_whitespace();
    }
    matches!(letter,
        // Soft hyphen, grapheme joiner, Arabic letter mark.
        '\u{AD}' | '\u{34F}' | '\u{61C}'
        // Fillers that take a place and show nothing.
        | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{2800}' | '\u{3164}' | '\u{FFA0}'
        // Mongolian separators.
        | '\u{180B}'..='\u{180F}'
        // Zero width: all but the joiner, which is looked at in its place.
        | '\u{200B}' | '\u{200C}' | '\u{2060}'..='\u{2065}' | '\u{FEFF}'
        // What turns the direction of text.
        | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{206F}'
        // Annotations, musical controls, shorthand controls, tags.
        | '\u{FFF0}'..='\u{FFFB}' | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}'
        | '\u{E0000}'..='\u{E00FF}' | '\u{E01F0}'..='\u{E0FFF}'
        // Private use: the emoji of old phones, which today's show as boxes.
        | '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}'
    )
}

/// Chooses between two looks of the letter before it.
fn is_variation(letter: char) -> bool {
    matches!(letter, '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

/// Whether a joiner may stand behind it: it makes one picture of several.
fn joins(letter: char) -> bool {
    is_picture(letter) || is_variation(letter)
}

fn is_picture(letter: char) -> bool {
    matches!(letter, '\u{2190}'..='\u{27BF}' | '\u{2900}'..='\u{2BFF}' | '\u{1F000}'..='\u{1FAFF}')
}

/// Makes one family of three people.
const JOINER: char = '\u{200D}';

#[cfg(test)]
mod tests;

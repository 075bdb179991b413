//! Which style sheets of an operator's own are served.
//!
//! A sheet may change how our pages look. It may not load anything from anywhere, run anything
//! in old browsers, or end in the middle of something, so that what follows it means something
//! else.

use std::fmt;

/// How long a sheet may be, in bytes.
const LONGEST: usize = 32 * 1024;

/// What a sheet may not say, however it is written.
const FORBIDDEN: [&str; 11] = [
    "@import",
    "@charset",
    "@namespace",
    "url(",
    "src(",
    "image-set(",
    "expression(",
    "behavior:",
    "-moz-binding",
    "javascript:",
    "</",
];

/// Why a sheet is not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum CssProblem {
    /// It is too long.
    TooLong,
    /// It says what it may not.
    Forbidden(&'static str),
    /// A comment, a text or a block is not closed, or one is closed that is not open.
    Unbalanced,
}

impl fmt::Display for CssProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLong => f.write_str("a style sheet has at most 32 KiB"),
            Self::Forbidden(word) => write!(
                f,
                "a style sheet may not contain {word}, because it loads nothing and runs nothing"
            ),
            Self::Unbalanced => f.write_str(
                "the style sheet ends inside of a comment, a text or a block, or closes one that is not open",
            ),
        }
    }
}

/// Whether a sheet is taken.
pub(super) fn check(sheet: &str) -> Result<(), CssProblem> {
    if sheet.len() > LONGEST {
        return Err(CssProblem::TooLong);
    }
    if sheet.contains('\0') {
        return Err(CssProblem::Unbalanced);
    }
    let plain = plain(sheet)?;
    // As it is written, too: what a comment hides from one reader it may show to another.
    for text in [&plain, &squeezed(sheet)] {
        if let Some(word) = FORBIDDEN.iter().find(|word| text.contains(**word)) {
            return Err(CssProblem::Forbidden(word));
        }
    }
    Ok(())
}

/// The sheet as browsers understand it (CSS Syntax 3, section 4.3): without comments and
/// escapes, in small letters, and without the white space in which a word could hide.
fn plain(sheet: &str) -> Result<String, CssProblem> {
    let mut plain = String::with_capacity(sheet.len());
    let mut open: Vec<char> = Vec::new();
    let mut quote = None;
    let mut letters = sheet.chars().peekable();
    while let Some(letter) = letters.next() {
        match (quote, letter) {
            (_, '\\') => {
                if let Some(letter) = escaped(&mut letters)? {
                    plain.push(letter);
                }
            }
            (Some(_), '\n' | '\r' | '\u{c}') => return Err(CssProblem::Unbalanced),
            (Some(mark), letter) => {
                if letter == mark {
                    quote = None;
                }
                plain.push(letter);
            }
            (None, '/') if letters.peek() == Some(&'*') => skip_comment(&mut letters)?,
            (None, '"' | '\'') => {
                quote = Some(letter);
                plain.push(letter);
            }
            (None, '{' | '(' | '[') => {
                open.push(letter);
                plain.push(letter);
            }
            (None, '}' | ')' | ']') => {
                let fits = matches!(
                    (open.pop(), letter),
                    (Some('{'), '}') | (Some('('), ')') | (Some('['), ']')
                );
                if !fits {
                    return Err(CssProblem::Unbalanced);
                }
                plain.push(letter);
            }
            (None, letter) => plain.push(letter),
        }
    }
    if quote.is_some() || !open.is_empty() {
        return Err(CssProblem::Unbalanced);
    }
    Ok(squeezed(&plain))
}

fn squeezed(text: &str) -> String {
    let letters = text.chars().filter(|c| !c.is_whitespace());
    letters.flat_map(char::to_lowercase).collect()
}

fn skip_comment(letters: &mut impl Iterator<Item = char>) -> Result<(), CssProblem> {
    letters.next();
    let mut before = ' ';
    for letter in letters {
        if before == '*' && letter == '/' {
            return Ok(());
        }
        before = letter;
    }
    Err(CssProblem::Unbalanced)
}

/// The character that an escape stands for: up to six digits and one white space, or itself.
/// A line that goes on is nothing.
fn escaped(
    letters: &mut std::iter::Peekable<std::str::Chars<'_>>,
) -> Result<Option<char>, CssProblem> {
    let mut digits = String::new();
    while let Some(digit) = letters.next_if(|c| c.is_ascii_hexdigit() && digits.len() < 6) {
        digits.push(digit);
    }
    if digits.is_empty() {
        let letter = letters.next().ok_or(CssProblem::Unbalanced)?;
        if letter == '\r' {
            letters.next_if_eq(&'\n');
        }
        return Ok((!matches!(letter, '\n' | '\r')).then_some(letter));
    }
    letters.next_if(|c| c.is_whitespace());
    let number = u32::from_str_radix(&digits, 16).unwrap_or_default();
    Ok(char::from_u32(number))
}

#[cfg(test)]
mod tests {
    use super::{CssProblem, LONGEST, check};

    #[test]
    fn ordinary_sheets_are_taken() {
        for sheet in [
            "",
            "h1 { color: #333; font-family: \"My Font\", serif }",
            "/* a comment { */ .btn[data-x=\"}\"]::after { content: '\\201C' }",
            "@media (max-width: 480px) { .sheet { padding: calc(2px + 1em) } }",
            ".a\\:b { --source: 1 }",
            "a::before { content: \"two \\\r\nlines\" }",
            ".sheet { background: linear-gradient(#fff, #eee) }",
        ] {
            assert_eq!(check(sheet), Ok(()), "{sheet}");
        }
    }

    #[test]
    fn nothing_is_loaded_and_nothing_runs_however_it_is_written() {
        for (sheet, word) in [
            ("@import 'https://evil.example/x.css';", "@import"),
            ("@IMPORT \"x\";", "@import"),
            ("@\\69mport \"x\";", "@import"),
            ("@\\000069 mport \"x\";", "@import"),
            ("@charset \"utf-7\";", "@charset"),
            ("a { background: url(https://evil.example/) }", "url("),
            ("a { background: U\\52L(x) }", "url("),
            ("a { background: u\\72l('x') }", "url("),
            ("a { background: ur/**/l(x) }", "url("),
            ("a { background: url (x) }", "url("),
            ("@font-face { src: src(\"x\") }", "src("),
            (
                "a { background: -webkit-image-set(\"x\" 1x) }",
                "image-set(",
            ),
            ("a { width: expression(alert(1)) }", "expression("),
            ("a { width: exp/* */ression(alert(1)) }", "expression("),
            ("a { behavior: x }", "behavior:"),
            ("a { BEHAVIOR :x }", "behavior:"),
            ("a { -moz-binding: x }", "-moz-binding"),
            ("a::after { content: \"</style>\" }", "</"),
            ("/* </style> */", "</"),
            ("a { x: 'java\\73 cript:1' }", "javascript:"),
        ] {
            assert_eq!(check(sheet), Err(CssProblem::Forbidden(word)), "{sheet}");
        }
    }

    #[test]
    fn what_is_open_is_closed() {
        for sheet in [
            "h1 {",
            "h1 }",
            "h1 { color: red }}",
            "a[b=c { }",
            "/* ",
            "/* *",
            "a { x: \"b }",
            "a { x: 'b\n' }",
            "a { x: (} ) }",
            "a { x: 1 } \\",
            "a\0b {}",
        ] {
            assert_eq!(check(sheet), Err(CssProblem::Unbalanced), "{sheet:?}");
        }
    }

    #[test]
    fn sheets_have_a_limit() {
        let comment = |length: usize| format!("/*{}*/", "x".repeat(length - 4));
        assert_eq!(check(&comment(LONGEST)), Ok(()));
        assert_eq!(check(&comment(LONGEST + 1)), Err(CssProblem::TooLong));
    }
}

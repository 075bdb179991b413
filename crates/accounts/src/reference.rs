//! References that can be read aloud.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Digits and letters that nobody confuses: no 0/O, 1/I/L, U/V.
const ALPHABET: &[u8; 29] = b"23456789ABCDEFGHJKMNPQRSTWXYZ";

/// The name of an attempt: eight characters, shown as `7QK4-M2XW`.
///
/// People read it to whoever supports them. It is a name, not a secret: knowing it
/// opens nothing.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Reference(String);

/// The text is not a reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a reference has eight letters and digits, such as 7QK4-M2XW")]
pub struct ReferenceError;

impl Reference {
    /// Makes a reference of eight random bytes.
    pub fn from_random(bytes: [u8; 8]) -> Self {
        let letter = |byte: u8| char::from(ALPHABET[usize::from(byte) % ALPHABET.len()]);
        Self(bytes.into_iter().map(letter).collect())
    }

    /// The eight characters, as they are stored.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", &self.0[..4], &self.0[4..])
    }
}

impl FromStr for Reference {
    type Err = ReferenceError;

    /// Reads what somebody typed: any case, with or without dash and spaces.
    fn from_str(text: &str) -> Result<Self, ReferenceError> {
        let letters: String = text
            .chars()
            .filter(|letter| !matches!(letter, '-' | ' '))
            .map(|letter| letter.to_ascii_uppercase())
            .collect();
        let known = |letter: u8| ALPHABET.contains(&letter);
        if letters.len() == 8 && letters.bytes().all(known) {
            Ok(Self(letters))
        } else {
            Err(ReferenceError)
        }
    }
}

impl TryFrom<String> for Reference {
    type Error = ReferenceError;

    fn try_from(text: String) -> Result<Self, ReferenceError> {
        text.parse()
    }
}

impl From<Reference> for String {
    fn from(reference: Reference) -> Self {
        reference.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shown_can_be_typed_in_any_way() {
        let reference = Reference::from_random([5, 19, 17, 2, 18, 0, 25, 24]);
        let shown = reference.to_string();
        assert_eq!(shown.len(), 9);
        for typed in [shown.clone(), shown.to_lowercase(), shown.replace('-', " ")] {
            assert_eq!(typed.parse(), Ok(reference.clone()));
        }
    }

    #[test]
    fn other_texts_are_refused() {
        for text in [
            "",
            "7QK4-M2X",
            "7QK4-M2XWA",
            "0QK4-M2XW",
            "7QK4-M2Xé",
            "IIIIIIII",
        ] {
            assert_eq!(text.parse::<Reference>(), Err(ReferenceError), "{text}");
        }
    }

    #[test]
    fn every_byte_gives_a_letter_that_is_accepted() {
        for byte in 0..=u8::MAX {
            let reference = Reference::from_random([byte; 8]);
            assert_eq!(reference.to_string().parse(), Ok(reference));
        }
    }
}

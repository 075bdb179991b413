use std::fmt;

use serde::{Deserialize, Serialize};

/// The code that a person reads from a device and types (RFC 8628 section 6.1): eight letters, without
/// vowels, so that they make no word, and without those that look alike.
///
/// There are 20^8 of them, about 2^34. Guesses are counted, and a code lasts ten minutes.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct UserCode([u8; UserCode::LENGTH]);

impl UserCode {
    /// The letters.
    pub const LETTERS: &[u8; 20] = b"BCDFGHJKLMNPQRSTVWXZ";
    /// How many of them a code has.
    pub const LENGTH: usize = 8;
    /// The most characters that are looked at.
    const LONGEST: usize = 64;

    /// Reads what somebody typed. Case, spaces and signs do not matter, nor whether the keyboard
    /// writes wide letters, as East Asian ones do.
    pub fn parse(text: &str) -> Option<Self> {
        if text.len() > Self::LONGEST {
            return None;
        }
        let mut code = [0; Self::LENGTH];
        let mut places = code.iter_mut();
        for letter in text.chars().map(narrow) {
            if letter.is_alphanumeric() {
                let letter = u8::try_from(letter.to_ascii_uppercase()).ok()?;
                let known = Self::LETTERS.contains(&letter);
                *places.next()? = known.then_some(letter)?;
            }
        }
        places.next().is_none().then_some(Self(code))
    }

    /// The letters alone, which are what is compared.
    pub fn letters(&self) -> &[u8] {
        &self.0
    }
}

/// A wide letter as the plain one.
fn narrow(letter: char) -> char {
    let wide = ('\u{ff01}'..='\u{ff5e}').contains(&letter);
    let plain = u32::from(letter).wrapping_sub(0xfee0);
    char::from_u32(plain).filter(|_| wide).unwrap_or(letter)
}

/// As people read it, in two halves.
impl fmt::Display for UserCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, letter) in self.0.iter().enumerate() {
            let dash = if place == Self::LENGTH / 2 { "-" } else { "" };
            write!(f, "{dash}{}", char::from(*letter))?;
        }
        Ok(())
    }
}

/// It proves a device to whoever has it, so it is not shown by accident.
impl fmt::Debug for UserCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("UserCode(hidden)")
    }
}

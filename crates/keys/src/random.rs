//! Randomness and what is made of it.

use aws_lc_rs::rand;
use connector_kit::Entropy;

use crate::base64url;

/// The random source of the cryptographic library, which the operating system seeds.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemEntropy;

impl Entropy for SystemEntropy {
    #[expect(
        clippy::expect_used,
        reason = "without random bytes nothing that we could do would be safe"
    )]
    fn fill(&self, bytes: &mut [u8]) {
        rand::fill(bytes).expect("the operating system gives random bytes");
    }
}

/// A token of 256 random bits, in 43 characters of base64url.
pub fn random_token(entropy: &dyn Entropy) -> String {
    let mut bytes = [0; 32];
    entropy.fill(&mut bytes);
    base64url(&bytes)
}

/// A text of `length` characters of `[A-Za-z0-9]`, each as likely as any other.
///
/// Bytes that would favour the first letters are thrown away, so a source that only
/// ever gives such bytes never comes to an end.
pub fn random_alphanumeric(entropy: &dyn Entropy, length: usize) -> String {
    random_letters(entropy, ALPHABET, length)
}

/// The same of another alphabet, which has 1 to 256 ASCII letters.
pub fn random_letters(entropy: &dyn Entropy, alphabet: &[u8], length: usize) -> String {
    // The largest multiple of their number that fits in a byte.
    let fair = 256 - 256 % alphabet.len();
    let mut text = String::with_capacity(length);
    let mut bytes = [0; 64];
    while text.len() < length {
        entropy.fill(&mut bytes);
        let bytes = bytes.iter().map(|byte| usize::from(*byte));
        let bytes = bytes.filter(|byte| *byte < fair);
        let letters = bytes.map(|byte| char::from(alphabet[byte % alphabet.len()]));
        text.extend(letters.take(length - text.len()));
    }
    text
}

const ALPHABET: &[u8; 62] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::sync::atomic::{AtomicU8, Ordering};

    use super::*;

    /// Gives 0, 1, 2, … 255, 0, 1, …
    struct Counting(AtomicU8);

    impl Entropy for Counting {
        fn fill(&self, bytes: &mut [u8]) {
            for byte in bytes {
                *byte = self.0.fetch_add(1, Ordering::Relaxed);
            }
        }
    }

    #[test]
    fn every_character_is_equally_likely() {
        let every_byte = Counting(AtomicU8::new(0));
        let text = random_alphanumeric(&every_byte, 248);
        let mut times: BTreeMap<char, usize> = BTreeMap::new();
        for letter in text.chars() {
            *times.entry(letter).or_default() += 1;
        }
        assert_eq!(times.len(), 62);
        assert!(times.values().all(|count| *count == 4), "{times:?}");
        assert!(times.keys().all(char::is_ascii_alphanumeric));
    }

    #[test]
    fn other_alphabets_are_as_fair() {
        let every_byte = Counting(AtomicU8::new(0));
        let text = random_letters(&every_byte, b"BCDFGHJKLMNPQRSTVWXZ", 240);
        for letter in "BCDFGHJKLMNPQRSTVWXZ".chars() {
            assert_eq!(text.matches(letter).count(), 12, "{letter}");
        }
    }

    #[test]
    fn the_length_is_the_one_that_was_asked_for() {
        for length in [0, 1, 32, 63, 64, 65, 500] {
            let text = random_alphanumeric(&SystemEntropy, length);
            assert_eq!(text.len(), length);
        }
    }

    #[test]
    fn tokens_have_43_characters_and_differ() {
        let (one, other) = (random_token(&SystemEntropy), random_token(&SystemEntropy));
        assert_eq!(one.len(), 43);
        assert_ne!(one, other);
    }

    #[test]
    fn the_same_bytes_give_the_same_token() {
        let tokens = [0, 0].map(|start| random_token(&Counting(AtomicU8::new(start))));
        assert_eq!(tokens[0], "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8");
        assert_eq!(tokens[0], tokens[1]);
    }
}

//! The secret that an installation is given.

use std::fmt;

use base64::Engine;
use base64::engine::DecodePaddingMode;
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig, STANDARD};
use connector_kit::Entropy;
use secrecy::zeroize::Zeroize;
use secrecy::{ExposeSecret, SecretBox, SecretString};

/// The key under which everything that is secret is sealed: 32 bytes.
///
/// It comes from the environment or from a file, never from the database that it
/// protects, and it cannot be printed.
pub struct MasterKey(SecretBox<[u8; 32]>);

/// The text is not a master key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the master key must be 32 bytes in base64, which are 44 characters")]
pub struct MasterKeyError;

impl MasterKey {
    /// Reads a key in base64, with either alphabet, with or without padding.
    ///
    /// Space around it is ignored, because files end with a line break.
    ///
    /// # Errors
    /// Fails when the text is not base64, or not of 32 bytes.
    pub fn from_base64(text: &str) -> Result<Self, MasterKeyError> {
        let mut standard = text.trim().replace('-', "+").replace('_', "/");
        let decoded = TOLERANT.decode(&standard);
        standard.zeroize();
        let mut bytes = decoded.map_err(|_| MasterKeyError)?;
        let key = <[u8; 32]>::try_from(bytes.as_slice()).map_err(|_| MasterKeyError);
        bytes.zeroize();
        Ok(Self(SecretBox::new(Box::new(key?))))
    }

    /// Makes a new key.
    pub fn generate(entropy: &dyn Entropy) -> Self {
        Self(SecretBox::init_with_mut(|bytes: &mut [u8; 32]| {
            entropy.fill(bytes);
        }))
    }

    /// The key as text, to be written to a file that only its owner can read.
    pub fn to_base64(&self) -> SecretString {
        STANDARD.encode(self.0.expose_secret()).into()
    }

    pub(crate) fn bytes(&self) -> &[u8; 32] {
        self.0.expose_secret()
    }
}

impl fmt::Debug for MasterKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MasterKey(hidden)")
    }
}

const TOLERANT: GeneralPurpose = GeneralPurpose::new(
    &base64::alphabet::STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::SystemEntropy;

    #[test]
    fn a_key_survives_its_text() {
        let key = MasterKey::generate(&SystemEntropy);
        let text = key.to_base64();
        assert_eq!(text.expose_secret().len(), 44);
        let again = MasterKey::from_base64(text.expose_secret()).unwrap();
        assert_eq!(again.bytes(), key.bytes());
    }

    #[test]
    fn both_alphabets_padding_and_line_breaks_are_read() {
        let bytes = [0xfb; 32];
        let text = STANDARD.encode(bytes);
        let variants = [
            text.clone(),
            format!("{text}\n"),
            text.trim_end_matches('=').to_owned(),
            text.replace('+', "-").replace('/', "_"),
        ];
        for variant in variants {
            assert_eq!(*MasterKey::from_base64(&variant).unwrap().bytes(), bytes);
        }
    }

    #[test]
    fn anything_but_32_bytes_is_refused() {
        let long = STANDARD.encode([1; 33]);
        let short = STANDARD.encode([1; 31]);
        for text in ["", " ", "secret", "é", "====", &long, &short] {
            assert_eq!(
                MasterKey::from_base64(text).map(|_| ()),
                Err(MasterKeyError),
                "{text}"
            );
        }
    }

    #[test]
    fn debug_output_hides_the_key() {
        let key = MasterKey::from_base64(&STANDARD.encode([7; 32])).unwrap();
        assert_eq!(format!("{key:?}"), "MasterKey(hidden)");
        assert!(!format!("{:?}", key.to_base64()).contains("BwcH"));
    }
}

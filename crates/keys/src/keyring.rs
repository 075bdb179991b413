//! Subkeys of the master key, and what they do.

use std::fmt;
use std::sync::Arc;

use aws_lc_rs::aead::{AES_256_GCM_SIV, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use aws_lc_rs::{hkdf, hmac};
use connector_kit::Entropy;

use crate::MasterKey;

/// Everything that is done with the master key.
///
/// Each purpose has a subkey of its own (HKDF, RFC 5869), so that what is sealed for
/// one purpose never opens for another. Cheap to clone; cannot be printed.
#[derive(Clone)]
pub struct Keyring(Arc<Subkeys>);

/// What a sealed text is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// A cookie that only we can read.
    Cookie,
    /// The configuration of a connector.
    ConnectorSecret,
    /// The secret of an application.
    ApplicationSecret,
    /// A private key that signs tokens.
    SigningKey,
    /// A token that a vendor gave us.
    ProviderToken,
    /// Somebody whom a vendor knows, and of whom we do not know yet where they belong.
    PendingIdentity,
}

/// Why a sealed text does not open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    /// It is too short, or of a version that we do not know.
    #[error("this is not a sealed text of ours")]
    Malformed,
    /// It was sealed under another master key.
    #[error("this was sealed with another master key")]
    OtherKey,
    /// It was altered, or belongs to another purpose or place.
    #[error("this was altered, or does not belong here")]
    Altered,
}

impl Keyring {
    /// Derives the subkeys of a master key.
    pub fn new(master: &MasterKey) -> Self {
        let salt = hkdf::Salt::new(hkdf::HKDF_SHA256, b"pailou");
        let root = salt.extract(master.bytes());
        let [a, b, c, d, ..] = derive(&root, "key id");
        Self(Arc::new(Subkeys {
            id: [a, b, c, d],
            check: derive(&root, "check value"),
            mac: hmac::Key::new(hmac::HMAC_SHA256, &derive(&root, "mac")),
            seals: Purpose::ALL.map(|purpose| sealing_key(&derive(&root, purpose.label()))),
        }))
    }

    /// Seals a text for one purpose and one place, such as the row that it goes to.
    ///
    /// AES-256-GCM-SIV (RFC 8452), which stays safe if a nonce should ever repeat.
    /// The envelope is version (1 byte), key id (4), nonce (12), ciphertext and tag (16).
    #[expect(
        clippy::expect_used,
        clippy::missing_panics_doc,
        reason = "sealing fails only for texts of many gigabytes"
    )]
    pub fn seal(
        &self,
        purpose: Purpose,
        context: &str,
        plaintext: &[u8],
        entropy: &dyn Entropy,
    ) -> Vec<u8> {
        let mut nonce = [0; NONCE_LEN];
        entropy.fill(&mut nonce);
        let mut text = plaintext.to_vec();
        let bound_to = Aad::from(purpose.bind(context));
        self.key(purpose)
            .seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), bound_to, &mut text)
            .expect("the text fits in memory");
        let mut sealed = Vec::with_capacity(HEADER_LEN + text.len());
        sealed.push(VERSION);
        sealed.extend_from_slice(&self.0.id);
        sealed.extend_from_slice(&nonce);
        sealed.append(&mut text);
        sealed
    }

    /// Opens what was sealed for this purpose and this place.
    ///
    /// # Errors
    /// Fails when it is not ours, not sealed with this master key, altered or moved.
    pub fn open(
        &self,
        purpose: Purpose,
        context: &str,
        sealed: &[u8],
    ) -> Result<Vec<u8>, OpenError> {
        let (header, text) = sealed
            .split_first_chunk::<HEADER_LEN>()
            .ok_or(OpenError::Malformed)?;
        let [version, a, b, c, d, nonce @ ..] = *header;
        if version != VERSION || text.len() < AES_256_GCM_SIV.tag_len() {
            return Err(OpenError::Malformed);
        }
        if [a, b, c, d] != self.0.id {
            return Err(OpenError::OtherKey);
        }
        let mut text = text.to_vec();
        let bound_to = Aad::from(purpose.bind(context));
        let length = self
            .key(purpose)
            .open_in_place(Nonce::assume_unique_for_key(nonce), bound_to, &mut text)
            .map_err(|_| OpenError::Altered)?
            .len();
        text.truncate(length);
        Ok(text)
    }

    /// HMAC-SHA-256 over a label and some parts.
    ///
    /// Each part goes in with its length, so `["ab", "c"]` and `["a", "bc"]` differ.
    pub fn mac(&self, label: &str, parts: &[&[u8]]) -> [u8; 32] {
        let mut context = hmac::Context::with_key(&self.0.mac);
        for part in std::iter::once(label.as_bytes()).chain(parts.iter().copied()) {
            context.update(&(part.len() as u64).to_be_bytes());
            context.update(part);
        }
        let mut code = [0; 32];
        code.copy_from_slice(context.sign().as_ref());
        code
    }

    /// A value that tells this master key from another and tells nothing about it.
    ///
    /// The database keeps it, so that a wrong key is noticed at start.
    pub fn check_value(&self) -> [u8; 32] {
        self.0.check
    }

    fn key(&self, purpose: Purpose) -> &LessSafeKey {
        &self.0.seals[purpose as usize]
    }
}

impl fmt::Debug for Keyring {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Keyring(hidden)")
    }
}

struct Subkeys {
    id: [u8; 4],
    check: [u8; 32],
    mac: hmac::Key,
    seals: [LessSafeKey; 6],
}

impl Purpose {
    /// In the order of declaration, which is the order of [`Subkeys::seals`].
    const ALL: [Self; 6] = [
        Self::Cookie,
        Self::ConnectorSecret,
        Self::ApplicationSecret,
        Self::SigningKey,
        Self::ProviderToken,
        Self::PendingIdentity,
    ];

    /// Part of what is stored: a changed label makes sealed texts unreadable.
    fn label(self) -> &'static str {
        match self {
            Self::Cookie => "seal cookie",
            Self::ConnectorSecret => "seal connector",
            Self::ApplicationSecret => "seal application",
            Self::SigningKey => "seal signing key",
            Self::ProviderToken => "seal provider token",
            Self::PendingIdentity => "seal pending identity",
        }
    }

    fn bind(self, context: &str) -> Vec<u8> {
        format!("{}\0{context}", self.label()).into_bytes()
    }
}

#[expect(
    clippy::expect_used,
    reason = "the length is the digest's own, and HKDF allows 255 times that"
)]
fn derive(root: &hkdf::Prk, label: &str) -> [u8; 32] {
    let mut key = [0; 32];
    root.expand(&[label.as_bytes()], hkdf::HKDF_SHA256)
        .and_then(|material| material.fill(&mut key))
        .expect("32 bytes can be derived");
    key
}

#[expect(clippy::expect_used, reason = "the length is in the type")]
fn sealing_key(bytes: &[u8; 32]) -> LessSafeKey {
    LessSafeKey::new(UnboundKey::new(&AES_256_GCM_SIV, bytes).expect("a key has 32 bytes"))
}

const VERSION: u8 = 1;
const HEADER_LEN: usize = 1 + 4 + NONCE_LEN;

#[cfg(test)]
mod tests;

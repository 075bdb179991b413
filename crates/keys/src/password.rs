//! Passwords of administrators: Argon2id (RFC 9106).

use std::fmt;

use argon2::{Algorithm, Argon2, Block, Params, Version};
use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use connector_kit::Entropy;
use secrecy::{ExposeSecret, SecretString};

/// Hashes passwords and compares them, in a block of memory of its own.
///
/// The block has 19 MiB and is used again and again: allocated anew for each password it
/// would leave the memory of a server in pieces. So whoever owns a hasher decides how
/// many passwords are hashed at a time.
pub struct PasswordHasher {
    argon2: Argon2<'static>,
    memory: Vec<Block>,
}

/// The password cannot be hashed: it is longer than four gigabytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the password cannot be hashed")]
pub struct PasswordError;

impl PasswordHasher {
    /// Takes the memory that hashing needs.
    pub fn new() -> Self {
        // 19 MiB, two passes, one lane: the profile of OWASP for interactive use.
        let params = Params::DEFAULT;
        Self {
            memory: vec![Block::new(); params.block_count()],
            argon2: Argon2::new(Algorithm::Argon2id, Version::V0x13, params),
        }
    }

    /// The hash of a password under a new salt, as a PHC string
    /// (`$argon2id$v=19$m=19456,t=2,p=1$salt$hash`).
    ///
    /// # Errors
    /// Fails for passwords that no form can send.
    pub fn hash(
        &mut self,
        password: &SecretString,
        entropy: &dyn Entropy,
    ) -> Result<String, PasswordError> {
        let mut salt = [0; SALT];
        entropy.fill(&mut salt);
        let hash = self.raw(password, &salt)?;
        let [salt, hash] = [&salt[..], &hash[..]].map(|bytes| STANDARD_NO_PAD.encode(bytes));
        Ok(format!("{PREFIX}{salt}${hash}"))
    }

    /// Whether this is the password of a hash.
    ///
    /// Without a hash, or with one that nobody could read, the same work is done for
    /// nothing: how long it takes does not tell who has an account.
    pub fn verify(&mut self, password: &SecretString, phc: Option<&str>) -> bool {
        let (salt, expected) = phc.and_then(parse).unwrap_or(([0; SALT], [0; HASH]));
        let Ok(hash) = self.raw(password, &salt) else {
            return false;
        };
        phc.and_then(parse).is_some() && crate::equal(&hash, &expected)
    }

    fn raw(&mut self, password: &SecretString, salt: &[u8]) -> Result<[u8; HASH], PasswordError> {
        let mut hash = [0; HASH];
        self.argon2
            .hash_password_into_with_memory(
                password.expose_secret().as_bytes(),
                salt,
                &mut hash,
                &mut self.memory,
            )
            .map_err(|_| PasswordError)?;
        Ok(hash)
    }
}

impl Default for PasswordHasher {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for PasswordHasher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PasswordHasher")
    }
}

/// Salt and hash of a string that [`PasswordHasher::hash`] has made.
fn parse(phc: &str) -> Option<([u8; SALT], [u8; HASH])> {
    let (salt, hash) = phc.strip_prefix(PREFIX)?.split_once('$')?;
    let read = |text| STANDARD_NO_PAD.decode(text).ok();
    Some((read(salt)?.try_into().ok()?, read(hash)?.try_into().ok()?))
}

const SALT: usize = 16;
const HASH: usize = 32;
const PREFIX: &str = "$argon2id$v=19$m=19456,t=2,p=1$";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::SystemEntropy;

    #[test]
    fn a_password_opens_its_own_hash_only() {
        let mut hasher = PasswordHasher::new();
        let right = SecretString::from("correct horse");
        let one = hasher.hash(&right, &SystemEntropy).unwrap();
        let two = hasher.hash(&right, &SystemEntropy).unwrap();
        assert!(one.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert_ne!(one, two, "each hash has its own salt");
        assert!(hasher.verify(&right, Some(&one)));
        assert!(hasher.verify(&right, Some(&two)));
        for wrong in ["correct hors", "correct horse ", "", "Correct horse"] {
            assert!(!hasher.verify(&SecretString::from(wrong), Some(&one)));
        }
    }

    #[test]
    fn what_is_no_hash_matches_nothing() {
        let mut hasher = PasswordHasher::new();
        let password = SecretString::from("");
        for phc in [
            None,
            Some(""),
            Some("$argon2id$v=19$m=19456,t=2,p=1$$"),
            Some("$argon2id$v=19$m=8,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAA"),
            Some("$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAA"),
        ] {
            assert!(!hasher.verify(&password, phc), "{phc:?}");
        }
    }
}

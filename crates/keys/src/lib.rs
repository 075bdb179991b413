#![doc = include_str!("../README.md")]

mod client_keys;
mod hash;
mod keyring;
mod master_key;
mod password;
mod random;
mod signing_key;

pub use client_keys::{ClientKeys, ClientKeysError, secret_has_signed};
pub use hash::{base64url, equal, pkce_s256, sha256};
pub use keyring::{Keyring, OpenError, Purpose};
pub use master_key::{MasterKey, MasterKeyError};
pub use password::{PasswordError, PasswordHasher};
pub use random::{SystemEntropy, random_alphanumeric, random_letters, random_token};
pub use signing_key::{
    Algorithm, Expected, KeyError, SignError, SigningKey, VerifyError, verify_access_token,
    verify_own,
};

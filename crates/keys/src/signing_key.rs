//! The keys that sign tokens.

mod access_token;
mod signer;
mod verify;

use std::fmt;
use std::sync::Arc;

use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der};
use aws_lc_rs::rsa::KeySize;
use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_FIXED_SIGNING, ECDSA_P384_SHA384_FIXED_SIGNING, EcdsaKeyPair,
    EcdsaSigningAlgorithm, Ed25519KeyPair, RsaKeyPair,
};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jsonwebtoken::jwk::{Jwk, PublicKeyUse, ThumbprintHash};
use jsonwebtoken::{DecodingKey, EncodingKey};
use secrecy::zeroize::Zeroize;
use secrecy::{ExposeSecret, SecretSlice};
use serde::Serialize;
use serde_json::Value;
use signer::Signer;

pub use access_token::{Expected, verify_access_token};
pub use verify::{VerifyError, verify_own};

/// How tokens are signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Algorithm {
    /// ECDSA on P-256 with SHA-256.
    Es256,
    /// RSA PKCS#1 v1.5 with SHA-256, with keys of 2048 bits.
    Rs256,
    /// ECDSA on P-384 with SHA-384.
    Es384,
    /// Ed25519 (RFC 8037).
    EdDsa,
}

impl Algorithm {
    /// Every algorithm.
    pub const ALL: [Self; 4] = [Self::Es256, Self::Rs256, Self::Es384, Self::EdDsa];

    /// The name in the header of a token (RFC 7518 section 3.1).
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Es256 => "ES256",
            Self::Rs256 => "RS256",
            Self::Es384 => "ES384",
            Self::EdDsa => "EdDSA",
        }
    }

    /// The algorithm of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        let mut all = Self::ALL.into_iter();
        all.find(|algorithm| algorithm.as_str() == name)
    }

    fn jose(self) -> jsonwebtoken::Algorithm {
        match self {
            Self::Es256 => jsonwebtoken::Algorithm::ES256,
            Self::Rs256 => jsonwebtoken::Algorithm::RS256,
            Self::Es384 => jsonwebtoken::Algorithm::ES384,
            Self::EdDsa => jsonwebtoken::Algorithm::EdDSA,
        }
    }
}

/// A private key that signs tokens, with the public key that goes with it.
///
/// Cheap to clone; cannot be printed.
#[derive(Clone)]
pub struct SigningKey(Arc<Parts>);

/// The bytes are not a private key of that algorithm.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is not a private key for {}", .0.as_str())]
pub struct KeyError(Algorithm);

/// The claims could not be signed, because they are not a JSON object of finite numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the claims cannot be signed")]
pub struct SignError;

impl SigningKey {
    /// Makes a new key pair, with the random source of the library.
    ///
    /// An RSA key takes about a tenth of a second, the others less than a thousandth.
    #[expect(
        clippy::expect_used,
        clippy::missing_panics_doc,
        reason = "fails only without memory or random bytes, and what was just made can be read"
    )]
    pub fn generate(algorithm: Algorithm) -> Self {
        let pkcs8 = new_pkcs8(algorithm).expect("the library makes a key pair");
        Self::from_pkcs8(algorithm, &pkcs8).expect("the library reads its own key pair")
    }

    /// Reads a private key.
    ///
    /// # Errors
    /// Fails when it is not a key of this algorithm.
    pub fn from_pkcs8(algorithm: Algorithm, pkcs8: &[u8]) -> Result<Self, KeyError> {
        Parts::new(algorithm, pkcs8)
            .map(|parts| Self(Arc::new(parts)))
            .ok_or(KeyError(algorithm))
    }

    /// The private key as PKCS#8 (RFC 5208): a secret, to be sealed before it is stored.
    pub fn pkcs8(&self) -> &[u8] {
        self.0.pkcs8.expose_secret()
    }

    /// Its name: the thumbprint of the public key (RFC 7638).
    pub fn kid(&self) -> &str {
        &self.0.kid
    }

    /// How it signs.
    pub fn algorithm(&self) -> Algorithm {
        self.0.algorithm
    }

    /// The public key as JWK (RFC 7517), with `use`, `alg` and `kid`.
    pub fn jwk(&self) -> Value {
        self.0.jwk.clone()
    }

    /// Signs claims and gives the token, with `typ` in its header when there is one.
    ///
    /// # Errors
    /// Fails when the claims cannot be written as JSON.
    pub fn sign<T: Serialize>(&self, typ: Option<&str>, claims: &T) -> Result<String, SignError> {
        self.0.signer.token(typ, &self.0.kid, claims)
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "SigningKey({} {})",
            self.0.algorithm.as_str(),
            self.0.kid
        )
    }
}

struct Parts {
    algorithm: Algorithm,
    kid: String,
    jwk: Value,
    pkcs8: SecretSlice<u8>,
    signer: Signer,
    public: DecodingKey,
}

impl Parts {
    fn new(algorithm: Algorithm, pkcs8: &[u8]) -> Option<Self> {
        let private = match algorithm {
            Algorithm::Es256 | Algorithm::Es384 => EncodingKey::from_ec_der(pkcs8),
            Algorithm::EdDsa => EncodingKey::from_ed_der(pkcs8),
            Algorithm::Rs256 => read_rsa(pkcs8)?,
        };
        let mut jwk = Jwk::from_encoding_key(&private, algorithm.jose()).ok()?;
        let kid = jwk.thumbprint(ThumbprintHash::SHA256).ok()?;
        jwk.common.key_id = Some(kid.clone());
        jwk.common.public_key_use = Some(PublicKeyUse::Signature);
        Some(Self {
            algorithm,
            kid,
            pkcs8: pkcs8.to_vec().into(),
            public: DecodingKey::from_jwk(&jwk).ok()?,
            jwk: serde_json::to_value(&jwk).ok()?,
            signer: Signer::read(algorithm, pkcs8)?,
        })
    }
}

fn new_pkcs8(algorithm: Algorithm) -> Option<Vec<u8>> {
    match algorithm {
        Algorithm::Es256 => new_ecdsa(&ECDSA_P256_SHA256_FIXED_SIGNING),
        Algorithm::Es384 => new_ecdsa(&ECDSA_P384_SHA384_FIXED_SIGNING),
        Algorithm::EdDsa => {
            let pair = Ed25519KeyPair::generate().ok()?;
            Some(pair.to_pkcs8v1().ok()?.as_ref().to_vec())
        }
        Algorithm::Rs256 => {
            let pair = RsaKeyPair::generate(KeySize::Rsa2048).ok()?;
            let der: Pkcs8V1Der<'_> = pair.as_der().ok()?;
            Some(der.as_ref().to_vec())
        }
    }
}

fn new_ecdsa(curve: &'static EcdsaSigningAlgorithm) -> Option<Vec<u8>> {
    let pair = EcdsaKeyPair::generate(curve).ok()?;
    Some(pair.to_pkcs8v1().ok()?.as_ref().to_vec())
}

/// The JWT library takes the inner key of a PKCS#8 document only out of PEM; given
/// the document itself, it would fail as late as at the first signature.
fn read_rsa(pkcs8: &[u8]) -> Option<EncodingKey> {
    let mut pem = format!(
        "-----BEGIN PRIVATE KEY-----\n{}\n-----END PRIVATE KEY-----\n",
        STANDARD.encode(pkcs8)
    );
    let key = EncodingKey::from_rsa_pem(pem.as_bytes()).ok();
    pem.zeroize();
    key
}

#[cfg(test)]
mod tests;

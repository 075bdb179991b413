//! The keys with which applications sign statements about themselves (RFC 7523).

use aws_lc_rs::hmac;
use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_FIXED, ECDSA_P384_SHA384_FIXED, ED25519, ParsedPublicKey,
    RSA_PKCS1_2048_8192_SHA256, RSA_PSS_2048_8192_SHA256, RsaPublicKeyComponents,
};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;
use serde_json::{Map, Value};

/// The public keys of an application.
pub struct ClientKeys(Vec<Key>);

/// Why a JWK Set is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ClientKeysError {
    /// It has another form.
    #[error("it must be a JWK Set, an object with the list \"keys\"")]
    NotASet,
    /// There is nothing to check signatures with, or too much.
    #[error("it must hold 1 to {MOST} keys")]
    Number,
    /// Somebody has given away what nobody else may have.
    #[error(
        "it holds a private key; make a new pair, because this one is no secret any more, and give its public key alone"
    )]
    Private,
    /// The key of this number, counted from one, is of another kind.
    #[error(
        "key {0} must be a public key for signatures: RSA of 2048 to 8192 bits, EC on P-256 or P-384, or Ed25519"
    )]
    Kind(usize),
}

/// The most keys of one application: those in use, and those that are to follow.
const MOST: usize = 10;

/// The shortest secret that may sign (RFC 7518 section 3.2), in bytes.
const SHORTEST_SECRET: usize = 32;

struct Key {
    kid: Option<String>,
    /// The only algorithm that it is for, where it says one.
    alg: Option<String>,
    public: Public,
}

enum Public {
    Rsa(RsaPublicKeyComponents<Vec<u8>>),
    P256(ParsedPublicKey),
    P384(ParsedPublicKey),
    Ed25519(ParsedPublicKey),
}

impl ClientKeys {
    /// Reads a JWK Set (RFC 7517 section 5).
    ///
    /// # Errors
    /// Fails when it holds anything but public keys of a kind that is taken.
    pub fn read(set: &Value) -> Result<Self, ClientKeysError> {
        let keys = set.get("keys").and_then(Value::as_array);
        let keys = keys.ok_or(ClientKeysError::NotASet)?;
        if !(1..=MOST).contains(&keys.len()) {
            return Err(ClientKeysError::Number);
        }
        let members = keys.iter().filter_map(Value::as_object);
        if members.clone().any(is_private) {
            return Err(ClientKeysError::Private);
        }
        let read = |(place, key): (usize, &Value)| {
            let key = key.as_object().and_then(Key::read);
            key.ok_or(ClientKeysError::Kind(place + 1))
        };
        keys.iter()
            .enumerate()
            .map(read)
            .collect::<Result<_, _>>()
            .map(Self)
    }

    /// Whether one of them has signed a token.
    ///
    /// The algorithm is that of the key: what the token says has to agree, and decides nothing
    /// (RFC 8725 section 3.1).
    pub fn have_signed(&self, token: &str) -> bool {
        let Some(signed) = Signed::read(token) else {
            return false;
        };
        let named = |key: &&Key| {
            let (known, wanted) = (key.kid.as_deref(), signed.header.kid.as_deref());
            known.is_none() || wanted.is_none() || known == wanted
        };
        self.0
            .iter()
            .filter(named)
            .any(|key| key.has_signed(&signed))
    }
}

/// Whether a secret has signed a token, with HMAC-SHA-256.
///
/// A secret that is shorter than the hash could be guessed from one token, so it signs nothing.
pub fn secret_has_signed(secret: &[u8], token: &str) -> bool {
    let signed = Signed::read(token).filter(|signed| signed.header.alg == "HS256");
    let key = hmac::Key::new(hmac::HMAC_SHA256, secret);
    secret.len() >= SHORTEST_SECRET
        && signed.is_some_and(|it| hmac::verify(&key, it.message, &it.signature).is_ok())
}

/// Whether a JWK has a member of a private key, or is a secret (RFC 7518 section 6).
fn is_private(key: &Map<String, Value>) -> bool {
    let members = ["d", "p", "q", "dp", "dq", "qi", "oth", "k"];
    members.into_iter().any(|name| key.contains_key(name))
}

impl Key {
    fn read(key: &Map<String, Value>) -> Option<Self> {
        let text = |name: &str| match key.get(name) {
            None => Some(None),
            Some(value) => value.as_str().map(|text| Some(text.to_owned())),
        };
        let bytes = |name: &str| {
            let text = key.get(name)?.as_str()?;
            URL_SAFE_NO_PAD.decode(text).ok()
        };
        if text("use")?.is_some_and(|purpose| purpose != "sig") {
            return None;
        }
        let point = |length| {
            let (x, y) = (bytes("x")?, bytes("y")?);
            let fits = x.len() == length && y.len() == length;
            fits.then(|| [vec![UNCOMPRESSED], x, y].concat())
        };
        let public = match (&*text("kty")??, text("crv")?.as_deref()) {
            ("RSA", None) => Public::Rsa(rsa(bytes("n")?, bytes("e")?)?),
            ("EC", Some("P-256")) => {
                Public::P256(ParsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point(32)?).ok()?)
            }
            ("EC", Some("P-384")) => {
                Public::P384(ParsedPublicKey::new(&ECDSA_P384_SHA384_FIXED, point(48)?).ok()?)
            }
            ("OKP", Some("Ed25519")) => {
                Public::Ed25519(ParsedPublicKey::new(&ED25519, bytes("x")?).ok()?)
            }
            _ => return None,
        };
        Some(Self {
            kid: text("kid")?,
            alg: text("alg")?,
            public,
        })
    }

    fn has_signed(&self, signed: &Signed<'_>) -> bool {
        let Signed {
            header,
            message,
            signature,
        } = signed;
        if self.alg.as_ref().is_some_and(|only| *only != header.alg) {
            return false;
        }
        let verified = match (&self.public, &*header.alg) {
            (Public::Rsa(key), "RS256") => {
                key.verify(&RSA_PKCS1_2048_8192_SHA256, message, signature)
            }
            (Public::Rsa(key), "PS256") => {
                key.verify(&RSA_PSS_2048_8192_SHA256, message, signature)
            }
            (Public::P256(key), "ES256")
            | (Public::P384(key), "ES384")
            | (Public::Ed25519(key), "EdDSA") => key.verify_sig(message, signature),
            _ => return false,
        };
        verified.is_ok()
    }
}

/// What stands before a point with both coordinates (SEC 1 section 2.3.3).
const UNCOMPRESSED: u8 = 4;

/// An RSA key of 2048 to 8192 bits with an odd exponent above two.
fn rsa(mut n: Vec<u8>, e: Vec<u8>) -> Option<RsaPublicKeyComponents<Vec<u8>>> {
    // Some libraries write a sign.
    if n.first() == Some(&0) {
        n.remove(0);
    }
    let bits = n.len() * 8 - n.first()?.leading_zeros() as usize;
    let exponent = match e[..] {
        [only] => only > 2,
        [first, ..] => first > 0,
        [] => false,
    };
    let exponent = exponent && e.last()? % 2 == 1 && e.len() <= 8;
    ((2048..=8192).contains(&bits) && exponent).then_some(RsaPublicKeyComponents { n, e })
}

/// A token in its parts (RFC 7515 section 7.1).
struct Signed<'a> {
    header: Header,
    message: &'a [u8],
    signature: Vec<u8>,
}

#[derive(Deserialize)]
struct Header {
    alg: String,
    kid: Option<String>,
    crit: Option<Value>,
}

impl<'a> Signed<'a> {
    fn read(token: &'a str) -> Option<Self> {
        let (message, signature) = token.rsplit_once('.')?;
        let (header, _) = message.split_once('.')?;
        let header: Header = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(header).ok()?).ok()?;
        // Nothing that must be understood is understood here (RFC 7515 section 4.1.11).
        header.crit.is_none().then_some(Self {
            header,
            message: message.as_bytes(),
            signature: URL_SAFE_NO_PAD.decode(signature).ok()?,
        })
    }
}

#[cfg(test)]
mod tests;

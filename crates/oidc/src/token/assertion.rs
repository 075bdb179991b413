use std::time::Duration;

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use secrecy::SecretString;
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::Value;

use crate::error::{ErrorCode, OAuthError};

/// A signed statement of an application about itself (RFC 7523 section 2.2).
///
/// Everything but the signature has been checked, so whoever signed it meant this endpoint, now, once.
#[derive(Debug)]
pub struct Assertion {
    /// The whole of it, for the check of the signature.
    pub token: SecretString,
    /// Whether it says that it is signed with a secret; otherwise with a key.
    pub by_secret: bool,
    /// Its own name: two of one application with the same name are the same.
    pub id: String,
    /// From when on it counts no more, in Unix seconds.
    pub expires_at: i64,
}

impl Assertion {
    /// The only type that is understood (RFC 7523 section 2.2).
    pub const TYPE: &'static str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    /// The algorithms that are taken (RFC 7518 section 3.1); `none` is never among them.
    pub const ALGORITHMS: [&'static str; 6] = ["RS256", "PS256", "ES256", "ES384", "EdDSA", HS256];
    /// By how much the clock of an application may be ahead.
    pub const LEEWAY: Duration = Duration::from_mins(1);
}

/// The algorithm of secrets.
const HS256: &str = "HS256";
/// The longest that is read, in bytes.
const LONGEST: usize = 8 * 1024;
/// The longest name of one.
const LONGEST_ID: usize = 128;
/// For how long one may count, in seconds.
const LONGEST_LIFE: f64 = 3600.0;

/// The endpoint that an application calls, and when.
#[derive(Debug, Clone, Copy)]
pub struct Called<'a> {
    /// Who we are.
    pub issuer: &'a str,
    /// The endpoint, below the issuer, such as `/token`.
    pub endpoint: &'a str,
    /// Now, in Unix seconds.
    pub now: i64,
}

#[derive(Deserialize)]
struct Header {
    alg: String,
}

#[derive(Deserialize)]
struct Claims {
    iss: Option<String>,
    sub: Option<String>,
    aud: Option<Value>,
    exp: Option<f64>,
    nbf: Option<f64>,
    iat: Option<f64>,
    jti: Option<String>,
}

/// Reads a statement, and who it is about (RFC 7523 section 3).
///
/// # Errors
///
/// `invalid_client`, with the first thing that is wrong.
pub(super) fn read(
    token: &str,
    client_id: Option<&str>,
    called: &Called<'_>,
) -> Result<(String, Assertion), OAuthError> {
    if token.len() > LONGEST {
        return Err(refused("client_assertion is longer than 8 kB"));
    }
    let (header, claims): (Header, Claims) =
        parts(token).ok_or_else(|| refused("client_assertion is not a signed JWT"))?;
    if !Assertion::ALGORITHMS.contains(&&*header.alg) {
        return Err(refused(
            "client_assertion must be signed with RS256, PS256, ES256, ES384, EdDSA or HS256",
        ));
    }
    let subject = match (claims.iss, claims.sub) {
        (Some(issuer), Some(subject)) if issuer == subject && is_id(&subject) => subject,
        _ => {
            return Err(refused(
                "iss and sub of client_assertion must be the client_id",
            ));
        }
    };
    if client_id.is_some_and(|id| id != subject) {
        return Err(refused("client_id differs from sub of client_assertion"));
    }
    if !claims.aud.is_some_and(|aud| is_meant(&aud, called)) {
        return Err(refused(
            "aud of client_assertion must be the issuer or this endpoint, and nothing else",
        ));
    }
    let now = seconds(called.now);
    let Some(end) = claims.exp else {
        return Err(refused("exp of client_assertion is missing"));
    };
    if end <= now {
        return Err(refused("client_assertion has expired"));
    }
    if end > now + LONGEST_LIFE {
        return Err(refused(
            "exp of client_assertion is more than an hour ahead",
        ));
    }
    let ahead = now + Assertion::LEEWAY.as_secs_f64();
    if [claims.nbf, claims.iat]
        .into_iter()
        .flatten()
        .any(|at| at > ahead)
    {
        return Err(refused("client_assertion is not valid yet"));
    }
    let id = claims.jti.filter(|id| !id.is_empty());
    let Some(id) = id.filter(|id| id.chars().count() <= LONGEST_ID) else {
        return Err(refused(
            "jti of client_assertion must have 1 to 128 characters",
        ));
    };
    let assertion = Assertion {
        token: token.to_owned().into(),
        by_secret: header.alg == HS256,
        id,
        // The end is near, so it fits.
        expires_at: whole(end),
    };
    Ok((subject, assertion))
}

/// Whether this endpoint is the one and only audience (RFC 7523 section 3, number 3): what is good for
/// others too could come from one of them.
fn is_meant(audience: &Value, called: &Called<'_>) -> bool {
    let only = match audience {
        Value::Array(list) => match &list[..] {
            [one] => one.as_str(),
            _ => None,
        },
        one => one.as_str(),
    };
    let Called {
        issuer, endpoint, ..
    } = called;
    let below = only.and_then(|audience| audience.strip_prefix(issuer));
    below.is_some_and(|below| below.is_empty() || below == "/token" || below == *endpoint)
}

/// Header and claims of the compact form (RFC 7515 section 7.1).
fn parts<H: DeserializeOwned, C: DeserializeOwned>(token: &str) -> Option<(H, C)> {
    let mut parts = token.split('.');
    let header = json(parts.next()?)?;
    let claims = json(parts.next()?)?;
    let signature = parts.next()?;
    (!signature.is_empty() && parts.next().is_none()).then_some((header, claims))
}

fn json<T: DeserializeOwned>(part: &str) -> Option<T> {
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).ok()?).ok()
}

fn is_id(id: &str) -> bool {
    !id.is_empty() && !id.contains('\0')
}

#[expect(
    clippy::cast_precision_loss,
    reason = "exact for the next hundred million years"
)]
fn seconds(now: i64) -> f64 {
    now as f64
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "it lies within an hour of now"
)]
fn whole(end: f64) -> i64 {
    end.ceil() as i64
}

fn refused(description: &'static str) -> OAuthError {
    OAuthError::new(ErrorCode::InvalidClient, description)
}

#[cfg(test)]
mod tests;

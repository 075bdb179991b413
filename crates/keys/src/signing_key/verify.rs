//! The check of tokens that we have signed ourselves.

use std::collections::HashSet;

use jsonwebtoken::errors::ErrorKind;
use jsonwebtoken::{Validation, decode, decode_header};
use serde_json::{Map, Value};

use super::SigningKey;

/// Why a token is not one of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum VerifyError {
    /// It is not a signed token that we could read.
    #[error("this is not a signed token")]
    Malformed,
    /// It names no key, or one that we do not have.
    #[error("the token is signed with a key that is not ours")]
    UnknownKey,
    /// It names another algorithm than its key has.
    #[error("the token names another algorithm than its key has")]
    WrongAlgorithm,
    /// The signature is wrong.
    #[error("the signature of the token is wrong")]
    WrongSignature,
    /// Its header says that it is another kind of token.
    #[error("the token is of another kind")]
    WrongType,
    /// It has no issuer, or another one.
    #[error("the token has another issuer")]
    WrongIssuer,
    /// It has no audience, or another one.
    #[error("the token is for another audience")]
    WrongAudience,
    /// It has no end, or has reached it.
    #[error("the token has expired")]
    Expired,
    /// It does not say since when it is good, or that is still to come.
    #[error("the token is not yet valid")]
    NotYetValid,
}

/// Checks that we have signed an ID token, and gives its claims.
///
/// Meant for `id_token_hint`: signature, algorithm and issuer must be right, while
/// `exp` is not looked at, because RP-initiated logout (OpenID Connect RP-Initiated
/// Logout 1.0 section 4) wants expired tokens accepted as hints. The audience is for
/// the caller to compare. A token that says in its header that it is something else, such as an
/// access token (RFC 9068), is no ID token.
///
/// # Errors
/// Fails when the token is not one that `keys` have signed for `issuer`.
pub fn verify_own(
    keys: &[&SigningKey],
    token: &str,
    issuer: &str,
) -> Result<Map<String, Value>, VerifyError> {
    verify(keys, token, issuer, |typ| {
        typ.is_none_or(|typ| typ == "JWT")
    })
}

/// Type, key, algorithm, signature and issuer; no times and no audience.
pub(super) fn verify(
    keys: &[&SigningKey],
    token: &str,
    issuer: &str,
    is_of_type: impl FnOnce(Option<&str>) -> bool,
) -> Result<Map<String, Value>, VerifyError> {
    let header = decode_header(token).map_err(|_| VerifyError::Malformed)?;
    if header.crit.is_some() {
        // Nothing that must be understood is understood here (RFC 7515 section 4.1.11).
        return Err(VerifyError::Malformed);
    }
    if !is_of_type(header.typ.as_deref()) {
        return Err(VerifyError::WrongType);
    }
    let kid = header.kid.ok_or(VerifyError::UnknownKey)?;
    let key = keys
        .iter()
        .find(|key| key.kid() == kid)
        .ok_or(VerifyError::UnknownKey)?;
    if header.alg != key.algorithm().jose() {
        return Err(VerifyError::WrongAlgorithm);
    }

    let mut rules = Validation::new(key.algorithm().jose());
    rules.required_spec_claims = HashSet::from(["iss".to_owned()]);
    rules.set_issuer(&[issuer]);
    rules.validate_exp = false;
    rules.validate_aud = false;
    match decode::<Map<String, Value>>(token, &key.0.public, &rules) {
        Ok(token) => Ok(token.claims),
        Err(error) => Err(match error.kind() {
            ErrorKind::InvalidIssuer | ErrorKind::MissingRequiredClaim(_) => {
                VerifyError::WrongIssuer
            }
            ErrorKind::InvalidSignature => VerifyError::WrongSignature,
            _ => VerifyError::Malformed,
        }),
    }
}

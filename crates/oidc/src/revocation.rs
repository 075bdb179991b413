//! The request that ends a token: `/oidc/token/revocation` (RFC 7009).

use secrecy::SecretString;

use crate::{
    error::{ErrorCode, OAuthError},
    parameters::Parameters,
};

/// The token to end.
///
/// Which kind it is shows in the token itself, so `token_type_hint` is read for nothing but its
/// repetition (RFC 7009 section 2.1 allows to ignore it).
///
/// # Errors
///
/// `invalid_request` if the token is missing or something is there twice. An unknown token is no
/// error (section 2.2). `unsupported_token_type` for a signed token (section 2.2.1): nothing is
/// stored of it that could be ended.
pub fn token(parameters: &Parameters) -> Result<SecretString, OAuthError> {
    parameters.one("token_type_hint")?;
    let token = parameters.required("token")?;
    // The tokens that can be ended are names of rows, and have no dots.
    if token.contains('.') {
        return Err(OAuthError::new(
            ErrorCode::UnsupportedTokenType,
            "a signed token cannot be revoked, it ends by itself",
        ));
    }
    Ok(token.to_owned().into())
}

#[cfg(test)]
mod tests {
    use secrecy::ExposeSecret;

    use super::*;

    #[test]
    fn one_token_whatever_its_hint() {
        let table = [
            ("token=t", Some("t")),
            ("token=t&token_type_hint=refresh_token", Some("t")),
            ("token=t&token_type_hint=unheard-of", Some("t")),
            ("", None),
            ("token=", None),
            ("token=t&token=t", None),
            ("token=h.c.s", None),
            ("token=t&token_type_hint=a&token_type_hint=a", None),
        ];
        for (text, expected) in table {
            let token = token(&Parameters::parse(text).unwrap()).ok();
            assert_eq!(
                token.as_ref().map(ExposeSecret::expose_secret),
                expected,
                "{text}"
            );
        }
    }
}

//! Access tokens that come with a request (RFC 6750).

use secrecy::SecretString;

use crate::error::{ErrorCode, OAuthError};

/// The access token in the `Authorization` header.
///
/// The header is the only place: in an address it would end in logs and histories (RFC 6750 section
/// 5.3), and nobody needs it in a body.
///
/// # Errors
///
/// `invalid_token` if there is none, or it does not look like one.
pub fn token(authorization: Option<&str>) -> Result<SecretString, OAuthError> {
    let refused = |description| Err(OAuthError::new(ErrorCode::InvalidToken, description));
    let Some(header) = authorization else {
        return refused("there is no access token");
    };
    match header.split_once(' ') {
        Some((scheme, token))
            if scheme.eq_ignore_ascii_case("bearer")
                && (1..=LONGEST).contains(&token.len())
                && token.bytes().all(|byte| byte.is_ascii_graphic()) =>
        {
            Ok(token.to_owned().into())
        }
        _ => refused("the Authorization header must be Bearer and one access token"),
    }
}

/// The most characters that are looked at; ours have far fewer.
const LONGEST: usize = 4096;

/// The `WWW-Authenticate` header of a refusal (RFC 6750 section 3).
pub fn challenge(error: &OAuthError) -> String {
    let OAuthError { code, description } = error;
    format!(
        r#"Bearer error="{}", error_description="{description}""#,
        code.as_str()
    )
}

#[cfg(test)]
mod tests {
    use secrecy::ExposeSecret as _;

    use super::*;

    #[test]
    fn only_bearer_and_one_token() {
        let long = format!("Bearer {}", "a".repeat(LONGEST + 1));
        let table = [
            (Some("Bearer abc"), Some("abc")),
            (Some("bearer a-b_c.d~e+f/g="), Some("a-b_c.d~e+f/g=")),
            (None, None),
            (Some(""), None),
            (Some("Bearer"), None),
            (Some("Bearer "), None),
            (Some("Bearer  abc"), None),
            (Some("Bearer abc def"), None),
            (Some("Bearer abc\u{e9}"), None),
            (Some("Basic abc"), None),
            (Some("abc"), None),
            (Some(&*long), None),
        ];
        for (header, expected) in table {
            match (token(header), expected) {
                (Ok(token), Some(expected)) => assert_eq!(token.expose_secret(), expected),
                (Err(error), None) => assert_eq!(error.code, ErrorCode::InvalidToken),
                (answer, _) => panic!("{header:?} {answer:?}"),
            }
        }
    }

    #[test]
    fn the_challenge_names_the_error() {
        let error = OAuthError::new(ErrorCode::InsufficientScope, "the scope openid is missing");
        assert_eq!(
            challenge(&error),
            r#"Bearer error="insufficient_scope", error_description="the scope openid is missing""#
        );
    }
}

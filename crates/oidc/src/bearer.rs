//! Access tokens that come with a request (RFC 6750).

use secrecy::SecretString;

use crate::{
    error::{ErrorCode, OAuthError},
    parameters::Parameters,
};

/// The access token in the `Authorization` header; `None` where nobody has tried to prove anything.
///
/// It is never looked for in an address, where it would end in logs and histories (RFC 6750 section
/// 5.3).
///
/// # Errors
///
/// `invalid_token` for what does not look like one.
pub fn token(authorization: Option<&str>) -> Result<Option<SecretString>, OAuthError> {
    let refused = |description| Err(OAuthError::new(ErrorCode::InvalidToken, description));
    let Some(header) = authorization else {
        return Ok(None);
    };
    match header.split_once(' ') {
        Some((scheme, token)) if scheme.eq_ignore_ascii_case("bearer") && is_token(token) => {
            Ok(Some(token.to_owned().into()))
        }
        _ => refused("the Authorization header must be Bearer and one access token"),
    }
}

/// The access token in the `Authorization` header, or as `access_token` in the form of a POST (RFC 6750
/// section 2.2).
///
/// # Errors
///
/// `invalid_request` for a token in both places or given twice; `invalid_token` for what does not look
/// like one.
pub fn token_in(
    authorization: Option<&str>,
    form: Option<&Parameters>,
) -> Result<Option<SecretString>, OAuthError> {
    let posted = match form {
        Some(form) => form.one("access_token")?,
        None => None,
    };
    match (authorization, posted) {
        (header, None) => token(header),
        (None, Some(token)) if is_token(token) => Ok(Some(token.to_owned().into())),
        (None, Some(_)) => Err(OAuthError::new(
            ErrorCode::InvalidToken,
            "access_token is not an access token",
        )),
        (Some(_), Some(_)) => Err(OAuthError::new(
            ErrorCode::InvalidRequest,
            "the access token must come in one place, header or body",
        )),
    }
}

fn is_token(text: &str) -> bool {
    (1..=LONGEST).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic())
}

/// The most characters that are looked at; ours have far fewer.
const LONGEST: usize = 4096;

/// The `WWW-Authenticate` header where nobody has tried to prove anything: how to, and no error (RFC
/// 6750 section 3.1).
pub const CHALLENGE: &str = r#"Bearer realm="oidc""#;

/// The answer where there is no access token. Its body has a code, because Logto's SDKs accept no error
/// without one; its header is [`CHALLENGE`].
pub fn missing() -> OAuthError {
    OAuthError::new(ErrorCode::InvalidToken, "there is no access token")
}

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
    use secrecy::ExposeSecret;

    use super::*;

    #[test]
    fn only_bearer_and_one_token() {
        let long = format!("Bearer {}", "a".repeat(LONGEST + 1));
        let table = [
            (Some("Bearer abc"), Some("abc")),
            (Some("bearer a-b_c.d~e+f/g="), Some("a-b_c.d~e+f/g=")),
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
                (Ok(Some(token)), Some(expected)) => assert_eq!(token.expose_secret(), expected),
                (Err(error), None) => assert_eq!(error.code, ErrorCode::InvalidToken),
                (answer, _) => panic!("{header:?} {answer:?}"),
            }
        }
        assert!(token(None).unwrap().is_none(), "nobody has tried");
    }

    #[test]
    fn a_form_may_carry_it_instead_of_the_header() {
        let long = format!("access_token={}", "a".repeat(LONGEST + 1));
        let table = [
            (None, "access_token=abc", Ok(Some("abc"))),
            (Some("Bearer abc"), "", Ok(Some("abc"))),
            (Some("Bearer abc"), "access_token=", Ok(Some("abc"))),
            (
                Some("Bearer abc"),
                "access_token=abc",
                Err(ErrorCode::InvalidRequest),
            ),
            (
                Some("Basic abc"),
                "access_token=abc",
                Err(ErrorCode::InvalidRequest),
            ),
            (
                None,
                "access_token=abc&access_token=abc",
                Err(ErrorCode::InvalidRequest),
            ),
            (None, "access_token=a+b", Err(ErrorCode::InvalidToken)),
            (None, "access_token=%C3%A9", Err(ErrorCode::InvalidToken)),
            (None, &long, Err(ErrorCode::InvalidToken)),
            (None, "", Ok(None)),
            (None, "access_token=", Ok(None)),
        ];
        for (header, text, expected) in table {
            let form = Parameters::parse(text).unwrap();
            let found = token_in(header, Some(&form));
            let found = found
                .as_ref()
                .map(|found| found.as_ref().map(ExposeSecret::expose_secret));
            assert_eq!(found.map_err(|error| error.code), expected, "{text}");
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

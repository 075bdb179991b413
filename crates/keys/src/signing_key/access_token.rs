//! The check of access tokens that we have signed ourselves (RFC 9068 section 4).

use serde_json::{Map, Value};

use super::SigningKey;
use super::verify::{VerifyError, verify};

/// What an access token must say.
#[derive(Clone, Copy, Debug)]
pub struct Expected<'a> {
    /// Who has issued it.
    pub issuer: &'a str,
    /// What it may be for; it has one of these as its only audience.
    pub audiences: &'a [&'a str],
    /// Now, in Unix seconds.
    pub now: i64,
    /// By how many seconds the clock of the node that signed it may be ahead of ours.
    pub leeway: i64,
}

/// Checks that an access token is one of ours, for one of these audiences, and good now.
///
/// Nothing that is absent counts as fine: type, key, issuer, audience, `exp` and `iat` must all be
/// there and right. What the token allows is for the caller to read.
///
/// # Errors
/// Says which of them is wrong.
pub fn verify_access_token(
    keys: &[&SigningKey],
    token: &str,
    expected: &Expected<'_>,
) -> Result<Map<String, Value>, VerifyError> {
    let of_access_token = |typ: Option<&str>| typ == Some("at+jwt");
    let claims = verify(keys, token, expected.issuer, of_access_token)?;
    // A list of audiences is refused: a token that is good elsewhere too could come from there.
    let audience = claims.get("aud").and_then(Value::as_str);
    if audience.is_none_or(|audience| !expected.audiences.contains(&audience)) {
        return Err(VerifyError::WrongAudience);
    }
    let seconds = |name| claims.get(name).and_then(Value::as_i64);
    let Expected { now, leeway, .. } = *expected;
    match seconds("exp") {
        Some(end) if now < end => {}
        _ => return Err(VerifyError::Expired),
    }
    match seconds("iat") {
        Some(begin) if begin <= now.saturating_add(leeway) => Ok(claims),
        _ => Err(VerifyError::NotYetValid),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::Algorithm;

    const NOW: i64 = 1_800_000_000;
    const EXPECTED: Expected<'_> = Expected {
        issuer: "https://id.example/oidc",
        audiences: &["https://api.example", "urn:other"],
        now: NOW,
        leeway: 5,
    };

    fn claims() -> Value {
        json!({
            "iss": EXPECTED.issuer, "aud": EXPECTED.audiences[0],
            "sub": "ops", "iat": NOW, "exp": NOW + 60,
        })
    }

    fn check(claims: &Value) -> Result<Map<String, Value>, VerifyError> {
        let key = SigningKey::generate(Algorithm::Es256);
        let token = key.sign(Some("at+jwt"), claims).unwrap();
        verify_access_token(&[&key], &token, &EXPECTED)
    }

    #[test]
    fn what_is_as_expected_gives_its_claims() {
        assert_eq!(check(&claims()).unwrap()["sub"], "ops");
        let mut other = claims();
        other["aud"] = json!("urn:other");
        assert_eq!(check(&other).unwrap()["aud"], "urn:other");
    }

    #[test]
    fn each_claim_is_needed_and_compared() {
        use VerifyError::{Expired, NotYetValid, WrongAudience, WrongIssuer};
        let table = [
            ("iss", json!("https://other.example"), WrongIssuer),
            ("iss", json!(""), WrongIssuer),
            ("iss", Value::Null, WrongIssuer),
            ("aud", json!("https://api.example/"), WrongAudience),
            ("aud", json!(["https://api.example"]), WrongAudience),
            (
                "aud",
                json!(["https://api.example", "urn:other"]),
                WrongAudience,
            ),
            ("aud", json!("ops"), WrongAudience),
            ("aud", json!(""), WrongAudience),
            ("aud", Value::Null, WrongAudience),
            ("exp", json!(NOW), Expired),
            ("exp", json!(NOW - 5), Expired),
            ("exp", json!(0), Expired),
            ("exp", json!("9999999999"), Expired),
            ("exp", json!(9_999_999_999.5), Expired),
            ("exp", Value::Null, Expired),
            ("iat", json!(NOW + 6), NotYetValid),
            ("iat", json!("1"), NotYetValid),
            ("iat", Value::Null, NotYetValid),
        ];
        for (name, value, error) in table {
            let mut wrong = claims();
            wrong[name] = value.clone();
            assert_eq!(check(&wrong), Err(error), "{name}: {value}");
            wrong.as_object_mut().unwrap().remove(name);
            assert_eq!(check(&wrong), Err(error), "no {name}");
        }
    }

    #[test]
    fn the_clock_that_signed_may_be_ahead_a_little() {
        for (name, value) in [("iat", NOW + 5), ("exp", NOW + 1), ("exp", i64::MAX)] {
            let mut near = claims();
            near[name] = json!(value);
            assert!(check(&near).is_ok(), "{name} {value}");
        }
    }

    #[test]
    fn only_the_type_of_access_tokens_counts() {
        let key = SigningKey::generate(Algorithm::Es256);
        for typ in [
            None,
            Some("JWT"),
            Some("AT+JWT"),
            Some("application/at+jwt"),
            Some("at+jwt "),
            Some("logout+jwt"),
            Some(""),
        ] {
            let token = key.sign(typ, &claims()).unwrap();
            let answer = verify_access_token(&[&key], &token, &EXPECTED);
            assert_eq!(answer, Err(VerifyError::WrongType), "{typ:?}");
        }
    }

    #[test]
    fn strangers_keys_and_opaque_tokens_are_refused() {
        let ours = SigningKey::generate(Algorithm::Es256);
        let stranger = SigningKey::generate(Algorithm::Es256);
        let token = stranger.sign(Some("at+jwt"), &claims()).unwrap();
        let answer = verify_access_token(&[&ours], &token, &EXPECTED);
        assert_eq!(answer, Err(VerifyError::UnknownKey));
        for opaque in ["", "opaque", "a.b.c"] {
            let answer = verify_access_token(&[&ours], opaque, &EXPECTED);
            assert_eq!(answer, Err(VerifyError::Malformed), "{opaque}");
        }
    }
}

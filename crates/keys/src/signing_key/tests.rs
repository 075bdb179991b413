use std::sync::OnceLock;

use jsonwebtoken::{DecodingKey, EncodingKey, Header, Validation, decode, encode};
use proptest::prelude::*;
use serde_json::json;

use super::*;

const ISSUER: &str = "https://id.example/oidc";

fn all() -> [SigningKey; 4] {
    Algorithm::ALL.map(SigningKey::generate)
}

fn claims() -> Value {
    json!({ "iss": ISSUER, "sub": "u1", "exp": 1 })
}

/// Puts a token together by hand, signed or not.
fn forge(header: &Value, claims: &Value, signature: &str) -> String {
    let part = |value: &Value| crate::base64url(value.to_string().as_bytes());
    format!("{}.{}.{signature}", part(header), part(claims))
}

#[test]
fn whoever_has_the_public_key_can_check_a_token() {
    for key in all() {
        let token = key.sign(Some("at+jwt"), &claims()).unwrap();
        let jwk: Jwk = serde_json::from_value(key.jwk()).unwrap();
        let mut rules = Validation::new(key.algorithm().jose());
        rules.validate_exp = false;
        let decoded =
            decode::<Value>(&token, &DecodingKey::from_jwk(&jwk).unwrap(), &rules).unwrap();
        assert_eq!(decoded.claims, claims());
        assert_eq!(decoded.header.kid.as_deref(), Some(key.kid()));
        assert_eq!(decoded.header.typ.as_deref(), Some("at+jwt"));
    }
}

#[test]
fn public_keys_say_what_they_are_and_hold_nothing_private() {
    for key in all() {
        let jwk = key.jwk();
        assert_eq!(jwk["use"], "sig");
        assert_eq!(jwk["alg"], key.algorithm().as_str());
        assert_eq!(jwk["kid"], key.kid());
        for private in ["d", "p", "q", "dp", "dq", "qi", "k", "oth"] {
            assert!(jwk.get(private).is_none(), "{private}");
        }
    }
}

#[test]
fn the_name_is_the_thumbprint_of_rfc_7638() {
    let [key, ..] = all();
    let jwk = key.jwk();
    let members = format!(
        r#"{{"crv":"P-256","kty":"EC","x":{},"y":{}}}"#,
        jwk["x"], jwk["y"]
    );
    assert_eq!(
        key.kid(),
        crate::base64url(&crate::sha256(members.as_bytes()))
    );
}

#[test]
fn keys_are_of_the_kinds_that_their_algorithms_need() {
    let kinds = all().map(|key| {
        let jwk = key.jwk();
        let text = |name: &str| jwk[name].as_str().unwrap_or_default().to_owned();
        (text("alg"), text("kty"), text("crv"))
    });
    let expected = [
        ("ES256", "EC", "P-256"),
        ("RS256", "RSA", ""),
        ("ES384", "EC", "P-384"),
        ("EdDSA", "OKP", "Ed25519"),
    ];
    let shown = kinds.each_ref().map(|(a, b, c)| (&**a, &**b, &**c));
    assert_eq!(shown, expected);
    for algorithm in Algorithm::ALL {
        assert_eq!(Algorithm::from_name(algorithm.as_str()), Some(algorithm));
    }
    for unknown in ["", "es256", "HS256", "none", "Ed25519"] {
        assert_eq!(Algorithm::from_name(unknown), None, "{unknown}");
    }
}

#[test]
fn a_stored_key_is_the_same_key() {
    for key in all() {
        let again = SigningKey::from_pkcs8(key.algorithm(), key.pkcs8()).unwrap();
        assert_eq!(again.kid(), key.kid());
        let token = again.sign(None, &claims()).unwrap();
        assert!(verify_own(&[&key], &token, ISSUER).is_ok());
    }
}

#[test]
fn keys_of_another_algorithm_and_nonsense_are_refused() {
    let [ec, rsa, p384, ed] = all();
    let refused = |algorithm, bytes: &[u8]| {
        assert_eq!(
            SigningKey::from_pkcs8(algorithm, bytes).map(|_| ()),
            Err(KeyError(algorithm))
        );
    };
    for algorithm in Algorithm::ALL {
        refused(algorithm, b"");
        for key in [&ec, &rsa, &p384, &ed] {
            if key.algorithm() != algorithm {
                refused(algorithm, key.pkcs8());
            }
        }
    }
    refused(Algorithm::Rs256, b"nonsense");
}

#[test]
fn our_own_tokens_are_known_also_when_they_have_expired() {
    let keys = all();
    let every: Vec<&SigningKey> = keys.iter().collect();
    for key in &keys {
        let token = key.sign(None, &claims()).unwrap();
        let found = verify_own(&every, &token, ISSUER).unwrap();
        assert_eq!(found["sub"], "u1");
    }
}

#[test]
fn tokens_of_another_kind_are_no_id_tokens() {
    let [key, ..] = all();
    for typ in ["at+jwt", "application/at+jwt", "logout+jwt", ""] {
        let token = key.sign(Some(typ), &claims()).unwrap();
        let answer = verify_own(&[&key], &token, ISSUER);
        assert_eq!(answer, Err(VerifyError::WrongType), "{typ}");
    }
    let token = key.sign(Some("JWT"), &claims()).unwrap();
    assert!(verify_own(&[&key], &token, ISSUER).is_ok());
}

#[test]
fn tokens_of_another_issuer_or_of_none_are_refused() {
    let [key, ..] = all();
    for claims in [
        json!({ "iss": "https://other.example", "sub": "u1" }),
        json!({ "sub": "u1" }),
        json!({ "iss": "", "sub": "u1" }),
        json!({ "iss": null, "sub": "u1" }),
    ] {
        let token = key.sign(None, &claims).unwrap();
        assert_eq!(
            verify_own(&[&key], &token, ISSUER),
            Err(VerifyError::WrongIssuer),
            "{claims}"
        );
    }
}

#[test]
fn foreign_keys_and_altered_claims_are_refused() {
    for key in all() {
        let token = key.sign(None, &claims()).unwrap();
        let stranger = SigningKey::generate(Algorithm::Es256);
        assert_eq!(
            verify_own(&[&stranger], &token, ISSUER),
            Err(VerifyError::UnknownKey)
        );
        assert_eq!(
            verify_own(&[], &token, ISSUER),
            Err(VerifyError::UnknownKey)
        );
        let parts: Vec<&str> = token.split('.').collect();
        let other = crate::base64url(json!({ "iss": ISSUER, "sub": "u2" }).to_string().as_bytes());
        let altered = format!("{}.{other}.{}", parts[0], parts[2]);
        assert_eq!(
            verify_own(&[&key], &altered, ISSUER),
            Err(VerifyError::WrongSignature)
        );
    }
}

#[test]
fn another_algorithm_than_that_of_the_key_is_refused() {
    let keys = all();
    let every: Vec<&SigningKey> = keys.iter().collect();
    for key in &keys {
        // The oldest trick: the public key as the secret of an HMAC.
        let public = key.jwk().to_string();
        let mut header = Header::new(jsonwebtoken::Algorithm::HS256);
        header.kid = Some(key.kid().to_owned());
        let secret = EncodingKey::from_secret(public.as_bytes());
        let hmac = encode(&header, &claims(), &secret).unwrap();
        assert_eq!(
            verify_own(&every, &hmac, ISSUER),
            Err(VerifyError::WrongAlgorithm)
        );
        for name in ["RS256", "ES256", "ES384", "PS256", "EdDSA"] {
            if name != key.algorithm().as_str() {
                let signed = key.sign(None, &claims()).unwrap();
                let signature = signed.rsplit('.').next().unwrap();
                let token = forge(
                    &json!({ "alg": name, "kid": key.kid() }),
                    &claims(),
                    signature,
                );
                assert_eq!(
                    verify_own(&every, &token, ISSUER),
                    Err(VerifyError::WrongAlgorithm),
                    "{name}"
                );
            }
        }
    }
}

#[test]
fn unsigned_and_unreadable_tokens_are_refused() {
    let [key, ..] = all();
    let kid = key.kid();
    let texts = [
        String::new(),
        ".".to_owned(),
        "a.b.c".to_owned(),
        forge(&json!({ "alg": "none", "kid": kid }), &claims(), ""),
        forge(&json!({ "alg": "ES256", "kid": kid }), &claims(), ""),
        forge(&json!({ "alg": "ES256", "kid": kid }), &claims(), "AAAA"),
        forge(
            &json!({ "alg": "ES256", "kid": kid, "crit": ["b64"] }),
            &claims(),
            "AAAA",
        ),
        forge(&json!({ "alg": "ES256" }), &claims(), "AAAA"),
    ];
    for text in texts {
        assert!(verify_own(&[&key], &text, ISSUER).is_err(), "{text}");
    }
}

#[test]
fn debug_output_shows_the_name_only() {
    for key in all() {
        let shown = format!("{key:?}");
        let expected = format!("SigningKey({} {})", key.algorithm().as_str(), key.kid());
        assert_eq!(shown, expected);
    }
}

/// One key for all cases: making keys is slow.
fn any_key() -> &'static SigningKey {
    static KEY: OnceLock<SigningKey> = OnceLock::new();
    KEY.get_or_init(|| SigningKey::generate(Algorithm::Es256))
}

fn is_accepted(token: &str) -> bool {
    let expected = Expected {
        issuer: ISSUER,
        audiences: &["api"],
        now: 0,
        leeway: 0,
    };
    verify_own(&[any_key()], token, ISSUER).is_ok()
        || verify_access_token(&[any_key()], token, &expected).is_ok()
}

proptest! {
    #[test]
    fn no_text_is_a_token(text in ".{0,200}", parts in "[A-Za-z0-9_-]{0,80}(\\.[A-Za-z0-9_-]{0,80}){0,4}") {
        prop_assert!(!is_accepted(&text));
        prop_assert!(!is_accepted(&parts));
    }

    #[test]
    fn no_header_and_claims_are_a_token_without_our_signature(
        alg in prop::sample::select(vec!["none", "HS256", "ES256", "RS256", "EdDSA", "nOnE", ""]),
        typ in prop::option::of(prop::sample::select(vec!["JWT", "at+jwt", "logout+jwt"])),
        ours in any::<bool>(),
        signature in "[A-Za-z0-9_-]{0,90}",
        more in "[ -~]{0,20}",
    ) {
        let kid = if ours { any_key().kid() } else { &more };
        let header = json!({ "alg": alg, "typ": typ, "kid": kid, "jwk": any_key().jwk() });
        let claims = json!({ "iss": ISSUER, "aud": "api", "sub": more, "iat": 0, "exp": 1 });
        prop_assert!(!is_accepted(&forge(&header, &claims, &signature)));
    }

    #[test]
    fn one_altered_character_spoils_a_token(place in any::<prop::sample::Index>(), other in "[A-Za-z0-9_.-]") {
        let claims = json!({ "iss": ISSUER, "aud": "api", "sub": "u1", "iat": 0, "exp": 1 });
        let token = any_key().sign(Some("at+jwt"), &claims).unwrap();
        prop_assert!(is_accepted(&token));
        let place = place.index(token.len());
        let altered = format!("{}{other}{}", &token[..place], &token[place + 1..]);
        prop_assert!(altered == token || !is_accepted(&altered), "{altered}");
    }
}

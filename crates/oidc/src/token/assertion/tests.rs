use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::Parameters;
use crate::token::credentials;

const NOW: i64 = 1_800_000_000;
const CALLED: Called<'_> = Called {
    issuer: "https://id.example/oidc",
    endpoint: "/token/revocation",
    now: NOW,
};

fn claims() -> Value {
    json!({
        "iss": "paperboat", "sub": "paperboat", "aud": CALLED.issuer,
        "jti": "j1", "iat": NOW, "exp": NOW + 60,
    })
}

fn token(header: &Value, claims: &Value) -> String {
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    format!("{}.{}.c2lnbmF0dXJl", part(header), part(claims))
}

fn check(claims: &Value) -> Result<(String, Assertion), OAuthError> {
    read(&token(&json!({ "alg": "ES256" }), claims), None, &CALLED)
}

fn with(name: &str, value: Value) -> Value {
    let mut claims = claims();
    claims[name] = value;
    claims
}

#[test]
fn a_statement_says_who_signed_and_until_when() {
    let (id, assertion) = check(&claims()).unwrap();
    assert_eq!(id, "paperboat");
    assert_eq!((&*assertion.id, assertion.expires_at), ("j1", NOW + 60));
    assert!(!assertion.by_secret);
    let by_secret = token(&json!({ "alg": "HS256" }), &claims());
    assert!(read(&by_secret, None, &CALLED).unwrap().1.by_secret);
}

#[test]
fn each_claim_is_needed_and_compared() {
    for (name, words, wrong) in [
        (
            "iss",
            "iss and sub",
            vec![json!("other"), json!(""), json!("paperboat "), Value::Null],
        ),
        (
            "sub",
            "iss and sub",
            vec![json!("other"), json!(""), json!("PAPERBOAT"), Value::Null],
        ),
        (
            "aud",
            "aud",
            vec![
                json!("https://id.example"),
                json!("https://id.example/oidc/"),
                json!("https://id.example/oidc/auth"),
                json!("https://id.example/oidc/token/introspection"),
                json!("https://id.example/oidctoken"),
                json!("https://id.example.evil.example/oidc"),
                json!("paperboat"),
                json!(""),
                json!([]),
                json!(["https://id.example/oidc", "https://other.example"]),
                json!([["https://id.example/oidc"]]),
                json!({ "aud": "https://id.example/oidc" }),
                Value::Null,
            ],
        ),
        (
            "exp",
            "expired",
            vec![json!(NOW), json!(NOW - 1), json!(0), json!(-1)],
        ),
        ("exp", "hour", vec![json!(NOW + 3601), json!(1e300)]),
        ("exp", "missing", vec![Value::Null]),
        ("nbf", "not valid yet", vec![json!(NOW + 61), json!(1e300)]),
        ("iat", "not valid yet", vec![json!(NOW + 61), json!(1e300)]),
        (
            "jti",
            "jti",
            vec![json!(""), json!("j".repeat(129)), Value::Null],
        ),
    ] {
        for value in wrong {
            let error = check(&with(name, value.clone())).unwrap_err();
            assert_eq!(error.code, ErrorCode::InvalidClient);
            assert!(error.description.contains(words), "{name} {value}: {error}");
        }
    }
    for name in ["iss", "sub", "aud", "exp", "jti"] {
        let mut claims = claims();
        claims.as_object_mut().unwrap().remove(name);
        assert!(check(&claims).is_err(), "no {name}");
    }
    for (name, value) in [
        ("iss", json!(["paperboat"])),
        ("exp", json!("1800000060")),
        ("nbf", json!("1")),
        ("iat", json!([])),
        ("jti", json!(1)),
    ] {
        assert!(
            check(&with(name, value.clone())).is_err(),
            "{name}: {value}"
        );
    }
}

#[test]
fn what_is_just_right_is_taken() {
    for (name, value) in [
        ("aud", json!("https://id.example/oidc/token")),
        ("aud", json!("https://id.example/oidc/token/revocation")),
        ("aud", json!(["https://id.example/oidc"])),
        ("exp", json!(NOW + 1)),
        ("exp", json!(NOW + 3600)),
        ("nbf", json!(NOW + 60)),
        ("iat", json!(NOW + 60)),
        ("iat", Value::Null),
        ("jti", json!("j".repeat(128))),
        ("more", json!({ "is": "ignored" })),
    ] {
        assert!(check(&with(name, value.clone())).is_ok(), "{name}: {value}");
    }
    // Times may have fractions (RFC 7519 section 2).
    let (_, assertion) = check(&with("exp", json!(1_800_000_030.25))).unwrap();
    assert_eq!(assertion.expires_at, NOW + 31);
}

#[test]
fn only_algorithms_of_the_list_are_taken() {
    for algorithm in Assertion::ALGORITHMS {
        let token = token(&json!({ "alg": algorithm }), &claims());
        assert!(read(&token, None, &CALLED).is_ok(), "{algorithm}");
    }
    for header in [
        json!({ "alg": "none" }),
        json!({ "alg": "None" }),
        json!({ "alg": "" }),
        json!({ "alg": "es256" }),
        json!({ "alg": "RS1" }),
        json!({ "alg": "HS384" }),
        json!({ "alg": ["ES256"] }),
        json!({ "alg": null }),
        json!({}),
        json!("ES256"),
    ] {
        let token = token(&header, &claims());
        assert!(read(&token, None, &CALLED).is_err(), "{header}");
    }
    let unsigned = token(&json!({ "alg": "ES256" }), &claims());
    let unsigned = unsigned.trim_end_matches("c2lnbmF0dXJl");
    assert!(read(unsigned, None, &CALLED).is_err());
    assert!(read(&format!("{unsigned}a.b"), None, &CALLED).is_err());
}

#[test]
fn nothing_is_said_twice_and_nothing_is_too_long() {
    let twice = r#"{"iss":"other","iss":"paperboat","sub":"paperboat"}"#;
    let header = URL_SAFE_NO_PAD.encode(r#"{"alg":"ES256"}"#);
    let text = format!("{header}.{}.AA", URL_SAFE_NO_PAD.encode(twice));
    assert!(read(&text, None, &CALLED).is_err());
    let long = with("more", json!("x".repeat(LONGEST)));
    let error = check(&long).unwrap_err();
    assert_eq!(error.description, "client_assertion is longer than 8 kB");
}

fn body(pairs: &[(&str, &str)]) -> Parameters {
    let text = form_urlencoded::Serializer::new(String::new())
        .extend_pairs(pairs)
        .finish();
    Parameters::parse(text).unwrap()
}

#[test]
fn it_is_the_only_proof_of_a_request() {
    let token = token(&json!({ "alg": "ES256" }), &claims());
    let kind = ("client_assertion_type", Assertion::TYPE);
    let proof = ("client_assertion", &*token);
    let basic = Some("Basic cGFwZXJib2F0OnJpZ2h0");
    let invalid_client = Err(ErrorCode::InvalidClient);
    let invalid_request = Err(ErrorCode::InvalidRequest);
    let others = (
        "client_assertion_type",
        "urn:ietf:params:oauth:client-assertion-type:saml2-bearer",
    );
    for (header, pairs, expected) in [
        (None, vec![kind, proof], Ok(())),
        (None, vec![kind, proof, ("client_id", "paperboat")], Ok(())),
        (None, vec![kind, proof, ("client_secret", "")], Ok(())),
        (
            None,
            vec![kind, proof, ("client_id", "other")],
            invalid_client,
        ),
        (
            None,
            vec![kind, proof, ("client_secret", "right")],
            invalid_request,
        ),
        (basic, vec![kind, proof], invalid_request),
        (Some(""), vec![kind, proof], invalid_request),
        (None, vec![kind, kind, proof], invalid_request),
        (None, vec![kind, proof, proof], invalid_request),
        (None, vec![proof], invalid_client),
        (
            None,
            vec![proof, ("client_id", "paperboat")],
            invalid_client,
        ),
        (None, vec![kind], invalid_client),
        (
            None,
            vec![kind, ("client_id", "paperboat"), ("client_secret", "right")],
            invalid_client,
        ),
        (None, vec![others, proof], invalid_client),
        (
            None,
            vec![("client_assertion_type", "jwt-bearer"), proof],
            invalid_client,
        ),
        (basic, vec![kind], invalid_client),
    ] {
        let answer = credentials(header, &body(&pairs), &CALLED);
        let answer = answer.map(|it| assert_eq!(it.client_id, "paperboat"));
        assert_eq!(
            answer.map_err(|error| error.code),
            expected,
            "{header:?} {pairs:?}"
        );
    }
}

proptest! {
    #[test]
    fn whatever_comes_is_not_a_statement(text in ".{0,200}", bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        prop_assert!(read(&text, None, &CALLED).is_err());
        let encoded = URL_SAFE_NO_PAD.encode(bytes);
        let header = URL_SAFE_NO_PAD.encode(r#"{"alg":"HS256"}"#);
        for text in [format!("{header}.{encoded}.AA"), format!("{encoded}.{encoded}.{encoded}")] {
            prop_assert!(read(&text, None, &CALLED).is_err());
        }
    }

    #[test]
    fn no_time_is_taken_by_accident(exp in any::<f64>(), now in any::<i64>()) {
        let called = Called { now, ..CALLED };
        let token = token(&json!({ "alg": "ES256" }), &with("exp", json!(exp)));
        if let Ok((_, assertion)) = read(&token, None, &called) {
            prop_assert!(assertion.expires_at >= now);
        }
    }
}

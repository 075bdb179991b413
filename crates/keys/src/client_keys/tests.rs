use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::KeySize;
use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_FIXED_SIGNING, ECDSA_P384_SHA384_FIXED_SIGNING, EcdsaKeyPair,
    EcdsaSigningAlgorithm, Ed25519KeyPair, KeyPair, RSA_PKCS1_SHA256, RSA_PSS_SHA256, RsaKeyPair,
};
use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::base64url;

const SECRET: &[u8] = b"abcdefghijklmnopqrstuvwxyz012345";

/// A pair of keys of an application, as a library of its own might hold it.
enum Pair {
    Rsa(RsaKeyPair),
    Ec(EcdsaKeyPair, &'static str),
    Ed(Ed25519KeyPair),
}

impl Pair {
    fn rsa(size: KeySize) -> Self {
        Self::Rsa(RsaKeyPair::generate(size).unwrap())
    }

    fn ec(algorithm: &'static EcdsaSigningAlgorithm, curve: &'static str) -> Self {
        Self::Ec(EcdsaKeyPair::generate(algorithm).unwrap(), curve)
    }

    fn p256() -> Self {
        Self::ec(&ECDSA_P256_SHA256_FIXED_SIGNING, "P-256")
    }

    /// A pair of each kind, with the algorithms that it signs with.
    fn each() -> Vec<(Self, &'static [&'static str])> {
        vec![
            (Self::rsa(KeySize::Rsa2048), &["RS256", "PS256"]),
            (Self::p256(), &["ES256"]),
            (
                Self::ec(&ECDSA_P384_SHA384_FIXED_SIGNING, "P-384"),
                &["ES384"],
            ),
            (Self::Ed(Ed25519KeyPair::generate().unwrap()), &["EdDSA"]),
        ]
    }

    fn jwk(&self) -> Value {
        match self {
            Self::Rsa(pair) => {
                let key = pair.public_key();
                let text = |bytes| base64url(bytes);
                json!({
                    "kty": "RSA",
                    "n": text(key.modulus().big_endian_without_leading_zero()),
                    "e": text(key.exponent().big_endian_without_leading_zero()),
                })
            }
            Self::Ec(pair, curve) => {
                let (x, y) = pair.public_key().as_ref()[1..].split_at(coordinate(curve));
                json!({ "kty": "EC", "crv": curve, "x": base64url(x), "y": base64url(y) })
            }
            Self::Ed(pair) => {
                let x = base64url(pair.public_key().as_ref());
                json!({ "kty": "OKP", "crv": "Ed25519", "x": x })
            }
        }
    }

    fn sign(&self, header: &Value) -> String {
        let message = message(header);
        let random = SystemRandom::new();
        let signature = match self {
            Self::Rsa(pair) => {
                let how = match header["alg"].as_str() {
                    Some("PS256") => &RSA_PSS_SHA256,
                    _ => &RSA_PKCS1_SHA256,
                };
                let mut signature = vec![0; pair.public_modulus_len()];
                pair.sign(how, &random, message.as_bytes(), &mut signature)
                    .unwrap();
                signature
            }
            Self::Ec(pair, _) => {
                let signature = pair.sign(&random, message.as_bytes()).unwrap();
                signature.as_ref().to_vec()
            }
            Self::Ed(pair) => pair.sign(message.as_bytes()).as_ref().to_vec(),
        };
        format!("{message}.{}", base64url(&signature))
    }
}

fn coordinate(curve: &str) -> usize {
    if curve == "P-256" { 32 } else { 48 }
}

fn message(header: &Value) -> String {
    let part = |value: &Value| base64url(value.to_string().as_bytes());
    format!(
        "{}.{}",
        part(header),
        part(&json!({ "iss": "a", "sub": "a" }))
    )
}

fn by_secret(header: &Value, secret: &[u8]) -> String {
    let message = message(header);
    let key = hmac::Key::new(hmac::HMAC_SHA256, secret);
    let tag = hmac::sign(&key, message.as_bytes());
    format!("{message}.{}", base64url(tag.as_ref()))
}

fn set(keys: &[Value]) -> ClientKeys {
    ClientKeys::read(&json!({ "keys": keys })).unwrap()
}

fn refused(set: &Value) -> ClientKeysError {
    ClientKeys::read(set).err().unwrap()
}

#[test]
fn every_kind_of_key_signs_with_its_own_algorithms_and_no_other() {
    let pairs = Pair::each();
    let all: Vec<_> = pairs.iter().map(|(pair, _)| pair.jwk()).collect();
    for (place, (pair, algorithms)) in pairs.iter().enumerate() {
        let own = set(&all[place..=place]);
        for algorithm in [
            "RS256", "PS256", "ES256", "ES384", "EdDSA", "HS256", "none", "RS384", "",
        ] {
            let token = pair.sign(&json!({ "alg": algorithm }));
            let expected = algorithms.contains(&algorithm);
            assert_eq!(own.have_signed(&token), expected, "{place} {algorithm}");
            assert_eq!(
                set(&all).have_signed(&token),
                expected,
                "{place} {algorithm}"
            );
        }
        let others: Vec<_> = all
            .iter()
            .filter(|key| **key != all[place])
            .cloned()
            .collect();
        assert!(!set(&others).have_signed(&pair.sign(&json!({ "alg": algorithms[0] }))));
    }
}

#[test]
fn a_public_key_is_no_secret_to_sign_with() {
    for (pair, _) in Pair::each() {
        let jwk = pair.jwk();
        let keys = set(std::slice::from_ref(&jwk));
        let texts = jwk
            .as_object()
            .unwrap()
            .values()
            .map(|it| it.as_str().unwrap());
        let raw = texts
            .clone()
            .filter_map(|text| URL_SAFE_NO_PAD.decode(text).ok());
        for secret in texts.map(|text| text.as_bytes().to_vec()).chain(raw) {
            for alg in ["HS256", "RS256", "ES256", "EdDSA", "none"] {
                assert!(!keys.have_signed(&by_secret(&json!({ "alg": alg }), &secret)));
            }
        }
    }
}

#[test]
fn the_name_of_a_key_and_its_algorithm_have_to_agree() {
    let pair = Pair::rsa(KeySize::Rsa2048);
    let mut jwk = pair.jwk();
    jwk["kid"] = json!("2026");
    let keys = set(std::slice::from_ref(&jwk));
    assert!(keys.have_signed(&pair.sign(&json!({ "alg": "RS256", "kid": "2026" }))));
    assert!(keys.have_signed(&pair.sign(&json!({ "alg": "RS256" }))));
    assert!(!keys.have_signed(&pair.sign(&json!({ "alg": "RS256", "kid": "2025" }))));
    assert!(!keys.have_signed(&pair.sign(&json!({ "alg": "RS256", "kid": "" }))));
    jwk["alg"] = json!("PS256");
    let keys = set(&[jwk]);
    assert!(keys.have_signed(&pair.sign(&json!({ "alg": "PS256" }))));
    assert!(!keys.have_signed(&pair.sign(&json!({ "alg": "RS256" }))));
}

#[test]
fn what_was_altered_or_cut_off_is_not_signed() {
    let pair = Pair::p256();
    let keys = set(&[pair.jwk()]);
    let token = pair.sign(&json!({ "alg": "ES256" }));
    let parts: Vec<&str> = token.split('.').collect();
    let other = base64url(br#"{"iss":"b","sub":"b"}"#);
    for wrong in [
        format!("{}.{other}.{}", parts[0], parts[2]),
        format!("{}.{}.", parts[0], parts[1]),
        format!("{}.{}", parts[0], parts[1]),
        format!("{}.{}.{}=", parts[0], parts[1], parts[2]),
        format!("{token}."),
        format!(".{token}"),
        token[1..].to_owned(),
        pair.sign(&json!({ "alg": "ES256", "crit": ["exp"] })),
        String::new(),
        "..".to_owned(),
    ] {
        assert!(!keys.have_signed(&wrong), "{wrong}");
        assert!(!secret_has_signed(SECRET, &wrong), "{wrong}");
    }
    assert!(keys.have_signed(&token));
}

#[test]
fn secrets_sign_with_one_algorithm_and_are_long_enough() {
    let token = |alg: &str| by_secret(&json!({ "alg": alg }), SECRET);
    assert!(secret_has_signed(SECRET, &token("HS256")));
    for alg in ["none", "HS384", "RS256", ""] {
        assert!(!secret_has_signed(SECRET, &token(alg)), "{alg}");
    }
    let other = b"abcdefghijklmnopqrstuvwxyz012346";
    assert!(!secret_has_signed(other, &token("HS256")));
    for short in [&SECRET[..31], b"", b"sixteen letters."] {
        let token = by_secret(&json!({ "alg": "HS256" }), short);
        assert!(!secret_has_signed(short, &token));
    }
}

#[test]
fn private_keys_are_refused_whatever_stands_beside_them() {
    let public = Pair::p256().jwk();
    for (name, value) in [
        ("d", json!("AQAB")),
        ("p", json!("")),
        ("qi", Value::Null),
        ("k", json!("c2VjcmV0")),
        ("oth", json!([])),
    ] {
        let mut private = public.clone();
        private[name] = value;
        let keys = json!({ "keys": [public, private] });
        assert_eq!(refused(&keys), ClientKeysError::Private, "{name}");
    }
    let secret = json!({ "keys": [{ "kty": "oct", "k": "c2VjcmV0" }] });
    assert_eq!(refused(&secret), ClientKeysError::Private);
}

#[test]
fn only_sets_of_keys_that_can_be_used_are_taken() {
    let public = Pair::p256().jwk();
    for wrong in [
        json!(null),
        json!([]),
        json!({}),
        json!({ "keys": {} }),
        public.clone(),
    ] {
        assert_eq!(refused(&wrong), ClientKeysError::NotASet, "{wrong}");
    }
    for number in [0, 11] {
        let keys = json!({ "keys": vec![public.clone(); number] });
        assert_eq!(refused(&keys), ClientKeysError::Number);
    }
    assert!(ClientKeys::read(&json!({ "keys": vec![public.clone(); 10] })).is_ok());

    let with = |name: &str, value: Value| {
        let mut key = public.clone();
        key[name] = value;
        key
    };
    let mut off_curve = public.clone();
    off_curve["x"] = off_curve["y"].clone();
    let rsa = |n: &[u8], e: &[u8]| json!({ "kty": "RSA", "n": base64url(n), "e": base64url(e) });
    for wrong in [
        with("kty", json!("RSA")),
        with("kty", json!("oct")),
        with("kty", Value::Null),
        with("crv", json!("P-384")),
        with("crv", json!("secp256k1")),
        with("crv", json!("Ed25519")),
        with("x", json!("AA")),
        with("x", json!("not base64")),
        with("x", Value::Null),
        with("y", json!(1)),
        with("use", json!("enc")),
        with("use", json!(["sig"])),
        with("kid", json!(1)),
        with("alg", json!(["ES256"])),
        off_curve,
        json!({ "kty": "OKP", "crv": "X25519", "x": base64url(&[9; 32]) }),
        json!({ "kty": "OKP", "crv": "Ed25519", "x": base64url(&[9; 31]) }),
        rsa(&[0xff; 128], &[1, 0, 1]),
        rsa(&[0xff; 1025], &[1, 0, 1]),
        rsa(&[0xff; 256], &[1]),
        rsa(&[0xff; 256], &[4]),
        rsa(&[0xff; 256], &[]),
        rsa(&[0xff; 256], &[1; 9]),
        rsa(&[], &[1, 0, 1]),
        json!("key"),
    ] {
        let keys = json!({ "keys": [public, wrong] });
        assert_eq!(refused(&keys), ClientKeysError::Kind(2), "{wrong}");
    }
    assert!(
        refused(&json!({ "keys": [with("y", json!(1))] }))
            .to_string()
            .starts_with("key 1")
    );
}

proptest! {
    #[test]
    fn whatever_comes_was_not_signed(text in ".{0,200}", signature in prop::collection::vec(any::<u8>(), 0..80)) {
        let keys = set(&[json!({
            "kty": "OKP", "crv": "Ed25519", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo",
        })]);
        prop_assert!(!keys.have_signed(&text));
        prop_assert!(!secret_has_signed(SECRET, &text));
        for alg in ["EdDSA", "HS256"] {
            let forged = format!("{}.{}", message(&json!({ "alg": alg })), base64url(&signature));
            prop_assert!(!keys.have_signed(&forged));
            prop_assert!(!secret_has_signed(SECRET, &forged));
        }
    }

    #[test]
    fn whatever_comes_is_no_set_of_keys_or_a_set(x in ".{0,60}", y in ".{0,60}", kty in "RSA|EC|OKP|.{0,3}") {
        let key = json!({ "kty": kty, "crv": "P-256", "x": x, "y": y, "n": x, "e": y });
        let keys = json!({ "keys": [key] });
        prop_assert!(ClientKeys::read(&keys).is_err());
    }
}

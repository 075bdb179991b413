use proptest::prelude::*;

use super::*;
use crate::{SystemEntropy, base64url};

/// Always the same bytes, so that what is sealed can be written down.
struct Fixed(u8);

impl Entropy for Fixed {
    fn fill(&self, bytes: &mut [u8]) {
        bytes.fill(self.0);
    }
}

fn keyring(byte: u8) -> Keyring {
    Keyring::new(&MasterKey::generate(&Fixed(byte)))
}

#[test]
fn what_is_stored_today_opens_tomorrow() {
    let keyring = keyring(7);
    assert_eq!(base64url(&keyring.check_value()), CHECK_VALUE);
    let sealed = keyring.seal(Purpose::Cookie, "here", b"hello", &Fixed(9));
    assert_eq!(base64url(&sealed), SEALED);
    assert_eq!(base64url(&keyring.mac("state", &[b"ab", b"c"])), MAC);
}

// Computed with another implementation of HKDF, HMAC and AES-GCM-SIV.
const CHECK_VALUE: &str = "RLe1FguSlX1nN-tB9y1UJRcn5acn8JwZBF3lOE1ToNc";
const SEALED: &str = "AezSJ80JCQkJCQkJCQkJCQkUg2UGSD45jo2PBR2nVVtAKJtdTRw";
const MAC: &str = "e0cs6dzOvLlLh676WmH8VDi_WU9yTt7E2I5ugbCdGlQ";

#[test]
fn a_sealed_text_opens_only_where_it_belongs() {
    let keyring = keyring(1);
    let sealed = keyring.seal(Purpose::SigningKey, "a", b"text", &SystemEntropy);
    assert_eq!(
        keyring.open(Purpose::SigningKey, "a", &sealed).unwrap(),
        b"text"
    );
    for (purpose, context) in [
        (Purpose::SigningKey, "b"),
        (Purpose::SigningKey, ""),
        (Purpose::ApplicationSecret, "a"),
        (Purpose::Cookie, "a"),
    ] {
        assert_eq!(
            keyring.open(purpose, context, &sealed),
            Err(OpenError::Altered)
        );
    }
}

#[test]
fn every_altered_bit_is_noticed() {
    let keyring = keyring(1);
    let sealed = keyring.seal(Purpose::Cookie, "a", b"text", &SystemEntropy);
    for bit in 0..sealed.len() * 8 {
        let mut altered = sealed.clone();
        altered[bit / 8] ^= 1 << (bit % 8);
        assert!(
            keyring.open(Purpose::Cookie, "a", &altered).is_err(),
            "bit {bit}"
        );
    }
}

#[test]
fn every_shortened_text_is_refused() {
    let keyring = keyring(1);
    let sealed = keyring.seal(Purpose::Cookie, "a", b"text", &SystemEntropy);
    for length in 0..sealed.len() {
        assert!(
            keyring
                .open(Purpose::Cookie, "a", &sealed[..length])
                .is_err(),
            "length {length}"
        );
    }
    assert_eq!(
        keyring.open(Purpose::Cookie, "a", b""),
        Err(OpenError::Malformed)
    );
}

#[test]
fn another_master_key_is_named_as_the_reason() {
    let sealed = keyring(1).seal(Purpose::Cookie, "a", b"text", &SystemEntropy);
    assert_eq!(
        keyring(2).open(Purpose::Cookie, "a", &sealed),
        Err(OpenError::OtherKey)
    );
    assert_ne!(keyring(1).check_value(), keyring(2).check_value());
}

#[test]
fn the_same_text_is_sealed_differently_each_time() {
    let keyring = keyring(1);
    let seal = || keyring.seal(Purpose::Cookie, "a", b"text", &SystemEntropy);
    assert_ne!(seal(), seal());
}

#[test]
fn the_border_between_parts_counts() {
    let keyring = keyring(1);
    let codes = [
        keyring.mac("l", &[b"ab", b"c"]),
        keyring.mac("l", &[b"a", b"bc"]),
        keyring.mac("l", &[b"abc"]),
        keyring.mac("l", &[b"abc", b""]),
        keyring.mac("la", &[b"bc"]),
        keyring.mac("l", &[]),
    ];
    for (index, code) in codes.iter().enumerate() {
        assert!(!codes[..index].contains(code), "{index}");
    }
}

#[test]
fn debug_output_hides_the_keys() {
    assert_eq!(format!("{:?}", keyring(1)), "Keyring(hidden)");
}

proptest! {
    #[test]
    fn any_text_survives(text in prop::collection::vec(any::<u8>(), 0..2000), context in ".*") {
        let keyring = keyring(3);
        let sealed = keyring.seal(Purpose::Cookie, &context, &text, &SystemEntropy);
        prop_assert_eq!(sealed.len(), text.len() + 33);
        prop_assert_eq!(keyring.open(Purpose::Cookie, &context, &sealed).unwrap(), text);
    }

    #[test]
    fn nonsense_never_opens(sealed in prop::collection::vec(any::<u8>(), 0..200)) {
        prop_assert!(keyring(3).open(Purpose::Cookie, "a", &sealed).is_err());
    }
}

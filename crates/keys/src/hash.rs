//! Digests and their texts.

use aws_lc_rs::constant_time::verify_slices_are_equal;
use aws_lc_rs::digest::{SHA256, digest};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// SHA-256 of some bytes.
///
/// Good for tokens of 256 random bits, which nobody can guess; not for passwords.
pub fn sha256(bytes: &[u8]) -> [u8; 32] {
    let mut hash = [0; 32];
    hash.copy_from_slice(digest(&SHA256, bytes).as_ref());
    hash
}

/// Whether two secrets are equal, in a time that does not tell where they differ.
///
/// Only their lengths may show.
pub fn equal(a: &[u8], b: &[u8]) -> bool {
    verify_slices_are_equal(a, b).is_ok()
}

/// Base64 with the alphabet for addresses and without padding (RFC 4648 section 5).
pub fn base64url(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// The challenge that belongs to a PKCE verifier under the method `S256` (RFC 7636 section 4.2).
pub fn pkce_s256(verifier: &str) -> String {
    base64url(&sha256(verifier.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sha256_of_abc_is_the_one_of_fips_180() {
        let digest = base64url(&sha256(b"abc"));
        assert_eq!(digest, "ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0");
    }

    #[test]
    fn the_example_of_rfc_7636_appendix_b() {
        assert_eq!(
            pkce_s256("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"),
            "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
        );
    }

    #[test]
    fn equality_sees_every_bit_and_the_length() {
        assert!(equal(b"", b""));
        assert!(equal(b"token", b"token"));
        assert!(!equal(b"token", b"tokeo"));
        assert!(!equal(b"token", b"toke"));
        assert!(!equal(b"token", b""));
    }

    #[test]
    fn base64url_has_no_padding_and_no_plus_or_slash() {
        assert_eq!(base64url(&[0xfb, 0xff, 0xfe, 0x00]), "-__-AA");
    }
}

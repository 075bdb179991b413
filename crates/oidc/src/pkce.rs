//! Proof Key for Code Exchange (RFC 7636), method S256 only.

/// The one method there is; `plain` protects nothing once the request has been seen.
pub(crate) const METHOD: &str = "S256";

/// Whether `text` can be an S256 challenge: a SHA-256 digest in base64url without padding.
pub(crate) fn is_challenge(text: &str) -> bool {
    text.len() == 43
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}

/// Whether `text` can be a verifier: 43 to 128 unreserved characters (RFC 7636 section 4.1).
pub(crate) fn is_verifier(text: &str) -> bool {
    (43..=128).contains(&text.len())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_and_characters() {
        // RFC 7636 appendix B.
        assert!(is_challenge("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"));
        assert!(is_verifier("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"));

        let table = [
            ("", false, false),
            (&*"a".repeat(42), false, false),
            (&*"a".repeat(43), true, true),
            (&*"a".repeat(44), false, true),
            (&*"a".repeat(128), false, true),
            (&*"a".repeat(129), false, false),
            (&*("a".repeat(42) + "~"), false, true),
            (&*("a".repeat(42) + "="), false, false),
            (&*("a".repeat(42) + "+"), false, false),
            (&*("a".repeat(42) + "/"), false, false),
            (&*("a".repeat(41) + "\u{e9}"), false, false),
        ];
        for (text, challenge, verifier) in table {
            assert_eq!(is_challenge(text), challenge, "{text:?}");
            assert_eq!(is_verifier(text), verifier, "{text:?}");
        }
    }
}

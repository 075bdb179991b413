//! Random text for uuids, codes, tokens and request ids.

/// Random characters of `[0-9A-Za-z]`.
pub(crate) fn alphanumeric(length: usize) -> String {
    pick(
        b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
        length,
    )
}

/// Random characters of `[0-9A-Za-z_-]`, as in WeChat's access tokens.
pub(crate) fn url_safe(length: usize) -> String {
    pick(
        b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_",
        length,
    )
}

/// Random characters that nobody mixes up when reading them from a screen.
pub(crate) fn readable(length: usize) -> String {
    pick(b"23456789ABCDEFGHJKMNPQRSTVWXYZ", length)
}

/// Random decimal digits.
pub(crate) fn digits(length: usize) -> String {
    pick(b"0123456789", length)
}

/// Random lower-case hexadecimal digits.
pub(crate) fn hex(length: usize) -> String {
    pick(b"0123456789abcdef", length)
}

/// Bytes as lower-case hexadecimal digits.
pub(crate) fn as_hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits
        .map(|digit| char::from(DIGITS[usize::from(digit)]))
        .collect()
}

/// Bytes past the last whole multiple of the alphabet are thrown away, so that all characters are equally likely.
fn pick(alphabet: &[u8], length: usize) -> String {
    let usable = 256 - 256 % alphabet.len();
    let mut text = String::with_capacity(length);
    let mut bytes = [0; 64];
    while text.len() < length {
        #[expect(
            clippy::expect_used,
            reason = "without the system's random source there is nothing to simulate"
        )]
        getrandom::fill(&mut bytes).expect("the system has a random source");
        let wanted = length - text.len();
        text.extend(
            bytes
                .iter()
                .map(|byte| usize::from(*byte))
                .filter(|byte| *byte < usable)
                .take(wanted)
                .map(|byte| char::from(alphabet[byte % alphabet.len()])),
        );
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_has_the_asked_length_and_alphabet() {
        for length in [0, 1, 16, 32, 120] {
            let text = alphanumeric(length);
            assert_eq!(text.len(), length);
            assert!(text.bytes().all(|byte| byte.is_ascii_alphanumeric()));
        }
        assert!(hex(64).bytes().all(|byte| byte.is_ascii_hexdigit()));
        assert!(!readable(400).contains(['0', 'O', '1', 'I', 'L', 'U']));
        assert_ne!(url_safe(32), url_safe(32));
    }
}

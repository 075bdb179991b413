//! The few parts of DER (X.690) that a certificate is written in.

/// One value: its tag, its length, its content.
pub(super) fn value(tag: u8, content: &[u8]) -> Vec<u8> {
    let mut out = vec![tag];
    match content.len() {
        short @ 0..=127 => out.push(u8::try_from(short).unwrap_or(127)),
        long => {
            let bytes = long.to_be_bytes();
            let start = bytes.iter().position(|byte| *byte != 0).unwrap_or(0);
            let count = u8::try_from(bytes.len() - start).unwrap_or(8);
            out.push(0x80 | count);
            out.extend(&bytes[start..]);
        }
    }
    out.extend(content);
    out
}

/// A value made of others.
pub(super) fn of(tag: u8, parts: &[&[u8]]) -> Vec<u8> {
    value(tag, &parts.concat())
}

pub(super) fn sequence(parts: &[&[u8]]) -> Vec<u8> {
    of(0x30, parts)
}

pub(super) fn bits(content: &[u8]) -> Vec<u8> {
    of(0x03, &[&[0], content])
}

pub(super) fn bytes(content: &[u8]) -> Vec<u8> {
    value(0x04, content)
}

pub(super) const TRUE: &[u8] = &[0x01, 0x01, 0xff];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_short_or_counted() {
        assert_eq!(value(4, &[]), [4, 0]);
        assert_eq!(value(4, &[7; 127])[..2], [4, 127]);
        assert_eq!(value(4, &[7; 128])[..3], [4, 0x81, 128]);
        assert_eq!(value(4, &[7; 300])[..4], [4, 0x82, 1, 44]);
        assert_eq!(sequence(&[&[1], &[2]]), [0x30, 2, 1, 2]);
        assert_eq!(bits(&[9]), [3, 2, 0, 9]);
    }
}

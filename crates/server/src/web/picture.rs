//! What a picture is.

/// What the content says it is; what whoever sends it says does not count. SVG is never
/// accepted: it can run scripts.
pub(crate) fn content_type(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xff, 0xd8, 0xff, ..] => Some("image/jpeg"),
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Some("image/png"),
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Some("image/gif"),
        [
            b'R',
            b'I',
            b'F',
            b'F',
            _,
            _,
            _,
            _,
            b'W',
            b'E',
            b'B',
            b'P',
            ..,
        ] => Some("image/webp"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::content_type;

    #[test]
    fn pictures_are_known_by_their_content() {
        assert_eq!(content_type(b"\xff\xd8\xff\xe0JFIF"), Some("image/jpeg"));
        assert_eq!(content_type(b"\x89PNG\r\n\x1a\nrest"), Some("image/png"));
        assert_eq!(content_type(b"GIF89a"), Some("image/gif"));
        assert_eq!(content_type(b"RIFF\0\0\0\0WEBPVP8 "), Some("image/webp"));
        for other in [
            b"<svg xmlns=".as_slice(),
            b"<html>",
            b"",
            b"\xff\xd8",
            b"RIFF\0\0\0\0WAVE",
        ] {
            assert_eq!(content_type(other), None);
        }
    }
}

//! The file in a form (RFC 7578).

use http::{HeaderMap, header};

/// The bytes of the field `file` of a form, if it has one. What the browser says about the file,
/// its name above all, is not looked at.
pub(crate) fn file<'a>(headers: &HeaderMap, body: &'a [u8]) -> Option<&'a [u8]> {
    let delimiter = format!("\r\n--{}", boundary(headers)?);
    // The first delimiter has no line before it.
    let mut rest = body.strip_prefix(delimiter.as_bytes().get(2..)?)?;
    while let Some(part) = rest.strip_prefix(b"\r\n") {
        let end = find(part, delimiter.as_bytes())?;
        let (about, content) = split(part.get(..end)?)?;
        if is_file(about) {
            return Some(content);
        }
        rest = part.get(end + delimiter.len()..)?;
    }
    None
}

fn boundary(headers: &HeaderMap) -> Option<String> {
    let kind = headers.get(header::CONTENT_TYPE)?.to_str().ok()?;
    let mut parts = kind.split(';').map(str::trim);
    let is_form = parts.next()?.eq_ignore_ascii_case("multipart/form-data");
    let boundary = parts.find_map(|part| part.strip_prefix("boundary="))?;
    let boundary = boundary.trim_matches('"');
    (is_form && (1..=70).contains(&boundary.len())).then(|| boundary.to_owned())
}

/// The headers of a part, and what comes after the empty line.
fn split(part: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = find(part, b"\r\n\r\n")?;
    Some((part.get(..end)?, part.get(end + 4..)?))
}

fn is_file(about: &[u8]) -> bool {
    let text = String::from_utf8_lossy(about);
    text.split("\r\n").any(|line| {
        let (name, value) = line.split_once(':').unwrap_or_default();
        let mut fields = value.split(';').map(str::trim);
        name.eq_ignore_ascii_case("content-disposition") && fields.any(|it| it == "name=\"file\"")
    })
}

fn find(text: &[u8], what: &[u8]) -> Option<usize> {
    text.windows(what.len()).position(|window| window == what)
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    fn headers(kind: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(header::CONTENT_TYPE, HeaderValue::from_static(kind))])
    }

    const KIND: &str = "multipart/form-data; boundary=x-7";

    #[test]
    fn the_file_is_found_among_other_fields() {
        let body = b"--x-7\r\nContent-Disposition: form-data; name=\"other\"\r\n\r\nfile\r\n--x-7\r\n\
            content-disposition: form-data; name=\"file\"; filename=\"a;b.png\"\r\nContent-Type: image/png\r\n\r\n\
            one\r\n--x-\r\n\r\ntwo\0\r\n--x-7--\r\n";
        let found = file(&headers(KIND), body);
        assert_eq!(found, Some(&b"one\r\n--x-\r\n\r\ntwo\0"[..]));
        let quoted = "multipart/form-data; boundary=\"x-7\"";
        assert!(file(&headers(quoted), body).is_some());
    }

    #[test]
    fn what_is_no_form_with_a_file_has_none() {
        let one = b"--x-7\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nx\r\n--x-7--\r\n";
        assert_eq!(file(&headers(KIND), one), Some(&b"x"[..]));
        for kind in [
            "text/plain; boundary=x-7",
            "multipart/form-data",
            "multipart/form-data; boundary=",
        ] {
            assert_eq!(file(&headers(kind), one), None, "{kind}");
        }
        for body in [
            &b""[..],
            b"--x-7--\r\n",
            b"--x-7\r\n",
            b"--x-7\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nnever ends",
            b"--x-7\r\nContent-Disposition: form-data; name=\"files\"\r\n\r\nx\r\n--x-7--\r\n",
            b"--x-7\r\nno headers\r\n--x-7--\r\n",
            b" --x-7\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nx\r\n--x-7--\r\n",
        ] {
            assert_eq!(file(&headers(KIND), body), None);
        }
        assert_eq!(file(&HeaderMap::new(), one), None);
    }
}

//! Forms with files: `multipart/form-data`, read whole (RFC 7578).

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

/// The fields and files of a form.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Upload(Vec<Part>);

#[derive(Debug, PartialEq, Eq)]
struct Part {
    name: String,
    file: Option<String>,
    content: Vec<u8>,
}

impl Upload {
    /// The text of a field, or nothing.
    pub(crate) fn get(&self, name: &str) -> &str {
        let part = self
            .0
            .iter()
            .find(|part| part.name == name && part.file.is_none());
        part.and_then(|part| std::str::from_utf8(&part.content).ok())
            .unwrap_or_default()
    }

    /// A file that was chosen: its name and its content.
    pub(crate) fn file(&self, name: &str) -> Option<(&str, &[u8])> {
        let part = self.0.iter().find(|part| part.name == name)?;
        let file = part.file.as_deref().filter(|file| !file.is_empty())?;
        Some((file, &part.content))
    }

    fn parse(boundary: &str, body: &[u8]) -> Option<Self> {
        let delimiter = format!("--{boundary}");
        let mut rest = body.strip_prefix(delimiter.as_bytes())?;
        let between = format!("\r\n{delimiter}");
        let mut parts = Vec::new();
        while let Some(part) = rest.strip_prefix(b"\r\n") {
            let end = find(part, between.as_bytes())?;
            let (head, content) = split(part.get(..end)?)?;
            if let Some((name, file)) = disposition(head) {
                let content = content.to_vec();
                parts.push(Part {
                    name,
                    file,
                    content,
                });
            }
            rest = part.get(end + between.len()..)?;
        }
        rest.starts_with(b"--").then_some(Self(parts))
    }
}

/// Headers and content of a part.
fn split(part: &[u8]) -> Option<(&str, &[u8])> {
    let end = find(part, b"\r\n\r\n")?;
    let head = std::str::from_utf8(part.get(..end)?).ok()?;
    Some((head, part.get(end + 4..)?))
}

/// The name of a field, and that of a file.
fn disposition(head: &str) -> Option<(String, Option<String>)> {
    let line = head.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-disposition")
            .then_some(value)
    })?;
    let quoted = |name: &str| {
        let (_, rest) = line.split_once(&format!("; {name}=\""))?;
        let (value, _) = rest.split_once('"')?;
        Some(value.replace("%22", "\""))
    };
    Some((quoted("name")?, quoted("filename")))
}

fn find(text: &[u8], wanted: &[u8]) -> Option<usize> {
    text.windows(wanted.len())
        .position(|window| window == wanted)
}

impl<S: Send + Sync> FromRequest<S> for Upload {
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> Result<Self, Response> {
        let content_type = request
            .headers()
            .get(header::CONTENT_TYPE)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
            .to_owned();
        let body = Bytes::from_request(request, state)
            .await
            .map_err(IntoResponse::into_response)?;
        let is_multipart = content_type
            .to_ascii_lowercase()
            .starts_with("multipart/form-data");
        let boundary = content_type
            .split_once("boundary=")
            .map(|(_, rest)| rest.split(';').next().unwrap_or_default().trim_matches('"'));
        let upload = match boundary.filter(|_| is_multipart) {
            Some(boundary) => Self::parse(boundary, &body),
            // A form without files may come as any form.
            None => Some(Self(
                form_urlencoded::parse(&body)
                    .map(|(name, value)| Part {
                        name: name.into_owned(),
                        file: None,
                        content: value.into_owned().into_bytes(),
                    })
                    .collect(),
            )),
        };
        upload
            .ok_or_else(|| (StatusCode::BAD_REQUEST, "the form could not be read").into_response())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const BODY: &[u8] = b"--X\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\nPaper\r\nboat\r\n\
        --X\r\nContent-Disposition: form-data; name=\"icon\"; filename=\"a%22b.png\"\r\nContent-Type: image/png\r\n\r\n\x89PNG\r\n\r\n--Y\r\n\
        --X\r\ncontent-disposition: form-data; name=\"none\"; filename=\"\"\r\n\r\n\r\n--X--\r\n";

    #[test]
    fn fields_and_files_come_out_as_they_went_in() {
        let upload = Upload::parse("X", BODY).unwrap();
        assert_eq!(upload.get("name"), "Paper\r\nboat");
        assert_eq!(
            upload.file("icon"),
            Some(("a\"b.png", &b"\x89PNG\r\n\r\n--Y"[..]))
        );
        assert_eq!(upload.file("none"), None);
        assert_eq!(upload.get("icon"), "");
        assert_eq!(upload.get("absent"), "");
    }

    #[test]
    fn a_form_that_is_cut_is_refused() {
        for end in 0..BODY.len() - 4 {
            assert_eq!(Upload::parse("X", &BODY[..end]), None, "{end}");
        }
        assert_eq!(Upload::parse("Z", BODY), None);
    }

    proptest! {
        #[test]
        fn no_body_ends_the_parser(body in prop::collection::vec(any::<u8>(), 0..200), boundary in "[a-zX-]{0,4}") {
            let _ = Upload::parse(&boundary, &body);
            let framed = [format!("--{boundary}\r\n").as_bytes(), &body, format!("\r\n--{boundary}--").as_bytes()].concat();
            let _ = Upload::parse(&boundary, &framed);
        }
    }
}

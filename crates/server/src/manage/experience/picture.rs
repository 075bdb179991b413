//! Pictures of the sign-in pages: what they may be, and how they come here.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use connector_kit::Timestamp;
use store::{MAX_IMAGE_BYTES, Store, StoreError};

/// Keeps a picture and says its name; `None` when it is none that pages can show.
pub(crate) async fn keep(
    store: &Store,
    bytes: &[u8],
    now: Timestamp,
) -> Result<Option<String>, StoreError> {
    let Some(content_type) = content_type(bytes) else {
        return Ok(None);
    };
    store.put_image(content_type, bytes, now).await.map(Some)
}

/// The bytes in a `data:` address (RFC 2397) with a picture in base64.
pub(crate) fn from_data_address(address: &str) -> Option<Vec<u8>> {
    let (about, data) = address.strip_prefix("data:")?.split_once(',')?;
    let is_picture = about.starts_with("image/") && about.ends_with(";base64");
    is_picture.then(|| BASE64_STANDARD.decode(data).ok())?
}

/// A picture as a `data:` address, as a file for `apply` holds it.
pub(crate) fn to_data_address(content_type: &str, bytes: &[u8]) -> String {
    format!(
        "data:{content_type};base64,{}",
        BASE64_STANDARD.encode(bytes)
    )
}

/// What a picture is, told from its content. What can move, run or hide text is not taken:
/// no GIF, no SVG.
fn content_type(bytes: &[u8]) -> Option<&'static str> {
    if bytes.len() > MAX_IMAGE_BYTES {
        return None;
    }
    crate::web::picture::content_type(bytes).filter(|kind| *kind != "image/gif")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_are_known_by_their_content_and_have_a_limit() {
        let png = b"\x89PNG\r\n\x1a\nrest";
        assert_eq!(content_type(png), Some("image/png"));
        let mut large = png.to_vec();
        large.resize(MAX_IMAGE_BYTES, 0);
        assert!(content_type(&large).is_some());
        large.push(0);
        assert_eq!(content_type(&large), None);
        for other in [b"GIF89a".as_slice(), b"<svg>", b"", b"\xef\xbb\xbf<svg"] {
            assert_eq!(content_type(other), None);
        }
    }

    #[test]
    fn data_addresses_come_back() {
        let address = to_data_address("image/png", b"\x89PNG");
        assert_eq!(
            from_data_address(&address).as_deref(),
            Some(&b"\x89PNG"[..])
        );
        for other in [
            "",
            "data:",
            "logo.png",
            "data:image/png;base64",
            "data:image/png,abc",
            "data:text/html;base64,YQ==",
            "data:image/png;base64,!",
        ] {
            assert_eq!(from_data_address(other), None, "{other}");
        }
    }
}

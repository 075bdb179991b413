//! Icons of apps: PNG files of a fixed size, checked as the console of the platform does, and samples to use.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};

/// The size that a file may have: 300 KB.
const BYTES: usize = 300 * 1024;

/// Nothing, `sample`, or a PNG file in base64.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Icon(String);

/// Why a file cannot be an icon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum IconProblem {
    NotPng,
    TooLarge,
    WrongSize { width: u32, height: u32 },
}

impl Icon {
    /// The picture that the simulator draws.
    pub fn sample() -> Self {
        Self(SAMPLE.to_owned())
    }

    /// An uploaded file.
    pub(crate) fn of_file(bytes: &[u8], side: u32) -> Result<Self, IconProblem> {
        if bytes.len() > BYTES {
            return Err(IconProblem::TooLarge);
        }
        let (width, height) = size(bytes).ok_or(IconProblem::NotPng)?;
        if (width, height) != (side, side) {
            return Err(IconProblem::WrongSize { width, height });
        }
        Ok(Self(STANDARD.encode(bytes)))
    }

    /// As a form or a file says it.
    pub(crate) fn of_text(text: &str, side: u32) -> Option<Self> {
        let icon = Self(text.trim().to_owned());
        icon.check(side).ok().map(|()| icon)
    }

    /// As a form keeps it.
    pub(crate) fn text(&self) -> &str {
        &self.0
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The file.
    pub(crate) fn png(&self, side: u32) -> Option<Vec<u8>> {
        match self.0.as_str() {
            "" => None,
            SAMPLE => Some(sample_png(side)),
            text => STANDARD.decode(text).ok(),
        }
    }

    pub(super) fn check(&self, side: u32) -> Result<(), String> {
        if matches!(self.0.as_str(), "" | SAMPLE) {
            return Ok(());
        }
        let problem = match STANDARD.decode(&self.0) {
            Ok(bytes) => Self::of_file(&bytes, side).err(),
            Err(_) => Some(IconProblem::NotPng),
        };
        match problem {
            None => Ok(()),
            Some(_) => Err(format!(
                "sample, or a PNG file of {side} by {side} pixels and at most 300 KB in base64"
            )),
        }
    }
}

const SAMPLE: &str = "sample";
const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// Width and height of a PNG file: its signature, its first chunk, and an end.
fn size(bytes: &[u8]) -> Option<(u32, u32)> {
    let rest = bytes.strip_prefix(SIGNATURE)?;
    let header = rest.strip_prefix(b"\0\0\0\x0dIHDR")?;
    let number = |from: usize| -> Option<u32> {
        let four: [u8; 4] = header.get(from..from + 4)?.try_into().ok()?;
        Some(u32::from_be_bytes(four))
    };
    let has_end = bytes.len() >= 12 && bytes[..bytes.len() - 4].ends_with(b"IEND");
    if !has_end {
        return None;
    }
    Some((number(0)?, number(4)?))
}

/// A white boat on orange, as an uncompressed PNG.
fn sample_png(side: u32) -> Vec<u8> {
    let mut rows = Vec::new();
    for row in 0..side {
        rows.push(0);
        for column in 0..side {
            rows.extend(if is_boat(column * 100 / side, row * 100 / side) {
                [0xff, 0xff, 0xff]
            } else {
                [0xf2, 0x68, 0x3c]
            });
        }
    }
    let mut header = [side.to_be_bytes(), side.to_be_bytes()].concat();
    // Eight bits, red green blue, no interlacing.
    header.extend([8, 2, 0, 0, 0]);
    let mut file = SIGNATURE.to_vec();
    chunk(&mut file, *b"IHDR", &header);
    chunk(&mut file, *b"IDAT", &stored(&rows));
    chunk(&mut file, *b"IEND", &[]);
    file
}

/// A hull and a sail, in hundredths of the side.
fn is_boat(x: u32, y: u32) -> bool {
    let from_middle = x.abs_diff(50);
    let hull = (60..78).contains(&y) && from_middle + (y - 60) < 38;
    let sail = (22..56).contains(&y) && from_middle * 34 < (y - 22) * 22;
    hull || sail
}

fn chunk(file: &mut Vec<u8>, kind: [u8; 4], data: &[u8]) {
    let length = u32::try_from(data.len()).unwrap_or_default();
    file.extend(length.to_be_bytes());
    let body = [&kind, data].concat();
    file.extend(&body);
    file.extend(crc32(&body).to_be_bytes());
}

/// A zlib stream of stored blocks.
fn stored(data: &[u8]) -> Vec<u8> {
    let mut out = vec![0x78, 0x01];
    let mut blocks = data.chunks(0xffff).peekable();
    while let Some(block) = blocks.next() {
        let length = u16::try_from(block.len()).unwrap_or_default();
        out.push(u8::from(blocks.peek().is_none()));
        out.extend(length.to_le_bytes());
        out.extend((!length).to_le_bytes());
        out.extend(block);
    }
    out.extend(adler32(data).to_be_bytes());
    out
}

fn adler32(data: &[u8]) -> u32 {
    let (mut low, mut high) = (1_u32, 0_u32);
    for byte in data {
        low = (low + u32::from(*byte)) % 65_521;
        high = (high + low) % 65_521;
    }
    high << 16 | low
}

fn crc32(data: &[u8]) -> u32 {
    let mut crc = u32::MAX;
    for byte in data {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            let carry = crc & 1;
            crc >>= 1;
            if carry == 1 {
                crc ^= 0xedb8_8320;
            }
        }
    }
    !crc
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn samples_pass_the_checks_of_their_size() {
        for side in [28, 108] {
            let png = sample_png(side);
            assert!(Icon::of_file(&png, side).is_ok());
            assert_eq!(Icon::sample().png(side), Some(png));
        }
        let wrong = Icon::of_file(&sample_png(28), 108);
        let size = IconProblem::WrongSize {
            width: 28,
            height: 28,
        };
        assert_eq!(wrong, Err(size));
    }

    #[test]
    fn checksums_are_the_known_ones() {
        assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
        assert_eq!(adler32(b"Wikipedia"), 0x11e6_0398);
    }

    #[test]
    fn other_files_are_refused() {
        let png = sample_png(28);
        for bad in [
            &b""[..],
            b"GIF89a",
            &png[..20],
            &png[..png.len() - 1],
            SIGNATURE,
        ] {
            assert_eq!(Icon::of_file(bad, 28), Err(IconProblem::NotPng));
        }
        let large = vec![0; BYTES + 1];
        assert_eq!(Icon::of_file(&large, 28), Err(IconProblem::TooLarge));
        assert_eq!(Icon::of_text("not base64", 28), None);
        assert!(Icon::of_text("", 28).is_some_and(|icon| icon.is_empty()));
    }

    proptest::proptest! {
        #[test]
        fn whatever_is_uploaded_is_an_icon_of_its_size_or_none(
            bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..80),
            at in 0_usize..2_400,
            other: u8,
            cut in 0_usize..2_400,
        ) {
            let mut altered = sample_png(28);
            let end = altered.len();
            altered[at % end] = other;
            let begun = [SIGNATURE, &bytes].concat();
            for file in [&bytes[..], &begun, &altered, &altered[..cut % end]] {
                match Icon::of_file(file, 28) {
                    Ok(icon) => proptest::prop_assert_eq!(icon.png(28), Some(file.to_vec())),
                    Err(problem) => proptest::prop_assert_ne!(problem, IconProblem::TooLarge),
                }
            }
            let text = String::from_utf8_lossy(&bytes);
            if let Some(icon) = Icon::of_text(&text, 28) {
                proptest::prop_assert_eq!(icon.text(), text.trim());
            }
        }
    }
}

//! The pictures of people: a small pattern, mirrored like a face, made from the person's id.

use jpeg_encoder::ColorType;
use sha2::{Digest, Sha256};

use crate::qr;

/// The sizes that WeChat serves, as the last part of the address; `0` is 640 pixels (`wechat-platform.md` 6).
pub(crate) fn side(size: &str) -> Option<usize> {
    match size {
        "0" => Some(640),
        "46" => Some(46),
        "64" => Some(64),
        "96" => Some(96),
        "132" => Some(132),
        _ => None,
    }
}

/// The name of the grey picture that a snapshot shows; no person's id has capital letters.
pub(crate) const NOBODY: &str = "NOBODY";

/// The picture of a person as a JPEG of `side` by `side` pixels.
pub(crate) fn jpeg(person: &str, side: usize) -> Option<Vec<u8>> {
    let digest = Sha256::digest(person);
    let ink = match person {
        NOBODY => GREY,
        _ => INKS[usize::from(digest[31]) % INKS.len()],
    };
    let pixels: Vec<u8> = (0..side * side)
        .flat_map(|index| {
            let cell = |pixel: usize| pixel * CELLS / side;
            let (row, column) = (cell(index / side), cell(index % side));
            if is_inked(&digest, row, column) {
                ink
            } else {
                PAPER
            }
        })
        .collect();
    qr::encode(&pixels, side, ColorType::Rgb)
}

/// Whether a cell is coloured: one free cell around, five by five inside, left and right alike.
fn is_inked(digest: &[u8], row: usize, column: usize) -> bool {
    if !(1..CELLS - 1).contains(&row) || !(1..CELLS - 1).contains(&column) {
        return false;
    }
    let from_left = (column - 1).min(CELLS - 2 - column);
    digest[(row - 1) * 3 + from_left] & 1 == 1
}

const CELLS: usize = 7;
const PAPER: [u8; 3] = [0xee, 0xf0, 0xf4];
const GREY: [u8; 3] = [0x9a, 0xa3, 0xb0];
const INKS: [[u8; 3]; 6] = [
    [0x0a, 0x7a, 0x4e],
    [0x23, 0x52, 0xd0],
    [0xb3, 0x4a, 0x12],
    [0x8a, 0x2b, 0x86],
    [0x0b, 0x6e, 0x85],
    [0xa6, 0x2a, 0x4a],
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_are_square_stable_and_differ() {
        let picture = jpeg("xiaoming", 132).unwrap();
        let mut decoder = jpeg_decoder::Decoder::new(picture.as_slice());
        assert_eq!(decoder.decode().unwrap().len(), 132 * 132 * 3);
        assert_eq!(jpeg("xiaoming", 132).unwrap(), picture);
        assert_ne!(jpeg("lifang", 132).unwrap(), picture);
    }

    #[test]
    fn only_the_sizes_of_wechat_exist() {
        assert_eq!(side("132"), Some(132));
        assert_eq!(side("0"), Some(640));
        assert_eq!(side("133"), None);
        assert_eq!(side(""), None);
    }
}

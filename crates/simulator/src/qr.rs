//! The QR image: a JPEG, as WeChat serves it.

use jpeg_encoder::{ColorType, Encoder};
use qrcode::{Color, EcLevel, QrCode};

/// Light modules around the code that scanners need.
const QUIET_ZONE: usize = 4;

/// Pixels of one module; a multiple of the JPEG block, so that edges stay sharp.
const MODULE: usize = 8;

/// A QR code of the text as a grey JPEG with its quiet zone, or nothing if the text is too long for one.
pub(crate) fn jpeg(text: &str) -> Option<Vec<u8>> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
    let modules = code.width();
    let dark = code.to_colors();
    let side = (modules + 2 * QUIET_ZONE) * MODULE;
    let mut pixels = vec![u8::MAX; side * side];
    for (index, pixel) in pixels.iter_mut().enumerate() {
        let module = |pixel: usize| {
            (pixel / MODULE)
                .checked_sub(QUIET_ZONE)
                .filter(|at| *at < modules)
        };
        if let (Some(row), Some(column)) = (module(index / side), module(index % side))
            && dark[row * modules + column] == Color::Dark
        {
            *pixel = 0x12;
        }
    }
    encode(&pixels, side, ColorType::Luma)
}

/// Encodes a square picture at a quality at which flat areas stay flat.
pub(crate) fn encode(pixels: &[u8], side: usize, color: ColorType) -> Option<Vec<u8>> {
    let side = u16::try_from(side).ok()?;
    let mut jpeg = Vec::new();
    Encoder::new(&mut jpeg, 90)
        .encode(pixels, side, side, color)
        .ok()?;
    Some(jpeg)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_picture_decodes_to_its_text_and_has_a_quiet_zone() {
        let text = "http://localhost:3002/connect/confirm?uuid=061p2Za447CUkl2X";
        let picture = jpeg(text).unwrap();
        let mut decoder = jpeg_decoder::Decoder::new(picture.as_slice());
        let pixels = decoder.decode().unwrap();
        let side = usize::from(decoder.info().unwrap().width);
        assert_eq!(pixels.len(), side * side);
        let quiet = QUIET_ZONE * MODULE;
        for (index, pixel) in pixels.iter().enumerate() {
            let (row, column) = (index / side, index % side);
            let inside = |at: usize| (quiet..side - quiet).contains(&at);
            if !inside(row) || !inside(column) {
                assert!(*pixel > 0xf0, "{row},{column} is {pixel}");
            }
        }
        let mut image =
            rqrr::PreparedImage::prepare_from_greyscale(side, side, |x, y| pixels[y * side + x]);
        let grids = image.detect_grids();
        assert_eq!(grids.len(), 1);
        assert_eq!(grids[0].decode().unwrap().1, text);
    }

    #[test]
    fn text_that_is_too_long_has_no_code() {
        assert_eq!(jpeg(&"x".repeat(5000)), None);
    }
}

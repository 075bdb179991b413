//! Colours, and what can be read on them.

use std::fmt;

/// The least contrast of text (WCAG 2.2, 1.4.3).
pub const READABLE: f64 = 4.5;

/// A colour without transparency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour(pub [u8; 3]);

impl Colour {
    /// White.
    pub const WHITE: Self = Self([0xFF; 3]);
    /// The colour of our text on light pages.
    pub const INK: Self = Self([0x12, 0x16, 0x1D]);

    /// Reads `#RRGGBB`, whatever its case.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#')?;
        let plain = digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_hexdigit());
        let number = u32::from_str_radix(digits, 16).ok().filter(|_| plain)?;
        let [_, red, green, blue] = number.to_be_bytes();
        Some(Self([red, green, blue]))
    }

    /// The contrast with another colour, from 1 to 21 (WCAG 2.2).
    pub fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    fn luminance(self) -> f64 {
        let [red, green, blue] = self.0.map(|part| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 {
                part / 12.92
            } else {
                ((part + 0.055) / 1.055).powf(2.4)
            }
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// This colour with so many hundredths of another one.
    pub(crate) fn towards(self, other: Self, hundredths: u8) -> Self {
        let share = u16::from(hundredths.min(100));
        let mut parts = self.0;
        for (part, goal) in parts.iter_mut().zip(other.0) {
            let sum = u16::from(*part) * (100 - share) + u16::from(goal) * share;
            *part = u8::try_from((sum + 50) / 100).unwrap_or(u8::MAX);
        }
        Self(parts)
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02X}{green:02X}{blue:02X}")
    }
}

/// A colour as the ground of text, with the text that can be read on it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fill {
    /// The ground: the colour that was asked for, or the nearest on which text can be read.
    pub ground: Colour,
    /// The text: ink or white.
    pub text: Colour,
    /// The contrast between them, at least 4.5.
    pub ratio: f64,
}

impl Fill {
    /// Finds what can be read on a colour: ink or white. Where neither can, the colour becomes darker or
    /// lighter, whichever takes less.
    pub fn of(colour: Colour) -> Self {
        let black = Colour([0; 3]);
        let shifts = (0..=100).flat_map(|share| {
            let darker = colour.towards(black, share);
            let lighter = colour.towards(Colour::WHITE, share);
            [(darker, Colour::WHITE), (lighter, Colour::INK)]
        });
        let fits = |(ground, text): (Colour, Colour)| {
            let ratio = ground.contrast(text);
            let fill = Self {
                ground,
                text,
                ratio,
            };
            (ratio >= READABLE).then_some(fill)
        };
        // Black under white would do at last, so something always fits.
        shifts.into_iter().find_map(fits).unwrap_or(Self {
            ground: black,
            text: Colour::WHITE,
            ratio: black.contrast(Colour::WHITE),
        })
    }

    /// The ground under the pointer: a little further away from its text.
    pub(crate) fn hover(&self) -> Colour {
        let away = match self.text {
            Colour::WHITE => Colour([0; 3]),
            _ => Colour::WHITE,
        };
        self.ground.towards(away, 14)
    }
}

#[cfg(test)]
mod tests {
    use super::{Colour, Fill, READABLE};

    fn colour(text: &str) -> Colour {
        Colour::parse(text).unwrap()
    }

    #[test]
    fn colours_are_read_and_written() {
        assert_eq!(colour("#2352d0"), Colour([0x23, 0x52, 0xD0]));
        assert_eq!(colour("#2352d0").to_string(), "#2352D0");
        for wrong in [
            "", "#", "2352D0", "#2352D", "#2352D00", "#2352DG", "#+352D0", "red", "#fff", "#é2345",
        ] {
            assert_eq!(Colour::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn contrast_is_that_of_the_standard() {
        for (one, other, ratio) in [
            ("#000000", "#FFFFFF", 21.0),
            ("#12161D", "#FFFFFF", 18.13),
            ("#2352D0", "#FFFFFF", 6.58),
            ("#FFFFFF", "#07C160", 2.38),
            ("#808080", "#808080", 1.0),
        ] {
            let found = colour(one).contrast(colour(other));
            assert!((found - ratio).abs() < 0.006, "{one} {other}: {found}");
        }
    }

    #[test]
    fn text_is_ink_or_white_and_the_colour_moves_only_where_neither_can_be_read() {
        for (given, ground, text) in [
            ("#2352D0", "#2352D0", "#FFFFFF"),
            ("#000000", "#000000", "#FFFFFF"),
            ("#FFFFFF", "#FFFFFF", "#12161D"),
            ("#07C160", "#07C160", "#12161D"),
            ("#F26B3A", "#F26B3A", "#12161D"),
            ("#FFD400", "#FFD400", "#12161D"),
            ("#E60012", "#E60012", "#FFFFFF"),
            ("#6139F6", "#6139F6", "#FFFFFF"),
            ("#787878", "#767676", "#FFFFFF"),
            ("#7D7D7D", "#808080", "#12161D"),
        ] {
            let fill = Fill::of(colour(given));
            assert_eq!(fill.ground, colour(ground), "{given} {fill:?}");
            assert_eq!(fill.text, colour(text), "{given}");
        }
    }

    #[test]
    fn text_can_be_read_on_whatever_is_given() {
        for number in (0..=0xFF_FFFF).step_by(977) {
            let [_, red, green, blue] = u32::to_be_bytes(number);
            let fill = Fill::of(Colour([red, green, blue]));
            assert!(fill.ratio >= READABLE, "{fill:?}");
            let hover = fill.hover().contrast(fill.text);
            assert!(hover >= READABLE, "{fill:?}: {hover}");
        }
    }
}

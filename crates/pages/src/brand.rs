//! The operator's colours as a small style sheet.
//!
//! Its name says the colours, so any node makes the same sheet from the name alone, also for colours that
//! somebody is only trying out.

use crate::colour::{Colour, Fill, READABLE};

/// The least contrast of what only has to be seen (WCAG 2.2, 1.4.11).
const VISIBLE: f64 = 3.0;

/// The grounds of a theme, on which links and frames stand.
struct Grounds {
    surface: Colour,
    all: [Colour; 3],
}

const LIGHT: Grounds = Grounds {
    surface: Colour::WHITE,
    all: [
        Colour::WHITE,
        Colour([0xF5, 0xF6, 0xF8]),
        Colour([0xEE, 0xF0, 0xF4]),
    ],
};

const DARK: Grounds = Grounds {
    surface: Colour([0x14, 0x19, 0x20]),
    all: [
        Colour([0x14, 0x19, 0x20]),
        Colour([0x0C, 0x0F, 0x14]),
        Colour([0x1B, 0x21, 0x2A]),
    ],
};

/// What follows `/assets/brand/` in the address of the sheet for these colours.
pub fn file_name(light: Colour, dark: Colour) -> String {
    let digits = |colour: Colour| colour.to_string()[1..].to_ascii_lowercase();
    format!("{}-{}.css", digits(light), digits(dark))
}

/// The sheet of that name.
pub fn find(name: &str) -> Option<String> {
    let (light, dark) = name.strip_suffix(".css")?.split_once('-')?;
    let read = |digits| Colour::parse(&format!("#{digits}"));
    Some(style_sheet(read(light)?, read(dark)?))
}

/// Where a colour is used besides buttons: links and the frame of what has the focus are the operator's only
/// if they can be read and seen on every ground.
pub fn fits_links(colour: Colour, dark: bool) -> bool {
    let grounds = if dark { &DARK } else { &LIGHT };
    let fits = |ground: &Colour| colour.contrast(*ground) >= READABLE;
    grounds.all.iter().all(fits)
}

fn style_sheet(light: Colour, dark: Colour) -> String {
    let on_dark = variables(dark, true);
    format!(
        ":root{{{}}}\n\
         @media (prefers-color-scheme:dark){{:root:not([data-theme=\"light\"]){{{on_dark}}}}}\n\
         :root[data-theme=\"dark\"]{{{on_dark}}}\n",
        variables(light, false),
    )
}

fn variables(colour: Colour, dark: bool) -> String {
    let grounds = if dark { &DARK } else { &LIGHT };
    let fill = Fill::of(colour);
    // A button that its ground would swallow gets a frame.
    let line = if fill.ground.contrast(grounds.surface) >= VISIBLE {
        "transparent"
    } else {
        "var(--line-ui)"
    };
    let link = if fits_links(colour, dark) {
        format!(";--accent:{colour}")
    } else {
        String::new()
    };
    format!(
        "--brand:{};--brand-hover:{};--on-brand:{};--brand-line:{line}{link}",
        fill.ground,
        fill.hover(),
        fill.text,
    )
}

#[cfg(test)]
mod tests {
    use super::{Colour, DARK, LIGHT, file_name, find, fits_links};

    fn colour(text: &str) -> Colour {
        Colour::parse(text).unwrap()
    }

    #[test]
    fn the_name_says_the_colours() {
        let name = file_name(colour("#2352D0"), colour("#93B2FF"));
        assert_eq!(name, "2352d0-93b2ff.css");
        let sheet = find(&name).unwrap();
        assert!(sheet.starts_with(":root{--brand:#2352D0;"), "{sheet}");
        assert_eq!(sheet.matches("--brand:#93B2FF;").count(), 2);
        assert_eq!(sheet.matches('{').count(), sheet.matches('}').count());
        for other in [
            "",
            ".css",
            "2352d0.css",
            "2352d0-93b2f.css",
            "2352d0-93b2ff",
            "2352d0-93b2ff-0.css",
            "}{2352-93b2ff.css",
        ] {
            assert_eq!(find(other), None, "{other}");
        }
    }

    #[test]
    fn pale_buttons_have_a_frame_and_pale_links_stay_ours() {
        let sheet = find("ffd400-1b212a.css").unwrap();
        let light = sheet.lines().next().unwrap();
        assert!(light.contains("--on-brand:#12161D;--brand-line:var(--line-ui)"));
        assert!(!light.contains("--accent"));
        let dark = sheet.lines().last().unwrap();
        assert!(dark.contains("--on-brand:#FFFFFF;--brand-line:var(--line-ui)"));
        assert!(!dark.contains("--accent"));
        assert!(fits_links(colour("#2352D0"), false) && !fits_links(colour("#2352D0"), true));
        assert!(fits_links(colour("#93B2FF"), true) && !fits_links(colour("#93B2FF"), false));
    }

    #[test]
    fn the_grounds_are_those_of_the_tokens() {
        let tokens = crate::assets::TOKENS_CSS;
        for (grounds, names) in [
            (LIGHT, ["surface", "canvas", "sunken"]),
            (DARK, ["surface", "canvas", "raised"]),
        ] {
            assert_eq!(grounds.surface, grounds.all[0]);
            for (ground, name) in grounds.all.iter().zip(names) {
                assert!(tokens.contains(&format!("--{name}: {ground};")), "{name}");
            }
        }
    }
}

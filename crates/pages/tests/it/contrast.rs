//! The contrast of every pair of colours that text, outlines and glyphs are made of (WCAG 2.2, 1.4.3, 1.4.11).

use std::collections::BTreeMap;

use pages::assets::TOKENS_CSS;

type Colours = BTreeMap<&'static str, [u8; 3]>;

/// The colours between a selector and the next closing brace.
fn block(selector: &str) -> Colours {
    let (_, rest) = TOKENS_CSS
        .split_once(&format!("{selector} {{"))
        .expect("the block");
    let (inside, _) = rest.split_once('}').expect("its end");
    inside.split(';').filter_map(colour).collect()
}

fn colour(declaration: &'static str) -> Option<(&'static str, [u8; 3])> {
    let (name, value) = declaration.split_once(": #")?;
    let number = u32::from_str_radix(value, 16).expect("six digits");
    let [_, red, green, blue] = number.to_be_bytes();
    Some((name.rsplit("--").next()?, [red, green, blue]))
}

/// WCAG 2.2, "relative luminance".
fn luminance(colour: [u8; 3]) -> f64 {
    let linear = colour.map(|channel| {
        let share = f64::from(channel) / 255.0;
        if share <= 0.04045 {
            share / 12.92
        } else {
            ((share + 0.055) / 1.055).powf(2.4)
        }
    });
    0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
}

fn contrast(one: [u8; 3], other: [u8; 3]) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[test]
fn every_pair_in_use_can_be_read() {
    let grounds = ["canvas", "surface", "sunken", "raised"];
    let on_grounds = [
        ("text", 4.5),
        ("text-2", 4.5),
        ("text-3", 4.5),
        ("line-ui", 3.0),
        ("accent", 4.5),
        ("danger-ink", 4.5),
        ("warn-ink", 4.5),
        ("ok-ink", 4.5),
    ];
    let on_fills = [
        ("on-accent", "accent"),
        ("on-accent", "accent-hover"),
        ("accent-ink", "accent-soft"),
        ("on-danger", "danger"),
        ("danger-ink", "danger-soft"),
        ("warn-ink", "warn-soft"),
        ("ok-ink", "ok-soft"),
        ("on-simulator", "simulator"),
        ("text-2", "line"),
    ];
    for selector in [":root", ":root[data-theme=\"dark\"]"] {
        let colours = block(selector);
        let check = |ink: &str, ground: &str, least: f64| {
            let ratio = contrast(colours[ink], colours[ground]);
            assert!(
                ratio >= least,
                "{selector}: {ink} on {ground} is {ratio:.2}"
            );
        };
        for (ink, least) in on_grounds {
            for ground in grounds {
                check(ink, ground, least);
            }
        }
        for (ink, fill) in on_fills {
            check(ink, fill, 4.5);
        }
    }
    let light = block(":root");
    assert!(contrast(light["on-wechat"], light["wechat"]) >= 4.5);
}

#[test]
fn the_formula_gives_known_ratios() {
    let ratio = |one, other| (contrast(one, other) * 100.0).round() / 100.0;
    assert!((ratio([0; 3], [255; 3]) - 21.0).abs() < f64::EPSILON);
    let wechat = block(":root")["wechat"];
    assert!(
        (ratio([255; 3], wechat) - 2.38).abs() < f64::EPSILON,
        "white on WeChat green: never"
    );
}

#[test]
fn dark_is_the_same_by_system_and_by_choice() {
    let chosen = block(":root[data-theme=\"dark\"]");
    assert_eq!(block(":root:not([data-theme=\"light\"])"), chosen);
    let light = block(":root");
    let both: Vec<_> = light
        .keys()
        .filter(|name| !name.ends_with("wechat"))
        .collect();
    assert!(
        both.into_iter().eq(chosen.keys()),
        "a colour is missing in one theme"
    );
}

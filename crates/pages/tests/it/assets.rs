use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use pages::assets::{TOKENS_CSS, find};
use pages::{Language, Page};

use crate::markup::read;
use crate::samples::{frame, sign_in, wechat};

fn page() -> String {
    sign_in(frame(Language::En), vec![wechat()])
        .render()
        .into_string()
}

fn compressed(bytes: &[u8]) -> usize {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap().len()
}

/// What the page refers to, by the ending of its name.
fn asset(ending: &str) -> &'static pages::assets::Asset {
    let tags = read(&page());
    let address = tags
        .iter()
        .filter_map(|tag| tag.get("src").or(tag.get("href")))
        .find(|address| address.starts_with("/assets/") && address.ends_with(ending))
        .unwrap();
    find(address.strip_prefix("/assets/").unwrap()).unwrap()
}

#[test]
fn what_a_page_refers_to_is_found() {
    assert_eq!(asset(".css").content_type, "text/css; charset=utf-8");
    assert_eq!(asset(".js").content_type, "text/javascript; charset=utf-8");
    assert_eq!(asset(".svg").content_type, "image/svg+xml");
    assert!(asset(".css").bytes.starts_with(TOKENS_CSS.as_bytes()));
    assert!(asset(".js").etag.starts_with('"') && asset(".js").etag.len() == 18);
    assert_ne!(asset(".js").etag, asset(".css").etag);
}

#[test]
fn nothing_else_is() {
    for path in [
        "",
        "sign-in.css",
        "../Cargo.toml",
        "0000000000000000-sign-in.css",
        "/",
    ] {
        assert!(find(path).is_none(), "{path:?}");
    }
}

#[test]
fn sizes_keep_to_their_budgets() {
    for (what, bytes, most) in [
        ("style", asset(".css").bytes, 6_000),
        ("script", asset(".js").bytes, 3_000),
        ("page", page().as_bytes(), 8_000),
    ] {
        let size = compressed(bytes);
        assert!(size <= most, "{what}: {size} bytes compressed");
    }
}

#[test]
fn style_uses_nothing_newer_than_in_app_browsers() {
    let css = str::from_utf8(asset(".css").bytes).unwrap();
    for word in [
        "light-dark(",
        ":has(",
        "color-mix(",
        "@import",
        "url(",
        "@layer",
        "@container",
    ] {
        assert!(!css.contains(word), "{word}");
    }
    assert_eq!(css.matches('{').count(), css.matches('}').count());
}

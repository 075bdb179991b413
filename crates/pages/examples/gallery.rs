//! Writes every page in every language, with its files, to a folder where a browser can look at them.
//!
//! `cargo run -p pages --example gallery -- FOLDER [light|dark|system] [NAME]`

use std::error::Error;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use pages::{Frame, Language, Site, Theme, assets, brand};

#[expect(dead_code, reason = "the gallery needs the frames only")]
#[path = "../tests/it/samples.rs"]
mod samples;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().ok_or("which folder?")?;
    let theme = arguments
        .next()
        .and_then(|tag| Theme::from_tag(&tag))
        .unwrap_or_default();
    let name = arguments.next().unwrap_or_else(|| "小明".to_owned());
    let folder = Path::new(&folder);
    fs::create_dir_all(folder.join("assets"))?;
    for &language in Language::ALL.iter().chain(Language::PSEUDO) {
        let dressed = Site {
            logo: Some("/assets/logo.svg".to_owned()),
            dark_logo: None,
            favicon: None,
            styles: vec![format!("/assets/{BRAND}")],
            ..samples::site()
        };
        for (ending, frame) in [
            ("", samples::frame(language)),
            ("-bare", samples::bare(language)),
            (
                "-dressed",
                Frame {
                    site: Arc::new(dressed),
                    ..samples::frame(language)
                },
            ),
        ] {
            for (label, html) in samples::all(&Frame { theme, ..frame }, &name) {
                // Opened as files, pages find their assets beside them.
                for address in html
                    .split('"')
                    .filter_map(|word| word.strip_prefix("/assets/"))
                {
                    fs::write(folder.join("assets").join(address), asset(address)?)?;
                }
                let html = html.replace("\"/assets/", "\"assets/");
                let file = format!("{label}{ending}.{}.html", language.tag());
                fs::write(folder.join(file), html)?;
            }
        }
    }
    Ok(())
}

const BRAND: &str = "0a6235-7fe0a9.css";

/// What an operator's logo may look like.
const LOGO: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"180\" height=\"48\">\
    <circle cx=\"24\" cy=\"24\" r=\"20\" fill=\"#0A6235\"/>\
    <text x=\"56\" y=\"33\" font-family=\"sans-serif\" font-size=\"26\" fill=\"#5F8F79\">Acme</text></svg>";

fn asset(address: &str) -> Result<Vec<u8>, Box<dyn Error>> {
    if let Some(sheet) = brand::find(address) {
        return Ok(sheet.into_bytes());
    }
    if address == "logo.svg" {
        return Ok(LOGO.as_bytes().to_vec());
    }
    let asset = assets::find(address).ok_or("a page refers to a file that is not there")?;
    Ok(asset.bytes.to_vec())
}

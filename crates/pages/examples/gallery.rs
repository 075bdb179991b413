//! Writes every page in every language, with its files, to a folder where a browser can look at them.
//!
//! `cargo run -p pages --example gallery -- FOLDER [light|dark|system] [NAME]`

use std::error::Error;
use std::fs;
use std::path::Path;

use pages::{Language, Theme, assets};

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
    for &language in Language::ALL {
        let full = pages::Frame {
            theme,
            ..samples::frame(language)
        };
        let bare = pages::Frame {
            theme,
            ..samples::bare(language)
        };
        let full = samples::all(&full, &name).into_iter();
        let bare = samples::all(&bare, &name)
            .into_iter()
            .map(|(label, html)| (label + "-bare", html));
        for (label, html) in full.chain(bare) {
            // Opened as files, pages find their assets beside them.
            for address in html
                .split('"')
                .filter_map(|word| word.strip_prefix("/assets/"))
            {
                let asset =
                    assets::find(address).ok_or("a page refers to a file that is not there")?;
                fs::write(folder.join("assets").join(address), asset.bytes)?;
            }
            let html = html.replace("\"/assets/", "\"assets/");
            fs::write(
                folder.join(format!("{label}.{}.html", language.tag())),
                html,
            )?;
        }
    }
    Ok(())
}

//! Style, script and icon, served under `/assets/` with a content hash in their names.

use std::sync::LazyLock;

/// The colours and measures that every surface shares, as CSS custom properties.
///
/// The simulator puts them before a style sheet of its own.
pub const TOKENS_CSS: &str = include_str!("../assets/tokens.css");

/// A file that pages refer to.
///
/// Its name changes with its content, so it may be cached for ever (`immutable`).
pub struct Asset {
    /// The file.
    pub bytes: &'static [u8],
    /// The value of `Content-Type`.
    pub content_type: &'static str,
    /// The value of `ETag`, quoted.
    pub etag: String,
    plain_name: &'static str,
    href: String,
}

/// Finds a file by what follows `/assets/` in its address.
pub fn find(path: &str) -> Option<&'static Asset> {
    ASSETS
        .iter()
        .find(|asset| asset.href.strip_prefix(FOLDER) == Some(path))
}

/// The address of a file, given its name without hash; the folder alone if there is none.
pub(crate) fn href(name: &str) -> &'static str {
    ASSETS
        .iter()
        .find(|asset| asset.plain_name == name)
        .map_or(FOLDER, |asset| &asset.href)
}

const FOLDER: &str = "/assets/";

static ASSETS: LazyLock<[Asset; 7]> = LazyLock::new(|| {
    [
        // One file for both parts, because the first paint should wait for no more than one.
        asset(
            "sign-in.css",
            concat!(
                include_str!("../assets/tokens.css"),
                include_str!("../assets/sign-in.css")
            ),
            "text/css; charset=utf-8",
        ),
        asset(
            "account.css",
            include_str!("../assets/account.css"),
            "text/css; charset=utf-8",
        ),
        asset(
            "api-docs.css",
            concat!(
                include_str!("../assets/tokens.css"),
                include_str!("../assets/api-docs.css")
            ),
            "text/css; charset=utf-8",
        ),
        asset(
            "sign-in.js",
            include_str!("../assets/sign-in.js"),
            "text/javascript; charset=utf-8",
        ),
        asset(
            "console.css",
            concat!(
                include_str!("../assets/tokens.css"),
                include_str!("../assets/console.css")
            ),
            "text/css; charset=utf-8",
        ),
        asset(
            "console.js",
            include_str!("../assets/console.js"),
            "text/javascript; charset=utf-8",
        ),
        asset(
            "icon.svg",
            include_str!("../assets/icon.svg"),
            "image/svg+xml",
        ),
    ]
});

fn asset(plain_name: &'static str, text: &'static str, content_type: &'static str) -> Asset {
    let hash = hash(text.as_bytes());
    Asset {
        bytes: text.as_bytes(),
        content_type,
        etag: format!("\"{hash:016x}\""),
        plain_name,
        href: format!("{FOLDER}{hash:016x}-{plain_name}"),
    }
}

/// FNV-1a: tells one edition of a file from another; nobody gains by making two collide.
fn hash(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

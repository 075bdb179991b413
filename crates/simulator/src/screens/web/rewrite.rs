//! A page of an application, made fit for the frame in the phone: without scripts, and with links that stay inside.

use std::fmt::Write as _;

use url::Url;

/// The page, with its addresses led through the phone's browser.
pub(super) fn page(html: &str, base: &Url) -> String {
    let mut out = String::with_capacity(html.len() + 1024);
    out.push_str("<base target=\"_top\">");
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        out.push_str(&rest[..start]);
        rest = &rest[start..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            rest = comment.find("-->").map_or("", |end| &comment[end + 3..]);
            continue;
        }
        let Some(end) = end_of_tag(rest) else {
            // A tag that never ends is no tag.
            return out;
        };
        let (tag, after) = rest.split_at(end);
        rest = after;
        let name = name_of(tag);
        match name.as_str() {
            // Scripts do not run here, so their text goes too; what is for pages without scripts stays.
            "script" | "template" => rest = after_end(rest, &name),
            "/script" | "noscript" | "/noscript" | "base" | "iframe" | "object" | "embed"
            | "meta" | "frame" | "frameset" => {}
            // A name of other characters belongs to no element.
            _ if !name
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'/' | b'!')) => {
            }
            _ => write_tag(&mut out, tag, &name, base),
        }
    }
    out.push_str(rest);
    out
}

/// The address that stands in a path of the phone's browser.
pub(super) fn decoded(hex: &str) -> Option<Url> {
    let digits = hex.as_bytes();
    if !digits.len().is_multiple_of(2) {
        return None;
    }
    let bytes: Option<Vec<u8>> = digits
        .chunks(2)
        .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok())
        .collect();
    Url::parse(&String::from_utf8(bytes?).ok()?).ok()
}

fn encoded(address: &Url) -> String {
    crate::entropy::as_hex(address.as_str().as_bytes())
}

pub(super) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

/// Where a tag ends, whatever stands in its quotes.
fn end_of_tag(text: &str) -> Option<usize> {
    let mut quote = None;
    for (index, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return Some(index + 1),
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), close) if open == close => quote = None,
            _ => {}
        }
    }
    None
}

fn name_of(tag: &str) -> String {
    tag[1..]
        .chars()
        .take_while(|&character| {
            !character.is_whitespace()
                && character != '>'
                && (character != '/' || tag.starts_with("</"))
        })
        .collect::<String>()
        .to_ascii_lowercase()
}

/// What follows the end of an element whose text is left out.
fn after_end<'a>(text: &'a str, name: &str) -> &'a str {
    let lower = text.to_ascii_lowercase();
    let Some(start) = lower.find(&format!("</{name}")) else {
        return "";
    };
    let end = lower[start..]
        .find('>')
        .map_or(text.len(), |end| start + end + 1);
    &text[end..]
}

fn write_tag(out: &mut String, tag: &str, name: &str, base: &Url) {
    if name.starts_with('/') || name.starts_with('!') {
        out.push_str(tag);
        return;
    }
    let _ = write!(out, "<{name}");
    for (key, value) in attributes(&tag[1 + name.len()..tag.len() - 1]) {
        let way = match (name, key.as_str()) {
            ("a" | "area", "href") | ("form", "action") | (_, "formaction") => Some("at"),
            ("link", "href") | ("img" | "source" | "input", "src") => Some("asset"),
            _ => None,
        };
        let is_dropped = key.starts_with("on")
            || matches!(
                key.as_str(),
                "target"
                    | "srcdoc"
                    | "srcset"
                    | "ping"
                    | "formtarget"
                    | "nonce"
                    | "integrity"
                    | "crossorigin"
            );
        match way {
            _ if is_dropped => {}
            Some(way) => {
                let address = base.join(&unescaped(&value)).ok();
                let address =
                    address.filter(|address| matches!(address.scheme(), "http" | "https"));
                if value.starts_with("data:image/") {
                    let _ = write!(out, " {key}=\"{value}\"");
                } else if value.starts_with('#') {
                    let _ = write!(out, " {key}=\"{value}\" target=\"_self\"");
                } else if let Some(address) = address {
                    let _ = write!(out, " {key}=\"/phone/web/{way}/{}\"", encoded(&address));
                }
            }
            None => {
                let _ = write!(out, " {key}=\"{}\"", value.replace('"', "&quot;"));
            }
        }
    }
    // A form without an address sends itself to the page's own.
    if name == "form" && !tag.to_ascii_lowercase().contains("action=") {
        let _ = write!(out, " action=\"/phone/web/at/{}\"", encoded(base));
    }
    out.push('>');
}

/// The attributes of a tag, values as they are written.
fn attributes(text: &str) -> Vec<(String, String)> {
    let mut all = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let end = rest
            .find(|character: char| character.is_whitespace() || character == '=')
            .unwrap_or(rest.len());
        let key = rest[..end].trim_matches('/').to_ascii_lowercase();
        rest = rest[end..].trim_start();
        let mut value = String::new();
        if let Some(after) = rest.strip_prefix('=') {
            rest = after.trim_start();
            let quote = rest
                .chars()
                .next()
                .filter(|first| matches!(first, '"' | '\''));
            let (inside, after) = if let Some(quote) = quote {
                rest[1..].split_once(quote).unwrap_or((&rest[1..], ""))
            } else {
                rest.split_at(rest.find(char::is_whitespace).unwrap_or(rest.len()))
            };
            inside.clone_into(&mut value);
            rest = after.trim_start();
        }
        let is_name = !key.is_empty()
            && key
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b':'));
        if is_name {
            all.push((key, value));
        } else if end == 0 {
            rest = rest.get(1..).unwrap_or_default();
        }
    }
    all
}

/// What an attribute means; these are the marks that stand in addresses.
fn unescaped(value: &str) -> String {
    value
        .replace("&amp;", "&")
        .replace("&#38;", "&")
        .replace("&#38", "&")
        .replace("&#x2F;", "/")
        .replace("&#39;", "'")
        .replace("&quot;", "\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rewritten(html: &str) -> String {
        page(
            html,
            &"http://localhost:3001/sign-in/x?y=1".parse().unwrap(),
        )
    }

    fn led(text: &str) -> String {
        encoded(&text.parse().unwrap())
    }

    #[test]
    fn links_and_forms_stay_in_the_phone() {
        let page = rewritten(
            r#"<a class=x href="/account?a=1&amp;b=2" target=_blank>A</a><form method="post"><button formaction='next'>B</button></form><img src=/p.png alt="a > b"><link rel="stylesheet" href="/s.css">"#,
        );
        for part in [
            format!(
                "<a class=\"x\" href=\"/phone/web/at/{}\">",
                led("http://localhost:3001/account?a=1&b=2")
            ),
            format!(
                "<form method=\"post\" action=\"/phone/web/at/{}\">",
                led("http://localhost:3001/sign-in/x?y=1")
            ),
            format!(
                "<button formaction=\"/phone/web/at/{}\">",
                led("http://localhost:3001/sign-in/next")
            ),
            format!(
                "<img src=\"/phone/web/asset/{}\" alt=\"a > b\">",
                led("http://localhost:3001/p.png")
            ),
            format!(
                "href=\"/phone/web/asset/{}\"",
                led("http://localhost:3001/s.css")
            ),
        ] {
            assert!(page.contains(&part), "{part} is not in {page}");
        }
        let address = "http://localhost:3001/a?b=c";
        assert_eq!(decoded(&led(address)).unwrap().as_str(), address);
        assert!(decoded("zz").is_none() && decoded("6").is_none() && decoded("").is_none());
    }

    #[test]
    fn scripts_go_and_what_is_for_pages_without_them_stays() {
        let page = rewritten(
            "<script>if (a < b) x('</p>')</script><p onclick=\"x()\">A</p><noscript><b>B</b></noscript><meta http-equiv=refresh content=0><a href=\"javascript:x()\">C</a><!-- <script> -->D",
        );
        assert_eq!(page, "<base target=\"_top\"><p>A</p><b>B</b><a>C</a>D");
    }

    proptest::proptest! {
        #[test]
        fn no_page_brings_a_script(html in "(<(script|p|a|form|SCRIPT|!--)?[ a-z=\"'/<>]{0,12}|>|[a-z]{0,3}|é){0,12}") {
            let page = rewritten(&html).to_ascii_lowercase();
            for open in ["<script>", "<script ", "<script/"] {
                proptest::prop_assert!(!page.contains(open), "{page}");
            }
        }

        #[test]
        fn any_text_is_taken(html in ".{0,80}") {
            let _ = rewritten(&html);
        }
    }
}

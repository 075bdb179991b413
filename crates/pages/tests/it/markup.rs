//! A strict reader of our own HTML: whatever a browser would have to guess at is a failed test.

/// An opening tag with its attributes, and the text up to the next tag.
pub(crate) struct Tag {
    pub(crate) name: String,
    pub(crate) attributes: Vec<(String, String)>,
    pub(crate) inside: Vec<String>,
    pub(crate) text: String,
}

impl Tag {
    /// The value of an attribute, with its references resolved.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.attributes
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }

    pub(crate) fn is(&self, name: &str, key: &str, value: &str) -> bool {
        self.name == name && self.get(key) == Some(value)
    }
}

const VOID: [&str; 5] = ["meta", "link", "input", "img", "source"];

/// Reads a page: tags must be balanced, attributes quoted and not repeated, ids unique.
pub(crate) fn read(html: &str) -> Vec<Tag> {
    let rest = html.strip_prefix("<!doctype html>").expect("a doctype");
    let mut open: Vec<String> = Vec::new();
    let mut tags: Vec<Tag> = Vec::new();
    for piece in rest.split('<').skip(1) {
        let (inside, text) = split_tag(piece);
        assert!(!text.contains('>'), "stray > in {text:?}");
        if let Some(name) = inside.strip_prefix('/') {
            assert_eq!(open.pop().as_deref(), Some(name), "closes something else");
            // Words that go on after an inner element belong to the outer one.
            let outer = tags
                .iter_mut()
                .rev()
                .find(|tag| tag.inside == open[..open.len().max(1) - 1]);
            if let Some(outer) = outer {
                outer.text.push_str(&decode(text));
            }
            continue;
        }
        let (inside, closed) = inside
            .strip_suffix('/')
            .map_or((inside, false), |i| (i, true));
        let (name, attributes) = attributes(inside);
        let tag = Tag {
            name: name.clone(),
            attributes,
            inside: open.clone(),
            text: decode(text),
        };
        tags.push(tag);
        if !closed && !VOID.contains(&name.as_str()) {
            open.push(name);
        }
    }
    assert!(open.is_empty(), "left open: {open:?}");
    let mut ids: Vec<&str> = tags.iter().filter_map(|tag| tag.get("id")).collect();
    ids.sort_unstable();
    let count = ids.len();
    ids.dedup();
    assert_eq!(ids.len(), count, "an id is there twice");
    tags
}

/// Splits at the `>` that ends the tag, which may not be the first one: attributes may contain it.
fn split_tag(piece: &str) -> (&str, &str) {
    let mut quoted = false;
    for (i, c) in piece.char_indices() {
        match c {
            '"' => quoted = !quoted,
            '>' if !quoted => return (&piece[..i], &piece[i + 1..]),
            _ => {}
        }
    }
    panic!("a tag without end: {piece:?}");
}

fn attributes(inside: &str) -> (String, Vec<(String, String)>) {
    let (name, mut rest) = inside.split_once(' ').unwrap_or((inside, ""));
    assert!(
        name.chars().all(|c| c.is_ascii_alphanumeric()),
        "odd tag {name:?}"
    );
    let mut attributes: Vec<(String, String)> = Vec::new();
    while !rest.trim_start().is_empty() {
        rest = rest.trim_start();
        let end = rest.find([' ', '=']).unwrap_or(rest.len());
        let key = &rest[..end];
        rest = &rest[end..];
        let mut value = "";
        if let Some(after) = rest.strip_prefix('=') {
            let quoted = after.strip_prefix('"').expect("a quoted value");
            (value, rest) = quoted.split_once('"').expect("the end of a value");
        }
        assert!(
            attributes.iter().all(|(other, _)| other != key),
            "{key} is there twice"
        );
        attributes.push((key.to_owned(), decode(value)));
    }
    (name.to_owned(), attributes)
}

fn decode(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#34;", "\"")
        .replace("&#39;", "'")
        .replace("&#60;", "<")
        .replace("&#62;", ">")
        .replace("&#38;", "&")
        .replace("&amp;", "&")
}

/// Every `<form>` with its action and its fields, buttons included.
pub(crate) fn forms(html: &str) -> Vec<(String, Vec<(String, String)>)> {
    let mut forms: Vec<(String, Vec<(String, String)>)> = Vec::new();
    for tag in read(html) {
        if tag.name == "form" {
            forms.push((tag.get("action").unwrap_or_default().to_owned(), Vec::new()));
        } else if tag.inside.iter().any(|name| name == "form")
            && let Some(name) = tag.get("name")
        {
            let value = tag.get("value").unwrap_or_default();
            forms
                .last_mut()
                .unwrap()
                .1
                .push((name.to_owned(), value.to_owned()));
        }
    }
    forms
}

/// The fields of the one form that is posted to `action`.
pub(crate) fn form(html: &str, action: &str) -> Vec<(String, String)> {
    let mut found = forms(html).into_iter().filter(|(to, _)| to == action);
    let fields = found
        .next()
        .unwrap_or_else(|| panic!("no form to {action}"))
        .1;
    assert!(found.next().is_none(), "two forms to {action}");
    fields
}

/// Shorthand for what a form must carry.
pub(crate) fn fields(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect()
}

/// Whether a link leads to an address.
pub(crate) fn links_to(html: &str, address: &str) -> bool {
    read(html).iter().any(|tag| tag.is("a", "href", address))
}

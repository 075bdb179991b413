//! What the tests of the console's pages have in common.

use pages::console::{ConsoleFrame, Flash, Section, Who};
use pages::{Language, Theme};

use crate::markup::{Tag, read};

/// Names that break careless pages.
pub(crate) const NAMES: [&str; 4] = [
    "小明",
    "محمد \u{202E}nimda",
    "</title><script>alert(1)</script>",
    "\" onload=\"alert(1)\" {{ 7*7 }} { $name }",
];
/// When these pages are looked at.
pub(crate) const NOW: i64 = 1_795_564_800_000;

/// What is around a page; `said` was done just now, to something of this name.
pub(crate) fn frame(
    section: Section,
    language: Language,
    (name, is_owner): (&str, bool),
    said: &str,
) -> ConsoleFrame {
    ConsoleFrame {
        language,
        theme: Theme::System,
        who: Some(Who {
            name: name.to_owned(),
            is_owner,
        }),
        section: Some(section),
        simulator: Some("http://localhost:3002/".to_owned()),
        unencrypted: !is_owner,
        return_to: "/console".to_owned(),
        csrf: "token".to_owned(),
        flash: Some(Flash {
            key: said.to_owned(),
            names: vec![("name".to_owned(), name.to_owned())],
            numbers: vec![],
        }),
        now: NOW,
        session_ends: NOW + 1_000_000,
    }
}

/// Every language, name and role: a frame for each, with the name and what it is called in
/// failures.
pub(crate) fn everybody(
    section: Section,
    said: &'static str,
) -> impl Iterator<Item = (ConsoleFrame, &'static str, bool)> {
    let languages = Language::CONSOLE.iter().chain(Language::PSEUDO);
    languages.flat_map(move |&language| {
        let people = NAMES
            .iter()
            .flat_map(|name| [(*name, true), (*name, false)]);
        people.map(move |(name, is_owner)| {
            let frame = frame(section, language, (name, is_owner), said);
            (frame, name, is_owner)
        })
    })
}

/// Checks that a page is one, that it runs nothing of its own, that its fields have labels and
/// its pointers point at something. Gives its tags.
pub(crate) fn assert_whole(label: &str, html: &str) -> Vec<Tag> {
    let tags = read(html);
    for name in ["h1", "title", "main"] {
        let count = tags.iter().filter(|tag| tag.name == name).count();
        assert_eq!(count, 1, "{label}: {name}");
    }
    for tag in &tags {
        assert_ne!(tag.name, "style", "{label}");
        for (key, value) in &tag.attributes {
            assert!(key != "style" && !key.starts_with("on"), "{label}: {key}");
            assert!(!value.starts_with("javascript:"), "{label}: {value}");
        }
        if tag.name == "nav" {
            assert!(tag.get("aria-label").is_some(), "{label}");
        }
        assert!(is_labelled(tag, &tags), "{label}: {:?}", tag.attributes);
        for pointer in ["aria-labelledby", "aria-describedby", "data-copy"] {
            for id in tag.get(pointer).unwrap_or_default().split_whitespace() {
                let is_there = tags.iter().any(|tag| tag.get("id") == Some(id));
                assert!(is_there, "{label}: {pointer} {id}");
            }
        }
    }
    assert_eq!(html.matches("<script").count(), 1, "{label}");
    if !label.contains("7*7") {
        assert!(!html.contains("{ $") && !html.contains("{{"), "{label}");
    }
    tags
}

/// Whether a field that people see has a label; everything else needs none.
fn is_labelled(tag: &Tag, tags: &[Tag]) -> bool {
    let is_field = matches!(tag.name.as_str(), "input" | "select" | "textarea");
    let id = tag.get("id").unwrap_or_default();
    !is_field
        || tag.get("type") == Some("hidden")
        || tag.get("aria-label").is_some()
        || tag.get("aria-labelledby").is_some()
        || tag.inside.iter().any(|outer| outer == "label")
        || tags.iter().any(|tag| tag.is("label", "for", id))
}

//! What the tests of the console's pages have in common.

use std::fmt::Display;

use pages::console::activity::{Outcome, Row, Who as Somebody};
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
            names: ["name", "secret"]
                .map(|variable| (variable.to_owned(), name.to_owned()))
                .into(),
            numbers: vec![],
        }),
        now: NOW,
        session_ends: NOW + 1_000_000,
    }
}

/// Checks every page of `all` in every language, for every name and role; the check gets what the
/// page is called in failures, whether an owner sees it, and the page.
pub(crate) fn each<Label: Display>(
    section: Section,
    said: &str,
    all: impl Fn(&ConsoleFrame, &str) -> Vec<(Label, String)>,
    check: impl Fn(&str, bool, &str),
) {
    for &language in Language::CONSOLE.iter().chain(Language::PSEUDO) {
        for (name, is_owner) in NAMES
            .iter()
            .flat_map(|name| [(*name, true), (*name, false)])
        {
            let frame = frame(section, language, (name, is_owner), said);
            for (label, html) in all(&frame, name) {
                check(
                    &format!("{label} in {language:?} for {name:?}"),
                    is_owner,
                    &html,
                );
            }
        }
    }
}

/// Somebody's sign-in to an application, both of that name.
pub(crate) fn sign_in(name: &str) -> Row {
    Row {
        href: "/console/activity/7QK4-M2XW".to_owned(),
        who: Somebody {
            person: Some(("id".to_owned(), Some(name.to_owned()))),
            user_agent: None,
        },
        application: Some(name.to_owned()),
        way: "WeChat (Web)".to_owned(),
        outcome: Outcome::SignedIn,
        cause: None,
        at: NOW,
    }
}

/// Checks that a page is one, that it runs nothing of its own, that its fields have labels and
/// its pointers point at something.
pub(crate) fn assert_whole(label: &str, html: &str) {
    assert_whole_tags(label, html, &read(html));
}

/// The same for a page that has been read already.
pub(crate) fn assert_whole_tags(label: &str, html: &str, tags: &[Tag]) {
    for name in ["h1", "title", "main"] {
        let count = tags.iter().filter(|tag| tag.name == name).count();
        assert_eq!(count, 1, "{label}: {name}");
    }
    for tag in tags {
        assert_ne!(tag.name, "style", "{label}");
        for (key, value) in &tag.attributes {
            assert!(key != "style" && !key.starts_with("on"), "{label}: {key}");
            assert!(!value.starts_with("javascript:"), "{label}: {value}");
        }
        if tag.name == "nav" {
            assert!(tag.get("aria-label").is_some(), "{label}");
        }
        assert!(is_labelled(tag, tags), "{label}: {:?}", tag.attributes);
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
}

/// Checks that the summary of problems leads to the fields that have them.
pub(crate) fn assert_links_lead_somewhere(label: &str, tags: &[Tag]) {
    let links = tags
        .iter()
        .filter_map(|tag| tag.get("href")?.strip_prefix('#'));
    for id in links {
        let is_there = tags.iter().any(|tag| tag.get("id") == Some(id));
        assert!(is_there, "{label}: #{id}");
    }
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

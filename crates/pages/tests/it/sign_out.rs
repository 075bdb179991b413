use pages::sign_out::SignOutQuestion;
use pages::{Language, Page};

use crate::markup::{fields, form, links_to, read};
use crate::samples::{bare, frame, question};

#[test]
fn asks_with_everything_that_the_form_needs() {
    let html = question(frame(Language::En), "小明").render().into_string();
    let carried = fields(&[("csrf", "token"), ("state", "小明")]);
    assert_eq!(form(&html, "/oidc/session/end/confirm"), carried);
    assert!(html.contains("Signed in as <bdi>小明</bdi>"));
    assert!(
        links_to(&html, "https://paperboat.example/"),
        "a way to stay"
    );
}

#[test]
fn shows_names_without_tricks() {
    let html = question(bare(Language::En), "a\u{202E}b\u{7}c")
        .render()
        .into_string();
    assert!(html.contains("<bdi>abc</bdi>"));
    let html = question(bare(Language::En), "\u{200B}")
        .render()
        .into_string();
    assert!(!html.contains("Signed in as"));
    assert!(html.contains("You are signed in"));
}

#[test]
fn a_picture_replaces_the_initial() {
    let picture = Some("/pictures/1".to_owned());
    let page = SignOutQuestion {
        picture,
        ..question(frame(Language::En), "Emma")
    };
    let html = page.render().into_string();
    let tags = read(&html);
    let picture = tags.iter().find(|tag| tag.name == "img").unwrap();
    assert_eq!(picture.get("src"), Some("/pictures/1"));
    assert_eq!(picture.get("alt"), Some(""), "the name stands beside it");
    assert!(!html.contains(">E</span>"));
}

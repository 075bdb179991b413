use pages::consent::Consent;
use pages::{Language, Page};

use crate::markup::{fields, form, read};
use crate::samples::{bare, consent, frame};

#[test]
fn allow_and_deny_are_two_buttons_of_one_form_and_one_size() {
    let html = consent(frame(Language::En), "小明").render().into_string();
    assert_eq!(
        form(&html, "/consent"),
        fields(&[
            ("interaction", "i1"),
            ("csrf", "token"),
            ("decision", "allow"),
            ("decision", "deny"),
        ])
    );
    let tags = read(&html);
    let class = |value| {
        tags.iter()
            .find(|tag| tag.is("button", "value", value))
            .unwrap()
            .get("class")
    };
    assert_eq!(class("allow"), Some("btn primary"));
    assert_eq!(class("deny"), Some("btn"));
}

#[test]
fn says_who_asks_who_is_asked_and_for_what() {
    let html = consent(frame(Language::Fr), "小明").render().into_string();
    for words in [
        "Autoriser <bdi>Paperboat</bdi> à utiliser votre compte\u{a0}?",
        "<bdi dir=\"ltr\">paperboat.example</bdi>",
        "Session ouverte au nom de <bdi>小明</bdi>",
        "Voir votre pseudo et votre photo",
        "Utiliser <code>小明</code>",
        "<bdi>See your orders</bdi> (<bdi>Orders</bdi>)",
        "Utiliser <bdi>Films</bdi> en votre nom",
        "<bdi>https://paperboat.example</bdi>",
    ] {
        assert!(html.contains(words), "{words}");
    }
}

#[test]
fn works_without_application_and_without_name() {
    let page = Consent {
        name: None,
        permissions: vec![],
        ..consent(bare(Language::En), "")
    };
    let html = page.render().into_string();
    assert!(html.contains("Let this application use your account?"));
    assert!(html.contains("You are signed in"));
}

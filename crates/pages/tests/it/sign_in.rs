use pages::Language::{self, En, Fr, ZhHans};
use pages::Page;
use pages::sign_in::{Note, SignIn, Way};

use crate::markup::{fields, form, forms, read};
use crate::samples::{bare, frame, sign_in, wechat};

fn title(language: Language) -> String {
    let html = sign_in(frame(language), vec![wechat()])
        .render()
        .into_string();
    read(&html)
        .into_iter()
        .find(|tag| tag.name == "title")
        .unwrap()
        .text
}

#[test]
fn says_which_application_it_is_for() {
    assert_eq!(title(En), "Sign in – Paperboat");
    assert_eq!(title(ZhHans), "登录 – Paperboat");
    assert_eq!(title(Fr), "Connexion – Paperboat");
    let html = sign_in(frame(En), vec![wechat()]).render().into_string();
    assert!(html.contains("Sign in to <bdi>Paperboat</bdi></h1>"));
    let html = sign_in(bare(En), vec![wechat()]).render().into_string();
    assert!(html.contains("Sign in</h1>"));
}

#[test]
fn each_way_is_a_form_of_its_own() {
    let second = Way {
        connector: "wechat-2".to_owned(),
        ..wechat()
    };
    let html = sign_in(frame(En), vec![wechat(), second])
        .render()
        .into_string();
    for action in ["/sign-in/social/wechat", "/sign-in/social/wechat-2"] {
        let carried = fields(&[("interaction", "i1"), ("csrf", "token")]);
        assert_eq!(form(&html, action), carried);
    }
    assert_eq!(html.matches("Continue with WeChat").count(), 2);
}

#[test]
fn a_vendor_without_words_of_its_own_is_named() {
    let other = Way {
        target: "github".to_owned(),
        name: "GitHub <i>".to_owned(),
        ..wechat()
    };
    let html = sign_in(frame(Fr), vec![other]).render().into_string();
    assert!(html.contains("Continuer avec <bdi>GitHub &lt;i&gt;</bdi>"));
}

#[test]
fn the_way_used_last_is_marked_and_only_that() {
    let used = Way {
        last_used: true,
        ..wechat()
    };
    let html = sign_in(frame(En), vec![wechat(), used])
        .render()
        .into_string();
    assert_eq!(html.matches("Last used").count(), 1);
}

#[test]
fn without_ways_it_says_so() {
    let html = sign_in(frame(En), vec![]).render().into_string();
    assert!(html.contains("Nobody can sign in here yet"));
    assert_eq!(forms(&html).len(), 1, "the language form alone");
}

#[test]
fn coming_back_is_noted_first_in_the_title() {
    let page = |ways| SignIn {
        note: Some(Note::DidNotComeBack),
        ..sign_in(frame(En), ways)
    };
    let one = page(vec![wechat()]).render().into_string();
    assert!(one.contains("<title>You have not finished with WeChat – Sign in – Paperboat</title>"));
    assert!(!one.contains("another way"), "there is no other way");
    let two = page(vec![wechat(), wechat()]).render().into_string();
    assert!(two.contains("use another way for now"));
}

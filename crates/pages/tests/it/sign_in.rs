use std::sync::Arc;

use pages::Language::{self, De, En, Es, Fr, Ja, Ko, ZhHans, ZhHant};
use pages::sign_in::{Note, SignIn, Way};
use pages::{Agreement, Page, Site};

use crate::markup::{fields, form, forms, read};
use crate::samples::{bare, dressed, frame, sign_in, site, wechat};

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
fn each_way_is_a_button_that_leads_to_its_own_address() {
    let second = Way {
        connector: "wechat-2".to_owned(),
        ..wechat()
    };
    let html = sign_in(frame(En), vec![wechat(), second])
        .render()
        .into_string();
    let carried = fields(&[("interaction", "i1"), ("csrf", "token")]);
    assert_eq!(form(&html, "/sign-in/social/wechat"), carried);
    let tags = read(&html);
    let buttons: Vec<Option<&str>> = tags
        .iter()
        .filter(|tag| tag.is("button", "class", "btn"))
        .map(|tag| tag.get("formaction"))
        .collect();
    assert_eq!(buttons, [None, Some("/sign-in/social/wechat-2")]);
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

#[test]
fn the_button_of_wechat_has_words_of_its_own_in_each_language() {
    for (language, words) in [
        (En, "Continue with WeChat"),
        (ZhHans, "微信登录"),
        (ZhHant, "使用微信登入"),
        (Fr, "Continuer avec WeChat"),
        (Ja, "WeChatで続ける"),
        (Ko, "WeChat으로 계속하기"),
        (Es, "Continuar con WeChat"),
        (De, "Weiter mit WeChat"),
    ] {
        let html = sign_in(frame(language), vec![wechat()])
            .render()
            .into_string();
        assert!(
            html.contains(&format!("<span>{words}</span>")),
            "{language:?}"
        );
    }
}

fn agreeing(agreement: Agreement, site: Site, note: Option<Note>) -> String {
    let mut page = sign_in(dressed(En), vec![wechat(), wechat()]);
    page.frame.site = Arc::new(Site { agreement, ..site });
    SignIn { note, ..page }.render().into_string()
}

#[test]
fn by_itself_signing_in_is_agreeing_and_the_page_says_so() {
    let html = agreeing(Agreement::BySigningIn, site(), None);
    let links = "<a href=\"https://acme.example/terms\" target=\"_blank\" rel=\"noopener\">terms of use</a> \
                 and the <a href=\"https://acme.example/privacy\"";
    assert!(html.contains(&format!("By signing in, you agree to the {links}")));
    assert!(!html.contains("checkbox"));
    let terms_only = Site {
        privacy: None,
        ..site()
    };
    let html = agreeing(Agreement::BySigningIn, terms_only, None);
    assert!(html.contains("terms of use</a>.</p>"));
    let html = agreeing(Agreement::BySigningIn, Site::default(), None);
    assert!(!html.contains("agree"));
}

#[test]
fn where_terms_have_to_be_agreed_to_a_box_stands_before_all_buttons_and_goes_with_each() {
    let html = agreeing(Agreement::BeforeEachSignIn, site(), None);
    let carried = fields(&[("interaction", "i1"), ("csrf", "token"), ("agree", "1")]);
    assert_eq!(form(&html, "/sign-in/social/wechat"), carried);
    let tags = read(&html);
    let at = |name: &str, key: &str, value: &str| {
        tags.iter()
            .position(|tag| tag.is(name, key, value))
            .unwrap()
    };
    assert!(at("input", "id", "agree") < at("button", "class", "btn"));
    assert!(tags[at("input", "id", "agree")].get("checked").is_none());
    assert!(!html.contains("aria-invalid") && !html.contains("autofocus"));
}

#[test]
fn a_box_that_was_not_ticked_has_the_focus_and_says_why() {
    let html = agreeing(Agreement::BeforeEachSignIn, site(), Some(Note::NotAgreed));
    let tags = read(&html);
    let input = tags
        .iter()
        .find(|tag| tag.is("input", "id", "agree"))
        .unwrap();
    assert_eq!(input.get("aria-invalid"), Some("true"));
    assert_eq!(input.get("aria-describedby"), Some("agree-problem"));
    assert_eq!(input.get("autofocus"), Some(""));
    assert!(html.contains("<title>Tick the box to agree – Sign in – Paperboat</title>"));
}

#[test]
fn without_terms_there_is_no_box() {
    for agreement in [Agreement::BeforeEachSignIn, Agreement::BeforeAnAccount] {
        let html = agreeing(agreement, Site::default(), None);
        assert!(!html.contains("checkbox"), "{agreement:?}");
    }
    let html = agreeing(Agreement::BeforeAnAccount, site(), None);
    assert!(!html.contains("checkbox") && !html.contains("agree"));
}

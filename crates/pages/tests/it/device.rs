use pages::device_code::{DeviceCode, Problem};
use pages::device_confirm::DeviceConfirm;
use pages::device_done::DeviceDone;
use pages::{Frame, Language, Page};

use crate::markup::{fields, form, links_to, read};
use crate::samples::{bare, frame};

fn code(frame: Frame, problem: Option<Problem>) -> String {
    let page = DeviceCode {
        frame,
        action: "/oidc/device".to_owned(),
        code: "wdjb\"x".to_owned(),
        problem,
    };
    page.render().into_string()
}

fn confirm(frame: Frame, scopes: &[&str]) -> String {
    let page = DeviceConfirm {
        frame,
        code: "WDJB-MJHT".to_owned(),
        name: Some("小明".to_owned()),
        picture: None,
        scopes: scopes.iter().map(|&scope| scope.to_owned()).collect(),
        action: "/oidc/device/confirm".to_owned(),
        interaction: "i1".to_owned(),
        not_you: "/sign-in?interaction=i1".to_owned(),
    };
    page.render().into_string()
}

#[test]
fn a_code_is_typed_once_and_kept_where_it_was_wrong() {
    let html = code(bare(Language::En), None);
    let carried = fields(&[("csrf", "token"), ("user_code", "wdjb\"x")]);
    assert_eq!(form(&html, "/oidc/device"), carried);
    assert!(!html.contains("aria-invalid"));
    for (problem, words) in [
        (Problem::Form, "such as WDJB-MJHT"),
        (Problem::Unknown, "No device waits with this code"),
        (Problem::TooOften, "Too many wrong codes"),
    ] {
        let html = code(bare(Language::En), Some(problem));
        let tags = read(&html);
        let field = tags
            .iter()
            .find(|tag| tag.is("input", "id", "user_code"))
            .unwrap();
        assert_eq!(field.get("aria-invalid"), Some("true"));
        let described = field.get("aria-describedby").unwrap();
        assert!(described.contains("user_code-problem"), "{described}");
        assert_eq!(
            html.matches(words).count(),
            2,
            "in the title and beside the field"
        );
    }
}

#[test]
fn names_who_asks_shows_the_code_and_warns() {
    let html = confirm(frame(Language::En), &[]);
    for words in [
        "Let <bdi>Paperboat</bdi> on your device use your account?",
        ">WDJB-MJHT<",
        "If somebody sent you a code or a link, refuse.",
        "Signed in as <bdi>小明</bdi>",
    ] {
        assert!(html.contains(words), "{words}");
    }
    assert!(
        links_to(&html, "/sign-in?interaction=i1"),
        "for somebody else"
    );
    assert!(
        !html.contains("What it can do"),
        "the operator's own application"
    );
    let html = confirm(bare(Language::En), &["openid", "profile"]);
    assert!(html.contains("Let this application on your device use your account?"));
    assert!(html.contains("See your nickname and picture"));
}

#[test]
fn allow_and_refuse_are_two_buttons_that_look_alike() {
    let html = confirm(frame(Language::En), &[]);
    let carried = fields(&[
        ("interaction", "i1"),
        ("csrf", "token"),
        ("decision", "allow"),
        ("decision", "deny"),
    ]);
    assert_eq!(form(&html, "/oidc/device/confirm"), carried);
    let tags = read(&html);
    let class = |value| {
        tags.iter()
            .find(|tag| tag.is("button", "value", value))
            .unwrap()
            .get("class")
    };
    assert_eq!((class("allow"), class("deny")), (Some("btn"), Some("btn")));
}

#[test]
fn says_what_was_decided() {
    for (allowed, words) in [
        (true, "Go back to your device"),
        (false, "The device is refused"),
    ] {
        let page = DeviceDone {
            frame: frame(Language::En),
            allowed,
        };
        assert!(page.render().into_string().contains(words));
    }
}

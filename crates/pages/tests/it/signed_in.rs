use pages::signed_in::SignedIn;
use pages::{Language, Page};

use crate::markup::links_to;
use crate::samples::{bare, frame};

#[test]
fn links_to_the_application_if_there_is_one() {
    let html = SignedIn {
        frame: frame(Language::ZhHans),
    }
    .render()
    .into_string();
    assert!(html.contains("你已登录</h1>"));
    assert!(links_to(&html, "https://paperboat.example/"));
    let html = SignedIn {
        frame: bare(Language::ZhHans),
    }
    .render()
    .into_string();
    assert!(!html.contains("btn"));
}

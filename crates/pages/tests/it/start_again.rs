use pages::start_again::{StartAgain, Why};
use pages::{Language, Page};

use crate::markup::links_to;
use crate::samples::{bare, frame};

#[test]
fn leads_back_to_the_application_when_it_is_known() {
    let page = StartAgain {
        frame: frame(Language::En),
        why: Why::OldLink,
        reference: None,
    };
    let html = page.render().into_string();
    assert!(html.contains("Start sign-in again</h1>"));
    assert!(links_to(&html, "https://paperboat.example/"));
    assert!(html.contains("Go to <bdi>Paperboat</bdi>"));
}

#[test]
fn says_what_to_do_when_it_is_not() {
    for &why in Why::ALL {
        let page = StartAgain {
            frame: bare(Language::En),
            why,
            reference: None,
        };
        let html = page.render().into_string();
        assert!(html.contains("Open the application again"), "{why:?}");
        assert!(!html.contains("btn"), "{why:?}");
    }
}

#[test]
fn another_browser_is_called_so() {
    let reference = Some("7QK4-M2XW".to_owned());
    let page = StartAgain {
        frame: frame(Language::ZhHans),
        why: Why::OtherBrowser,
        reference,
    };
    let html = page.render().into_string();
    assert!(html.contains("请在你的浏览器中重新登录"));
    assert!(html.contains("7QK4-M2XW"));
}

use std::sync::Arc;

use pages::start_again::{StartAgain, Why};
use pages::{Application, Frame, Language, Page, Site};

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

#[test]
fn offers_what_there_is_to_open_when_no_application_is_known() {
    let mut bare = bare(Language::En);
    bare.site = Arc::new(Site {
        applications: vec![
            Application {
                name: "Kite & Co".to_owned(),
                home: Some("https://kite.example/".to_owned()),
            },
            Application {
                name: "Ops".to_owned(),
                home: None,
            },
        ],
        ..Site::default()
    });
    let page = |frame| StartAgain {
        frame,
        why: Why::OldLink,
        reference: None,
    };
    let html = page(bare.clone()).render().into_string();
    assert!(links_to(&html, "https://kite.example/"));
    assert!(html.contains("<bdi>Kite &amp; Co</bdi>") || html.contains("<bdi>Kite &#38; Co</bdi>"));
    assert!(!html.contains("Ops"), "it has no page to open");

    let known = Frame {
        application: frame(Language::En).application,
        ..bare
    };
    let html = page(known).render().into_string();
    assert!(
        !html.contains("Kite"),
        "one is known, so no other is offered"
    );
}

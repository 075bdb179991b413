use pages::signed_out::SignedOut;
use pages::{Language, Page};

use crate::markup::links_to;
use crate::samples::{bare, frame};

#[test]
fn goes_back_only_where_the_server_says() {
    let return_link = Some("https://paperboat.example/bye?a=1&b=2".to_owned());
    let html = SignedOut {
        frame: frame(Language::En),
        return_link,
    }
    .render()
    .into_string();
    assert!(links_to(&html, "https://paperboat.example/bye?a=1&b=2"));
    assert!(html.contains("Back to <bdi>Paperboat</bdi>"));

    let return_link = Some("https://paperboat.example/bye".to_owned());
    let html = SignedOut {
        frame: bare(Language::En),
        return_link,
    }
    .render()
    .into_string();
    assert!(html.contains("Back to the application"));

    let html = SignedOut {
        frame: frame(Language::En),
        return_link: None,
    }
    .render()
    .into_string();
    assert!(!html.contains("btn"));
}

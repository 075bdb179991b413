use pages::second_screen::SecondScreen;
use pages::{Language, Page};

use crate::markup::{fields, form, links_to};
use crate::samples::frame;

#[test]
fn goes_back_or_shows_the_code_anyway() {
    let page = SecondScreen {
        frame: frame(Language::En),
        connector: "wechat".to_owned(),
        interaction: "i1".to_owned(),
    };
    let html = page.render().into_string();
    assert!(links_to(&html, "/sign-in?interaction=i1"));
    assert_eq!(
        form(&html, "/sign-in/social/wechat"),
        fields(&[("interaction", "i1"), ("csrf", "token"), ("anyway", "1")])
    );
    assert!(html.contains("WeChat refuses codes from a screenshot"));
}

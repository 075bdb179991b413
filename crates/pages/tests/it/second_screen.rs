use pages::second_screen::SecondScreen;
use pages::{Language, Page};

use crate::markup::{fields, form, links_to};
use crate::samples::frame;

#[test]
fn goes_back_or_shows_the_code_anyway() {
    let page = |agreed| SecondScreen {
        frame: frame(Language::En),
        connector: "wechat".to_owned(),
        interaction: "i1".to_owned(),
        agreed,
    };
    let html = page(false).render().into_string();
    assert!(links_to(&html, "/sign-in?interaction=i1"));
    assert_eq!(
        form(&html, "/sign-in/social/wechat"),
        fields(&[("interaction", "i1"), ("csrf", "token"), ("anyway", "1")])
    );
    let agreed = page(true).render().into_string();
    let mut carried = form(&html, "/sign-in/social/wechat");
    carried.extend(fields(&[("agree", "1")]));
    assert_eq!(form(&agreed, "/sign-in/social/wechat"), carried);
    assert!(html.contains("WeChat refuses codes from a screenshot"));
}

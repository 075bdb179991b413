use pages::first_time::FirstTime;
use pages::{Identity, Language, Page};

use crate::markup::read;
use crate::samples::{bare, frame};

fn page(name: Option<&str>) -> FirstTime {
    FirstTime {
        frame: frame(Language::En),
        identity: Identity {
            name: name.map(str::to_owned),
            picture: None,
        },
        action: "/here".to_owned(),
        hidden: vec![("attempt".to_owned(), "a1".to_owned())],
    }
}

#[test]
fn says_who_came_back_and_offers_three_ways_on() {
    let html = page(Some("小明")).render().into_string();
    assert!(html.contains("<bdi>小明</bdi><span class=\"hint\">WeChat, confirmed just now"));
    assert!(html.contains("Have you used <bdi>Paperboat</bdi> before?"));
    assert!(html.contains("Not <bdi>小明</bdi>? Use another WeChat account"));
    let tags = read(&html);
    let decisions: Vec<&str> = tags
        .iter()
        .filter(|tag| tag.is("button", "name", "decision"))
        .filter_map(|tag| tag.get("value"))
        .collect();
    assert_eq!(decisions, ["link", "create", "another"]);
}

#[test]
fn does_without_nickname_and_without_application() {
    for nameless in [None, Some("\u{200B}")] {
        let html = page(nameless).render().into_string();
        assert!(html.contains("A WeChat account<span class=\"hint\">"));
        assert!(!html.contains("Not <bdi>"));
    }
    let alone = FirstTime {
        frame: bare(Language::En),
        ..page(None)
    };
    assert!(
        alone
            .render()
            .into_string()
            .contains("Have you been here before?")
    );
}

#[test]
fn a_picture_takes_the_place_of_the_initial() {
    let mut page = page(Some("小明"));
    page.identity.picture = Some("/picture?a=1&b=2".to_owned());
    let html = page.render().into_string();
    assert!(html.contains("src=\"/picture?a=1&#38;b=2\""));
    assert_eq!(html.matches("class=\"face\"").count(), 1);
}

use pages::continue_in_browser::ContinueInBrowser;
use pages::{Language, Page};

use crate::markup::read;
use crate::samples::frame;

#[test]
fn the_link_can_be_selected_without_script_and_copied_with() {
    let address = "https://paperboat.example/?a=1&b=2".to_owned();
    let page = ContinueInBrowser {
        frame: frame(Language::En),
        link: Some(address.clone()),
    };
    let html = page.render().into_string();
    let tags = read(&html);
    let field = tags
        .iter()
        .find(|tag| tag.is("input", "id", "link"))
        .unwrap();
    assert_eq!(field.get("value"), Some(address.as_str()));
    assert!(field.get("readonly").is_some());
    let button = tags
        .iter()
        .find(|tag| tag.is("button", "data-copy", "link"))
        .unwrap();
    assert!(
        button.get("hidden").is_some(),
        "shown by script, which makes it work"
    );
}

#[test]
fn menu_words_are_wechats_own() {
    for &language in Language::ALL {
        let html = ContinueInBrowser {
            frame: frame(language),
            link: None,
        }
        .render()
        .into_string();
        assert!(
            html.contains("<span lang=\"zh-Hans\">在浏览器打开</span>"),
            "{language:?}"
        );
        assert!(!html.contains("data-copy"), "{language:?}");
    }
}

use pages::bad_request::{BadRequest, Problem};
use pages::{Language, Page};

use crate::markup::read;
use crate::samples::bare;

#[test]
fn leads_nowhere_whatever_was_asked() {
    for &problem in Problem::ALL {
        let detail = Some("redirect_uri https://evil.example/ is not registered".to_owned());
        let html = BadRequest {
            frame: bare(Language::En),
            problem,
            detail,
        }
        .render()
        .into_string();
        let links: Vec<String> = read(&html)
            .iter()
            .filter(|tag| tag.name == "a")
            .filter_map(|tag| tag.get("href").map(str::to_owned))
            .collect();
        assert_eq!(links, ["#main"], "{problem:?}");
    }
}

#[test]
fn tells_the_developer_in_english() {
    let page = |detail: Option<&str>| BadRequest {
        frame: bare(Language::Fr),
        problem: Problem::UnknownApplication,
        detail: detail.map(str::to_owned),
    };
    let html = page(Some("client_id <x> is not registered"))
        .render()
        .into_string();
    let tags = read(&html);
    let words = tags.iter().find(|tag| tag.is("p", "lang", "en")).unwrap();
    assert_eq!(words.text, "client_id <x> is not registered");
    assert!(
        !page(None)
            .render()
            .into_string()
            .contains("<details class=\"more\"")
    );
}

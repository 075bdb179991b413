use pages::unavailable::Unavailable;
use pages::{Language, Page};

use crate::markup::{links_to, read};
use crate::samples::bare;

#[test]
fn tries_again_where_it_was() {
    let html = Unavailable {
        frame: bare(Language::En),
    }
    .render()
    .into_string();
    assert!(links_to(&html, "/sign-in?interaction=i1"));
    let again = read(&html)
        .into_iter()
        .find_map(|tag| tag.get("data-retry").map(str::to_owned));
    assert_eq!(again.as_deref(), Some("/sign-in?interaction=i1"));
}

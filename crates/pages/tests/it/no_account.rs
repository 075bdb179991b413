use pages::no_account::NoAccount;
use pages::{Identity, Language, Page};

use crate::markup::links_to;
use crate::samples::{dressed, frame};

#[test]
fn says_who_makes_accounts_and_leads_back() {
    let page = |frame| NoAccount {
        frame,
        identity: Identity::default(),
        reference: Some("7QK4-M2XW".to_owned()),
        back: Some("/sign-in?interaction=i1".to_owned()),
    };
    let html = page(dressed(Language::En)).render().into_string();
    assert!(html.contains("<bdi>Acme</bdi> creates accounts itself."));
    assert!(html.contains("7QK4-M2XW"));
    assert!(links_to(&html, "/sign-in?interaction=i1"));
    let html = page(frame(Language::En)).render().into_string();
    assert!(html.contains("The people who run this site create accounts"));
}

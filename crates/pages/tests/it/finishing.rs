use pages::finishing::Finishing;
use pages::{Language, Page};

use crate::markup::{links_to, read};
use crate::samples::frame;

#[test]
fn link_and_script_lead_to_the_same_address() {
    let address = "/sign-in/finishing?a=1&b=\"2\"".to_owned();
    let html = Finishing {
        frame: frame(Language::En),
        address: address.clone(),
    }
    .render()
    .into_string();
    assert!(links_to(&html, &address));
    assert!(
        read(&html)
            .iter()
            .any(|tag| tag.get("data-poll") == Some(&address))
    );
    assert!(html.contains("Reloading is safe."));
}

//! What a new application's page says about an address while it is typed.

use store::Role;
use testkit::world::World;

use crate::console_said::{says, says_not};

#[tokio::test]
async fn an_address_is_checked_before_anything_is_sent() {
    let world = World::new().await;
    let noor = world.administrator("Noor", Role::Owner).await;
    let before = world.store.applications().await.unwrap().len();
    let typed = |kind: &str, address: &str| {
        let query = form_urlencoded::Serializer::new(String::new())
            .append_pair("kind", kind)
            .append_pair("redirect_uri", address)
            .finish();
        format!("/console/applications/new?{query}")
    };
    for (kind, address, said) in [
        ("web", "https://a.example/*", "An address has no *"),
        ("web", "https://a.example/#x", "An address has no #"),
        ("single-page", "a.example", "An address is whole"),
        (
            "web",
            "com.example.app:/callback",
            "Only a native application",
        ),
    ] {
        let page = noor.get(&typed(kind, address)).await;
        assert_eq!(page.status, 200);
        says(&page, "id=\"redirect_uri-problem\"");
        says(&page, said);
        // Nothing is said about what nobody has typed yet.
        says_not(&page, "id=\"name-problem\"");
    }
    for (kind, address) in [
        ("web", ""),
        ("web", "https://a.example/callback"),
        ("native", "com.example.app:/callback"),
    ] {
        let page = noor.get(&typed(kind, address)).await;
        assert_eq!(page.status, 200);
        says_not(&page, "-problem\"");
    }
    assert_eq!(world.store.applications().await.unwrap().len(), before);
}

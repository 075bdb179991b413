//! Browsers that keep no cookies are told so, where that is the likely cause.

use std::time::Duration;

use testkit::world::World;

const BROWSER: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";
const BLOCKED: &str = "Your browser blocks cookies for this site";
const OLD: &str = "Start sign-in again";

#[tokio::test]
async fn a_sign_in_page_that_is_opened_at_once_without_its_cookie() {
    let world = World::new().await;
    let asked = world.application().asks(&[]);
    for address in [asked.address.as_str(), "/account"] {
        let page = world.anonymous().get(address).await.location().to_owned();
        let blocked = world.anonymous().get(&page).await;
        assert_eq!(blocked.status, 400);
        assert!(blocked.body.contains(BLOCKED), "{}", blocked.body);
        // A browser that keeps some cookie of ours keeps them all.
        let other = world.anonymous();
        other.get(&world.application().asks(&[]).address).await;
        let old = other.get(&page).await;
        assert!(old.body.contains(OLD), "{}", old.body);
        // With a false moment, or none, it is an old link.
        let (plain, _) = page.split_once("&since=").unwrap();
        for since in ["", "&since=", "&since=x", "&since=0", "&since=99999999999"] {
            let old = world.anonymous().get(&format!("{plain}{since}")).await;
            assert!(old.body.contains(OLD), "{since}: {}", old.body);
        }
        // A minute later it may be a bookmark.
        world.clock.advance(Duration::from_secs(61));
        let old = world.anonymous().get(&page).await;
        assert!(old.body.contains(OLD), "{}", old.body);
    }
}

#[tokio::test]
async fn a_return_without_cookies_after_a_way_without_pages() {
    let world = World::new().await;
    let direct = async || {
        let asked = world
            .application()
            .asks(&[("direct_sign_in", "social:wechat")]);
        let visitor = world.anonymous().sending("user-agent", BROWSER);
        let wechat = visitor.get(&asked.address).await.location().to_owned();
        world.person("xiaoming").allows(&wechat).await
    };
    // The same browser, as far as it says, and no cookie at all.
    let callback = direct().await;
    let back = world.anonymous().sending("user-agent", BROWSER);
    let answer = back.get(&callback).await;
    assert_eq!(
        answer.location(),
        "/sign-in/cookies",
        "without code and state"
    );
    let page = back.get(answer.location()).await;
    assert_eq!(page.status, 400);
    assert!(page.body.contains(BLOCKED), "{}", page.body);

    // Another browser, one that says nothing, and one with cookies of ours.
    let callback = direct().await;
    let chrome = world.anonymous().sending("user-agent", "Chrome/130.0");
    let silent = world.anonymous();
    let keeps = world.anonymous().sending("user-agent", BROWSER);
    keeps.get(&world.application().asks(&[]).address).await;
    for other in [chrome, silent, keeps] {
        let answer = other.get(&callback).await;
        assert!(
            answer.location().contains("other_browser"),
            "{}",
            answer.location()
        );
    }

    // Whoever has pressed a button here had a cookie then.
    let visitor = world.anonymous().sending("user-agent", BROWSER);
    let wechat = visitor
        .go_to_wechat(&world.application().asks(&[]).address)
        .await;
    let callback = world.person("xiaoming").allows(&wechat).await;
    let lost = world.anonymous().sending("user-agent", BROWSER);
    let answer = lost.get(&callback).await;
    assert!(
        answer.location().contains("other_browser"),
        "{}",
        answer.location()
    );
    assert!(world.requests("/sns/oauth2/access_token").await.is_empty());
}

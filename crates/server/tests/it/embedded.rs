//! WeChat's code on a page of ours, and the way back out of the frame.

use serde_json::json;
use testkit::visitor::asked;
use testkit::world::World;

async fn embedding() -> World {
    let world = World::new().await;
    world
        .apply(json!({ "sign_in_experience": { "qr_code": "embedded" } }))
        .await;
    world
}

/// The address of the frame on a page.
fn frame_of(page: &str) -> String {
    let (_, rest) = page.split_once("<iframe").expect("the page has a frame");
    let (_, rest) = rest
        .split_once(" src=\"")
        .expect("the frame has an address");
    let (address, _) = rest.split_once('"').expect("the address ends");
    address.replace("&#38;", "&").replace("&amp;", "&")
}

#[tokio::test]
async fn people_scan_on_our_page_and_come_back_out_of_the_frame() {
    let world = embedding().await;
    let application = world.application();
    let visitor = world.anonymous();
    let request = application.asks(&[]);
    let page = visitor.follow(&request.address).await;
    let scan = visitor
        .press(&page, "/sign-in/social/wechat")
        .await
        .location()
        .to_owned();
    assert!(scan.starts_with("/sign-in/scan/"), "{scan}");

    let page = visitor.get(&scan).await;
    assert_eq!(page.status, 200, "{}", page.body);
    let policy = page.header("content-security-policy");
    assert!(
        policy.contains("frame-src 'self' http://127.0.0.1:3002;"),
        "{policy}"
    );
    assert!(policy.contains("frame-ancestors 'none'"), "{policy}");
    let frame = frame_of(&page.body);
    for part in [
        "login_type=jssdk",
        "self_redirect=true",
        "scope=snsapi_login",
    ] {
        assert!(frame.contains(part), "{frame}");
    }
    assert!(
        !frame.contains('#'),
        "the widget sends no fragment: {frame}"
    );
    // Loading the page again shows the same code's address: nothing new has begun.
    assert_eq!(frame_of(&visitor.get(&scan).await.body), frame);

    let callback = world.person("xiaoming").allows(&frame).await;
    let (redirect_uri, state) = asked(&frame);
    assert!(
        redirect_uri.ends_with("/callback/wechat?framed=1"),
        "{redirect_uri}"
    );
    let callback = callback.replace("framed=1?", "framed=1&");

    // In the frame there are no cookies: nothing is touched, the window goes on.
    let framed = world
        .anonymous()
        .sending("sec-fetch-dest", "iframe")
        .get(&callback)
        .await;
    assert_eq!(framed.status, 200);
    let policy = framed.header("content-security-policy");
    assert!(policy.contains("frame-ancestors 'self'"), "{policy}");
    assert_eq!(framed.header("x-frame-options"), "SAMEORIGIN");
    assert!(world.requests("/sns/oauth2/access_token").await.is_empty());
    let (_, rest) = framed.body.split_once("target=\"_top\"").map_or_else(
        || panic!("no link out of the frame: {}", framed.body),
        |(before, _)| before.rsplit_once("href=\"").unwrap(),
    );
    let address = rest
        .split('"')
        .next()
        .unwrap()
        .replace("&#38;", "&")
        .replace("&amp;", "&");
    assert!(
        !address.contains("framed") && address.contains(&state),
        "{address}"
    );

    let back = visitor.get(&address).await.location().to_owned();
    let tokens = application.redeems(&request, &back).await;
    assert_eq!(tokens.status, 200, "{}", tokens.body);
    // The page leads on afterwards.
    assert!(
        visitor
            .get(&scan)
            .await
            .location()
            .starts_with("/sign-in/attempt/")
    );
}

#[tokio::test]
async fn the_page_belongs_to_its_browser_and_ends_with_the_attempt() {
    let world = embedding().await;
    let visitor = world.anonymous();
    let page = visitor.follow(&world.application().asks(&[]).address).await;
    let scan = visitor
        .press(&page, "/sign-in/social/wechat")
        .await
        .location()
        .to_owned();
    assert_eq!(world.anonymous().get(&scan).await.status, 400);
    assert_eq!(visitor.get("/sign-in/scan/nothing").await.status, 400);
    world.clock.advance(std::time::Duration::from_mins(10));
    assert!(visitor.get(&scan).await.location().starts_with("/sign-in?"));
    world
        .apply(json!({ "sign_in_experience": { "social": [] } }))
        .await;
    assert!(visitor.get(&scan).await.location().starts_with("/sign-in?"));
}

#[tokio::test]
async fn any_framed_return_is_led_out_of_the_frame() {
    let world = World::new().await;
    let visitor = world.anonymous();
    let request = world.application().asks(&[]);
    let wechat = visitor.go_to_wechat(&request.address).await;
    let callback = world.person("xiaoming").allows(&wechat).await;
    let framed = world
        .anonymous()
        .sending("sec-fetch-dest", "iframe")
        .get(&callback)
        .await;
    assert_eq!(framed.status, 200);
    assert!(framed.body.contains("target=\"_top\""), "{}", framed.body);
    assert!(world.requests("/sns/oauth2/access_token").await.is_empty());
    assert!(visitor.get(&callback).await.location().contains("code="));
}

//! The hosted pages: languages, browsers, headers, health.

use serde_json::json;
use testkit::visitor::filled;
use testkit::world::{SERVER, World};

use crate::ways::rule;

const DESKTOP: &str = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140 Safari/537.36";
const PHONE: &str = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 \
                     (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1";
const WECHAT_PHONE: &str = "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 Mobile \
                            Safari/537.36 MicroMessenger/8.0.49(0x28003133) NetType/WIFI";
const WECHAT_DESKTOP: &str = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 \
                              MicroMessenger/7.0.20.1781(0x6700143B) WindowsWechat(0x63090a13) XWEB/8555";

#[tokio::test]
async fn the_language_is_the_applications_then_the_persons_then_the_browsers() {
    let world = World::new().await;
    let page = async |browser: &str, chosen: Option<&str>, ui_locales: &str| {
        let visitor = world.anonymous().sending("accept-language", browser);
        visitor.set_cookie("pailou_language", chosen);
        let asked = world.application().asks(&[("ui_locales", ui_locales)]);
        visitor.follow(&asked.address).await.body
    };
    assert!(page("it", None, "").await.contains("Continue with WeChat"));
    assert!(page("zh-TW", None, "").await.contains("使用微信登入"));
    assert!(page("ja-JP", None, "").await.contains("WeChatで続ける"));
    assert!(
        page("fr-CA,en;q=0.5", None, "")
            .await
            .contains("Continuer avec WeChat")
    );
    assert!(page("fr", Some("zh-Hans"), "").await.contains("微信登录"));
    assert!(
        page("fr", Some("zh-Hans"), "xx en")
            .await
            .contains("Continue with WeChat")
    );
}

#[tokio::test]
async fn a_person_chooses_the_language_and_stays_where_they_were() {
    let world = World::new().await;
    let visitor = world.anonymous();
    let page = visitor.follow(&world.application().asks(&[]).address).await;
    let chosen = visitor
        .press_with(&page, "/language", &[("language", "zh-Hans")])
        .await;
    assert!(
        chosen.location().starts_with("/sign-in?interaction="),
        "{}",
        chosen.location()
    );
    assert!(
        visitor
            .get(chosen.location())
            .await
            .body
            .contains("微信登录")
    );
}

#[tokio::test]
async fn what_was_typed_survives_another_language_once() {
    let world = World::new().await;
    let terms = json!({ "agree_to_terms": "manual", "terms_url": "https://acme.example/terms" });
    rule(&world, terms).await;
    let visitor = world.anonymous();
    let page = visitor.follow(&world.application().asks(&[]).address).await;
    let (_, fields) = filled(&page, "/sign-in/social/wechat", &[("agree", "1")]);
    let (_, back) = filled(&page, "/language", &[]);
    let (_, back) = back.split_once("return_to=").unwrap();
    let to = format!("/language?return_to={}", back.split('&').next().unwrap());
    assert!(
        page.body.contains(&to.replace('&', "&amp;")),
        "{}",
        page.body
    );

    for (sent, ticked) in [(format!("{fields}&language=fr"), true), (fields, false)] {
        let sent = sent.replace("agree=1", if ticked { "agree=1" } else { "agree=" });
        let chosen = visitor.send(&to, sent).await;
        let shown = visitor.get(chosen.location()).await;
        assert!(shown.body.contains("lang=\"fr\""), "{}", shown.body);
        assert_eq!(shown.body.contains(" checked"), ticked, "{}", shown.body);
        let again = visitor.get(chosen.location()).await;
        assert!(!again.body.contains(" checked"), "it is shown once");
    }
    // More than a cookie holds is typed again, and nothing breaks.
    let long = format!("language=de&name={}", "x".repeat(3_000));
    let chosen = visitor.send(&to, long).await;
    assert!(!visitor.cookies().contains_key("pailou_typed"));
    assert_eq!(visitor.get(chosen.location()).await.status, 200);
    // What nobody sealed counts as nothing.
    visitor.set_cookie("pailou_typed", Some("eyJhZ3JlZSI6IjEifQ"));
    let shown = visitor.get(chosen.location()).await;
    assert!(!shown.body.contains(" checked"), "{}", shown.body);
}

#[tokio::test]
async fn wechat_is_told_the_language_too() {
    let world = World::new().await;
    for (language, has_english) in [("zh-Hans", false), ("fr", true), ("en", true)] {
        let asked = world.application().asks(&[("ui_locales", language)]);
        let address = world.anonymous().go_to_wechat(&asked.address).await;
        assert_eq!(
            address.contains("lang=en"),
            has_english,
            "{language}: {address}"
        );
    }
}

#[tokio::test]
async fn browsers_for_which_the_code_is_a_dead_end_are_told_what_to_do() {
    let world = World::new().await;
    let choose = async |browser: &str| {
        let visitor = world.anonymous().sending("user-agent", browser);
        let page = visitor.follow(&world.application().asks(&[]).address).await;
        let answer = visitor.press(&page, "/sign-in/social/wechat").await;
        (visitor, answer)
    };
    for browser in [DESKTOP, WECHAT_DESKTOP] {
        let (_, answer) = choose(browser).await;
        assert!(
            answer.location().contains("/connect/qrconnect"),
            "{browser}"
        );
    }
    let (_, answer) = choose(WECHAT_PHONE).await;
    assert_eq!(answer.status, 200);
    assert!(
        answer.body.contains("Continue in your browser"),
        "{}",
        answer.body
    );
    assert!(
        answer.body.contains("http://localhost:3003/"),
        "{}",
        answer.body
    );

    let (visitor, answer) = choose(PHONE).await;
    assert_eq!(answer.status, 200);
    assert!(
        answer.body.contains("WeChat needs a second screen"),
        "{}",
        answer.body
    );
    let anyway = visitor.press(&answer, "/sign-in/social/wechat").await;
    assert!(anyway.location().contains("/connect/qrconnect"));
    // Nobody is sent into the dead end by the direct way either.
    let asked = world
        .application()
        .asks(&[("direct_sign_in", "social:wechat")]);
    let direct = world
        .anonymous()
        .sending("user-agent", PHONE)
        .follow(&asked.address)
        .await;
    assert!(
        direct.body.contains("WeChat needs a second screen"),
        "{}",
        direct.body
    );
}

#[tokio::test]
async fn pages_have_a_strict_policy_with_the_places_that_forms_lead_to() {
    let world = World::new().await;
    let page = world
        .anonymous()
        .follow(&world.application().asks(&[]).address)
        .await;
    let policy = page.header("content-security-policy");
    assert_eq!(
        policy,
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
         connect-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'self' \
         http://127.0.0.1:3002 http://localhost:3003"
    );
    assert_eq!(page.header("x-frame-options"), "DENY");
    assert_eq!(page.header("x-content-type-options"), "nosniff");
    assert_eq!(page.header("cache-control"), "no-store");
    assert_eq!(page.header("referrer-policy"), "same-origin");
    assert!(
        page.body.contains("Test mode"),
        "the simulator is named: {}",
        page.body
    );
    let start = world
        .anonymous()
        .get(&world.application().asks(&[]).address)
        .await;
    assert_eq!(start.header("referrer-policy"), "no-referrer");
    assert_eq!(start.header("cache-control"), "no-store");
}

#[tokio::test]
async fn old_links_lead_to_a_page_with_a_way_on() {
    let world = World::new().await;
    for (path, status) in [
        ("/sign-in", 400),
        ("/sign-in?interaction=nothing", 400),
        ("/sign-in/attempt/nothing", 400),
        ("/sign-in/attempt/0190a000-0000-7000-8000-000000000000", 400),
        ("/consent?interaction=nothing", 400),
        ("/nowhere", 404),
        ("/", 404),
    ] {
        let page = world.get(&format!("{SERVER}{path}")).await;
        assert_eq!(page.status, status, "{path}");
        assert!(
            page.body.contains("Start sign-in again"),
            "{path}: {}",
            page.body
        );
    }
}

#[tokio::test]
async fn an_old_link_offers_the_applications_that_anybody_may_open() {
    let world = World::new().await;
    let page = world.get(&format!("{SERVER}/sign-in")).await;
    assert!(page.body.contains("Paperboat"), "{}", page.body);
    let file = json!({ "applications": [
        { "id": "kite", "name": "Kite", "type": "SPA", "third_party": true,
          "redirect_uris": ["https://kite.example/callback"] },
        { "id": "shop", "name": "Acme shop", "type": "SPA",
          "redirect_uris": ["https://shop.acme.example/callback"] },
    ] });
    world.apply(file).await;
    let page = world.get(&format!("{SERVER}/sign-in")).await.body;
    assert!(
        page.contains("href=\"https://shop.acme.example/\""),
        "{page}"
    );
    assert!(!page.contains("Kite"), "it belongs to somebody else");
}

#[tokio::test]
async fn files_are_kept_for_ever_and_named_by_their_content() {
    let world = World::new().await;
    let page = world
        .anonymous()
        .follow(&world.application().asks(&[]).address)
        .await;
    let (_, rest) = page.body.split_once("href=\"/assets/").unwrap();
    let name = rest.split('"').next().unwrap();
    let file = world.get(&format!("{SERVER}/assets/{name}")).await;
    assert_eq!(file.status, 200);
    assert_eq!(file.header("content-type"), "text/css; charset=utf-8");
    assert!(file.header("cache-control").contains("immutable"));
    let visitor = world
        .anonymous()
        .sending("if-none-match", file.header("etag"));
    assert_eq!(visitor.get(&format!("/assets/{name}")).await.status, 304);
    assert_eq!(
        world
            .get(&format!("{SERVER}/assets/nothing.css"))
            .await
            .status,
        404
    );
}

#[tokio::test]
async fn without_its_database_the_server_says_so() {
    let world = World::new().await;
    assert_eq!(world.get(&format!("{SERVER}/readyz")).await.status, 200);
    let visitor = world.anonymous().sending("accept-language", "fr");
    let page = visitor.follow(&world.application().asks(&[]).address).await;
    world.store.close().await;
    assert_eq!(world.get(&format!("{SERVER}/readyz")).await.status, 503);
    assert_eq!(world.get(&format!("{SERVER}/healthz")).await.status, 200);
    let pressed = visitor.press(&page, "/sign-in/social/wechat").await;
    assert_eq!(pressed.status, 503);
    assert!(pressed.body.contains("lang=\"fr\""), "{}", pressed.body);
}

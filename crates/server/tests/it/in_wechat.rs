//! Inside WeChat's own browser, and from mobile applications.

use http::Method;
use serde_json::{Value, json};
use simulator::seed;
use testkit::application::claims;
use testkit::visitor::{Visitor, asked};
use testkit::world::{SIMULATOR, World};

use crate::ways::asks;

const PHONE: &str = "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 Mobile \
                     Safari/537.36 MicroMessenger/8.0.49(0x28003133) NetType/WIFI";
const DESKTOP: &str = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 \
                       MicroMessenger/7.0.20.1781(0x6700143B) WindowsWechat(0x63090a13)";

/// A world whose connector has the keys of a service account.
async fn with_service_account(scope: &str) -> World {
    let world = World::new().await;
    let config = json!({
        "clientId": seed::APP_ID, "clientSecret": seed::APP_SECRET,
        "openPlatform": seed::OPEN_PLATFORM, "scope": scope,
        "inWechat": {
            "clientId": seed::SERVICE_ACCOUNT_ID,
            "clientSecret": seed::SERVICE_ACCOUNT_SECRET,
        },
    });
    let connector = json!({ "id": "wechat", "config": config, "endpoints": "simulator" });
    world.apply(json!({ "connectors": [connector] })).await;
    world
}

/// Opens WeChat's page as its browser does, with a person who allows at once; gives
/// where WeChat leads to.
async fn allows(world: &World, address: &str, browser: &str, person: &str) -> String {
    let cookies = format!("wxsim_person={person}; wxsim_consent=allow");
    let inside = world
        .anonymous()
        .sending("user-agent", browser)
        .sending("cookie", &cookies);
    inside.get(address).await.location().to_owned()
}

/// The whole way inside WeChat; gives the claims of the ID token.
async fn signs_in(world: &World, visitor: &Visitor<'_>, browser: &str, person: &str) -> Value {
    let application = world.application();
    let request = application.asks(&[]);
    let page = visitor.follow(&request.address).await;
    let wechat = visitor
        .press(&page, "/sign-in/social/wechat")
        .await
        .location()
        .to_owned();
    assert!(
        wechat.contains("/connect/oauth2/authorize?appid=wx3e8b1d6f0a92c745&"),
        "{wechat}"
    );
    assert!(wechat.ends_with("#wechat_redirect"), "{wechat}");
    let callback = allows(world, &wechat, browser, person).await;
    let address = visitor.get(&callback).await.location().to_owned();
    let tokens = application.redeems(&request, &address).await;
    assert_eq!(tokens.status, 200, "{}", tokens.body);
    claims(tokens.json()["id_token"].as_str().unwrap())
}

#[tokio::test]
async fn the_service_account_signs_in_whom_the_website_knows() {
    let world = with_service_account("snsapi_userinfo").await;
    let website = world.application().signs_in("xiaoming").await;
    let website = claims(website["id_token"].as_str().unwrap());
    for browser in [PHONE, DESKTOP] {
        let visitor = world.anonymous().sending("user-agent", browser);
        let inside = signs_in(&world, &visitor, browser, "xiaoming").await;
        assert_eq!(inside["sub"], website["sub"]);
        assert_eq!(inside["name"], "小明");
    }
    assert_eq!(world.store.counts().await.unwrap().users, 1);
}

#[tokio::test]
async fn an_account_without_a_profile_is_completed_later() {
    let world = with_service_account("snsapi_base").await;
    let visitor = world.anonymous().sending("user-agent", PHONE);
    let first = signs_in(&world, &visitor, PHONE, "lifang").await;
    assert_eq!(first["name"], Value::Null);

    let fuller = json!({ "id": "wechat", "endpoints": "simulator", "config": {
        "clientId": seed::APP_ID, "clientSecret": seed::APP_SECRET,
        "openPlatform": seed::OPEN_PLATFORM,
        "inWechat": {
            "clientId": seed::SERVICE_ACCOUNT_ID,
            "clientSecret": seed::SERVICE_ACCOUNT_SECRET,
        },
    }});
    world.apply(json!({ "connectors": [fuller] })).await;
    let visitor = world.anonymous().sending("user-agent", PHONE);
    let again = signs_in(&world, &visitor, PHONE, "lifang").await;
    assert_eq!(again["sub"], first["sub"]);
    assert_eq!(again["name"], "李芳");
}

#[tokio::test]
async fn visitors_of_a_preview_are_nobody() {
    let world = with_service_account("snsapi_userinfo").await;
    let snapshot = json!({ "snapshot": true });
    world
        .simulator(Method::PATCH, "/_sim/people/xiaoming", snapshot)
        .await;
    let visitor = world.anonymous().sending("user-agent", PHONE);
    let page = visitor.follow(&world.application().asks(&[]).address).await;
    let wechat = visitor
        .press(&page, "/sign-in/social/wechat")
        .await
        .location()
        .to_owned();
    let callback = allows(&world, &wechat, PHONE, "xiaoming").await;
    let page = visitor.follow(&callback).await;
    assert_eq!(page.status, 403);
    assert!(
        page.body.contains("This is only a preview of the page"),
        "{}",
        page.body
    );
    assert!(page.body.contains("使用完整服务"), "{}", page.body);
    let counts = world.store.counts().await.unwrap();
    assert_eq!(
        (counts.users, counts.identities, counts.sessions),
        (0, 0, 0)
    );
}

#[tokio::test]
async fn without_a_service_account_nobody_is_sent_to_its_page() {
    let world = World::new().await;
    for browser in [PHONE, DESKTOP] {
        for more in [[("prompt", "")], [("direct_sign_in", "social:wechat")]] {
            let visitor = world.anonymous().sending("user-agent", browser);
            let page = visitor
                .follow(&world.application().asks(&more).address)
                .await;
            let answer = if page.body.contains("/sign-in/social/wechat") {
                visitor.press(&page, "/sign-in/social/wechat").await
            } else {
                page
            };
            assert!(!answer.header("location").contains("oauth2/authorize"));
        }
    }
    assert!(world.requests("/connect/oauth2/authorize").await.is_empty());
}

#[tokio::test]
async fn the_code_of_a_mobile_application_signs_in_the_same_person() {
    let world = World::new().await;
    let website = world.application().signs_in("xiaoming").await;
    world
        .apply(json!({
            "connectors": [{
                "id": "wechat-app", "factory": "wechat-native", "endpoints": "simulator",
                "config": {
                    "clientId": seed::MOBILE_APP_ID, "clientSecret": seed::MOBILE_APP_SECRET,
                    "openPlatform": seed::OPEN_PLATFORM,
                },
            }],
            "sign_in_experience": { "social": ["wechat-app", "wechat"] },
        }))
        .await;
    let application = world.application();
    // In a browser the button would lead nowhere.
    let page = world
        .anonymous()
        .follow(&application.asks(&[]).address)
        .await;
    assert!(
        !page.body.contains("/sign-in/social/wechat-app"),
        "{}",
        page.body
    );

    let request = application.asks(&[("direct_sign_in", "social:wechat-app")]);
    let web_view = world.anonymous();
    let open_sdk = web_view.get(&request.address).await.location().to_owned();
    assert!(
        open_sdk.starts_with("wechat://?app_id=wx9c4d7a2b5e8f0163&state="),
        "{open_sdk}"
    );
    let (_, state) = open_sdk.split_once("state=").unwrap();
    let body = json!({ "app_id": seed::MOBILE_APP_ID, "person": "xiaoming" });
    let code = world.simulator(Method::POST, "/_sim/native", body).await;
    let code = code["code"].as_str().unwrap().to_owned();
    // The application opens the callback in the same web view.
    let callback = format!("/callback/wechat-app?code={code}&state={state}");
    let address = web_view.get(&callback).await.location().to_owned();
    let tokens = application.redeems(&request, &address).await.json();
    let sub = |tokens: &Value| claims(tokens["id_token"].as_str().unwrap())["sub"].clone();
    assert_eq!(sub(&tokens), sub(&website));
    // Another web view does not get in with the same address.
    assert!(
        world
            .anonymous()
            .get(&callback)
            .await
            .location()
            .contains("other_browser")
    );
}

#[tokio::test]
async fn wechats_page_is_asked_for_in_its_fixed_order() {
    let world = with_service_account("snsapi_base").await;
    let visitor = world.anonymous().sending("user-agent", PHONE);
    let page = visitor.follow(&world.application().asks(&[]).address).await;
    let wechat = visitor
        .press(&page, "/sign-in/social/wechat")
        .await
        .location()
        .to_owned();
    let (redirect_uri, state) = asked(&wechat);
    assert_eq!(redirect_uri, "http://localhost:3001/callback/wechat");
    assert!(state.len() == 32 && state.bytes().all(|byte| byte.is_ascii_alphanumeric()));
    let names: Vec<String> = url::Url::parse(&wechat)
        .unwrap()
        .query_pairs()
        .map(|(name, _)| name.into_owned())
        .collect();
    let first: Vec<&str> = names.iter().take(5).map(String::as_str).collect();
    assert_eq!(
        first,
        ["appid", "redirect_uri", "response_type", "scope", "state"]
    );
    assert!(wechat.starts_with(SIMULATOR), "{wechat}");
}

#[tokio::test]
async fn a_way_that_leads_nowhere_in_wechat_may_be_hidden_there() {
    let world = World::new().await;
    let inside = world.anonymous().sending("user-agent", PHONE);
    let (_, page) = asks(&world, &inside).await;
    assert!(page.body.contains("/sign-in/social/wechat"));
    let hide = json!({ "connectors": [{ "id": "wechat", "in_wechat": "hide" }] });
    world.apply(hide).await;
    let (_, hidden) = asks(&world, &inside).await;
    assert!(
        !hidden.body.contains("/sign-in/social/wechat"),
        "{}",
        hidden.body
    );
    let (_, elsewhere) = asks(&world, &world.anonymous()).await;
    assert!(elsewhere.body.contains("/sign-in/social/wechat"));
    // A form from before explains as ever.
    let pressed = inside.press(&page, "/sign-in/social/wechat").await;
    assert_eq!(pressed.status, 200);
    assert!(
        pressed.body.contains("Continue in your browser"),
        "{}",
        pressed.body
    );
}

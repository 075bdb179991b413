//! WeChat's own browser, on a phone and on a desktop.

use serde_json::{Value, json};
use simulator::seed;
use testkit::{browser::Options, process::Demo};

use crate::phones::ANDROID;
use crate::visit::{Visit, counts, demo_with, desktop, narrow};

#[tokio::test]
async fn with_a_service_account_people_sign_in_inside_wechat() {
    let demo = demo_with(&service_account(), "").await;
    a_preview_signs_nobody_in(&demo).await;
    a_refusal_stays_at_wechat(&demo).await;
    assert_eq!(counts(&demo).await.users, 1);

    let addresses = asked(&demo).await;
    assert!(addresses.len() >= 6, "links and answers: {addresses:?}");
    for query in &addresses {
        assert!(query.contains("&scope=snsapi_userinfo&"), "{query}");
    }
}

/// First WeChat shows a preview of the page, then the page itself.
async fn a_preview_signs_nobody_in(demo: &Demo) {
    snapshot(demo, true).await;
    let visit = Visit::start(demo, "in-wechat-phone", on_phone()).await;
    let browser = &visit.browser;
    visit.to_sign_in().await;
    visit.press_wechat().await;
    let text = browser
        .wait_for_text("This is only a preview of the page")
        .await;
    assert!(text.contains("使用完整服务"), "{text}");
    visit.picture("preview").await;
    visit.choose_language("zh-Hans").await;
    browser.wait_for_text("当前是网页预览").await;
    visit.picture("preview-zh-Hans").await;
    visit.choose_language("en").await;
    let rows = counts(demo).await;
    assert_eq!((rows.users, rows.identities, rows.sessions), (0, 0, 0));

    snapshot(demo, false).await;
    browser.click("main a.btn.primary").await;
    browser.wait_for_text("Sign in to Paperboat").await;
    visit.press_wechat().await;
    browser.wait_for_text("get your nickname and picture").await;
    visit.picture("consent").await;
    visit.press_on_phone("allow").await;
    browser.wait_for_text("You are 小明").await;
    let address = browser.address().await;
    assert_eq!(address, demo.application.as_str(), "no code stays");
    visit.picture("application").await;
    visit.end_after(&[403]).await;
}

async fn a_refusal_stays_at_wechat(demo: &Demo) {
    let options = Options {
        script: false,
        dark: true,
        ..on_desktop()
    };
    let visit = Visit::start(demo, "in-wechat-desktop-no-script-dark", options).await;
    let browser = &visit.browser;
    visit.to_sign_in().await;
    visit.press_wechat().await;
    browser.wait_for_text("get your nickname and picture").await;
    visit.picture("consent").await;
    visit.press_on_phone("refuse").await;
    browser.wait_for_text("You refused").await;
    visit.picture("refused").await;
    assert_eq!(visit.exchanges().await, 2, "those of the visit before");
    browser.back().await;
    browser.back().await;
    browser
        .wait_for_text("You have not finished with WeChat")
        .await;
    visit.press_wechat().await;
    visit.press_on_phone("allow").await;
    browser.wait_for_text("You are 小明").await;
    visit.end().await;
}

#[tokio::test]
async fn the_silent_scope_asks_nothing_and_learns_no_name() {
    let silent = format!(r#"{}, scope = "snsapi_base""#, service_account());
    let demo = demo_with(&silent, "").await;
    let visit = Visit::start(&demo, "in-wechat-silent", on_phone()).await;
    visit.to_sign_in().await;
    visit.press_wechat().await;
    visit.browser.wait_for_text("You are signed in").await;
    visit.picture("application").await;
    visit.end().await;
    let addresses = asked(&demo).await;
    assert_eq!(addresses.len(), 1, "{addresses:?}");
    assert!(
        addresses[0].contains("&scope=snsapi_base&"),
        "{addresses:?}"
    );
    assert_eq!(requests(&demo, "/sns/userinfo").await.len(), 0);
    assert_eq!(counts(&demo).await.users, 1);
}

#[tokio::test]
async fn without_a_service_account_people_continue_in_their_browser() {
    // Left empty in a form is as absent.
    let demo = demo_with(r#"inWechat = { clientId = "", clientSecret = " " }"#, "").await;
    for (script, dark, name) in [
        (true, false, "in-wechat-alone-script-390"),
        (false, true, "in-wechat-alone-no-script-390-dark"),
    ] {
        let options = Options {
            script,
            dark,
            ..on_phone()
        };
        let visit = Visit::start(&demo, name, options).await;
        let browser = &visit.browser;
        visit.to_sign_in().await;
        visit.press_wechat().await;
        let text = browser.wait_for_text("Continue in your browser").await;
        assert!(text.contains("在浏览器打开"), "{text}");
        let link = browser.wait_for("#link").await.prop("value").await;
        let application = demo.application.as_str();
        assert_eq!(link.unwrap().as_deref(), Some(application));
        let copy = browser.wait_for("[data-copy=link]").await;
        assert_eq!(copy.is_displayed().await.unwrap(), script);
        visit.picture("page").await;
        visit.choose_language("zh-Hans").await;
        visit.picture("zh-Hans").await;
        visit.end().await;
    }
    assert_eq!(requests(&demo, "").await.len(), 0, "WeChat was asked");

    // On a desktop a phone can scan the screen.
    let visit = Visit::start(&demo, "in-wechat-alone-desktop", on_desktop()).await;
    visit.to_sign_in().await;
    visit.to_qr_page().await;
    visit.end().await;
    let pages = requests(&demo, "/connect/qrconnect").await;
    assert_eq!(pages.len(), 1);
    assert_eq!(pages[0]["app_id"], seed::APP_ID);
    assert_eq!(requests(&demo, AUTHORIZE).await.len(), 0);
}

#[tokio::test]
async fn a_callback_that_a_browser_loads_twice_signs_somebody_in_once() {
    let demo = demo_with(&service_account(), "").await;
    let twice = |at: &str| json!({ "at": at, "effect": "callback_twice", "times": 1 });
    for (name, options) in [
        ("callback-twice-in-wechat", on_phone()),
        ("callback-twice", desktop()),
    ] {
        demo.simulator_post("/_sim/faults", twice(AUTHORIZE)).await;
        demo.simulator_post("/_sim/faults", twice("/connect/qrconnect"))
            .await;
        let is_inside = options.user_agent.is_some();
        let visit = Visit::start(&demo, name, options).await;
        let before = visit.exchanges().await;
        visit.to_sign_in().await;
        if is_inside {
            visit.press_wechat().await;
            visit.press_on_phone("allow").await;
        } else {
            visit.to_qr_page().await;
            visit.scan_and_allow(true).await;
        }
        visit.browser.wait_for_text("You are 小明").await;
        assert_eq!(visit.exchanges().await, before + 1, "{name}");
        // What was loaded ahead came from another site, without the browser's cookie, and was refused.
        let complaints = visit.browser.complaints().await;
        let is_ahead = |line: &String| line.contains("/sign-in/start-again?why=other_browser");
        let is_it = complaints.len() == 1 && complaints.iter().all(is_ahead);
        assert!(is_it, "{name}: {complaints:?}");
        visit.end().await;
    }
    assert_eq!(counts(&demo).await.users, 1);
}

/// WeChat on an Android phone.
fn on_phone() -> Options {
    Options {
        user_agent: Some(format!(
            "{ANDROID} MicroMessenger/8.0.49(0x28003133) NetType/WIFI Language/zh_CN"
        )),
        ..narrow()
    }
}

/// WeChat on Windows.
fn on_desktop() -> Options {
    let name = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) \
                Chrome/116.0 Safari/537.36 NetType/WIFI MicroMessenger/7.0.20.1781(0x6700143B) \
                WindowsWechat(0x63090a13) XWEB/9129 Flue";
    Options {
        user_agent: Some(name.to_owned()),
        ..desktop()
    }
}

fn service_account() -> String {
    format!(
        r#"inWechat = {{ clientId = "{}", clientSecret = "{}" }}"#,
        seed::SERVICE_ACCOUNT_ID,
        seed::SERVICE_ACCOUNT_SECRET
    )
}

async fn snapshot(demo: &Demo, is_on: bool) {
    let person = json!({ "snapshot": is_on });
    demo.simulator_patch("/_sim/people/xiaoming", person).await;
}

/// The queries of all links that were opened in WeChat: the service account's, in WeChat's order.
async fn asked(demo: &Demo) -> Vec<String> {
    assert_eq!(requests(demo, "/connect/qrconnect").await.len(), 0);
    let mut queries = Vec::new();
    for request in requests(demo, AUTHORIZE).await {
        assert_eq!(request["app_id"], seed::SERVICE_ACCOUNT_ID, "{request}");
        let query = request["query"].as_str().unwrap().to_owned();
        let names: Vec<&str> = query
            .split('&')
            .map(|pair| pair.split_once('=').unwrap().0)
            .collect();
        let first = ["appid", "redirect_uri", "response_type", "scope", "state"];
        assert_eq!(names[..5], first, "{query}");
        queries.push(query);
    }
    queries
}

/// What WeChat was asked at a path, or at all.
async fn requests(demo: &Demo, path: &str) -> Vec<Value> {
    demo.network.requests(path).await
}

const AUTHORIZE: &str = "/connect/oauth2/authorize";

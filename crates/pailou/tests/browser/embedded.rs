//! WeChat's code on a page of ours.

use testkit::browser::Options;

use crate::visit::{Visit, demo_with, desktop, narrow};

#[tokio::test]
async fn everybody_gets_in_from_our_page() {
    let demo = demo_with("", "[sign_in_experience]\nqr_code = \"embedded\"").await;
    for (script, dark, name, options) in [
        (true, false, "embedded-script-light", desktop()),
        (true, false, "embedded-script-390", narrow()),
        (false, true, "embedded-no-script-390-dark", narrow()),
    ] {
        let options = Options {
            script,
            dark,
            ..options
        };
        let visit = Visit::start(&demo, name, options).await;
        get_in(&visit, script).await;
        visit.end().await;
    }
}

async fn get_in(visit: &Visit<'_>, script: bool) {
    let browser = &visit.browser;
    visit.to_sign_in().await;
    visit.press_wechat().await;
    enter_code(visit).await;
    browser.wait_for_text("Scan with WeChat").await;
    browser.leave_frame().await;
    let ours = visit.demo.server.join("/sign-in/scan/").unwrap();
    let address = browser.address().await;
    assert!(address.starts_with(ours.as_str()), "{address}");
    visit.picture("waiting").await;
    if !script {
        browser.click("main a.btn:not(.quiet)").await;
        browser.wait_for("img.qrcode").await;
        let address = browser.address().await;
        assert!(address.starts_with("http://127.0.0.1:"), "{address}");
        browser.back().await;
    }

    enter_code(visit).await;
    let first = visit.take_phone().await;
    visit.press_on_phone("scan").await;
    browser.wait_for("#device button[value=allow]").await;
    let phone = browser.tab().await;
    browser.switch_to(&first).await;
    enter_code(visit).await;
    if !script {
        visit.go_on().await;
    }
    browser.wait_for_text("Confirm on your phone").await;
    browser.leave_frame().await;
    visit.picture("scanned").await;

    browser.switch_to(&phone).await;
    visit.press_on_phone("allow").await;
    browser.wait_for_text("Signed in to Paperboat").await;
    browser.close_tab(&first).await;
    if !script {
        enter_code(visit).await;
        visit.go_on().await;
        browser.wait_for_text("Finishing sign-in").await;
        browser.leave_frame().await;
        visit.picture("in-the-frame").await;
        browser.enter_frame("iframe.code").await;
        browser.click("main a.btn.primary").await;
        browser.leave_frame().await;
    }
    browser.wait_for_text("You are 小明").await;
    let address = browser.address().await;
    assert_eq!(address, visit.demo.application.as_str(), "the whole window");
    visit.picture("application").await;
}

/// Goes into the frame, once WeChat's page is there.
async fn enter_code(visit: &Visit<'_>) {
    visit.browser.enter_frame("iframe.code").await;
    visit.browser.wait_for("img.qrcode").await;
}

//! Application, sign-in page, WeChat's QR page, phone, and back: twice in every look.

use testkit::browser::Options;

use crate::visit::{Visit, demo, desktop, narrow};

#[tokio::test]
async fn everybody_gets_in_with_script() {
    everybody_gets_in(true).await;
}

#[tokio::test]
async fn everybody_gets_in_without_script() {
    everybody_gets_in(false).await;
}

async fn everybody_gets_in(script: bool) {
    let demo = demo().await;
    let looks = [
        ("light", desktop()),
        (
            "dark",
            Options {
                dark: true,
                ..desktop()
            },
        ),
        ("390", narrow()),
    ];
    for (look, options) in looks {
        let with = if script { "script" } else { "no-script" };
        let name = format!("way-{with}-{look}");
        let visit = Visit::start(&demo, &name, Options { script, ..options }).await;
        get_in(&visit, script).await;
        get_out(&visit).await;
        visit.end().await;
    }
}

async fn get_in(visit: &Visit<'_>, script: bool) {
    let browser = &visit.browser;
    browser.goto(visit.demo.application.as_str()).await;
    browser.wait_for_text("Welcome aboard").await;
    visit.picture("application").await;
    visit.to_sign_in().await;
    visit.picture("sign-in").await;
    visit.to_qr_page().await;
    browser.wait_for_text("Scan with WeChat").await;
    visit.picture("qr-waiting").await;

    let first = visit.take_phone().await;
    visit.picture("phone-scan").await;
    visit.press_on_phone("scan").await;
    browser
        .wait_for_text("Sign in to Paperboat on the web")
        .await;
    visit.picture("phone-confirm").await;

    let phone = browser.tab().await;
    browser.switch_to(&first).await;
    if !script {
        visit.go_on().await;
    }
    browser.wait_for_text("Confirm on your phone").await;
    browser.wait_for_text("小明").await;
    visit.picture("qr-scanned").await;

    browser.switch_to(&phone).await;
    visit.press_on_phone("allow").await;
    browser.wait_for_text("Signed in to Paperboat").await;
    visit.picture("phone-allowed").await;
    browser.close_tab(&first).await;
    if !script {
        visit.go_on().await;
    }
    browser.wait_for_text("You are 小明").await;
    let address = browser.address().await;
    assert_eq!(address, visit.demo.application.as_str(), "no code stays");
    assert_eq!(browser.text_of("h1").await, "You are 小明");
    visit.picture("application-signed-in").await;
}

/// Out of the application and of the server: the next sign-in asks WeChat again.
async fn get_out(visit: &Visit<'_>) {
    let browser = &visit.browser;
    browser.click(r#"form[action="/sign-out"] button"#).await;
    browser.wait_for_text("Welcome aboard").await;
    assert_eq!(browser.address().await, visit.demo.application.as_str());
    visit.to_sign_in().await;
    browser.wait_for_text("Last used").await;
    visit.picture("sign-in-last-used").await;
}

#[tokio::test]
async fn another_device_scans_by_the_address_in_the_code() {
    let demo = demo().await;
    let computer = Visit::start(&demo, "two-devices-computer", desktop()).await;
    computer.to_sign_in().await;
    computer.to_qr_page().await;
    let codes = demo.simulator_get("/_sim/codes").await;
    let address = codes[0]["confirm_url"].as_str().unwrap();

    let options = Options {
        language: "zh-CN,zh".to_owned(),
        ..narrow()
    };
    let phone = Visit::start(&demo, "two-devices-phone", options).await;
    phone.browser.goto(address).await;
    phone.picture("scan").await;
    phone.browser.click("#owner-lifang").await;
    phone
        .browser
        .wait_for("#owner-lifang[aria-pressed=true]")
        .await;
    phone.press_on_phone("scan").await;
    phone.browser.wait_for_text("登录 Paperboat 网页版").await;
    phone.picture("confirm").await;
    computer
        .browser
        .wait_for_text("Confirm on your phone")
        .await;
    phone.press_on_phone("allow").await;
    phone.browser.wait_for_text("已登录 Paperboat").await;
    phone.end().await;

    computer.browser.wait_for_text("You are 李芳").await;
    computer.end().await;
}

//! Browsers in which WeChat's QR page is of no use.

use testkit::browser::Options;

use crate::visit::{Visit, demo, narrow};

const ANDROID: &str = "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 \
                       (KHTML, like Gecko) Chrome/126.0 Mobile Safari/537.36";

#[tokio::test]
async fn inside_wechat_people_continue_in_their_browser() {
    let demo = demo().await;
    for (script, dark, name) in [
        (true, false, "in-wechat-script-390"),
        (false, true, "in-wechat-no-script-390-dark"),
    ] {
        let options = Options {
            script,
            dark,
            user_agent: Some(format!("{ANDROID} MicroMessenger/8.0.49(0x28003133)")),
            ..narrow()
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
}

#[tokio::test]
async fn on_a_phone_people_need_a_second_screen() {
    let demo = demo().await;
    for (script, name) in [(true, "phone-script-390"), (false, "phone-no-script-390")] {
        let options = Options {
            script,
            user_agent: Some(ANDROID.to_owned()),
            ..narrow()
        };
        let visit = Visit::start(&demo, name, options).await;
        let browser = &visit.browser;
        visit.to_sign_in().await;
        visit.press_wechat().await;
        browser.wait_for_text("WeChat needs a second screen").await;
        visit.picture("page").await;
        browser.click("a.btn.primary").await;
        browser.wait_for_text("Sign in to Paperboat").await;
        visit.press_wechat().await;
        browser.wait_for_text("WeChat needs a second screen").await;
        visit.press_wechat().await;
        browser.wait_for("img.qrcode").await;
        visit.scan_and_allow(script).await;
        browser.wait_for_text("You are 小明").await;
        visit.end().await;
    }
}

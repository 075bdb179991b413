//! Browsers of phones, which cannot scan their own screen.

use testkit::browser::Options;

use crate::visit::{Visit, demo, narrow};

/// What the usual browser of an Android phone calls itself.
pub(crate) const ANDROID: &str = "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 \
                       (KHTML, like Gecko) Chrome/126.0 Mobile Safari/537.36";

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

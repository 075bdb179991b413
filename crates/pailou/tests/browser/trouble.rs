//! WeChat answers late, or says no.

use testkit::browser::Options;

use crate::visit::{Visit, demo, desktop, narrow};

#[tokio::test]
async fn a_wrong_secret_is_explained_in_three_languages() {
    let demo = demo().await;
    for (name, options) in [
        ("wrong-secret-light", desktop()),
        (
            "wrong-secret-390-dark",
            Options {
                dark: true,
                ..narrow()
            },
        ),
    ] {
        let visit = Visit::start(&demo, name, options).await;
        let browser = &visit.browser;
        visit
            .fault("/sns/oauth2/access_token", ("errcode", 40125))
            .await;
        visit.to_sign_in().await;
        visit.choose_language("fr").await;
        visit.choose_language("en").await;
        visit.to_qr_page().await;
        visit.scan_and_allow(true).await;
        let text = browser
            .wait_for_text("WeChat sign-in is not set up correctly")
            .await;
        assert!(!text.contains("40125"), "{text}");
        let reference = browser.text_of("#reference").await;
        assert_eq!(reference.len(), 9, "{reference}");
        visit.picture("en").await;
        for (language, title) in [
            ("zh-Hans", "微信登录暂时不可用"),
            ("fr", "La connexion avec WeChat est mal configurée"),
        ] {
            visit.choose_language(language).await;
            browser.wait_for_text(title).await;
            assert_eq!(browser.text_of("#reference").await, reference);
            visit.picture(language).await;
        }
        browser.click("details.more summary").await;
        browser.wait_for_text("40125").await;
        visit.picture("for-the-administrator").await;
        browser.click("a.btn.primary").await;
        browser.wait_for_text("Paperboat").await;
        visit.press_wechat().await;
        browser.wait_for("img.qrcode").await;
        visit.end_after(&[500, 502, 503]).await;
    }
}

#[tokio::test]
async fn a_restriction_by_wechat_is_told() {
    let demo = demo().await;
    let visit = Visit::start(&demo, "restricted-390", narrow()).await;
    visit.fault("/sns/userinfo", ("errcode", 50002)).await;
    visit.to_sign_in().await;
    visit.to_qr_page().await;
    visit.scan_and_allow(true).await;
    visit
        .browser
        .wait_for_text("WeChat has restricted this WeChat account")
        .await;
    visit.picture("page").await;
    visit.end_after(&[403]).await;
}

#[tokio::test]
async fn a_slow_profile_shows_a_page_that_goes_on() {
    let demo = demo().await;
    for (script, name, options) in [
        (true, "finishing-script-light", desktop()),
        (
            false,
            "finishing-no-script-390-dark",
            Options {
                dark: true,
                ..narrow()
            },
        ),
    ] {
        let visit = Visit::start(&demo, name, Options { script, ..options }).await;
        visit.fault("/sns/userinfo", ("delay_ms", 2500)).await;
        visit.to_sign_in().await;
        visit.to_qr_page().await;
        visit.scan_and_allow(script).await;
        let browser = &visit.browser;
        browser.wait_for_text("Finishing sign-in").await;
        let address = browser.address().await;
        assert!(!address.contains("code="), "{address}");
        visit.picture("page").await;
        if !script {
            browser.click("main a.btn").await;
        }
        browser.wait_for_text("You are 小明").await;
        visit.end().await;
    }
}

//! Whoever signs out at the server is signed out of its applications.

use std::time::{Duration, Instant};

use crate::visit::{Visit, demo, desktop};

#[tokio::test]
async fn signing_out_at_the_account_page_signs_out_of_the_application() {
    let demo = demo().await;
    let visit = Visit::start(&demo, "signed-out-everywhere", desktop()).await;
    let browser = &visit.browser;
    visit.to_sign_in().await;
    visit.to_qr_page().await;
    visit.scan_and_allow(true).await;
    browser.wait_for_text("You are 小明").await;

    browser
        .goto(demo.server.join("/account").unwrap().as_str())
        .await;
    browser
        .click(r#"form[action="/account/sign-out"] button"#)
        .await;
    browser.wait_for_text("You are signed out").await;

    // The application hears of it by itself: the person only looks.
    let begun = Instant::now();
    loop {
        browser.goto(demo.application.as_str()).await;
        let page = browser.text().await;
        if page.contains("You are signed out") {
            break;
        }
        assert!(page.contains("You are 小明"), "{page}");
        assert!(begun.elapsed() < Duration::from_secs(30), "it never heard");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    visit.picture("application").await;
    browser.click(r#"a.button[href="/sign-in"]"#).await;
    browser.wait_for_text("Sign in to Paperboat").await;
    visit.end().await;
}

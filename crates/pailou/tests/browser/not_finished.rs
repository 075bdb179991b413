//! People who do not come back from WeChat, or not at once.

use serde_json::json;
use testkit::browser::Options;

use crate::visit::{Visit, demo, desktop, narrow};

#[tokio::test]
async fn a_refusal_on_the_phone_calls_nobody_back() {
    let demo = demo().await;
    for (script, name, options) in [
        (true, "refused-script-light", desktop()),
        (false, "refused-no-script-390", narrow()),
    ] {
        let visit = Visit::start(&demo, name, Options { script, ..options }).await;
        let browser = &visit.browser;
        visit.to_sign_in().await;
        visit.to_qr_page().await;
        let first = visit.take_phone().await;
        visit.press_on_phone("scan").await;
        visit.press_on_phone("refuse").await;
        browser.wait_for_text("You refused").await;
        visit.picture("phone").await;
        browser.close_tab(&first).await;
        if !script {
            visit.go_on().await;
        }
        browser.wait_for_text("You cancelled on your phone").await;
        visit.picture("qr-page").await;
        assert!(browser.address().await.starts_with("http://127.0.0.1:"));
        assert_eq!(visit.exchanges().await, 0);

        // Without script, *Continue* was one page more.
        browser.back().await;
        if !script {
            browser.back().await;
        }
        browser
            .wait_for_text("You have not finished with WeChat")
            .await;
        visit.picture("back").await;

        // The same code can be scanned again; a new attempt works as well.
        visit.to_qr_page().await;
        visit.end().await;
    }
}

#[tokio::test]
async fn an_expired_code_gives_way_to_a_new_one() {
    let demo = demo().await;
    for (script, name, options) in [
        (true, "expired-script-390", narrow()),
        (false, "expired-no-script-light", desktop()),
    ] {
        let visit = Visit::start(&demo, name, Options { script, ..options }).await;
        let browser = &visit.browser;
        visit.to_sign_in().await;
        visit.to_qr_page().await;
        let old = browser.text_of("b.short").await;
        demo.simulator_post("/_sim/clock", json!({ "advance_seconds": 301 }))
            .await;
        if !script {
            visit.go_on().await;
        }
        browser.wait_for_text("This code has expired").await;
        visit.picture("qr-page").await;
        browser.click("#fresh").await;
        browser.wait_for_text("Scan with WeChat").await;
        assert_ne!(browser.text_of("b.short").await, old);
        visit.scan_and_allow(script).await;
        browser.wait_for_text("You are 小明").await;
        visit.end().await;
    }
}

#[tokio::test]
async fn a_frozen_person_learns_it_on_the_phone() {
    let demo = demo().await;
    demo.simulator_patch("/_sim/people/xiaoming", json!({ "frozen": true }))
        .await;
    let visit = Visit::start(&demo, "frozen-390", narrow()).await;
    visit.to_sign_in().await;
    visit.to_qr_page().await;
    let first = visit.take_phone().await;
    let text = visit
        .browser
        .wait_for_text("This WeChat account is restricted")
        .await;
    assert!(text.contains("小明 is frozen"), "{text}");
    visit.picture("phone").await;
    visit.browser.close_tab(&first).await;
    assert_eq!(visit.exchanges().await, 0);
    visit.end().await;
}

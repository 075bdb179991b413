//! Pages beside the way: consent, sign-out, links that lead nowhere.

use testkit::{browser::Options, process::Demo};

use crate::visit::{Visit, demo, desktop, narrow};

#[tokio::test]
async fn a_third_party_application_asks_first() {
    let demo = demo().await;
    for (script, dark, name, options) in [
        (true, false, "consent-light", desktop()),
        (false, true, "consent-no-script-390-dark", narrow()),
    ] {
        let options = Options {
            script,
            dark,
            ..options
        };
        let visit = Visit::start(&demo, name, options).await;
        let browser = &visit.browser;
        browser.goto(&authorization(&demo, "kite")).await;
        browser.wait_for_text("Sign in to Kite").await;
        visit.to_qr_page().await;
        visit.scan_and_allow(script).await;
        let text = browser.wait_for_text("Let Kite use your account?").await;
        assert!(text.contains("小明"), "{text}");
        visit.picture("page").await;
        browser.click("main form button.btn:not(.primary)").await;
        // The demo application has not asked for this answer, and says so.
        browser.wait_for_text("Paperboat").await;
        let address = browser.address().await;
        assert!(address.contains("error=access_denied"), "{address}");
        visit.picture("application").await;

        // Signed in here all the same: sign-out without an application asks once.
        browser
            .goto(demo.server.join("/oidc/session/end").unwrap().as_str())
            .await;
        browser.wait_for_text("Sign out?").await;
        visit.picture("sign-out-question").await;
        browser.click("main form button.btn.primary").await;
        browser.wait_for_text("You are signed out").await;
        visit.picture("signed-out").await;
        visit.end_after(&[400, 403]).await;
    }
}

#[tokio::test]
async fn links_that_lead_nowhere_say_what_to_do() {
    let demo = demo().await;
    for (name, options) in [
        ("lost-light", desktop()),
        (
            "lost-390-dark",
            Options {
                dark: true,
                ..narrow()
            },
        ),
    ] {
        let visit = Visit::start(&demo, name, options).await;
        let browser = &visit.browser;
        for (what, address, text) in [
            ("bookmark", "/sign-in".to_owned(), "Start sign-in again"),
            (
                "unknown-state",
                "/callback/wechat?code=x&state=unknown".to_owned(),
                "Start sign-in again",
            ),
            (
                "unknown-application",
                authorization(&demo, "nobody"),
                "This server does not know that application",
            ),
            (
                "redirect-uri",
                authorization(&demo, "demo-app").replace("callback", "elsewhere"),
                "This sign-in was stopped",
            ),
        ] {
            let address = demo.server.join(&address).unwrap();
            browser.goto(address.as_str()).await;
            browser.wait_for_text(text).await;
            visit.picture(what).await;
        }
        visit.end_after(&[400, 404]).await;
    }
}

fn authorization(demo: &Demo, client: &str) -> String {
    let mut address = demo.server.join("/oidc/auth").unwrap();
    let callback = demo.application.join("/callback").unwrap();
    address
        .query_pairs_mut()
        .append_pair("client_id", client)
        .append_pair("redirect_uri", callback.as_str())
        .append_pair("response_type", "code")
        .append_pair("scope", "openid profile offline_access")
        .append_pair("prompt", "consent")
        .append_pair("state", "made-by-a-test");
    address.into()
}

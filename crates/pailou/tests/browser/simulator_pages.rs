//! The simulator's own screens, and WeChat's error page.

use serde_json::json;
use simulator::seed;
use testkit::browser::Options;

use crate::visit::{Visit, demo, desktop, narrow};

#[tokio::test]
async fn the_simulator_fits_every_screen() {
    let demo = demo().await;
    // Names that break careless pages.
    for (id, nickname) in [
        ("long", "Wolfeschlegelsteinhausenbergerdo"),
        ("rtl", "محمد 小明"),
        ("empty", ""),
    ] {
        let person = json!({ "id": id, "nickname": nickname });
        demo.simulator_post("/_sim/people", person).await;
    }
    for (name, options) in [
        ("simulator-light", desktop()),
        (
            "simulator-dark",
            Options {
                dark: true,
                ..desktop()
            },
        ),
        ("simulator-390", narrow()),
    ] {
        let visit = Visit::start(&demo, name, options).await;
        let browser = &visit.browser;
        visit.to_sign_in().await;
        visit.to_qr_page().await;
        visit.picture("qr-page").await;
        browser.assert_passes_axe().await;
        for (what, path, text) in [
            ("phone", "/phone", "Codes on screen now"),
            ("people", "/people", "晓晓"),
            ("requests", "/requests", "/connect/qrconnect"),
            ("not-found", "/nothing", "simulator"),
            (
                "wrong-domain",
                &format!(
                    "/connect/qrconnect?appid={}&redirect_uri=https%3A%2F%2Felsewhere.example%2F\
                     &response_type=code&scope=snsapi_login&state=x#wechat_redirect",
                    seed::APP_ID
                ),
                "redirect_uri",
            ),
        ] {
            let address = demo.simulator.join(path).unwrap();
            browser.goto(address.as_str()).await;
            browser.wait_for_text(text).await;
            visit.picture(what).await;
            browser.assert_passes_axe().await;
        }
        browser
            .goto(demo.simulator.join("/phone").unwrap().as_str())
            .await;
        browser.click(r#"button[name="mode"][value="zh"]"#).await;
        browser.wait_for_text("扫一扫").await;
        visit.picture("phone-zh").await;
        browser.assert_passes_axe().await;
        visit.end_after(&[400, 404]).await;
    }
}

//! The simulator's own screens, and WeChat's error page.

use serde_json::json;
use simulator::seed;
use testkit::browser::Options;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

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
            ("faults", "/faults", "Turn a failure on"),
            ("review", "/review", "Nothing to review"),
            ("platform", "/platform", "WeChat"),
            (
                "wechats-browser",
                &format!("/phone/web?url={}", demo.application),
                "Who sits there?",
            ),
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
        browser.click(r#"button[name="mode"][value="en"]"#).await;
        browser.wait_for_text("Codes to scan").await;
        visit.picture("phone-en").await;
        browser.assert_passes_axe().await;
        visit.end_after(&[400, 404]).await;
    }
}

#[tokio::test]
async fn a_site_shows_the_code_by_wechats_script() {
    let demo = demo().await;
    let visit = Visit::start(&demo, "simulator-widget", desktop()).await;
    let browser = &visit.browser;
    let origin = demo.simulator.origin().ascii_serialization();
    let back = format!("{}callback", demo.application);
    let page = format!(
        "<!doctype html><html lang=en><title>Site</title><main><h1>Site</h1><div id=login>old</div></main>\
         <script src='{origin}/connect/zh_CN/htmledition/js/wxLogin.js'></script>\
         <script>new WxLogin({{id:'login',appid:'{}',scope:'snsapi_login',\
         redirect_uri:encodeURIComponent('{back}'),state:'s1',self_redirect:true,lang:'en',\
         stylelite:'1',fast_login:0}})</script>",
        seed::APP_ID
    );
    browser.goto(&site(page).await).await;
    browser.wait_for("iframe").await;
    let source = "return document.querySelector('iframe').getAttribute('src')";
    let source = browser.execute(source, Vec::new()).await;
    let escaped: String = form_urlencoded::byte_serialize(back.as_bytes()).collect();
    assert_eq!(
        source,
        format!(
            "{origin}/connect/qrconnect?appid={}&scope=snsapi_login&redirect_uri={escaped}&state=s1\
             &login_type=jssdk&self_redirect=true&styletype=&sizetype=&bgcolor=&rst=&lang=en&fast_login=0",
            seed::APP_ID
        )
    );
    browser.enter_frame("iframe").await;
    browser.wait_for_text("Scan with WeChat").await;
    browser.leave_frame().await;
    visit.picture("framed").await;
    visit.end_after(&[]).await;
}

/// A site with one page.
async fn site(page: String) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((mut visitor, _)) = listener.accept().await {
            let answer = format!(
                "HTTP/1.1 200 OK\r\ncontent-type: text/html; charset=utf-8\r\n\
                 content-length: {}\r\nconnection: close\r\n\r\n{page}",
                page.len()
            );
            let mut asked = [0; 4096];
            if visitor.read(&mut asked).await.is_ok() {
                visitor.write_all(answer.as_bytes()).await.unwrap();
            }
        }
    });
    format!("http://localhost:{}/", address.port())
}

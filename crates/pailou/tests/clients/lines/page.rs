//! Pages that sign people in by script, in Chromium.

use serde_json::{Value, json};
use testkit::browser::{Browser, Options};
use testkit::process::Process;

use super::program::{Program, tool};

/// Builds a page as its document says, and serves it.
async fn serves(program: &Program, index: &str, more: &[&str]) -> Process {
    program.brings_packages();
    program.brings(index, "www/index.html");
    let port = format!("--serve=127.0.0.1:{}", program.port);
    let arguments = [
        program.library.file,
        "--bundle",
        "--format=esm",
        "--outdir=www",
        "--servedir=www",
        "--serve-fallback=www/index.html",
        // Otherwise it ends with its input.
        "--watch=forever",
        &port,
    ];
    let arguments = [&arguments, more].concat();
    program
        .starts(&tool("node_modules/.bin/esbuild"), &arguments)
        .await
}

/// From the sign-in page over WeChat to wherever the browser is sent.
async fn chooses_wechat_and_scans(program: &Program, browser: &Browser) {
    let button = r#"form[action="/sign-in/social/wechat"] button"#;
    browser.click(button).await;
    browser.wait_for("img.qrcode").await;
    let demo = &program.demo;
    let codes = demo.simulator_get("/_sim/codes").await;
    let uuid = codes[0]["uuid"].as_str().unwrap();
    let person = json!({ "person": "xiaoming" });
    for (what, body) in [("scan", person), ("allow", Value::Null)] {
        let path = format!("/_sim/codes/{uuid}/{what}");
        demo.simulator_post(&path, body).await;
    }
}

#[tokio::test]
async fn oidc_client_ts_signs_people_in() {
    let program = Program::new("oidc-client-ts").await;
    let _site = serves(&program, "spa/index.html", &[]).await;
    let browser = Browser::start(Options::default()).await;
    browser.goto(&program.app).await;
    browser.wait_for_text("Nobody is signed in.").await;
    browser.click("#sign-in").await;
    chooses_wechat_and_scans(&program, &browser).await;
    browser.wait_for_text("You are 小明.").await;
    assert_eq!(browser.address().await, format!("{}/", program.app));
    browser.goto(&program.app).await;
    browser.wait_for_text("You are 小明.").await;
    browser.click("#sign-out").await;
    browser.wait_for_text("Nobody is signed in.").await;
    browser.click("#sign-in").await;
    browser.wait_for_text("Sign in to My app").await;
    browser.close().await;
}

#[tokio::test]
async fn react_oidc_context_signs_people_in() {
    let program = Program::new("react").await;
    let jsx = ["--jsx=automatic"];
    let _site = serves(&program, "react/index.html", &jsx).await;
    let browser = Browser::start(Options::default()).await;
    browser.goto(&program.app).await;
    browser.wait_for_text("Sign in").await;
    browser.click("#root button").await;
    chooses_wechat_and_scans(&program, &browser).await;
    browser.wait_for_text("You are 小明.").await;
    assert_eq!(browser.address().await, format!("{}/", program.app));
    browser.click("#root button").await;
    browser.wait_for("#root > button").await;
    browser.click("#root > button").await;
    browser.wait_for_text("Sign in to My app").await;
    browser.close().await;
}

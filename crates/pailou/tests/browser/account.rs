//! People who are new, people with two ways to sign in, and their own account.

use testkit::browser::Options;
use testkit::process::Demo;

use crate::visit::{Visit, demo_with, desktop, narrow};

const APP: &str = "wx00000000000000bb";
const SECRET: &str = "0123456789abcdef0123456789abcdef";

/// A demo with a second way to sign in, another Open Platform account, that asks strangers.
async fn demo() -> Demo {
    let sections = format!(
        r#"
        [[connectors]]
        id = "second"
        factory = "wechat-web"
        config = {{ clientId = "{APP}", clientSecret = "{SECRET}", openPlatform = "other" }}
        endpoints = "simulator"

        [sign_in_experience]
        social = ["wechat", "second"]
        unknown_identity = "ask"

        [[simulator.apps]]
        app_id = "{APP}"
        app_secret = "{SECRET}"
        name = "Paperboat"
        callback_domain = "localhost"
        allow_local_callback = true
        open_platform = "other"
        "#
    );
    demo_with("", &sections).await
}

#[tokio::test]
async fn an_account_begins_grows_and_ends_with_script() {
    an_account_begins_grows_and_ends(true).await;
}

#[tokio::test]
async fn an_account_begins_grows_and_ends_without_script() {
    an_account_begins_grows_and_ends(false).await;
}

async fn an_account_begins_grows_and_ends(script: bool) {
    let demo = demo().await;
    let options = if script {
        desktop()
    } else {
        Options {
            dark: true,
            script,
            ..narrow()
        }
    };
    let name = if script {
        "account-light"
    } else {
        "account-390-dark"
    };
    let visit = Visit::start(&demo, name, options.clone()).await;
    begin(&visit, script).await;
    let other = Visit::start(&demo, &format!("{name}-yes"), options).await;
    add_at_sign_in(&other, script).await;
    other.end().await;
    remove(&visit).await;
    add_in_account(&visit, script).await;
    delete(&visit).await;
    visit.end_after(&[422]).await;
}

/// Somebody new says so.
async fn begin(visit: &Visit<'_>, script: bool) {
    let browser = &visit.browser;
    visit.to_sign_in().await;
    press_second(visit).await;
    visit.scan_and_allow(script).await;
    browser
        .wait_for_text("Have you used Paperboat before?")
        .await;
    visit.picture("first-time").await;
    browser.click(r#"button[value="create"]"#).await;
    browser.wait_for_text("You are 小明").await;
}

async fn press_second(visit: &Visit<'_>) {
    let button = r#"button[formaction="/sign-in/social/second"]"#;
    visit.browser.click(button).await;
    visit.browser.wait_for("img.qrcode").await;
}

/// Somebody with an account proves it and adds WeChat to it.
async fn add_at_sign_in(visit: &Visit<'_>, script: bool) {
    let browser = &visit.browser;
    visit.to_sign_in().await;
    visit.to_qr_page().await;
    visit.scan_and_allow(script).await;
    browser
        .wait_for_text("Have you used Paperboat before?")
        .await;
    browser.click(r#"button[value="link"]"#).await;
    browser
        .wait_for_text("Sign in the way you did before")
        .await;
    visit.picture("prove").await;
    press_second(visit).await;
    visit.scan_and_allow(script).await;
    let question = "Add this WeChat account to your account?";
    browser.wait_for_text(question).await;
    visit.picture("link").await;
    browser.click(r#"button[value="add"]"#).await;
    browser.wait_for_text("You are 小明").await;
}

/// Of two ways one goes; the last one stays.
async fn remove(visit: &Visit<'_>) {
    let browser = &visit.browser;
    let account = format!("{}account", visit.demo.server);
    browser.goto(&account).await;
    browser.wait_for_text("Where you are signed in").await;
    visit.picture("account").await;
    browser
        .click(r#".row:last-child a[href^="/account/unlink/"]"#)
        .await;
    browser.wait_for_text("Unlink this WeChat account?").await;
    visit.picture("unlink").await;
    browser
        .click(r#"form[action^="/account/unlink/"] button"#)
        .await;
    browser
        .wait_for_text("That way to sign in is removed")
        .await;
    visit.picture("unlinked").await;
    browser.click(r#"a[href^="/account/unlink/"]"#).await;
    browser.wait_for_text("This is your only way in").await;
    visit.picture("last-way").await;
    browser.click(r#"a[href="/account#ways"]"#).await;
    browser.wait_for_text("Ways to sign in").await;
}

async fn add_in_account(visit: &Visit<'_>, script: bool) {
    let browser = &visit.browser;
    browser
        .click(r#"form[action="/account/link/wechat"] button"#)
        .await;
    browser.wait_for("img.qrcode").await;
    visit.scan_and_allow(script).await;
    let question = "Add this WeChat account to your account?";
    browser.wait_for_text(question).await;
    browser.click(r#"button[value="add"]"#).await;
    browser
        .wait_for_text("You can sign in this way from now on")
        .await;
}

async fn delete(visit: &Visit<'_>) {
    let browser = &visit.browser;
    browser.click(r#"a[href="/account/delete"]"#).await;
    browser.wait_for_text("Delete your account?").await;
    visit.picture("delete").await;
    let button = r#"form[action="/account/delete"] button"#;
    browser.click(button).await;
    browser.wait_for_text("exactly as it stands here").await;
    visit.picture("delete-not-confirmed").await;
    browser.type_into("#word", "delete").await;
    browser.click(button).await;
    browser.wait_for_text("Your account is deleted").await;
    visit.picture("deleted").await;
}

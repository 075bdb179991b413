//! From an empty directory to the demo application's "You are …", as somebody does who has never
//! seen any of it. Clicks are counted; the time is shown and bounded generously, because a busy
//! machine is no failure.

use std::cell::Cell;
use std::time::{Duration, Instant};

use testkit::browser::{Browser, Options};
use testkit::process::{Demo, DemoPorts};

use crate::office::{PASSWORD, setup_link};
use crate::visit::{PAILOU, desktop};

/// What a first run may cost.
const CLICKS: u32 = 12;
const TIME: Duration = Duration::from_mins(1);

#[tokio::test]
async fn a_first_run_with_script() {
    first_run(true).await;
}

#[tokio::test]
async fn a_first_run_without_script() {
    first_run(false).await;
}

/// Somebody whose clicks are counted.
struct Newcomer {
    browser: Browser,
    clicks: Cell<u32>,
}

impl Newcomer {
    async fn click(&self, css: &str) {
        self.clicks.set(self.clicks.get() + 1);
        self.browser.click(css).await;
    }
}

async fn first_run(script: bool) {
    let options = Options {
        script,
        ..desktop()
    };
    let person = Newcomer {
        browser: Browser::start(options).await,
        clicks: Cell::new(0),
    };
    let browser = &person.browser;
    let begin = Instant::now();
    let demo = Demo::start(PAILOU, DemoPorts::free(), &[]).await;

    browser.goto(&setup_link(&demo)).await;
    browser.fill("#name", "Iris Chen").await;
    browser.fill("#email", "iris@acme.example").await;
    browser.fill("#password", PASSWORD).await;
    person
        .click("form[action='/console/setup'] button.primary")
        .await;
    browser.wait_for_text("Overview").await;

    // Overview leads to the application, as soon as it has its first steps; the terminal does too.
    let link = format!(
        "a[href^='{}']",
        demo.application.as_str().trim_end_matches('/')
    );
    if browser.has(&link).await {
        if browser.has(&format!("{link}[target=_blank]")).await {
            person.clicks.set(person.clicks.get() + 1);
            browser.click_into_new_tab(&link).await;
        } else {
            person.click(&link).await;
        }
    } else {
        browser.goto(demo.application.as_str()).await;
    }
    person.click(r#"a.button[href="/sign-in"]"#).await;
    browser.wait_for_text("Sign in to Paperboat").await;
    person
        .click(r#"form[action="/sign-in/social/wechat"] button"#)
        .await;
    browser.wait_for("img.qrcode").await;
    person.clicks.set(person.clicks.get() + 1);
    let computer = browser.click_into_new_tab("#phone-link").await;
    person.click(r#"#device button[value="scan"]"#).await;
    person.click(r#"#device button[value="allow"]"#).await;
    browser.wait_for_text("Signed in to Paperboat").await;
    browser.switch_to(&computer).await;
    if !script {
        person.click("#continue").await;
    }
    browser.wait_for_text("You are 小明").await;
    let took = begin.elapsed();
    let clicks = person.clicks.get();
    let with = if script { "with" } else { "without" };
    tell(with, took, clicks);
    browser
        .screenshot(&format!("first-run-{with}-script"))
        .await;
    person.browser.close().await;
    assert!(clicks <= CLICKS, "{clicks} clicks");
    assert!(took < TIME, "{took:?}");
}

/// Tells whoever runs this how long it took.
#[expect(clippy::print_stderr, reason = "a figure, which nothing is judged by")]
fn tell(with: &str, took: Duration, clicks: u32) {
    eprintln!("first run {with} script: {took:?}, {clicks} clicks");
}

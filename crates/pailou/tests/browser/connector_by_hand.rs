//! An administrator adds the WeChat connector with keys from the simulator's platform, checks it,
//! turns it on and tries it: once with a mouse, once with a keyboard alone.

use std::time::{Duration, Instant};

use testkit::browser::{Browser, Tab};
use testkit::process::Demo;

use crate::office::{PASSWORD, setup_link};
use crate::visit::{demo, desktop};

/// What adding a connector by hand may take.
const TIME: Duration = Duration::from_mins(3);

#[tokio::test]
async fn a_connector_is_added_by_hand() {
    add_a_connector(Hand::Mouse).await;
}

#[tokio::test]
async fn a_connector_is_added_with_a_keyboard_alone() {
    add_a_connector(Hand::Keyboard).await;
}

#[derive(Clone, Copy, PartialEq)]
enum Hand {
    Mouse,
    Keyboard,
}

/// An administrator at work.
struct Iris {
    browser: Browser,
    hand: Hand,
}

impl Iris {
    /// Follows a link or presses a button.
    async fn press(&self, css: &str) {
        match self.hand {
            Hand::Mouse => self.browser.click(css).await,
            Hand::Keyboard => {
                self.browser.wait_for(css).await;
                self.browser.enter_on(css).await;
            }
        }
    }

    /// Follows a link that opens a tab; gives the tab where it was.
    async fn press_into_new_tab(&self, css: &str) -> Tab {
        self.browser.into_new_tab(self.press(css)).await
    }

    /// Turns a switch.
    async fn turn(&self, css: &str) {
        match self.hand {
            Hand::Mouse => self.browser.click(css).await,
            Hand::Keyboard => {
                self.browser.wait_for(css).await;
                self.browser.tab_to(css).await;
                self.browser.type_text(" ").await;
            }
        }
    }

    /// Types into a field.
    async fn write(&self, css: &str, text: &str) {
        match self.hand {
            Hand::Mouse => self.browser.fill(css, text).await,
            Hand::Keyboard => {
                self.browser.wait_for(css).await;
                self.browser.tab_to(css).await;
                self.browser.type_text(text).await;
            }
        }
    }
}

async fn add_a_connector(hand: Hand) {
    let demo = demo().await;
    let iris = Iris {
        browser: Browser::start(desktop()).await,
        hand,
    };
    let browser = &iris.browser;
    browser.goto(&setup_link(&demo)).await;
    iris.write("#name", "Iris Chen").await;
    iris.write("#email", "iris@acme.example").await;
    iris.write("#password", PASSWORD).await;
    iris.press("form[action='/console/setup'] button.primary")
        .await;
    browser.wait_for_text("Your first sign-in").await;

    let begin = Instant::now();
    iris.press("nav a[href='/console/connectors']").await;
    iris.press("a[href='/console/connectors/add']").await;
    iris.press("a[href='/console/connectors/add/wechat-web']")
        .await;
    iris.press("#step-1 a[href$='place=simulator#step-3']")
        .await;
    browser.wait_for("input[value='simulator']:checked").await;

    let guide = iris.press_into_new_tab("#step-2 a[target='_blank']").await;
    let (app_id, app_secret) = keys_of_the_platform(&iris).await;
    browser.close_tab(&guide).await;

    iris.write("#client_id", &app_id).await;
    iris.write("#client_secret", &app_secret).await;
    iris.press("#step-3 form button.primary").await;
    let text = browser.wait_for_text("Setup check").await;
    assert!(text.contains("App secret is accepted"), "{text}");
    assert!(!browser.has("#check .alert").await, "{text}");
    let name = if hand == Hand::Mouse {
        "mouse"
    } else {
        "keyboard"
    };
    browser
        .screenshot(&format!("connector-by-hand-{name}"))
        .await;
    let connector = browser.address().await;
    let id = connector.rsplit('/').next().unwrap().to_owned();

    // Off until it is turned on; then on every application's page, at once.
    let way = format!("/sign-in/social/{id}");
    assert!(!is_offered(&demo, &way).await);
    iris.turn("input[role='switch']").await;
    browser.wait_for("input[role='switch'][checked]").await;
    assert!(is_offered(&demo, &way).await);

    let console = iris.press_into_new_tab("a[href$='/try']").await;
    iris.press("main form button").await;
    browser.wait_for("img.qrcode").await;
    let computer = iris.press_into_new_tab("#phone-link").await;
    iris.press("#device button[value='scan']").await;
    iris.press("#device button[value='allow']").await;
    browser.wait_for_text("Signed in to").await;
    browser.close_tab(&computer).await;
    browser.wait_for_text("The sign-in works").await;
    browser.close_tab(&console).await;
    let took = begin.elapsed();
    tell(name, took);

    iris.turn("input[role='switch']").await;
    browser
        .wait_for("input[role='switch']:not([checked])")
        .await;
    assert!(!is_offered(&demo, &way).await);
    iris.browser.close().await;
    assert!(took < TIME, "{took:?}");
}

/// Goes to the app that is there, resets its secret, which WeChat shows once, and copies both keys.
async fn keys_of_the_platform(iris: &Iris) -> (String, String) {
    let browser = &iris.browser;
    iris.press("a[href='/platform']").await;
    iris.press("form[action='/platform/sign-in/as'] button")
        .await;
    iris.press("a[href^='/platform/apps/']").await;
    let app_id = browser.text_of("#app-id").await;
    iris.press("a[href$='/secret']").await;
    iris.press("form[action$='/secret'] button").await;
    let app_secret = browser.text_of("#app-secret").await;
    (app_id, app_secret)
}

/// Whether the page of an application offers a way to sign in.
async fn is_offered(demo: &Demo, way: &str) -> bool {
    let visitor = demo.network.anonymous();
    let request = demo.network.application().asks(&[]);
    let page = visitor.follow(&request.address).await;
    assert!(page.body.contains("Paperboat"), "{}", page.body);
    page.body.contains(&format!("action=\"{way}\""))
}

/// Tells whoever runs this how long it took.
#[expect(clippy::print_stderr, reason = "a figure, which nothing is judged by")]
fn tell(with: &str, took: Duration) {
    eprintln!("a connector by hand, with {with}: {took:?}");
}

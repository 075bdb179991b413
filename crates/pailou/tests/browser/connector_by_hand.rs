//! An administrator adds the WeChat connector with keys from the simulator's platform, checks it,
//! turns it on and tries it: with a mouse, with a keyboard alone, and with the keys of an app that
//! they have registered for, created and seen rejected before.

use std::time::{Duration, Instant};

use testkit::browser::{Browser, Options, Tab};
use testkit::process::Demo;

use crate::office::{PASSWORD, setup_link};
use crate::visit::{demo, desktop, narrow};

/// WeChat's own labels in English, in the order in which somebody who begins with nothing meets them.
const LABELS: [&str; 6] = [
    "Sign Up",
    "Web Application",
    "Create a web app",
    "Next step",
    "Authorization callback domain",
    "Submit Review",
];

/// What adding a connector by hand may take.
const TIME: Duration = Duration::from_mins(3);

#[tokio::test]
async fn a_connector_is_added_by_hand() {
    add_a_connector("mouse", Hand::Mouse, Keys::OfTheDemo, desktop()).await;
}

#[tokio::test]
async fn a_connector_is_added_with_a_keyboard_alone() {
    add_a_connector("keyboard", Hand::Keyboard, Keys::OfTheDemo, desktop()).await;
}

#[tokio::test]
async fn a_connector_is_added_from_nothing() {
    add_a_connector(
        "from-nothing",
        Hand::Mouse,
        Keys::FromNothing("both"),
        desktop(),
    )
    .await;
}

#[tokio::test]
async fn a_connector_is_added_from_nothing_without_script() {
    let options = Options {
        script: false,
        dark: true,
        ..narrow()
    };
    let keys = Keys::FromNothing("zh");
    add_a_connector(
        "from-nothing-no-script-390-dark",
        Hand::Mouse,
        keys,
        options,
    )
    .await;
}

#[tokio::test]
async fn a_connector_is_added_from_nothing_in_english() {
    let options = Options {
        script: false,
        dark: true,
        ..narrow()
    };
    let keys = Keys::FromNothing("en");
    add_a_connector("from-nothing-en-390-dark", Hand::Mouse, keys, options).await;
}

/// Where the keys come from.
#[derive(Clone, Copy)]
enum Keys {
    /// The app that the demo has brought along.
    OfTheDemo,
    /// A new app of a new account, on pages of a language mode.
    FromNothing(&'static str),
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
    /// What the names of pictures begin with.
    name: &'static str,
    script: bool,
    /// What the phone says at the end.
    said: &'static str,
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

    /// Turns a connector on or off; without script a button says so.
    async fn turn_the_switch(&self) {
        self.turn("input[role='switch']").await;
        if !self.script {
            self.press("[data-instant-save]").await;
        }
    }

    /// Signs in to the application through a connector.
    async fn signs_in(&self, demo: &Demo, connector: &str) {
        let browser = &self.browser;
        browser.goto(demo.application.as_str()).await;
        self.press("a.button[href='/sign-in']").await;
        self.press(&format!("[formaction='/sign-in/social/{connector}']"))
            .await;
        browser.wait_for("img.qrcode").await;
        let computer = self.press_into_new_tab("#phone-link").await;
        self.press("#device button[value='scan']").await;
        self.press("#device button[value='allow']").await;
        browser.wait_for_text(self.said).await;
        browser.close_tab(&computer).await;
        if !self.script {
            self.press("#continue").await;
        }
        browser.wait_for_text("You are 小明").await;
        self.picture("signed-in").await;
    }

    /// Takes a picture.
    async fn picture(&self, what: &str) {
        let name = format!("connector-{}-{what}", self.name);
        self.browser.screenshot(&name).await;
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

async fn add_a_connector(name: &'static str, hand: Hand, keys: Keys, options: Options) {
    let demo = demo().await;
    let iris = Iris {
        script: options.script,
        browser: Browser::start(options).await,
        hand,
        name,
        said: match keys {
            Keys::FromNothing("zh") => "已登录",
            _ => "Signed in to",
        },
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
    let connectors = demo.server.join("/console/connectors").unwrap();
    match hand {
        // On narrow pages the menu is behind a link.
        Hand::Mouse => browser.goto(connectors.as_str()).await,
        Hand::Keyboard => iris.press("nav a[href='/console/connectors']").await,
    }
    iris.press("a[href='/console/connectors/add']").await;
    iris.press("a[href='/console/connectors/add/wechat-web']")
        .await;
    iris.press("#step-1 a[href$='place=simulator#step-3']")
        .await;
    browser.wait_for("input[value='simulator']:checked").await;

    let guide = iris.press_into_new_tab("#step-2 a[target='_blank']").await;
    let (app_id, app_secret) = match keys {
        Keys::OfTheDemo => keys_of_the_demo(&iris).await,
        Keys::FromNothing(mode) => keys_from_nothing(&iris, mode).await,
    };
    browser.close_tab(&guide).await;

    iris.write("#client_id", &app_id).await;
    iris.write("#client_secret", &app_secret).await;
    iris.press("#step-3 form button.primary").await;
    let text = browser.wait_for_text("Setup check").await;
    assert!(text.contains("App secret is accepted"), "{text}");
    assert!(!browser.has("#check .alert").await, "{text}");
    iris.picture("added").await;
    let connector = browser.address().await;
    let id = connector.rsplit('/').next().unwrap().to_owned();

    // Off until it is turned on; then on every application's page, at once.
    let way = format!("/sign-in/social/{id}");
    assert!(!is_offered(&demo, &way).await);
    iris.turn_the_switch().await;
    browser.wait_for("input[role='switch'][checked]").await;
    assert!(is_offered(&demo, &way).await);

    let console = iris.press_into_new_tab("a[href$='/try']").await;
    iris.press("main form button").await;
    browser.wait_for("img.qrcode").await;
    iris.picture("qr").await;
    let computer = iris.press_into_new_tab("#phone-link").await;
    iris.picture("phone-codes").await;
    iris.press("#device button[value='scan']").await;
    browser.wait_for("#device button[value='allow']").await;
    iris.picture("phone-scanned").await;
    iris.press("#device button[value='allow']").await;
    browser.wait_for_text(iris.said).await;
    iris.picture("phone-allowed").await;
    browser.close_tab(&computer).await;
    if !iris.script {
        iris.press("#continue").await;
    }
    browser.wait_for_text("The sign-in works").await;
    iris.picture("tried").await;
    browser.close_tab(&console).await;
    let took = begin.elapsed();
    tell(name, took);
    if let Keys::FromNothing(_) = keys {
        iris.signs_in(&demo, &id).await;
        browser.goto(&connector).await;
    }

    iris.turn_the_switch().await;
    browser
        .wait_for("input[role='switch']:not([checked])")
        .await;
    assert!(!is_offered(&demo, &way).await);
    iris.browser.close().await;
    assert!(took < TIME, "{took:?}");
}

/// Goes to the app that is there, resets its secret, which WeChat shows once, and copies both keys.
async fn keys_of_the_demo(iris: &Iris) -> (String, String) {
    iris.press("a[href='/platform']").await;
    iris.press("form[action='/platform/sign-in/as'] button")
        .await;
    iris.press("a[href^='/platform/apps/']").await;
    keys_of_the_app(iris).await
}

/// On the page of an approved app.
async fn keys_of_the_app(iris: &Iris) -> (String, String) {
    let browser = &iris.browser;
    let app_id = browser.text_of("#app-id").await;
    iris.press("a[href$='/secret']").await;
    iris.press("form[action$='/secret'] button").await;
    let app_secret = browser.text_of("#app-secret").await;
    iris.picture("platform-secret").await;
    (app_id, app_secret)
}

/// Signs up at the platform, has the organisation qualified, creates an app with the wizard, is
/// rejected, submits it again and is approved.
async fn keys_from_nothing(iris: &Iris, mode: &str) -> (String, String) {
    let browser = &iris.browser;
    iris.press(&format!("button[name='mode'][value='{mode}']"))
        .await;
    let is_labelled = async |label: usize| {
        if mode != "zh" {
            browser.wait_for_text(LABELS[label]).await;
        }
    };
    iris.press("a[href='/platform']").await;
    iris.picture("platform-sign-in").await;
    iris.press("a[href='/platform/sign-up']").await;
    is_labelled(0).await;
    iris.write("#f-email", "dev@kite.example").await;
    iris.write("#f-password", "paperboat1").await;
    iris.write("#f-again", "paperboat1").await;
    iris.press("input[name='agreed']").await;
    iris.picture("platform-sign-up").await;
    iris.press("form[action='/platform/sign-up'] button.primary")
        .await;
    iris.picture("platform-sent").await;
    iris.press("a[href='/mail'].primary").await;
    iris.press("a[href^='/mail/']").await;
    iris.picture("platform-mail").await;
    iris.press("a[href*='/platform/activate']").await;
    iris.picture("platform-activate").await;
    iris.press("form[action='/platform/activate'] button").await;

    iris.press("input[name='subject'][value='enterprise']")
        .await;
    iris.write("#f-subject_name", "Kite Ltd").await;
    iris.write("#f-administrator", "张三").await;
    iris.picture("platform-register").await;
    iris.press("form[action='/platform/register'] button.primary")
        .await;
    is_labelled(1).await;
    iris.picture("platform-centre").await;
    iris.press("a[href='/platform/qualification']").await;
    iris.picture("platform-qualification").await;
    iris.press("button[value='pay']").await;
    iris.press("a[href='/platform']").await;

    iris.press("a[href='/platform/create/website']").await;
    is_labelled(2).await;
    is_labelled(3).await;
    iris.write("#f-name", "Kite").await;
    iris.write("#f-description", "Notes that fly").await;
    iris.write("#f-website", "https://kite.example").await;
    iris.press("button[name='samples']").await;
    browser.wait_for("input[name='large_icon_kept']").await;
    iris.picture("platform-basic").await;
    iris.press("form button.primary").await;
    is_labelled(4).await;
    is_labelled(5).await;
    iris.press("input[name='is_local']").await;
    iris.press(".ours button.btn").await;
    iris.picture("platform-site").await;
    iris.press("button.primary[value='submit']").await;
    iris.picture("platform-submitted").await;

    review(iris, "reject").await;
    iris.press("a[href='/platform']").await;
    iris.press("a[href^='/platform/apps/']").await;
    iris.picture("platform-rejected").await;
    iris.press("main a.primary[href$='/basic']").await;
    iris.press("form button.primary").await;
    iris.write("#f-note", "The website is ours; the letter is attached.")
        .await;
    iris.press("button.primary[value='submit']").await;
    review(iris, "approve").await;
    iris.press("a[href='/platform']").await;
    iris.press("a[href^='/platform/apps/']").await;
    iris.picture("platform-approved").await;
    keys_of_the_app(iris).await
}

/// Decides about the app as the platform's reviewer.
async fn review(iris: &Iris, act: &str) {
    iris.press("a[href='/review'].primary").await;
    iris.picture(&format!("platform-review-{act}")).await;
    iris.press(&format!("form[action^='/review/'] button[value='{act}']"))
        .await;
    iris.browser.wait_for_text("Nothing to review").await;
}

/// Whether the page of an application offers a way to sign in.
async fn is_offered(demo: &Demo, way: &str) -> bool {
    let visitor = demo.network.anonymous();
    let request = demo.network.application().asks(&[]);
    let page = visitor.follow(&request.address).await;
    assert!(page.body.contains("Paperboat"), "{}", page.body);
    // The first button's way is the form's own, the others' are their own.
    page.body.contains(&format!("action=\"{way}\""))
}

/// Tells whoever runs this how long it took.
#[expect(clippy::print_stderr, reason = "a figure, which nothing is judged by")]
fn tell(with: &str, took: Duration) {
    eprintln!("a connector by hand, with {with}: {took:?}");
}

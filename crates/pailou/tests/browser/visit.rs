//! A person with a browser, and the phone in a second tab.

use std::{cell::Cell, fs, path::PathBuf};

use connector_kit::{Clock, SystemClock};
use keys::{Keyring, MasterKey};
use serde_json::json;
use simulator::seed;
use store::{Counts, Store};
use testkit::{
    browser::{Browser, Options, Tab},
    process::{Demo, DemoPorts, apply_file},
};

/// Starts a demo whose WeChat is on another site than its server.
pub(crate) async fn demo() -> Demo {
    demo_with("", "").await
}

/// The same, with more keys in the connector's `config` and more sections in the file for `--apply`.
pub(crate) async fn demo_with(config: &str, sections: &str) -> Demo {
    let ports = DemoPorts::free();
    let (wechat, application) = (ports.simulator, ports.application);
    let (app_id, app_secret, open_platform) = (seed::APP_ID, seed::APP_SECRET, seed::OPEN_PLATFORM);
    let (_folder, file) = apply_file(&format!(
        r#"
        [[connectors]]
        id = "wechat"
        config = {{ clientId = "{app_id}", clientSecret = "{app_secret}", openPlatform = "{open_platform}", {config} }}
        endpoints = {{ open = "http://127.0.0.1:{wechat}", api = "http://localhost:{wechat}" }}

        [[applications]]
        id = "kite"
        name = "Kite"
        type = "Traditional"
        secret = "a-secret-that-nobody-uses-in-this-test"
        redirect_uris = ["http://localhost:{application}/callback"]
        third_party = true

        {sections}
        "#
    ));
    let file = file.display().to_string();
    let arguments = ["--apply", &file, "--data-dir", DATA];
    Demo::start(PAILOU, ports, &arguments).await
}

/// The directory in which a demo keeps its data.
pub(crate) fn data_dir(demo: &Demo) -> PathBuf {
    demo.process.folder().join(DATA)
}

/// How many rows a demo has kept, read from its database.
pub(crate) async fn counts(demo: &Demo) -> Counts {
    let key = fs::read_to_string(data_dir(demo).join("master.key")).unwrap();
    let keyring = Keyring::new(&MasterKey::from_base64(key.trim()).unwrap());
    let database = format!("sqlite://{}", data_dir(demo).join("pailou.db").display());
    let now = SystemClock.now();
    let store = Store::open(&database, keyring, now).await.unwrap();
    let counts = store.counts().await.unwrap();
    store.close().await;
    counts
}

/// The program under test.
pub(crate) const PAILOU: &str = env!("CARGO_BIN_EXE_pailou");

const DATA: &str = "data";

/// The light page of a desktop, in English, with script.
pub(crate) fn desktop() -> Options {
    Options::default()
}

/// The same in a window as wide as a phone.
pub(crate) fn narrow() -> Options {
    Options {
        width: 390,
        height: 844,
        ..desktop()
    }
}

/// One browser and what it is pointed at.
pub(crate) struct Visit<'a> {
    pub(crate) demo: &'a Demo,
    pub(crate) browser: Browser,
    name: String,
    pictures: Cell<u32>,
}

impl<'a> Visit<'a> {
    /// A new browser; its pictures begin with a name.
    pub(crate) async fn start(demo: &'a Demo, name: &str, options: Options) -> Self {
        Self {
            demo,
            browser: Browser::start(options).await,
            name: name.to_owned(),
            pictures: Cell::new(0),
        }
    }

    /// Takes a picture of the page, and checks that it fits narrow screens and is accessible.
    pub(crate) async fn picture(&self, what: &str) {
        let number = self.pictures.get() + 1;
        self.pictures.set(number);
        let name = format!("{}-{number:02}-{what}", self.name);
        self.browser.screenshot(&name).await;
        self.browser.assert_fits(&[320, 390]).await;
        self.browser.assert_accessible().await;
    }

    /// Opens the application and presses *Sign in*.
    pub(crate) async fn to_sign_in(&self) {
        self.browser.goto(self.demo.application.as_str()).await;
        self.browser.click(r#"a.button[href="/sign-in"]"#).await;
        self.browser.wait_for_text("Sign in to Paperboat").await;
    }

    /// Presses *Continue with WeChat* and waits for the QR page.
    pub(crate) async fn to_qr_page(&self) {
        self.press_wechat().await;
        self.browser.wait_for("img.qrcode").await;
        let address = self.browser.address().await;
        assert!(address.starts_with("http://127.0.0.1:"), "{address}");
    }

    /// Presses *Continue with WeChat*, wherever that leads.
    pub(crate) async fn press_wechat(&self) {
        self.browser
            .click(r#"form[action="/sign-in/social/wechat"] button"#)
            .await;
    }

    /// Opens the phone in a second tab, by the link of the QR page; gives the first tab.
    pub(crate) async fn take_phone(&self) -> Tab {
        let first = self.browser.click_into_new_tab("#phone-link").await;
        self.browser.wait_for("#device").await;
        first
    }

    /// Presses a button of the phone: `scan`, `allow` or `refuse`.
    pub(crate) async fn press_on_phone(&self, act: &str) {
        self.browser
            .click(&format!(r#"#device button[value="{act}"]"#))
            .await;
    }

    /// Scans and allows, by hand, and goes back to the QR page, which goes on.
    pub(crate) async fn scan_and_allow(&self, script: bool) {
        let first = self.take_phone().await;
        self.press_on_phone("scan").await;
        self.press_on_phone("allow").await;
        self.browser.wait_for_text("Signed in to Paperboat").await;
        self.browser.close_tab(&first).await;
        if !script {
            self.go_on().await;
        }
    }

    /// Presses *I have confirmed, continue*, for which there is no need where scripts run.
    pub(crate) async fn go_on(&self) {
        self.browser.click("#continue").await;
    }

    /// Chooses a language from the menu at the foot of the page.
    pub(crate) async fn choose_language(&self, tag: &str) {
        self.browser.click("details.languages summary").await;
        self.browser
            .click(&format!(r#".languages button[value="{tag}"]"#))
            .await;
        self.browser
            .wait_for(&format!(r#"html[lang="{tag}"]"#))
            .await;
    }

    /// Makes WeChat fail once.
    pub(crate) async fn fault(&self, at: &str, effect: (&str, u64)) {
        let fault = json!({ "at": at, effect.0: effect.1, "times": 1 });
        self.demo.simulator_post("/_sim/faults", fault).await;
    }

    /// How often the server has sent a code to WeChat.
    pub(crate) async fn exchanges(&self) -> usize {
        let path = "/_sim/requests?path=/sns/oauth2/access_token";
        let list = self.demo.simulator_get(path).await;
        list.as_array().unwrap().len()
    }

    /// Ends the visit: nothing was refused by a content security policy, and no script failed.
    pub(crate) async fn end(self) {
        self.end_after(&[]).await;
    }

    /// Ends a visit that led to pages with an error status on purpose.
    pub(crate) async fn end_after(self, statuses: &[u16]) {
        let complaints = self.browser.complaints().await;
        let expected = |line: &String| {
            statuses
                .iter()
                .any(|status| line.contains(&format!("responded with a status of {status} ")))
        };
        let others: Vec<_> = complaints.iter().filter(|line| !expected(line)).collect();
        assert!(
            others.is_empty(),
            "the console of {}: {others:#?}",
            self.name
        );
        self.browser.close().await;
    }
}

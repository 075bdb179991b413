//! A real browser: Debian's Chromium through its WebDriver.

mod accessibility;
mod axe;
mod command;
mod console;
mod driver;
mod frames;
mod keyboard;
mod layout;
mod tabs;
#[cfg(test)]
mod tests;

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use fantoccini::{Client, Locator, elements::Element};
use tokio::time::timeout;

use driver::Driver;
pub use tabs::Tab;

/// How the browser is set up.
#[derive(Clone, Debug)]
pub struct Options {
    /// Whether pages may run scripts.
    pub script: bool,
    /// Whether pages are told that the person prefers a dark scheme.
    pub dark: bool,
    /// Width of the page in CSS pixels, exactly. Below 600 the browser behaves like a phone.
    pub width: u32,
    /// Height of the visible part of the page in CSS pixels.
    pub height: u32,
    /// What the browser calls itself, for example as WeChat's own browser does.
    pub user_agent: Option<String>,
    /// Languages that the person prefers, as in `zh-CN,zh`.
    pub language: String,
}

impl Default for Options {
    /// A desktop with script, light, in English.
    fn default() -> Self {
        Self {
            script: true,
            dark: false,
            width: 1280,
            height: 860,
            user_agent: None,
            language: "en-US,en".to_owned(),
        }
    }
}

impl Options {
    fn is_phone(&self) -> bool {
        self.width < 600
    }
}

/// A browser with a profile of its own, which ends with this value.
#[derive(Debug)]
pub struct Browser {
    client: Client,
    driver: Driver,
    options: Options,
}

impl Browser {
    /// Starts a driver and a browser, both new.
    pub async fn start(options: Options) -> Self {
        let mut driver = Driver::start().await;
        let client = driver.session(&options).await;
        Self {
            client,
            driver,
            options,
        }
    }

    /// The WebDriver client, for what has no helper here.
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// Opens an address and waits until it is loaded.
    pub async fn goto(&self, address: &str) {
        timeout(LIMIT, self.client.goto(address))
            .await
            .expect("the page loads in time")
            .unwrap_or_else(|error| panic!("{address} opens: {error}"));
    }

    /// The address of the page that is open.
    pub async fn address(&self) -> String {
        timeout(LIMIT, self.client.current_url())
            .await
            .expect("the browser answers in time")
            .expect("a page is open")
            .into()
    }

    /// The visible text of the whole page.
    pub async fn text(&self) -> String {
        self.text_of("body").await
    }

    /// The visible text of the first element that matches.
    pub async fn text_of(&self, css: &str) -> String {
        let element = self.wait_for(css).await;
        timeout(LIMIT, element.text())
            .await
            .expect("the browser answers in time")
            .unwrap_or_else(|error| panic!("{css} has text: {error}"))
    }

    /// Waits for an element to be on the page and clicks it.
    pub async fn click(&self, css: &str) {
        for tries in 0.. {
            let element = self.wait_for(css).await;
            let clicked = timeout(LIMIT, element.click())
                .await
                .expect("the browser answers in time");
            match clicked {
                Ok(()) => return,
                // A page that brings itself up to date may put another element in its place.
                Err(error) if error.is_stale_element_reference() && tries < 3 => {}
                Err(error) => panic!("{css} can be clicked: {error}"),
            }
        }
    }

    /// Waits for a field to be on the page and types into it.
    pub async fn type_into(&self, css: &str, text: &str) {
        let field = self.wait_for(css).await;
        timeout(LIMIT, field.send_keys(text))
            .await
            .expect("the browser answers in time")
            .unwrap_or_else(|error| panic!("{css} takes text: {error}"));
    }

    /// Goes one page back, as the browser's button does.
    pub async fn back(&self) {
        timeout(LIMIT, self.client.back())
            .await
            .expect("the page loads in time")
            .unwrap_or_else(|error| panic!("Back works: {error}"));
    }

    /// Waits until an element is on the page, ten seconds at most.
    pub async fn wait_for(&self, css: &str) -> Element {
        let found = self
            .client
            .wait()
            .at_most(PATIENCE)
            .every(PAUSE)
            .for_element(Locator::Css(css));
        match timeout(LIMIT, found).await {
            Ok(Ok(element)) => element,
            Ok(Err(error)) => self.give_up(&format!("no {css} ({error})")).await,
            Err(_) => self.give_up(&format!("no answer about {css}")).await,
        }
    }

    /// Waits until the page shows a text, ten seconds at most, and gives all its text.
    pub async fn wait_for_text(&self, wanted: &str) -> String {
        let found = timeout(PATIENCE, async {
            loop {
                // An element may vanish under our hands when the page changes: look again.
                if let Ok(body) = self.client.find(Locator::Css("body")).await
                    && let Ok(text) = body.text().await
                    && text.contains(wanted)
                {
                    return text;
                }
                tokio::time::sleep(PAUSE).await;
            }
        });
        match found.await {
            Ok(text) => text,
            Err(_) => self.give_up(&format!("no text {wanted:?}")).await,
        }
    }

    /// Writes a picture of the visible part to `artefacts/screenshots/{name}.png`.
    pub async fn screenshot(&self, name: &str) -> PathBuf {
        let picture = timeout(LIMIT, self.client.screenshot())
            .await
            .expect("the browser answers in time")
            .expect("the browser takes a picture");
        keep_picture(name, &picture)
    }

    /// Ends the session in good order, then the driver.
    pub async fn close(self) {
        let Self { client, driver, .. } = self;
        // Whatever the driver says, what it started is gone when `driver` goes.
        let _ = timeout(PATIENCE, client.close()).await;
        drop(driver);
    }

    async fn give_up(&self, what: &str) -> ! {
        let address = self.client.current_url().await.map(String::from);
        let text = match self.client.find(Locator::Css("body")).await {
            Ok(body) => body.text().await.unwrap_or_default(),
            Err(_) => String::new(),
        };
        let address = address.unwrap_or_default();
        panic!("{what} on {address} within {PATIENCE:?}; the page says:\n{text}");
    }
}

/// Writes a picture to `artefacts/screenshots/{name}.png`.
fn keep_picture(name: &str, picture: &[u8]) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../artefacts/screenshots");
    std::fs::create_dir_all(&folder).expect("the folder for screenshots can be made");
    let file = folder.join(format!("{name}.png"));
    std::fs::write(&file, picture).expect("the screenshot can be written");
    file
}

/// The end of any single call to the driver.
const LIMIT: Duration = Duration::from_secs(40);
/// How long an expected change of the page may take.
const PATIENCE: Duration = Duration::from_secs(10);
const PAUSE: Duration = Duration::from_millis(50);

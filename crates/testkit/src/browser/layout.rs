//! Whether pages fit the screens of phones.

use std::path::PathBuf;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};
use tokio::time::timeout;

use super::{Browser, LIMIT, PAUSE};

impl Browser {
    /// Checks that the page fits windows of these widths without scrolling sideways, and brings the
    /// window back to its own width.
    pub async fn assert_fits(&self, widths: &[u32]) {
        for &width in widths {
            let reach = self.reach(width).await;
            let address = self.address().await;
            assert!(
                reach.is_empty(),
                "{address} scrolls sideways at {width} px because of {reach:#?}"
            );
        }
        self.resize(self.options.width, self.options.is_phone())
            .await;
    }

    /// What makes the page scroll sideways in windows of these widths, and brings the window back
    /// to its own width.
    pub async fn overflows(&self, widths: &[u32]) -> Vec<String> {
        let mut found = Vec::new();
        for &width in widths {
            let reach = self.reach(width).await;
            if !reach.is_empty() {
                found.push(format!("{width} px scrolls sideways: {}", reach.join(", ")));
            }
        }
        self.resize(self.options.width, self.options.is_phone())
            .await;
        found
    }

    /// Writes a picture of the whole page, at a width, to `artefacts/screenshots/{name}.png`, and
    /// brings the window back to its own width.
    pub async fn picture_at(&self, name: &str, width: u32) -> PathBuf {
        self.resize(width, width < 600).await;
        self.settle().await;
        let height = timeout(LIMIT, self.client.execute(HEIGHT, Vec::new()))
            .await
            .expect("the browser answers in time")
            .expect("the page can be measured");
        // Nobody looks at more than that.
        let height = height.as_u64().unwrap_or(1).clamp(1, 4000);
        let parameters = json!({
            "format": "png", "captureBeyondViewport": height > u64::from(self.options.height),
            "clip": { "x": 0, "y": 0, "width": width, "height": height, "scale": 1 },
        });
        let answer = self.devtools("Page.captureScreenshot", &parameters).await;
        let picture = BASE64_STANDARD
            .decode(answer["data"].as_str().unwrap_or_default())
            .expect("a picture comes in base64");
        self.resize(self.options.width, self.options.is_phone())
            .await;
        super::keep_picture(name, &picture)
    }

    /// What reaches beyond a window of that width, which stays.
    pub(super) async fn reach(&self, width: u32) -> Vec<String> {
        self.resize(width, false).await;
        let reach = timeout(LIMIT, self.client.execute(REACH, vec![json!(width)]))
            .await
            .expect("the browser answers in time")
            .expect("the page can be measured");
        let reach = reach.as_array().expect("the script gives a list");
        let texts = reach.iter().filter_map(Value::as_str);
        texts.map(str::to_owned).collect()
    }

    /// Waits until the page has taken the width of its window: a page from right to left keeps the
    /// place of its former width for a moment.
    async fn settle(&self) {
        for _ in 0..40 {
            if self.execute(SETTLED, Vec::new()).await == true {
                return;
            }
            tokio::time::sleep(PAUSE).await;
        }
    }

    async fn resize(&self, width: u32, mobile: bool) {
        let metrics = json!({
            "width": width, "height": self.options.height, "deviceScaleFactor": 1, "mobile": mobile,
        });
        self.devtools("Emulation.setDeviceMetricsOverride", &metrics)
            .await;
    }
}

const SETTLED: &str = r"
    scrollTo(0, 0);
    const { left, width } = document.documentElement.getBoundingClientRect();
    return left === 0 && width === innerWidth && visualViewport.offsetLeft === 0;
";

const HEIGHT: &str = "return document.documentElement.scrollHeight";

/// The elements that reach beyond the window, if it scrolls at all.
const REACH: &str = r#"
    const width = arguments[0];
    if (document.documentElement.scrollWidth <= width) return [];
    return [...document.body.querySelectorAll("*")]
        .filter((element) => element.getBoundingClientRect().right > width)
        .map((element) => element.outerHTML.slice(0, 120))
        .slice(0, 5)
        .concat(`width ${document.documentElement.scrollWidth}`);
"#;

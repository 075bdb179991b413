//! Whether pages fit the screens of phones.

use fantoccini::Locator;
use serde_json::json;
use tokio::time::timeout;

use super::{Browser, LIMIT};

impl Browser {
    /// Checks that the page fits windows of these widths without scrolling sideways, and brings the
    /// window back to its own width.
    pub async fn assert_fits(&self, widths: &[u32]) {
        for &width in widths {
            self.resize(width, false).await;
            let reach = timeout(LIMIT, self.client.execute(REACH, vec![json!(width)]))
                .await
                .expect("the browser answers in time")
                .expect("the page can be measured");
            let address = self.address().await;
            let reach = reach.as_array().expect("the script gives a list");
            assert!(
                reach.is_empty(),
                "{address} scrolls sideways at {width} px because of {reach:?}"
            );
        }
        self.resize(self.options.width, self.options.is_phone())
            .await;
    }

    /// How many elements match.
    pub async fn count(&self, css: &str) -> usize {
        timeout(LIMIT, self.client.find_all(Locator::Css(css)))
            .await
            .expect("the browser answers in time")
            .expect("the page can be searched")
            .len()
    }

    async fn resize(&self, width: u32, mobile: bool) {
        let metrics = json!({
            "width": width, "height": self.options.height, "deviceScaleFactor": 1, "mobile": mobile,
        });
        self.devtools("Emulation.setDeviceMetricsOverride", &metrics)
            .await;
    }
}

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

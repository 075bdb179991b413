//! Whether pages fit the screens of phones.

use serde_json::{Value, json};
use tokio::time::timeout;

use super::{Browser, LIMIT};

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

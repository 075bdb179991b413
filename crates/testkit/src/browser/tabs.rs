//! More than one tab.

use fantoccini::wd::WindowHandle;
use serde_json::json;
use tokio::time::timeout;

use super::{Browser, LIMIT, PATIENCE, PAUSE};

/// A tab to come back to.
#[derive(Clone, Debug)]
pub struct Tab(WindowHandle);

impl Browser {
    /// Clicks what opens a new tab, goes there, and gives the one it was clicked in.
    pub async fn click_into_new_tab(&self, css: &str) -> Tab {
        self.into_new_tab(self.click(css)).await
    }

    /// Goes to the tab that something opens, and gives the one where it was done.
    pub async fn into_new_tab(&self, act: impl Future<Output = ()>) -> Tab {
        let here = self.tab().await;
        let before = self.client.windows().await.expect("tabs can be listed");
        act.await;
        let new = timeout(PATIENCE, async {
            loop {
                let tabs = self.client.windows().await.expect("tabs can be listed");
                match tabs.into_iter().find(|tab| !before.contains(tab)) {
                    Some(tab) => return tab,
                    None => tokio::time::sleep(PAUSE).await,
                }
            }
        });
        let new = new.await.expect("a new tab opens in time");
        self.switch_to(&Tab(new)).await;
        here
    }

    /// Puts a cookie into the browser, as a server at an address would; says whether it took it.
    pub async fn cookie(&self, address: &str, name: &str, value: &str) -> bool {
        let parameters = json!({ "url": address, "name": name, "value": value, "httpOnly": true });
        let answer = self.devtools("Network.setCookie", &parameters).await;
        answer["success"] == true
    }

    /// Closes the tab that is open and goes back to another.
    pub async fn close_tab(&self, back_to: &Tab) {
        timeout(LIMIT, self.client.close_window())
            .await
            .expect("the browser answers in time")
            .expect("the tab closes");
        self.switch_to(back_to).await;
    }

    /// Goes to a tab.
    pub async fn switch_to(&self, tab: &Tab) {
        timeout(LIMIT, self.client.switch_to_window(tab.0.clone()))
            .await
            .expect("the browser answers in time")
            .expect("the tab is there");
    }

    /// The tab that is open.
    pub async fn tab(&self) -> Tab {
        let handle = timeout(LIMIT, self.client.window())
            .await
            .expect("the browser answers in time");
        Tab(handle.expect("a tab is open"))
    }
}

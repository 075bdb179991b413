//! Pages inside a page.

use tokio::time::timeout;

use super::{Browser, LIMIT};

impl Browser {
    /// Goes into a frame, so that everything that follows is about the page in it.
    pub async fn enter_frame(&self, css: &str) {
        let frame = self.wait_for(css).await;
        timeout(LIMIT, frame.enter_frame())
            .await
            .expect("the browser answers in time")
            .unwrap_or_else(|error| panic!("{css} can be entered: {error}"));
    }

    /// Goes back to the page of the whole tab, also when the frame has gone meanwhile.
    pub async fn leave_frame(&self) {
        self.switch_to(&self.tab().await).await;
    }
}

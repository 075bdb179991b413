//! Commands of Chromium's driver that WebDriver does not have.

use fantoccini::wd::WebDriverCompatibleCommand;
use http::Method;
use serde_json::{Value, json};
use tokio::time::timeout;
use url::{ParseError, Url};

use super::{Browser, LIMIT};

#[derive(Debug)]
struct Command {
    path: &'static str,
    body: Value,
}

impl WebDriverCompatibleCommand for Command {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        let session = session.unwrap_or_default();
        base.join(&format!("session/{session}/{}", self.path))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(self.body.to_string()))
    }
}

impl Browser {
    /// Runs a command below the session's address.
    pub(super) async fn command(&self, path: &'static str, body: Value) -> Value {
        timeout(LIMIT, self.client.issue_cmd(Command { path, body }))
            .await
            .expect("the browser answers in time")
            .unwrap_or_else(|error| panic!("{path} works: {error}"))
    }

    /// Runs a command of the Chrome DevTools Protocol in the tab that is open.
    pub(super) async fn devtools(&self, name: &str, parameters: &Value) -> Value {
        let body = json!({ "cmd": name, "params": parameters });
        self.command("goog/cdp/execute", body).await
    }
}

//! What the browser's console says.

use serde_json::json;

use super::Browser;

impl Browser {
    /// The errors that the console of any tab has shown since the last call: refusals by a content
    /// security policy, failures of scripts, answers with an error status.
    pub async fn complaints(&self) -> Vec<String> {
        let lines = self.command("se/log", json!({ "type": "browser" })).await;
        let lines = lines.as_array().expect("a log is a list");
        let severe = lines.iter().filter(|line| line["level"] == "SEVERE");
        severe
            .map(|line| {
                line["message"]
                    .as_str()
                    .map_or_else(|| line.to_string(), str::to_owned)
            })
            .collect()
    }
}

//! What people who see, hear or point differently would stumble over.

use serde_json::Value;
use tokio::time::timeout;

use super::{Browser, LIMIT};

impl Browser {
    /// Checks the page that is open: language, title, one main heading, ids that are there once,
    /// pictures, fields, buttons and links with names, and text that stands out from what is behind
    /// it (WCAG 2.2, 1.4.3).
    pub async fn assert_accessible(&self) {
        let findings = self.findings().await;
        assert!(
            findings.is_empty(),
            "{}: {findings:#?}",
            self.address().await
        );
    }

    /// What is wrong with the page that is open, one sentence each.
    pub async fn findings(&self) -> Vec<String> {
        let findings = timeout(LIMIT, self.client.execute(CHECKS, Vec::new()))
            .await
            .expect("the browser answers in time")
            .expect("the page can be examined");
        let findings = findings.as_array().expect("the script gives a list");
        let texts = findings.iter().filter_map(Value::as_str);
        texts.map(str::to_owned).collect()
    }
}

/// Gives one sentence per finding.
const CHECKS: &str = include_str!("accessibility.js");

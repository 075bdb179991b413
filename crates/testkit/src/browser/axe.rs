//! The checks of axe-core, which others wrote and many use.

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use serde_json::{Value, json};
use tokio::time::timeout;

use super::{Browser, LIMIT};

impl Browser {
    /// Checks the page that is open with axe-core: nothing serious, nothing critical.
    pub async fn assert_passes_axe(&self) {
        let findings = self.axe().await;
        assert!(
            findings.is_empty(),
            "{}: {findings:#?}",
            self.address().await
        );
    }

    /// What axe-core finds serious or critical on the page that is open: the rule, and where.
    ///
    /// The library comes in through WebDriver, to which a page's content security policy does not
    /// apply.
    pub async fn axe(&self) -> Vec<String> {
        let script = format!("{}\n{RUN}", *AXE);
        let findings = timeout(LIMIT, self.client.execute_async(&script, vec![json!({})]))
            .await
            .expect("axe-core ends in time")
            .expect("axe-core runs");
        let findings = findings.as_array().expect("the script gives a list");
        findings
            .iter()
            .filter_map(Value::as_str)
            .map(str::to_owned)
            .collect()
    }
}

/// The library as npm has brought it.
static AXE: LazyLock<String> = LazyLock::new(|| {
    let clients = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/clients");
    let file = clients.join("node_modules/axe-core/axe.min.js");
    fs::read_to_string(&file).unwrap_or_else(|error| {
        panic!(
            "{}: {error}; run npm ci in {}",
            file.display(),
            clients.display()
        )
    })
});

/// Gives one sentence per place, or why there is no result.
const RUN: &str = r"
    const done = arguments[arguments.length - 1];
    axe.run(document, { iframes: false, resultTypes: ['violations'] })
        .then(({ violations }) => done(violations
            .filter(({ impact }) => impact === 'serious' || impact === 'critical')
            .flatMap(({ id, impact, nodes }) => nodes.map(({ html, any, all, none }) => {
                const why = [...any, ...all, ...none].map(({ message }) => message).join('; ');
                return `${impact} ${id}: ${html.slice(0, 160)} (${why.slice(0, 240)})`;
            }))))
        .catch((error) => done([`axe-core failed: ${error}`]));
";

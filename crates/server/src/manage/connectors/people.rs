//! Who would have no way in without a connector.

use serde_json::Value;
use store::{ConnectorRecord, Store, StoreError};

use super::build;

/// How many people would have no way in without a connector, as far as anybody counts.
///
/// Another connector of the same vendor and the same account there knows people by the
/// same union ids, so it lets those in.
pub(crate) async fn people_without(
    store: &Store,
    record: &ConnectorRecord,
) -> Result<i64, StoreError> {
    let social = store.experience().await?.social;
    let others = store.connectors().await?;
    let takes_over = others.iter().any(|other| {
        other.id != record.id
            && social.contains(&other.id)
            && union(other) == union(record)
            && build(other).is_ok()
    });
    store.people_without(&record.id, takes_over).await
}

/// Within what union ids are the same.
fn union(record: &ConnectorRecord) -> Option<(&'static str, &str)> {
    let target = connectors::factory(&record.factory)?.metadata().target;
    let account = record.config.get("openPlatform").and_then(Value::as_str);
    Some((target, account.unwrap_or("default")))
}

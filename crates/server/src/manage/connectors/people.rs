//! Who would have no way in without a connector.

use store::{ConnectorRecord, Store, StoreError};

use super::build;

/// How many people would have no way in without a connector, as far as anybody counts.
///
/// Another connector that knows the same people by the same union ids lets those in.
pub(crate) async fn people_without(
    store: &Store,
    record: &ConnectorRecord,
) -> Result<i64, StoreError> {
    let population = |record| build(record).ok().map(|social| social.population());
    let social = store.experience().await?.social;
    let mine = population(record);
    let others = store.connectors().await?;
    let others = others.iter();
    let mut others = others.filter(|it| it.id != record.id && social.contains(&it.id));
    let takes_over = mine.is_some() && others.any(|other| population(other) == mine);
    store.people_without(&record.id, takes_over).await
}

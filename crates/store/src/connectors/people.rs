//! Who comes through a connector.

use connector_kit::Timestamp;

use crate::{Store, StoreError};

/// Who comes through a connector. Counts end at [`ConnectorPeople::MANY`], because nobody
/// decides by more.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ConnectorPeople {
    /// How many people came through it last.
    pub people: i64,
    /// When one of them was last signed in through it, if that is not too long ago.
    pub last_sign_in: Option<Timestamp>,
}

impl ConnectorPeople {
    /// Where counting ends.
    pub const MANY: i64 = 10_000;
}

impl Store {
    /// How many people came through a connector last, and when.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn connector_people(&self, id: &str) -> Result<ConnectorPeople, StoreError> {
        let mut read = self.database().read().await?;
        let people = first!((i64,), read, sql::PEOPLE, id, ConnectorPeople::MANY)?;
        let last = first!((Option<i64>,), read, sql::LAST_SIGN_IN, id)?;
        Ok(ConnectorPeople {
            people: people.map_or(0, |(people,)| people),
            last_sign_in: last.and_then(|(at,)| at).map(Timestamp),
        })
    }

    /// How many people would have no way in without a connector: all their identities
    /// came through it last, or through connectors that are gone. Those with a union id
    /// are left out when `union_ids_stay`, because another connector knows it.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn people_without(&self, id: &str, union_ids_stay: bool) -> Result<i64, StoreError> {
        let mut read = self.database().read().await?;
        let many = ConnectorPeople::MANY;
        let row = first!((i64,), read, sql::WITHOUT, id, union_ids_stay, many)?;
        Ok(row.map_or(0, |(people,)| people))
    }
}

pub(crate) mod sql {
    statements! {
        PEOPLE = "SELECT COUNT(DISTINCT user_id) FROM (
                SELECT user_id FROM identities WHERE connector_id = $1 LIMIT $2) AS tally";
        /// Of the latest thousand attempts, so that a vendor that refuses everybody does not
        /// make this slow.
        LAST_SIGN_IN = "SELECT MAX(finished_at) FROM (
                SELECT outcome, finished_at FROM attempts
                WHERE connector_id = $1 AND trial = FALSE
                ORDER BY created_at DESC LIMIT 1000) AS tally
            WHERE outcome IN ('signed_in', 'signed_up', 'linked')";
        WITHOUT = "SELECT COUNT(DISTINCT user_id) FROM (
                SELECT i.user_id FROM identities i
                WHERE i.connector_id = $1 AND (i.has_union_id = FALSE OR $2 = FALSE)
                    AND NOT EXISTS (
                        SELECT 1 FROM identities o JOIN connectors c ON c.id = o.connector_id
                        WHERE o.user_id = i.user_id AND c.id <> $1)
                LIMIT $3) AS tally";
    }
}

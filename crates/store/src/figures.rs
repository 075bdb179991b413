//! How many people there are, how many came, and how many of them use it.
//!
//! Days are those of UTC, counted from 1970.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::{Store, StoreError};

impl Store {
    /// How many accounts there are.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn people_in_total(&self) -> Result<i64, StoreError> {
        let mut read = self.database().read().await?;
        let row = first!((i64,), read, sql::PEOPLE)?;
        Ok(row.map_or(0, |(count,)| count))
    }

    /// How many accounts were made on each of some days; days without are left out.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn new_people(&self, days: Range<i64>) -> Result<BTreeMap<i64, i64>, StoreError> {
        let mut read = self.database().read().await?;
        let rows = all!((i64, i64), read, sql::NEW, days.start, days.end)?;
        Ok(rows.into_iter().collect())
    }

    /// How many people were active on each of some days; days without are left out.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn active_people_by_day(
        &self,
        days: Range<i64>,
    ) -> Result<BTreeMap<i64, i64>, StoreError> {
        let mut read = self.database().read().await?;
        let rows = all!((i64, i64), read, sql::ACTIVE_BY_DAY, days.start, days.end)?;
        Ok(rows.into_iter().collect())
    }

    /// How many people were active on at least one of some days.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn active_people(&self, days: Range<i64>) -> Result<i64, StoreError> {
        let mut read = self.database().read().await?;
        let row = first!((i64,), read, sql::ACTIVE, days.start, days.end)?;
        Ok(row.map_or(0, |(count,)| count))
    }
}

pub(crate) mod sql {
    statements! {
        PEOPLE = "SELECT COUNT(*) FROM users";
        NEW = "SELECT created_at / 86400000, COUNT(*) FROM users
            WHERE created_at >= 86400000 * $1 AND created_at < 86400000 * $2
            GROUP BY created_at / 86400000";
        ACTIVE_BY_DAY = "SELECT day, COUNT(*) FROM active_days
            WHERE day >= $1 AND day < $2 GROUP BY day";
        ACTIVE = "SELECT COUNT(DISTINCT user_id) FROM active_days
            WHERE day >= $1 AND day < $2";
    }
}

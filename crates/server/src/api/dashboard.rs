//! `/api/dashboard`: how many people there are, come, and are active. Days are those of UTC.

pub(super) mod active;
pub(super) mod new;
pub(super) mod total;

use std::collections::BTreeMap;
use std::ops::Range;

use serde::Serialize;
use utoipa::ToSchema;

/// How many, and how many more than in the time before.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[schema(as = Count)]
struct Count {
    count: i64,
    /// The difference to the same number of days before.
    delta: i64,
}

impl Count {
    fn of(now: i64, before: i64) -> Self {
        Self {
            count: now,
            delta: now - before,
        }
    }
}

/// The sum over some days.
fn sum(days: &BTreeMap<i64, i64>, of: Range<i64>) -> i64 {
    days.range(of).map(|(_, count)| count).sum()
}

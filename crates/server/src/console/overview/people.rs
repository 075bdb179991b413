//! How many people there are, counted once a minute where counting takes a while.

use std::sync::{PoisonError, RwLock};
use std::time::Duration;

use connector_kit::Timestamp;
use store::StoreError;

use crate::state::Inner;

/// From how many people on a count is worth keeping: PostgreSQL counts some ten in a
/// microsecond.
const MANY: i64 = 50_000;
const KEPT: Duration = Duration::from_mins(1);

/// A count, and when it was taken.
#[derive(Default)]
pub(crate) struct PeopleCount(RwLock<Option<(i64, Timestamp)>>);

/// A count that is worth more than a new one.
fn still_good((people, at): (i64, Timestamp), now: Timestamp) -> Option<i64> {
    (people >= MANY && now.since(at) < KEPT).then_some(people)
}

/// How many people there are; of many, how many there were less than a minute ago.
pub(super) async fn count(state: &Inner) -> Result<i64, StoreError> {
    let now = state.now();
    let PeopleCount(kept) = &state.people;
    let known = *kept.read().unwrap_or_else(PoisonError::into_inner);
    if let Some(people) = known.and_then(|count| still_good(count, now)) {
        return Ok(people);
    }
    let people = state.store.people_in_total().await?;
    *kept.write().unwrap_or_else(PoisonError::into_inner) = Some((people, now));
    Ok(people)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_count_of_many_is_kept_and_only_for_a_minute() {
        let at = Timestamp(1_795_564_800_000);
        let later = |seconds: i64| Timestamp(at.0 + seconds * 1_000);
        assert_eq!(still_good((MANY, at), later(59)), Some(MANY));
        assert_eq!(still_good((MANY, at), later(60)), None);
        assert_eq!(still_good((MANY - 1, at), later(0)), None);
    }
}

//! How many attempts of an hour ended how: counted once, so that nobody has to count a
//! year of attempts to draw a picture of it, and so that the numbers outlive the attempts.
//!
//! An hour is counted when it is over, when the time in which its attempts have to end is
//! over too, and when all of them have. The hours that are not counted yet are counted at
//! each look; both parts come from one statement, so that no attempt is in both or in none.

use std::collections::BTreeMap;
use std::ops::Range;
use std::time::Duration;

use accounts::Outcome;
use connector_kit::Timestamp;

use crate::columns::from_word;
use crate::{Store, StoreError};

/// An hour in milliseconds.
const HOUR: i64 = 3_600_000;

/// The hour of a moment, counted from 1970.
pub fn hour_of(moment: Timestamp) -> i64 {
    moment.0.div_euclid(HOUR)
}

/// How some attempts ended. Trials are never among them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many have not ended.
    pub open: i64,
    /// How the others ended.
    pub outcomes: BTreeMap<Outcome, i64>,
}

impl Tally {
    /// How many began.
    pub fn started(&self) -> i64 {
        self.open + self.ended()
    }

    /// How many have ended.
    pub fn ended(&self) -> i64 {
        self.outcomes.values().sum()
    }

    /// How many ended like this.
    pub fn count(&self, outcome: Outcome) -> i64 {
        self.outcomes.get(&outcome).copied().unwrap_or(0)
    }

    /// How many ended with somebody signed in.
    pub fn successes(&self) -> i64 {
        let good = self.outcomes.iter();
        good.filter(|(outcome, _)| outcome.is_success())
            .map(|(_, count)| count)
            .sum()
    }

    fn add(&mut self, outcome: &str, count: i64) -> Result<(), StoreError> {
        if outcome == OPEN {
            self.open += count;
        } else {
            let outcome = from_word("attempt_hours.outcome", outcome)?;
            *self.outcomes.entry(outcome).or_default() += count;
        }
        Ok(())
    }
}

/// How far the attempts of a connector came.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// How they ended.
    pub tally: Tally,
    /// How many came back from the vendor, in time.
    pub came_back: i64,
    /// For how many the vendor said who it is.
    pub identified: i64,
}

impl Store {
    /// Counts the hours that can be counted; says how many those were.
    ///
    /// Any number of nodes may do it at once, and it goes on where it was left, however
    /// long ago. `ends_within` is how long an attempt can take at most.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn count_attempt_hours(
        &self,
        now: Timestamp,
        ends_within: Duration,
    ) -> Result<u64, StoreError> {
        let mut counted = 0;
        while let Some((marker, hour)) = self.next_hour(now, ends_within).await? {
            let (begin, end) = (hour * HOUR, (hour + 1) * HOUR);
            let expected = marker.unwrap_or(i64::MIN);
            counted += transaction!(self, |tx| {
                // Whoever moves the marker counts; everybody else looks again.
                if run!(tx, sql::MOVE, expected, hour + 1)? == 0 {
                    return Ok(0);
                }
                run!(tx, sql::COUNT, hour, begin, end)?;
                Ok(1)
            })?;
        }
        Ok(counted)
    }

    /// What began before this moment has been counted.
    pub(crate) async fn attempts_counted_until(&self) -> Result<Timestamp, StoreError> {
        let mut read = self.database().read().await?;
        let marker = first!((i64,), read, sql::MARKER)?;
        Ok(Timestamp(marker.map_or(0, |(hour,)| hour * HOUR)))
    }

    /// The marker, and the next hour that has attempts, if it can be counted.
    async fn next_hour(
        &self,
        now: Timestamp,
        ends_within: Duration,
    ) -> Result<Option<(Option<i64>, i64)>, StoreError> {
        let mut read = self.database().read().await?;
        let marker = first!((i64,), read, sql::MARKER)?.map(|(hour,)| hour);
        let from = marker.unwrap_or(0) * HOUR;
        let Some((first,)) = first!((i64,), read, sql::NEXT, from)? else {
            return Ok(None);
        };
        let hour = hour_of(Timestamp(first));
        let end = Timestamp((hour + 1) * HOUR);
        if now < end.plus(ends_within) {
            return Ok(None);
        }
        let open = first!((i64,), read, sql::UNFINISHED, hour * HOUR, end.0)?;
        Ok(open.is_none().then_some((marker, hour)))
    }

    /// How the attempts ended that began on each day, by the number of the day since 1970.
    /// The range is one of hours.
    ///
    /// # Errors
    /// Fails when the database does, or a row cannot be read.
    pub async fn attempts_by_day(
        &self,
        hours: Range<i64>,
    ) -> Result<BTreeMap<i64, Tally>, StoreError> {
        let mut read = self.database().read().await?;
        let rows = all!(
            (i64, String, i64),
            read,
            sql::BY_DAY,
            hours.start,
            hours.end
        )?;
        let mut days: BTreeMap<i64, Tally> = BTreeMap::new();
        for (day, outcome, count) in rows {
            days.entry(day).or_default().add(&outcome, count)?;
        }
        Ok(days)
    }

    /// How the attempts for each application ended that began in some hours. Those for this
    /// server itself are under the empty id.
    ///
    /// # Errors
    /// Fails when the database does, or a row cannot be read.
    pub async fn attempts_by_application(
        &self,
        hours: Range<i64>,
    ) -> Result<BTreeMap<String, Tally>, StoreError> {
        let mut read = self.database().read().await?;
        let (from, until) = (hours.start, hours.end);
        let rows = all!(
            (String, String, i64),
            read,
            sql::BY_APPLICATION,
            from,
            until
        )?;
        let mut applications: BTreeMap<String, Tally> = BTreeMap::new();
        for (id, outcome, count) in rows {
            applications.entry(id).or_default().add(&outcome, count)?;
        }
        Ok(applications)
    }

    /// How the attempts of each connector went that began in some hours.
    ///
    /// # Errors
    /// Fails when the database does, or a row cannot be read.
    pub async fn attempts_by_connector(
        &self,
        hours: Range<i64>,
    ) -> Result<BTreeMap<String, Progress>, StoreError> {
        let mut read = self.database().read().await?;
        let (from, until) = (hours.start, hours.end);
        let rows = all!(ConnectorRow, read, sql::BY_CONNECTOR, from, until)?;
        let mut connectors: BTreeMap<String, Progress> = BTreeMap::new();
        for row in rows {
            let progress = connectors.entry(row.connector_id).or_default();
            progress.tally.add(&row.outcome, row.attempts)?;
            if row.reached >= CAME_BACK {
                progress.came_back += row.attempts;
            }
            if row.reached >= IDENTIFIED {
                progress.identified += row.attempts;
            }
        }
        Ok(connectors)
    }
}

row!(ConnectorRow {
    connector_id: String,
    outcome: String,
    reached: i64,
    attempts: i64,
});

/// What stands for an attempt that has not ended, in counts only.
const OPEN: &str = "open";
/// The person came back.
const CAME_BACK: i64 = 1;
/// The vendor said who it is.
const IDENTIFIED: i64 = 2;

pub(crate) mod sql {
    /// How far an attempt came, from its steps. Whoever came too late did not come back,
    /// because nothing was asked about them.
    macro_rules! reached {
        () => {
            "CASE WHEN outcome = 'lost' THEN 0
                WHEN steps LIKE '%\"name\":\"code_exchanged\"%'
                    OR steps LIKE '%\"name\":\"account_found\"%'
                    OR steps LIKE '%\"name\":\"account_looked_up\"%' THEN 2
                WHEN steps LIKE '%\"name\":\"came_back\"%' THEN 1
                ELSE 0 END"
        };
    }

    /// Sums over what is counted and what is not yet.
    macro_rules! sums {
        ($columns:literal) => {
            concat!(
                "SELECT ",
                $columns,
                ", CAST(SUM(attempts) AS BIGINT) AS attempts FROM (
                    SELECT hour, connector_id, application_id, outcome, reached, attempts
                    FROM attempt_hours WHERE hour >= $1 AND hour < $2
                    UNION ALL
                    SELECT created_at / 3600000, connector_id, application_id,
                        COALESCE(outcome, 'open'), ",
                reached!(),
                ", 1
                    FROM attempts
                    WHERE created_at >= 3600000 * $1 AND created_at < 3600000 * $2
                        AND created_at >= 3600000 * COALESCE(
                            (SELECT hour FROM attempt_hours_counted WHERE id = 1), 0)
                        AND trial = FALSE) tally
                GROUP BY ",
                $columns
            )
        };
    }

    statements! {
        MARKER = "SELECT hour FROM attempt_hours_counted WHERE id = 1";
        NEXT = "SELECT created_at FROM attempts WHERE created_at >= $1
            ORDER BY created_at LIMIT 1";
        UNFINISHED = "SELECT created_at FROM attempts
            WHERE created_at >= $1 AND created_at < $2 AND finished_at IS NULL LIMIT 1";
        MOVE = "INSERT INTO attempt_hours_counted (id, hour) VALUES (1, $2)
            ON CONFLICT (id) DO UPDATE SET hour = excluded.hour
            WHERE attempt_hours_counted.hour = $1";
        COUNT = concat!(
            "INSERT INTO attempt_hours
                (hour, connector_id, application_id, outcome, reached, attempts)
            SELECT CAST($1 AS BIGINT), connector_id, application_id, outcome, ",
            reached!(),
            ", COUNT(*) FROM attempts
            WHERE created_at >= $2 AND created_at < $3 AND trial = FALSE
            GROUP BY 2, 3, 4, 5"
        );
        BY_DAY = sums!("hour / 24, outcome");
        BY_APPLICATION = sums!("application_id, outcome");
        BY_CONNECTOR = sums!("connector_id, outcome, reached");
    }
}

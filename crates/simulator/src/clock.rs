//! Real time, and how moments are written.
//!
//! The simulator's own clock is this one plus what `/_sim/clock` has added; rules take `now` in Unix seconds.

use std::time::{SystemTime, UNIX_EPOCH};

/// Seconds since 1970 on this computer.
pub(crate) fn real_now() -> u64 {
    #[expect(
        clippy::disallowed_methods,
        reason = "the simulator owns its clock: it is used alone, without the server's"
    )]
    let now = SystemTime::now();
    now.duration_since(UNIX_EPOCH)
        .map_or(0, |since| since.as_secs())
}

/// `2025-11-22T09:46:19Z`, for the `datetime` attribute.
pub(crate) fn iso(seconds: u64) -> String {
    let (year, month, day) = date(seconds / 86_400);
    format!("{year:04}-{month:02}-{day:02}T{}Z", time_of_day(seconds))
}

/// `09:46:19`, in UTC.
pub(crate) fn time_of_day(seconds: u64) -> String {
    let second = seconds % 86_400;
    format!(
        "{:02}:{:02}:{:02}",
        second / 3600,
        second / 60 % 60,
        second % 60
    )
}

/// Year, month and day of a day counted from 1970-01-01, in the Gregorian calendar.
///
/// Counts in years that begin in March, so that the leap day is the last of its year.
fn date(day: u64) -> (u64, u64, u64) {
    let shifted = day + 719_468;
    let era = shifted / 146_097;
    let of_era = shifted % 146_097;
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let march_month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * march_month + 2) / 5 + 1;
    let month = if march_month < 10 {
        march_month + 3
    } else {
        march_month - 9
    };
    let year = era * 400 + year_of_era + u64::from(month <= 2);
    (year, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_written_in_utc() {
        assert_eq!(iso(0), "1970-01-01T00:00:00Z");
        assert_eq!(iso(951_782_399), "2000-02-28T23:59:59Z");
        assert_eq!(iso(951_782_400), "2000-02-29T00:00:00Z");
        // The time inside a captured rid, see wechat-platform.md 8.3.
        assert_eq!(iso(0x61a9_69fa), "2021-12-03T00:51:06Z");
        assert_eq!(iso(1_767_225_599), "2025-12-31T23:59:59Z");
    }
}

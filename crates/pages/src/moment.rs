//! Days and times, as people of a language write them.

use crate::Frame;
use crate::text::{Markup, Value};

/// A moment, in milliseconds since 1970, shown in universal time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment(pub i64);

/// A moment in the parts of the Gregorian calendar.
struct Parts {
    year: i64,
    month: i64,
    day: i64,
    hour: i64,
    minute: i64,
}

impl Moment {
    /// For the attribute `datetime`.
    pub(crate) fn iso(self) -> String {
        let Parts {
            year,
            month,
            day,
            hour,
            minute,
        } = self.parts();
        format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}Z")
    }

    /// Counts in eras of 400 years, which all have the same number of days, and in years
    /// that begin with March, so that the day that is not always there is the last one.
    fn parts(self) -> Parts {
        const DAYS_OF_ERA: i64 = 146_097;
        let minutes = self.0.div_euclid(60_000);
        let (days, minute) = (minutes.div_euclid(1440), minutes.rem_euclid(1440));
        let since_march_of_0 = days + 719_468;
        let era = since_march_of_0.div_euclid(DAYS_OF_ERA);
        let of_era = since_march_of_0.rem_euclid(DAYS_OF_ERA);
        let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year + year / 4 - year / 100);
        let month_from_march = (5 * of_year + 2) / 153;
        let month = (month_from_march + 2) % 12 + 1;
        Parts {
            year: year + era * 400 + i64::from(month <= 2),
            month,
            day: of_year - (153 * month_from_march + 2) / 5 + 1,
            hour: minute / 60,
            minute: minute % 60,
        }
    }
}

/// The keys of the months' names.
const MONTHS: [&str; 12] = [
    "month-1", "month-2", "month-3", "month-4", "month-5", "month-6", "month-7", "month-8",
    "month-9", "month-10", "month-11", "month-12",
];

impl Frame {
    /// A sentence about a moment, which is its variable `$date`.
    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "templates hand over references"
    )]
    pub(crate) fn on(&self, key: &str, moment: &Moment) -> Markup {
        let Parts {
            year,
            month,
            day,
            hour,
            minute,
        } = moment.parts();
        let (year, day) = (year.to_string(), day.to_string());
        let time = format!("{hour:02}:{minute:02}");
        let month = usize::try_from(month - 1)
            .ok()
            .and_then(|at| MONTHS.get(at));
        let month = month.map_or_else(String::new, |key| self.text(key));
        let date = self.plain(
            "moment",
            &[
                ("day", Value::Words(&day)),
                ("month", Value::Words(&month)),
                ("year", Value::Words(&year)),
                ("time", Value::Words(&time)),
            ],
        );
        self.say(key, &[("date", Value::Time(&date, &moment.iso()))])
    }
}

#[cfg(test)]
mod tests {
    use super::Moment;

    #[test]
    fn the_calendar_is_gregorian() {
        for (millis, iso) in [
            (0, "1970-01-01T00:00Z"),
            (-1, "1969-12-31T23:59Z"),
            (951_782_399_999, "2000-02-28T23:59Z"),
            (951_782_400_000, "2000-02-29T00:00Z"),
            (951_868_800_000, "2000-03-01T00:00Z"),
            (1_772_323_199_000, "2026-02-28T23:59Z"),
            (1_772_323_200_000, "2026-03-01T00:00Z"),
            (1_793_606_400_000, "2026-11-02T08:00Z"),
            (1_798_761_599_000, "2026-12-31T23:59Z"),
            (4_107_542_400_000, "2100-03-01T00:00Z"),
            (-2_203_891_200_000, "1900-03-01T00:00Z"),
        ] {
            assert_eq!(Moment(millis).iso(), iso, "{millis}");
        }
    }
}

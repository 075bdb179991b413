//! Days as addresses and forms write them: `2026-11-25`, in UTC.

/// A day in milliseconds.
pub(crate) const DAY: i64 = 86_400_000;

/// The number of a day since 1970, from `YYYY-MM-DD`; only for days that there are.
pub(crate) fn parse(text: &str) -> Option<i64> {
    let mut parts = text.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let digits = |text: &str, many| text.len() == many && text.bytes().all(|b| b.is_ascii_digit());
    if parts.next().is_some() || !digits(year, 4) || !digits(month, 2) || !digits(day, 2) {
        return None;
    }
    let number = of(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
    (written(number) == text).then_some(number)
}

/// A day as it is written.
pub(crate) fn written(number: i64) -> String {
    // Days are counted from 1 March of year 0, so that the leap day is the last of its year.
    let days = number + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 {
        shifted + 3
    } else {
        shifted - 9
    };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

/// The number of a day of the Gregorian calendar; a day that there is not is another one.
fn of(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let shifted = (month + 9).rem_euclid(12);
    let of_year = (153 * shifted + 2) / 5 + day - 1;
    era * 146_097 + 365 * year_of_era + year_of_era / 4 - year_of_era / 100 + of_year - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_they_are_written() {
        for number in -1000..60_000 {
            assert_eq!(parse(&written(number)), Some(number));
        }
        assert_eq!(parse("1970-01-01"), Some(0));
        assert_eq!(parse("2000-02-29"), Some(11_016));
        assert_eq!(written(20_782), "2026-11-25");
    }

    #[test]
    fn what_is_no_day_is_refused() {
        for text in [
            "",
            "2026",
            "2026-1-1",
            "2026-13-01",
            "2026-02-30",
            "2026-00-10",
            "2026-01-00",
            "2025-02-29",
            "2026-01-01-01",
            "2026-01-01T00:00",
            "+026-01-01",
            "２０２６-01-01",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}

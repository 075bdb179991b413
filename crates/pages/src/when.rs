//! Moments as people read them, in UTC. Script adds the viewer's own time.

use crate::Language;
use crate::text::{Markup, escape};

/// Date and time to the second, as a `time` element.
pub(crate) fn date_time(language: Language, millis: i64) -> Markup {
    let civil = Civil::of(millis);
    let (y, mo, d) = (civil.year, civil.month, civil.day);
    let (h, mi, s) = (civil.hour, civil.minute, civil.second);
    let words = format!("{} {h:02}:{mi:02}:{s:02} UTC", date_words(language, &civil));
    let mut html =
        format!("<time datetime=\"{y:04}-{mo:02}-{d:02}T{h:02}:{mi:02}:{s:02}Z\" data-time>");
    escape(&words, &mut html);
    html.push_str("</time>");
    Markup::trusted(html)
}

/// Date and time to the minute, in words and for machines.
pub(crate) fn to_the_minute(language: Language, millis: i64) -> (String, String) {
    let civil = Civil::of(millis);
    let (y, mo, d) = (civil.year, civil.month, civil.day);
    let (h, mi) = (civil.hour, civil.minute);
    (
        format!("{} {h:02}:{mi:02} UTC", date_words(language, &civil)),
        format!("{y:04}-{mo:02}-{d:02}T{h:02}:{mi:02}Z"),
    )
}

/// Date and time to the millisecond, for machines.
pub(crate) fn iso(millis: i64) -> String {
    let civil = Civil::of(millis);
    let (y, mo, d) = (civil.year, civil.month, civil.day);
    let (h, mi, s) = (civil.hour, civil.minute, civil.second);
    let ms = millis.rem_euclid(1000);
    format!("{y:04}-{mo:02}-{d:02}T{h:02}:{mi:02}:{s:02}.{ms:03}Z")
}

/// A date without a time.
pub(crate) fn date(language: Language, millis: i64) -> String {
    date_words(language, &Civil::of(millis))
}

/// A day without its year, where there is little room.
pub(crate) fn short_date(language: Language, millis: i64) -> String {
    let Civil { month, day, .. } = Civil::of(millis);
    let shortened = |names: [&'static str; 12]| {
        let name = names[usize::from(month) - 1];
        name.chars()
            .take(if name.len() > 4 { 3 } else { 4 })
            .collect::<String>()
    };
    match language {
        Language::ZhHans | Language::ZhHant | Language::Ja => format!("{month}月{day}日"),
        Language::Fr => format!("{day}/{month:02}"),
        _ => format!("{day} {}", shortened(ENGLISH)),
    }
}

fn date_words(language: Language, civil: &Civil) -> String {
    let (y, m, d) = (civil.year, civil.month, civil.day);
    let month = |names: [&'static str; 12]| names[usize::from(m) - 1];
    match language {
        Language::ZhHans | Language::ZhHant | Language::Ja => format!("{y}年{m}月{d}日"),
        Language::Ko => format!("{y}년 {m}월 {d}일"),
        Language::Fr => format!("{d} {} {y}", month(FRENCH)),
        Language::Es => format!("{d} de {} de {y}", month(SPANISH)),
        Language::De => format!("{d}. {} {y}", month(GERMAN)),
        _ => format!("{d} {} {y}", month(ENGLISH)),
    }
}

const ENGLISH: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const FRENCH: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];

const SPANISH: [&str; 12] = [
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
];
const GERMAN: [&str; 12] = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
];

/// A moment by the Gregorian calendar, in UTC.
struct Civil {
    year: i64,
    month: u8,
    day: u8,
    hour: u8,
    minute: u8,
    second: u8,
}

impl Civil {
    /// Days are counted from 1 March of year 0, so that the leap day is the last of its year.
    fn of(millis: i64) -> Self {
        let seconds = millis.div_euclid(1000);
        let (days, of_day) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
        let days = days + 719_468;
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
        // Each is below 60 by what came before.
        let small = |n: i64| u8::try_from(n).unwrap_or_default();
        Self {
            year,
            month: small(month),
            day: small(day),
            hour: small(of_day / 3600),
            minute: small(of_day / 60 % 60),
            second: small(of_day % 60),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_those_of_the_calendar() {
        for (millis, text) in [
            (0, "1 January 1970"),
            (951_782_400_000, "29 February 2000"),
            (951_868_800_000, "1 March 2000"),
            (4_107_542_399_999, "28 February 2100"),
            (1_795_564_800_000, "25 November 2026"),
            (-1, "31 December 1969"),
        ] {
            assert_eq!(date(Language::En, millis), text);
        }
        assert_eq!(date(Language::ZhHans, 0), "1970年1月1日");
        assert_eq!(date(Language::Fr, 951_782_400_000), "29 février 2000");
        for (language, text) in [
            (Language::ZhHant, "1970年1月1日 00:00 UTC"),
            (Language::Ja, "1970年1月1日 00:00 UTC"),
            (Language::Ko, "1970년 1월 1일 00:00 UTC"),
            (Language::Es, "1 de enero de 1970 00:00 UTC"),
            (Language::De, "1. Januar 1970 00:00 UTC"),
        ] {
            let moment = "1970-01-01T00:00Z".to_owned();
            assert_eq!(to_the_minute(language, 59_999), (text.to_owned(), moment));
        }
        assert_eq!(
            date_time(Language::En, 1_795_564_800_000 + 3_723_000).to_string(),
            "<time datetime=\"2026-11-25T01:02:03Z\" data-time>25 November 2026 01:02:03 UTC</time>"
        );
    }
}

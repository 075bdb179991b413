//! A bar for each day, as numbers that the template writes into an SVG.

use super::Day;
use crate::console::ConsoleFrame;
use crate::text::Value;

/// The bar of one day, from the left.
pub(super) struct Bar {
    pub(super) x: usize,
    pub(super) finished_y: i64,
    pub(super) finished_height: i64,
    pub(super) failed_y: i64,
    pub(super) failed_height: i64,
}

/// The height of the drawing.
const HEIGHT: i64 = 100;
/// Between what finished and what did not.
const GAP: i64 = 2;

/// The bars; something is never drawn as nothing.
pub(super) fn bars(days: &[Day]) -> Vec<Bar> {
    let highest = days.iter().map(|day| day.finished + day.failed).max();
    let highest = highest.unwrap_or(0).max(1);
    let scale = |count: i64| match count {
        0 => 0,
        count => (count * (HEIGHT - GAP) / highest).max(2),
    };
    let bar = |(i, day): (usize, &Day)| {
        let (finished, failed) = (scale(day.finished), scale(day.failed));
        let gap = if finished > 0 && failed > 0 { GAP } else { 0 };
        let finished_y = HEIGHT - finished;
        Bar {
            x: 6 + 40 * i,
            finished_y,
            finished_height: finished,
            failed_y: (finished_y - gap - failed).max(0),
            failed_height: failed,
        }
    };
    days.iter().enumerate().map(bar).collect()
}

/// The first, the middle and the last day.
pub(super) fn axis(frame: &ConsoleFrame, days: &[Day]) -> Vec<String> {
    let places = [0, days.len() / 2, days.len().saturating_sub(1)];
    let shown = places.iter().filter_map(|i| days.get(*i));
    shown
        .map(|day| crate::when::short_date(frame.language, day.at))
        .collect()
}

/// The drawing in words: range and trend.
pub(super) fn text(frame: &ConsoleFrame, days: &[Day]) -> String {
    let all = days.iter().map(|day| day.finished);
    let (least, most) = (
        all.clone().min().unwrap_or(0),
        all.clone().max().unwrap_or(0),
    );
    let half = days.len() / 2;
    let before: i64 = all.clone().take(half).sum();
    let after: i64 = all.skip(half).sum();
    let trend = match after.cmp(&before) {
        std::cmp::Ordering::Greater => frame.text("chart-more"),
        std::cmp::Ordering::Less => frame.text("chart-fewer"),
        std::cmp::Ordering::Equal => frame.text("chart-same"),
    };
    let range = frame.plain(
        "chart-range",
        &[
            ("least", Value::Number(least)),
            ("most", Value::Number(most)),
        ],
    );
    format!("{range} {trend} {}", frame.text("chart-table-follows"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(finished: i64, failed: i64) -> Day {
        Day {
            at: 0,
            finished,
            failed,
        }
    }

    #[test]
    fn bars_stand_on_the_ground_and_stay_in_the_drawing() {
        for days in [
            vec![day(0, 0); 14],
            vec![day(1, 0), day(1_000_000, 3), day(0, 999)],
            vec![day(5, 5), day(0, 10), day(10, 0)],
        ] {
            for (bar, day) in bars(&days).iter().zip(&days) {
                assert_eq!(bar.finished_y + bar.finished_height, HEIGHT);
                assert!(bar.failed_y >= 0 && bar.failed_y + bar.failed_height <= HEIGHT);
                assert_eq!(bar.finished_height > 0, day.finished > 0);
                assert_eq!(bar.failed_height > 0, day.failed > 0);
            }
        }
        assert!(bars(&[]).is_empty());
    }
}

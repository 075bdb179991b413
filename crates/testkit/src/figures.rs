//! What measuring commands say about a process and a rate.

use std::fs;
use std::time::Duration;

/// User and system time of a process, in Linux's hundredths of a second.
pub fn processor_time(process: u32) -> Duration {
    let text = fs::read_to_string(format!("/proc/{process}/stat")).expect("this is Linux");
    let (_, fields) = text
        .rsplit_once(") ")
        .expect("the name ends with a bracket");
    let ticks = fields.split(' ').skip(11).take(2);
    let ticks: u64 = ticks.filter_map(|field| field.parse::<u64>().ok()).sum();
    Duration::from_millis(ticks * 10)
}

/// How much of a process is in memory.
pub fn resident_kb(process: u32) -> u64 {
    let text = fs::read_to_string(format!("/proc/{process}/status")).expect("this is Linux");
    let line = text.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let line = line.expect("a process has memory");
    line.trim()
        .trim_end_matches(" kB")
        .parse()
        .expect("it is a number")
}

/// How many a second.
#[expect(
    clippy::cast_precision_loss,
    reason = "nobody reads the seventeenth digit"
)]
pub fn per_second(count: usize, time: Duration) -> f64 {
    count as f64 / time.as_secs_f64()
}

/// A time in milliseconds.
pub fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// The value below which so many of a hundred are.
pub fn percentile(sorted: &[Duration], part: usize) -> Duration {
    sorted[(sorted.len() - 1) * part / 100]
}

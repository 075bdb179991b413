//! How often calls may be made: each its own quota, counted by the minute (`wechat-platform.md` 5).

use std::collections::HashMap;

use super::Platform;

/// The calls of the minute that runs.
#[derive(Default)]
pub(super) struct Rate {
    minute: u64,
    calls: HashMap<String, u32>,
}

impl Platform {
    /// Counts a call, and says whether it is one too many. `/sns/auth` has no quota.
    pub(crate) fn is_too_fast(&mut self, path: &str, now: u64) -> bool {
        if path == "/sns/auth" {
            return false;
        }
        if self.rate.minute != now / 60 {
            self.rate.minute = now / 60;
            self.rate.calls.clear();
        }
        let calls = self.rate.calls.entry(path.to_owned()).or_default();
        *calls = calls.saturating_add(1);
        *calls > self.switches.calls_per_minute
    }
}

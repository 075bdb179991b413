//! Moments in sentences.

use crate::text::{Markup, Value};
use crate::{Frame, when};

/// A moment, in milliseconds since 1970, shown in universal time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment(pub i64);

impl Frame {
    /// A sentence about a moment, which is its variable `$date`.
    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "templates hand over references"
    )]
    pub(crate) fn on(&self, key: &str, moment: &Moment) -> Markup {
        let (words, moment) = when::to_the_minute(self.language, moment.0);
        self.say(key, &[("date", Value::Time(&words, &moment))])
    }
}

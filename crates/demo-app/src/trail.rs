//! The steps of a sign-in, as the person sees them afterwards.

use std::time::{Duration, Instant};

/// What happened since *Sign in* was pressed.
#[derive(Debug)]
pub(crate) struct Trail {
    started: Instant,
    pub(crate) steps: Vec<Step>,
}

/// One thing that happened.
#[derive(Debug)]
pub(crate) struct Step {
    pub(crate) what: &'static str,
    /// Addresses and algorithms; never a code or a token.
    pub(crate) detail: String,
    after: Duration,
}

impl Trail {
    pub(crate) fn begin() -> Self {
        Self {
            started: Instant::now(),
            steps: Vec::new(),
        }
    }

    pub(crate) fn note(&mut self, what: &'static str, detail: impl Into<String>) {
        self.steps.push(Step {
            what,
            detail: detail.into(),
            after: self.started.elapsed(),
        });
    }
}

impl Step {
    /// The time since the beginning, in the unit that reads best.
    pub(crate) fn time(&self) -> String {
        if self.after < Duration::from_secs(1) {
            format!("{} ms", self.after.as_millis())
        } else {
            format!("{:.1} s", self.after.as_secs_f64())
        }
    }
}

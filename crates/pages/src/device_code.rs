//! Where a person types the code that a device shows.

use askama::Template;

use crate::Frame;

/// *Enter the code from your device*: one form, posted to `action` with `csrf` and `user_code`.
///
/// A code that is none gets the page again, with `problem` set. Status 200; 422, 404 and 429 then.
#[derive(Clone, Template)]
#[template(path = "device_code.html")]
pub struct DeviceCode {
    /// What is around the page.
    pub frame: Frame,
    /// Where the form is posted.
    pub action: String,
    /// What the field begins with.
    pub code: String,
    /// What was wrong with the code.
    pub problem: Option<Problem>,
}

/// What can be wrong with a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// No device has a code of this form.
    Form,
    /// No device waits with this code.
    Unknown,
    /// Too many codes were wrong.
    TooOften,
}

impl Problem {
    /// Every problem.
    pub const ALL: &[Self] = &[Self::Form, Self::Unknown, Self::TooOften];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Form => "device-code-form",
            Self::Unknown => "device-code-unknown",
            Self::TooOften => "device-code-too-often",
        }
    }
}

impl DeviceCode {
    fn problem_words(&self) -> Option<String> {
        self.problem.map(|problem| self.frame.text(problem.name()))
    }
}

//! Fields of forms: what somebody typed, and what is wrong with it.

use crate::text::{Markup, Value};

use super::ConsoleFrame;

/// What stands in a field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Input {
    /// What the field holds. Never a stored secret.
    pub value: String,
    /// What is wrong with it.
    pub problem: Option<Problem>,
}

/// What is wrong with a field, and what is accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The key of the sentence.
    pub key: &'static str,
    /// What the sentence quotes as `$value`.
    pub value: String,
}

impl Input {
    /// A field with nothing wrong.
    pub fn new(value: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            problem: None,
        }
    }

    /// The same field with something wrong.
    #[must_use]
    pub fn wrong(mut self, key: &'static str) -> Self {
        self.problem = Some(Problem {
            key,
            value: String::new(),
        });
        self
    }

    /// The same field with something wrong, quoting a value.
    #[must_use]
    pub fn wrong_with(mut self, key: &'static str, value: impl Into<String>) -> Self {
        self.problem = Some(Problem {
            key,
            value: value.into(),
        });
        self
    }
}

impl Problem {
    pub(crate) fn text(&self, frame: &ConsoleFrame) -> Markup {
        frame.say(self.key, &[("value", Value::Code(&self.value))])
    }
}

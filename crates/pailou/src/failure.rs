//! Every failure as one line: what is wrong, where, what to do.

use std::fmt;
use std::process::ExitCode;

/// Why a command ended. Shown as one line.
#[derive(Debug)]
pub(crate) struct Failure {
    text: String,
    hint: Option<String>,
    is_wrong_use: bool,
}

impl Failure {
    /// Something failed: exit code 1.
    pub(crate) fn new(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            hint: None,
            is_wrong_use: false,
        }
    }

    /// The command was used in a wrong way: exit code 2, as clap does.
    pub(crate) fn wrong_use(text: impl Into<String>) -> Self {
        Self {
            is_wrong_use: true,
            ..Self::new(text)
        }
    }

    /// Adds what to do.
    #[must_use]
    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    pub(crate) fn exit_code(&self) -> ExitCode {
        ExitCode::from(if self.is_wrong_use { 2 } else { 1 })
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Texts of libraries may have several lines; a failure here has one.
        let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        f.write_str(&one_line(&self.text))?;
        match &self.hint {
            None => Ok(()),
            Some(hint) => write!(f, ". {}", one_line(hint)),
        }
    }
}

impl From<store::OpenStoreError> for Failure {
    fn from(error: store::OpenStoreError) -> Self {
        Self::new(error.to_string())
    }
}

impl From<store::StoreError> for Failure {
    fn from(error: store::StoreError) -> Self {
        Self::new(error.to_string())
    }
}

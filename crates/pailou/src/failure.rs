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
        f.write_str(&one_line(&self.text))?;
        match &self.hint {
            None => Ok(()),
            Some(hint) => write!(f, ". {}", one_line(hint)),
        }
    }
}

/// Texts of others may have several lines, or a full stop; a failure here is one line
/// without.
fn one_line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").trim_end_matches('.').to_owned()
}

/// What an operating system's error says to somebody who does not know its numbers.
pub(crate) fn of_system(error: &std::io::Error) -> String {
    if error.kind() == std::io::ErrorKind::InvalidData {
        return "it is not text in UTF-8".to_owned();
    }
    let text = error.to_string();
    let (words, _) = text.split_once(" (os error").unwrap_or((&text, ""));
    let mut characters = words.chars();
    characters.next().map_or_else(String::new, |first| {
        first.to_lowercase().chain(characters).collect()
    })
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

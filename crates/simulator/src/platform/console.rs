//! The console of the Open Platform as rules: accounts, mails, apps that are made, submitted and reviewed
//! (`wechat-platform.md` 9).

pub(crate) mod accounts;
pub(crate) mod apps;
pub(crate) mod coming;
pub(crate) mod domain;
pub(crate) mod forms;
pub(crate) mod mail;
pub(crate) mod review;

/// Why a field is not accepted, in the two languages of the console.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Problem {
    pub(crate) field: &'static str,
    pub(crate) zh: String,
    pub(crate) en: String,
    /// A value that would be accepted, where one can be guessed.
    pub(crate) fix: Option<String>,
}

impl Problem {
    pub(crate) fn new(field: &'static str, zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self {
            field,
            zh: zh.into(),
            en: en.into(),
            fix: None,
        }
    }

    pub(crate) fn or_use(self, fix: Option<String>) -> Self {
        Self { fix, ..self }
    }
}

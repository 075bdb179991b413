use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::error::{ErrorCode, OAuthError};

/// Which pages the application wants shown, or none (OpenID Connect Core section 3.1.2.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Prompt {
    /// No page at all: an answer at once, or an error.
    pub none: bool,
    /// A new sign-in, whatever session there is.
    pub login: bool,
    /// The consent page, also when consent is remembered.
    pub consent: bool,
    /// A choice of accounts.
    pub select_account: bool,
}

impl Prompt {
    /// Every value, in the order in which they are written.
    pub const SUPPORTED: [&'static str; 4] = ["none", "login", "consent", "select_account"];

    /// Whether nothing was said.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl FromStr for Prompt {
    type Err = OAuthError;

    /// Reads values separated by spaces.
    ///
    /// # Errors
    ///
    /// `invalid_request` for a value that is not in [`Self::SUPPORTED`] (as the standard for
    /// `prompt=create` asks of all unknown ones), and for `none` beside another value.
    fn from_str(text: &str) -> Result<Self, OAuthError> {
        let mut prompt = Self::default();
        for value in text.split(' ').filter(|value| !value.is_empty()) {
            match value {
                "none" => prompt.none = true,
                "login" => prompt.login = true,
                "consent" => prompt.consent = true,
                "select_account" => prompt.select_account = true,
                _ => {
                    return Err(OAuthError::new(
                        ErrorCode::InvalidRequest,
                        "prompt has a value that is not supported",
                    ));
                }
            }
        }
        if prompt.none && (prompt.login || prompt.consent || prompt.select_account) {
            return Err(OAuthError::new(
                ErrorCode::InvalidRequest,
                "prompt=none stands alone",
            ));
        }
        Ok(prompt)
    }
}

impl fmt::Display for Prompt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let given = [self.none, self.login, self.consent, self.select_account];
        let mut separator = "";
        for (name, given) in Self::SUPPORTED.iter().zip(given) {
            if given {
                write!(f, "{separator}{name}")?;
                separator = " ";
            }
        }
        Ok(())
    }
}

impl TryFrom<String> for Prompt {
    type Error = OAuthError;

    fn try_from(text: String) -> Result<Self, OAuthError> {
        text.parse()
    }
}

impl From<Prompt> for String {
    fn from(prompt: Prompt) -> Self {
        prompt.to_string()
    }
}

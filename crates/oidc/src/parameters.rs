use std::fmt;

use thiserror::Error;

use crate::error::{ErrorCode, OAuthError};

/// The parameters of a request: a query, or a body of `application/x-www-form-urlencoded`.
///
/// They keep their order and their repetitions, because a name given twice must be noticed:
/// otherwise two readers of one request could believe different things. Unknown names are simply
/// never asked for (RFC 6749 section 3.1).
#[derive(Clone, PartialEq, Eq)]
pub struct Parameters(Vec<(String, String)>);

impl Parameters {
    /// The longest text that is read, in bytes.
    pub const LONGEST: usize = 16 * 1024;

    /// Reads form-urlencoded text.
    ///
    /// # Errors
    ///
    /// Text longer than [`Self::LONGEST`], and text that holds a NUL or anything but UTF-8, in plain
    /// or encoded: no honest client sends it, and databases and logs disagree about it.
    pub fn parse(text: impl AsRef<[u8]>) -> Result<Self, ParametersError> {
        let text = text.as_ref();
        if text.len() > Self::LONGEST {
            return Err(ParametersError::TooLong);
        }
        let pairs: Vec<(String, String)> = form_urlencoded::parse(text).into_owned().collect();
        // The decoder puts U+FFFD in the place of what is not UTF-8.
        let unreadable = |text: &str| text.contains(['\0', char::REPLACEMENT_CHARACTER]);
        if pairs
            .iter()
            .any(|(name, value)| unreadable(name) || unreadable(value))
        {
            return Err(ParametersError::Unreadable);
        }
        Ok(Self(pairs))
    }

    /// The value of `name`; one without a value counts as absent (RFC 6749 section 3.1).
    ///
    /// # Errors
    ///
    /// `invalid_request` if the name is there twice, with or without a value.
    pub fn one(&self, name: &'static str) -> Result<Option<&str>, OAuthError> {
        let mut values = self.all(name);
        match (values.next(), values.next()) {
            (_, Some(_)) => Err(OAuthError::new(
                ErrorCode::InvalidRequest,
                format!("{name} is given more than once"),
            )),
            (value, None) => Ok(value.filter(|value| !value.is_empty())),
        }
    }

    /// The value of `name`, which must be there.
    ///
    /// # Errors
    ///
    /// `invalid_request` if it is absent, empty or there twice.
    pub fn required(&self, name: &'static str) -> Result<&str, OAuthError> {
        self.one(name)?
            .ok_or_else(|| OAuthError::new(ErrorCode::InvalidRequest, format!("{name} is missing")))
    }

    /// Every value of `name`, for the few that may repeat.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0
            .iter()
            .filter(move |(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    }
}

/// Shows the names alone: values may be codes, tokens and secrets.
impl fmt::Debug for Parameters {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list()
            .entries(self.0.iter().map(|(name, _)| name))
            .finish()
    }
}

/// Why a text was not read as parameters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum ParametersError {
    /// More than [`Parameters::LONGEST`] bytes.
    #[error("the request is longer than 16 kB")]
    TooLong,
    /// A NUL, or something that is not UTF-8.
    #[error("the request holds a NUL or something that is not UTF-8")]
    Unreadable,
}

impl From<ParametersError> for OAuthError {
    fn from(error: ParametersError) -> Self {
        Self::new(ErrorCode::InvalidRequest, error.to_string())
    }
}

#[cfg(test)]
mod tests;

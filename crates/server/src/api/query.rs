//! Queries of addresses, read strictly.

use axum::extract::FromRequestParts;
use http::request::Parts;
use oidc::{OAuthError, Parameters};

use super::ApiError;
use super::error::Part;

/// The query of the address.
///
/// Names that nobody asks for are ignored. A name that may be there once is refused when it is there
/// twice: which of the two values counts would depend on who reads it.
pub(crate) struct Query(Parameters);

impl Query {
    fn read(text: &str) -> Result<Self, ApiError> {
        Parameters::parse(text)
            .map(Self)
            .map_err(|error| ApiError::invalid_input(Part::Query, "", &error.to_string()))
    }

    /// The value of a name that may be there once; an empty one counts as absent.
    pub(crate) fn one(&self, name: &'static str) -> Result<Option<&str>, ApiError> {
        self.0.one(name).map_err(|OAuthError { description, .. }| {
            ApiError::invalid_input(Part::Query, name, &description)
        })
    }

    /// Every value of a name that may repeat, but for empty ones.
    pub(crate) fn all(&self, name: &'static str) -> impl Iterator<Item = &str> {
        self.0.all(name).filter(|value| !value.is_empty())
    }

    /// The value of a name, which `parse` has to accept; `expected` completes "must be …".
    pub(crate) fn parsed<T>(
        &self,
        name: &'static str,
        expected: &str,
        parse: impl FnOnce(&str) -> Option<T>,
    ) -> Result<Option<T>, ApiError> {
        let Some(text) = self.one(name)? else {
            return Ok(None);
        };
        parse(text).map(Some).ok_or_else(|| {
            ApiError::invalid_input(Part::Query, name, &format!("must be {expected}"))
        })
    }
}

impl<S: Sync> FromRequestParts<S> for Query {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, ApiError> {
        Self::read(parts.uri.query().unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_there_once_or_may_repeat() {
        let query = Query::read("search=a%20b&target=x&target=&target=y&empty=&n=5&m=x").unwrap();
        assert_eq!(query.one("search").unwrap(), Some("a b"));
        assert_eq!(query.one("empty").unwrap(), None);
        assert_eq!(query.one("absent").unwrap(), None);
        assert!(query.one("target").is_err());
        assert_eq!(query.all("target").collect::<Vec<_>>(), ["x", "y"]);
        let number = |text: &str| text.parse::<u8>().ok();
        assert_eq!(query.parsed("n", "a number", number).unwrap(), Some(5));
        assert_eq!(query.parsed("absent", "a number", number).unwrap(), None);
        assert!(query.parsed("m", "a number", number).is_err());
        assert!(query.parsed("target", "a number", number).is_err());
    }

    #[test]
    fn nul_and_what_is_not_utf8_are_refused() {
        for text in ["a=%00", "%00=a", "a=%ff"] {
            assert!(Query::read(text).is_err(), "{text}");
        }
    }
}

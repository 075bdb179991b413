//! Strict reading of queries and forms.
//!
//! A name that is given twice is an attack or a mistake, never an intention: which
//! of the two values counts would depend on who reads it.

use std::collections::BTreeMap;

use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use http::request::Parts;

/// More than a page of ours ever sends.
const LONGEST: usize = 16 * 1024;
/// More than a form of the console ever sends: a style sheet with its escapes, a page of texts.
pub(crate) const LONGEST_FORM: usize = 256 * 1024;

/// The parameters of a query or a form, each name once.
#[derive(Debug, Default)]
pub(crate) struct Parameters(BTreeMap<String, String>);

/// The text is too long, or a name is given twice.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Malformed;

impl Parameters {
    pub(crate) fn parse(text: &[u8]) -> Result<Self, Malformed> {
        Self::parse_within(text, LONGEST)
    }

    /// The same for texts that may be longer.
    pub(crate) fn parse_within(text: &[u8], longest: usize) -> Result<Self, Malformed> {
        if text.len() > longest {
            return Err(Malformed);
        }
        let mut parameters = BTreeMap::new();
        for (name, value) in form_urlencoded::parse(text) {
            if name.contains('\0') || value.contains('\0') {
                return Err(Malformed);
            }
            if parameters
                .insert(name.into_owned(), value.into_owned())
                .is_some()
            {
                return Err(Malformed);
            }
        }
        Ok(Self(parameters))
    }

    /// A value that is there and not empty.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        let value = self.0.get(name).map(String::as_str);
        value.filter(|value| !value.is_empty())
    }

    /// Every name with its value, empty ones too.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        let pairs = self.0.iter();
        pairs.map(|(name, value)| (name.as_str(), value.as_str()))
    }

    pub(crate) fn into_map(self) -> BTreeMap<String, String> {
        self.0
    }
}

impl IntoResponse for Malformed {
    fn into_response(self) -> Response {
        let text = "The request has a parameter twice, or is too long.\n";
        (StatusCode::BAD_REQUEST, text).into_response()
    }
}

/// The query of the address, read strictly.
pub(crate) struct Query(pub(crate) Parameters);

impl<S: Sync> FromRequestParts<S> for Query {
    type Rejection = Malformed;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Malformed> {
        let text = parts.uri.query().unwrap_or_default();
        Parameters::parse(text.as_bytes()).map(Self)
    }
}

/// A form in the body, read strictly.
pub(crate) struct Form(pub(crate) Parameters);

impl<S: Send + Sync> FromRequest<S> for Form {
    type Rejection = Malformed;

    async fn from_request(request: Request, _: &S) -> Result<Self, Malformed> {
        let body = axum::body::to_bytes(request.into_body(), LONGEST)
            .await
            .map_err(|_| Malformed)?;
        Parameters::parse(&body).map(Self)
    }
}

/// A form that may hold a style sheet or a page of texts.
pub(crate) struct LongForm(pub(crate) Parameters);

impl<S: Send + Sync> FromRequest<S> for LongForm {
    type Rejection = Malformed;

    async fn from_request(request: Request, _: &S) -> Result<Self, Malformed> {
        let body = axum::body::to_bytes(request.into_body(), LONGEST_FORM)
            .await
            .map_err(|_| Malformed)?;
        Parameters::parse_within(&body, LONGEST_FORM).map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_may_be_there_once() {
        let parameters = Parameters::parse(b"code=a%26b&state=c&empty=").unwrap();
        assert_eq!(parameters.get("code"), Some("a&b"));
        assert_eq!(parameters.get("empty"), None);
        assert_eq!(parameters.get("absent"), None);
        for twice in ["code=a&code=a", "code=a&c%6fde=b", "a&a"] {
            assert_eq!(Parameters::parse(twice.as_bytes()).unwrap_err(), Malformed);
        }
    }

    #[test]
    fn nul_bytes_and_endless_texts_are_refused() {
        assert_eq!(Parameters::parse(b"a=%00").unwrap_err(), Malformed);
        let long = "a".repeat(LONGEST + 1);
        assert_eq!(Parameters::parse(long.as_bytes()).unwrap_err(), Malformed);
        let within = Parameters::parse_within(long.as_bytes(), LONGEST_FORM);
        assert!(within.is_ok());
        let long = "a".repeat(LONGEST_FORM + 1);
        let within = Parameters::parse_within(long.as_bytes(), LONGEST_FORM);
        assert_eq!(within.unwrap_err(), Malformed);
    }
}

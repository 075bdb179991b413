//! Query and form parameters, kept in order and with repetitions.

use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, RawQuery, Request};
use axum::http::{Method, header};
use axum::response::{IntoResponse, Response};

/// The parameters of the query, then those of a form body.
#[derive(Debug, Clone, Default)]
pub(crate) struct Parameters(Vec<(String, String)>);

impl Parameters {
    fn parse(encoded: &[u8]) -> Self {
        Self(form_urlencoded::parse(encoded).into_owned().collect())
    }

    /// The first value of that name. Absent and empty are the same to WeChat.
    pub(crate) fn get(&self, name: &str) -> &str {
        self.0
            .iter()
            .find(|(key, _)| key == name)
            .map_or("", |(_, value)| value)
    }

    /// The last value of that name: what a form says, whatever the query of its address says.
    pub(crate) fn last(&self, name: &str) -> &str {
        self.0
            .iter()
            .rfind(|(key, _)| key == name)
            .map_or("", |(_, value)| value)
    }

    /// All names in their order.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(name, _)| name.as_str())
    }

    /// The query again, without the names that are left out.
    pub(crate) fn without(&self, names: &[&str]) -> String {
        form_urlencoded::Serializer::new(String::new())
            .extend_pairs(
                self.0
                    .iter()
                    .filter(|(key, _)| !names.contains(&key.as_str())),
            )
            .finish()
    }
}

impl<S: Send + Sync> FromRequest<S> for Parameters {
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> Result<Self, Response> {
        let is_form = request.method() == Method::POST
            && request
                .headers()
                .get(header::CONTENT_TYPE)
                .is_some_and(|value| {
                    value
                        .as_bytes()
                        .to_ascii_lowercase()
                        .starts_with(b"application/x-www-form-urlencoded")
                });
        let (mut parts, body) = request.into_parts();
        let RawQuery(query) = RawQuery::from_request_parts(&mut parts, state)
            .await
            .map_err(IntoResponse::into_response)?;
        let mut parameters = Self::parse(query.unwrap_or_default().as_bytes());
        if is_form {
            let body = Bytes::from_request(Request::from_parts(parts, body), state)
                .await
                .map_err(IntoResponse::into_response)?;
            parameters.0.extend(Self::parse(&body).0);
        }
        Ok(parameters)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_of_a_name_counts() {
        let parameters = Parameters::parse(b"a=1&a=2&b&c=%E5%B0%8F+x&=y");
        assert_eq!(parameters.get("a"), "1");
        assert_eq!(parameters.last("a"), "2");
        assert_eq!(parameters.last("absent"), "");
        assert_eq!(parameters.names().collect::<String>(), "aabc");
        assert_eq!(parameters.get("b"), "");
        assert_eq!(parameters.get("c"), "小 x");
        assert_eq!(parameters.get("absent"), "");
        assert_eq!(parameters.without(&["a", ""]), "b=&c=%E5%B0%8F+x");
    }

    #[test]
    fn bytes_that_are_no_text_are_replaced() {
        assert_eq!(Parameters::parse(b"a=%ff%zz").get("a"), "\u{fffd}%zz");
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_are_parameters(encoded in proptest::collection::vec(proptest::num::u8::ANY, 0..80)) {
            let parameters = Parameters::parse(&encoded);
            for name in parameters.names() {
                let _ = (parameters.get(name), parameters.last(name));
            }
            // Written again they say the same.
            let again = Parameters::parse(parameters.without(&[]).as_bytes());
            proptest::prop_assert_eq!(again.0, parameters.0);
        }
    }
}

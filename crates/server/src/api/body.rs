//! Bodies in JSON, read strictly.

use std::error::Error;

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use http::{HeaderMap, StatusCode, header};
use http_body_util::LengthLimitError;
use serde::de::{DeserializeOwned, IgnoredAny};
use serde_json::Value;

use super::ApiError;
use super::error::Part;

/// A body in JSON.
///
/// Fields that nobody knows are ignored, as Logto does. What is wrong is told with its place and
/// what is expected there; what was sent is not repeated, because it may be a secret.
pub(crate) struct JsonBody<T>(pub(crate) T);

/// Room for a style sheet and pictures as text, and no more.
const LONGEST: usize = 1024 * 1024;

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for JsonBody<T> {
    type Rejection = ApiError;

    async fn from_request(request: Request, _: &S) -> Result<Self, ApiError> {
        read(request).await.map(Self)
    }
}

async fn read<T: DeserializeOwned>(request: Request) -> Result<T, ApiError> {
    if !is_json(request.headers()) {
        let text = "the header Content-Type must be application/json";
        return Err(ApiError::invalid_input(Part::Body, "", text));
    }
    let bytes = axum::body::to_bytes(request.into_body(), LONGEST)
        .await
        .map_err(|error| broken(&error))?;
    parse(&bytes)
}

fn is_json(headers: &HeaderMap) -> bool {
    let value = headers.get(header::CONTENT_TYPE);
    let text = value.and_then(|value| value.to_str().ok()).unwrap_or("");
    let media = text.split(';').next().unwrap_or("").trim();
    media.eq_ignore_ascii_case("application/json")
}

fn broken(error: &axum::Error) -> ApiError {
    let source = error.source();
    let too_long = source.is_some_and(<dyn Error>::is::<LengthLimitError>);
    if too_long {
        let text = "The body of the request is longer than 1 MB.";
        ApiError::new(StatusCode::PAYLOAD_TOO_LARGE, "guard.invalid_input", text)
    } else {
        ApiError::invalid_input(Part::Body, "", "it breaks off")
    }
}

fn parse<T: DeserializeOwned>(bytes: &Bytes) -> Result<T, ApiError> {
    // Databases and other programs disagree about NUL, so no text may hold it.
    if bytes.windows(6).any(|six| six == br"\u0000") && holds_nul(bytes) {
        let text = "a text holds the character NUL";
        return Err(ApiError::invalid_input(Part::Body, "", text));
    }
    let mut json = serde_json::Deserializer::from_slice(bytes);
    let value = serde_path_to_error::deserialize(&mut json).map_err(|error| {
        let (place, error) = (error.path().to_string(), error.inner());
        // Where one of several words is expected, other JSON is told like broken JSON.
        if error.is_data() || serde_json::from_slice::<IgnoredAny>(bytes).is_ok() {
            wrong(&place, &problem(error))
        } else {
            broken_at(error)
        }
    })?;
    json.end().map_err(|error| broken_at(&error))?;
    Ok(value)
}

fn wrong(place: &str, problem: &str) -> ApiError {
    let place = if place == "." { "" } else { place };
    ApiError::invalid_input(Part::Body, place, problem)
}

/// Where the text is broken, there are no places yet.
fn broken_at(error: &serde_json::Error) -> ApiError {
    let (line, column) = (error.line(), error.column());
    let problem = format!("this is not JSON (line {line}, column {column})");
    ApiError::invalid_input(Part::Body, "", &problem)
}

/// What a message of serde says without the value that it quotes.
fn problem(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let text = text
        .rsplit_once(" at line ")
        .map_or(&*text, |(text, _)| text);
    match text.rsplit_once(", expected ") {
        Some((_, expected)) => format!("expected {}", in_words(expected)),
        // These two name fields of ours alone.
        None if text.starts_with("missing field ") || text.starts_with("duplicate field ") => {
            text.to_owned()
        }
        None => "this value is not accepted".to_owned(),
    }
}

/// What serde expects, without words of Rust.
fn in_words(expected: &str) -> &str {
    match expected {
        "a map" => "an object",
        "a sequence" => "a list",
        "u8" | "u16" | "u32" | "u64" | "i8" | "i16" | "i32" | "i64" => "a whole number",
        "f32" | "f64" => "a number",
        structure if structure.starts_with("struct ") => "an object",
        other => other,
    }
}

fn holds_nul(bytes: &[u8]) -> bool {
    fn inside(value: &Value) -> bool {
        match value {
            Value::String(text) => text.contains('\0'),
            Value::Array(items) => items.iter().any(inside),
            Value::Object(fields) => fields
                .iter()
                .any(|(key, value)| key.contains('\0') || inside(value)),
            Value::Null | Value::Bool(_) | Value::Number(_) => false,
        }
    }
    serde_json::from_slice(bytes).is_ok_and(|value| inside(&value))
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;
    use serde_json::json;

    use super::*;

    const JSON: &str = "application/json";

    #[derive(Debug, Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Sent {
        client_id: String,
        #[serde(default)]
        kind: Option<Kind>,
        #[serde(default)]
        inner: Vec<Inner>,
    }

    #[derive(Debug, Deserialize)]
    enum Kind {
        Web,
        Native,
    }

    #[derive(Debug, Deserialize)]
    struct Inner {
        number: u8,
    }

    async fn sent<T: DeserializeOwned>(content_type: &str, text: &str) -> Result<T, ApiError> {
        let request = Request::builder()
            .header(header::CONTENT_TYPE, content_type)
            .body(text.to_owned().into())
            .unwrap();
        let JsonBody(value) = JsonBody::from_request(request, &()).await?;
        Ok(value)
    }

    async fn details(text: &str) -> String {
        let error = sent::<Sent>(JSON, text).await.unwrap_err();
        assert_eq!(error.status, 400);
        assert_eq!(error.body.code, "guard.invalid_input");
        error.body.details.unwrap()
    }

    #[tokio::test]
    async fn what_is_wrong_is_told_with_its_place_and_without_its_value() {
        let table = [
            ("", "body: this is not JSON (line 1, column 0)"),
            ("{", "body: this is not JSON (line 1, column 1)"),
            (
                r#"{"clientId":"a"} x"#,
                "body: this is not JSON (line 1, column 18)",
            ),
            ("[]", "body: expected an object"),
            ("null", "body: expected an object"),
            ("{}", "body: missing field `clientId`"),
            (
                r#"{"clientId":"a","clientId":"b"}"#,
                "body: duplicate field `clientId`",
            ),
            (r#"{"clientId":5}"#, "clientId: expected a string"),
            (r#"{"clientId":null}"#, "clientId: expected a string"),
            (
                r#"{"clientId":{"a":"hush"}}"#,
                "clientId: expected a string",
            ),
            (
                r#"{"clientId":"a","kind":"hush, expected b"}"#,
                "kind: expected `Web` or `Native`",
            ),
            (
                r#"{"clientId":"a","kind":5}"#,
                "kind: this value is not accepted",
            ),
            (
                r#"{"clientId":"a","kind":["hush"]}"#,
                "kind: this value is not accepted",
            ),
            (
                r#"{"clientId":"a","kind":{"hush":1}}"#,
                "kind: expected `Web` or `Native`",
            ),
            (
                r#"{"clientId":"a","kind":"We"#,
                "body: this is not JSON (line 1, column 26)",
            ),
            (
                r#"{"clientId":"a","inner":[{"number":1},{"number":"hush"}]}"#,
                "inner[1].number: expected a whole number",
            ),
            (
                r#"{"clientId":"a","inner":[{"number":300}]}"#,
                "inner[0].number: expected a whole number",
            ),
            (
                r#"{"clientId":"\u0000"}"#,
                "body: a text holds the character NUL",
            ),
            (
                r#"{"clientId":"a","x":{"\u0000":1}}"#,
                "body: a text holds the character NUL",
            ),
        ];
        for (text, expected) in table {
            let details = details(text).await;
            assert_eq!(details, expected, "{text}");
            assert!(!details.contains("hush"), "{details}");
        }
    }

    #[tokio::test]
    async fn unknown_fields_and_escaped_backslashes_are_fine() {
        let text = json!({ "clientId": r"a\u0000", "unknown": true }).to_string();
        let sent: Sent = self::sent(JSON, &text).await.unwrap();
        assert_eq!(sent.client_id, r"a\u0000");
        assert!(sent.kind.is_none() && sent.inner.is_empty());
        let text = r#"{"clientId":"a","kind":"Web","inner":[{"number":7}]}"#;
        let sent: Sent = self::sent(JSON, text).await.unwrap();
        assert!(matches!(sent.kind, Some(Kind::Web)));
        assert_eq!(sent.inner[0].number, 7);
    }

    #[tokio::test]
    async fn only_json_counts_as_json() {
        for (content_type, fine) in [
            (JSON, true),
            ("Application/JSON; charset=utf-8", true),
            ("text/plain", false),
            ("application/x-www-form-urlencoded", false),
            ("application/jsonp", false),
            ("", false),
        ] {
            let value = sent::<Value>(content_type, "{}").await;
            assert_eq!(value.is_ok(), fine, "{content_type}");
        }
        let request = Request::new("{}".to_owned().into());
        assert!(JsonBody::<Value>::from_request(request, &()).await.is_err());
    }

    #[tokio::test]
    async fn a_body_without_end_is_refused() {
        let long = format!("\"{}\"", "a".repeat(LONGEST - 2));
        assert!(sent::<Value>(JSON, &long).await.is_ok());
        let error = sent::<Value>(JSON, &format!("{long} ")).await.unwrap_err();
        assert_eq!(error.status, 413);
    }
}

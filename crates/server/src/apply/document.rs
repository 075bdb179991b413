//! JSON in a TOML file.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// A JSON object as a table. What TOML cannot say, such as `null`, makes it a text of JSON.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Document {
    /// A table.
    Table(Map<String, Value>),
    /// The object as JSON text.
    Text(String),
}

impl Document {
    /// The object; none when the text is no object in JSON.
    pub(super) fn read(self) -> Option<Map<String, Value>> {
        match self {
            Self::Table(fields) => Some(fields),
            Self::Text(text) => serde_json::from_str(&text).ok(),
        }
    }
}

impl From<Map<String, Value>> for Document {
    fn from(fields: Map<String, Value>) -> Self {
        let fields = Value::Object(fields);
        if !fits(&fields) {
            return Self::Text(fields.to_string());
        }
        match fields {
            Value::Object(fields) => Self::Table(fields),
            other => Self::Text(other.to_string()),
        }
    }
}

/// Whether TOML can say it.
fn fits(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Bool(_) | Value::String(_) => true,
        // Numbers beyond these are another value after they have been read again.
        Value::Number(number) => number.is_i64() || number.is_f64(),
        Value::Array(entries) => entries.iter().all(fits),
        Value::Object(fields) => fields.values().all(fits),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_toml_cannot_say_is_a_text() {
        for (value, is_table) in [
            (json!({}), true),
            (json!({ "a": [1, -1, 1.5, true, "x", { "b": {} }] }), true),
            (json!({ "a": null }), false),
            (json!({ "a": [{ "b": null }] }), false),
            (json!({ "a": u64::MAX }), false),
        ] {
            let fields = value.as_object().unwrap().clone();
            let document = Document::from(fields.clone());
            assert_eq!(matches!(document, Document::Table(_)), is_table, "{value}");
            assert_eq!(document.read(), Some(fields));
        }
        for text in ["", "[]", "1", "{", "null"] {
            assert_eq!(Document::Text(text.to_owned()).read(), None, "{text}");
        }
    }
}

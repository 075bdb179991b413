//! How values stand in columns.

use connector_kit::Timestamp;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::StoreError;

/// A document as JSON text.
#[expect(
    clippy::expect_used,
    reason = "what we store are plain structures with text as keys, which always can be written"
)]
pub(crate) fn json<T: Serialize>(value: &T) -> String {
    serde_json::to_string(value).expect("a plain structure can be written as JSON")
}

/// Reads a document.
pub(crate) fn from_json<T: DeserializeOwned>(
    column: &'static str,
    text: &str,
) -> Result<T, StoreError> {
    serde_json::from_str(text).map_err(|_| StoreError::Corrupt { column })
}

/// One JSON object per line.
pub(crate) fn lines<T: Serialize>(values: &[T]) -> String {
    values.iter().map(|value| json(value) + "\n").collect()
}

/// Reads one JSON object per line.
pub(crate) fn from_lines<T: DeserializeOwned>(
    column: &'static str,
    text: &str,
) -> Result<Vec<T>, StoreError> {
    text.lines().map(|line| from_json(column, line)).collect()
}

/// The word for a variant without fields.
pub(crate) fn word<T: Serialize>(value: &T) -> String {
    json(value).trim_matches('"').to_owned()
}

/// The variant for a word.
pub(crate) fn from_word<T: DeserializeOwned>(
    column: &'static str,
    word: &str,
) -> Result<T, StoreError> {
    serde_json::from_value(word.into()).map_err(|_| StoreError::Corrupt { column })
}

/// A digest or another value of 32 bytes.
pub(crate) fn bytes32(column: &'static str, bytes: &[u8]) -> Result<[u8; 32], StoreError> {
    bytes.try_into().map_err(|_| StoreError::Corrupt { column })
}

/// Text without NUL, which PostgreSQL cannot hold and nobody can see.
pub(crate) fn text(text: Option<&String>) -> Option<String> {
    text.map(|text| text.replace('\0', ""))
}

/// A moment that may be missing.
pub(crate) fn moment(millis: Option<i64>) -> Option<Timestamp> {
    millis.map(Timestamp)
}

#[cfg(test)]
mod tests {
    use accounts::{Outcome, Phase};

    use super::*;

    #[test]
    fn words_are_those_of_the_schema() {
        assert_eq!(word(&Phase::Sent), "sent");
        assert_eq!(word(&Outcome::SignedUp), "signed_up");
        assert_eq!(from_word::<Phase>("c", "claimed"), Ok(Phase::Claimed));
        assert_eq!(
            from_word::<Phase>("c", "Claimed"),
            Err(StoreError::Corrupt { column: "c" })
        );
    }

    #[test]
    fn lines_can_be_added_without_reading_the_others() {
        let all = lines(&["a\nb"]) + &lines(&["c", "d"]);
        assert_eq!(from_lines::<String>("c", &all).unwrap(), ["a\nb", "c", "d"]);
        assert_eq!(from_lines::<String>("c", "").unwrap(), [""; 0]);
        assert!(from_lines::<String>("c", "\"a\"\nb\n").is_err());
    }

    #[test]
    fn nul_is_dropped() {
        assert_eq!(text(Some(&"a\0b".to_owned())).as_deref(), Some("ab"));
        assert_eq!(text(None), None);
    }
}

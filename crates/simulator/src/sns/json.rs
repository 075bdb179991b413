//! JSON as WeChat writes it: keys in a fixed order, slashes escaped, control characters left raw.

use std::fmt::Display;

/// An object under construction.
pub(crate) struct Object(String);

impl Object {
    pub(crate) fn new() -> Self {
        Self("{".to_owned())
    }

    pub(crate) fn text(mut self, key: &str, value: &str) -> Self {
        self.key(key);
        self.0.push('"');
        for character in value.chars() {
            match character {
                '"' => self.0.push_str("\\\""),
                '\\' => self.0.push_str("\\\\"),
                '/' => self.0.push_str("\\/"),
                '\n' => self.0.push_str("\\n"),
                '\r' => self.0.push_str("\\r"),
                '\t' => self.0.push_str("\\t"),
                // The others pass as they are, which is not JSON, but what has come (`wechat-platform.md` 6).
                other => self.0.push(other),
            }
        }
        self.0.push('"');
        self
    }

    pub(crate) fn number(mut self, key: &str, value: impl Display) -> Self {
        self.key(key);
        self.0.push_str(&value.to_string());
        self
    }

    pub(crate) fn empty_list(mut self, key: &str) -> Self {
        self.key(key);
        self.0.push_str("[]");
        self
    }

    pub(crate) fn finish(mut self) -> String {
        self.0.push('}');
        self.0
    }

    fn key(&mut self, key: &str) {
        if self.0.len() > 1 {
            self.0.push(',');
        }
        self.0.push('"');
        self.0.push_str(key);
        self.0.push_str("\":");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn objects_are_written_as_wechat_does() {
        let text = Object::new()
            .text("url", "https://a/b")
            .number("n", 7200)
            .empty_list("l")
            .text("name", "🎈\"\\\n\u{1}")
            .finish();
        assert_eq!(
            text,
            "{\"url\":\"https:\\/\\/a\\/b\",\"n\":7200,\"l\":[],\"name\":\"🎈\\\"\\\\\\n\u{1}\"}"
        );
        assert_eq!(Object::new().finish(), "{}");
    }
}

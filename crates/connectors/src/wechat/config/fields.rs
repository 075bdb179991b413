//! Reads the fields of a JSON object and collects what is wrong with them.

use connector_kit::ConfigError;
use serde_json::{Map, Value};

/// Something is wrong, and it has been written down.
pub(super) struct Reported;

/// An object of the configuration, with the place for its errors.
pub(super) struct Fields<'a> {
    object: &'a Map<String, Value>,
    /// What comes before the names of its fields in errors.
    prefix: &'static str,
    errors: &'a mut Vec<ConfigError>,
}

impl<'a> Fields<'a> {
    pub(super) fn new(
        value: &'a Value,
        prefix: &'static str,
        errors: &'a mut Vec<ConfigError>,
    ) -> Result<Self, Reported> {
        if let Value::Object(object) = value {
            return Ok(Self {
                object,
                prefix,
                errors,
            });
        }
        let field = if prefix.is_empty() { "config" } else { prefix };
        errors.push(ConfigError {
            field: field.trim_end_matches('.').to_owned(),
            message: format!(
                "An object with clientId and clientSecret belongs here. This is {}.",
                kind(value)
            ),
        });
        Err(Reported)
    }

    /// Writes down that a field is wrong.
    pub(super) fn report<T>(
        &mut self,
        field: &str,
        message: impl Into<String>,
    ) -> Result<T, Reported> {
        self.errors.push(ConfigError {
            field: format!("{}{field}", self.prefix),
            message: message.into(),
        });
        Err(Reported)
    }

    /// Writes down every field that nobody knows.
    pub(super) fn refuse_unknown(&mut self, known: &[&str]) {
        for name in self.object.keys() {
            if !known.contains(&name.as_str()) {
                let shown: String = name.chars().take(64).collect();
                let field = format!("{}{shown}", self.prefix);
                let message = format!("There is no such key. The keys are {}.", known.join(", "));
                self.errors.push(ConfigError { field, message });
            }
        }
    }

    /// The trimmed text of a field under any of its names; nothing when it is absent,
    /// null or empty. Errors go under the first name.
    pub(super) fn text(&mut self, label: &str, names: &[&str]) -> Result<Option<String>, Reported> {
        let mut found: Option<&str> = None;
        for name in names {
            let text = match self.object.get(*name) {
                None | Some(Value::Null) => continue,
                Some(Value::String(text)) => trimmed(text),
                Some(other) => {
                    let message = format!("{label} is text. This one is {}.", kind(other));
                    return self.report(names[0], message);
                }
            };
            match found {
                _ if text.is_empty() => {}
                Some(first) if first != text => {
                    let message = format!(
                        "{} are spellings of one key, and their values differ. Keep one.",
                        names.join(" and ")
                    );
                    return self.report(names[0], message);
                }
                _ => found = Some(text),
            }
        }
        Ok(found.map(str::to_owned))
    }

    /// A field that says yes or no; no when it is absent, null or empty. Forms send text.
    pub(super) fn switch(&mut self, label: &str, name: &str) -> Result<bool, Reported> {
        match self.object.get(name) {
            None | Some(Value::Null) => Ok(false),
            Some(Value::Bool(yes)) => Ok(*yes),
            Some(Value::String(text)) if matches!(trimmed(text), "" | "false") => Ok(false),
            Some(Value::String(text)) if trimmed(text) == "true" => Ok(true),
            Some(other) => {
                let message = format!("{label} is true or false. This one is {}.", kind(other));
                self.report(name, message)
            }
        }
    }

    /// A field that is an object itself; nothing when it is absent, null, or has
    /// nothing in it.
    pub(super) fn group(&mut self, name: &'static str) -> Result<Option<Fields<'_>>, Reported> {
        let Some(value) = self.object.get(name) else {
            return Ok(None);
        };
        let is_blank = |value: &Value| match value {
            Value::Null => true,
            Value::String(text) => trimmed(text).is_empty(),
            _ => false,
        };
        if is_blank(value)
            || matches!(value, Value::Object(object) if object.values().all(is_blank))
        {
            return Ok(None);
        }
        Fields::new(value, "inWechat.", self.errors).map(Some)
    }
}

/// Cuts what comes along when people copy from web pages.
fn trimmed(text: &str) -> &str {
    let is_dirt = |c: char| {
        c.is_whitespace() || c.is_control() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}')
    };
    text.trim_matches(is_dirt)
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "empty",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

//! Reads what WeChat answers: JSON by bytes, whatever the headers say.

use serde_json::{Map, Value};

/// What WeChat said.
#[derive(Debug)]
pub(super) enum Answer {
    /// An object without an error code, or with code 0.
    Fields(Map<String, Value>),
    /// An error code, and its text.
    Refused {
        /// `errcode`; never 0.
        code: i64,
        /// `errmsg`, as it came.
        message: String,
    },
}

/// Decodes a body; broken UTF-8 becomes replacement characters.
pub(super) fn text(body: &[u8]) -> String {
    let text = String::from_utf8_lossy(body);
    let is_edge = |c: char| c.is_whitespace() || c == '\u{feff}' || c == '\0';
    text.trim_matches(is_edge).to_owned()
}

/// Reads an answer from the text of its body.
///
/// # Errors
/// Says in words what is wrong with it.
pub(super) fn parse(text: &str) -> Result<Answer, &'static str> {
    if text.is_empty() {
        return Err("the answer is empty");
    }
    if text.starts_with('<') {
        return Err("the answer is a web page");
    }
    let value = serde_json::from_str(text)
        .or_else(|_| serde_json::from_str(&repaired(text)))
        .map_err(|_| "the answer is not JSON")?;
    let Value::Object(fields) = value else {
        return Err("the answer is not a JSON object");
    };
    let code = match fields.get("errcode") {
        None | Some(Value::Null) => 0,
        Some(code) => integer(code).ok_or("the error code is not a number")?,
    };
    if code == 0 {
        return Ok(Answer::Fields(fields));
    }
    let message = fields.get("errmsg").and_then(Value::as_str).unwrap_or("");
    let message = message.to_owned();
    Ok(Answer::Refused { code, message })
}

/// A text field; nothing when it is absent, empty or of another type.
pub(super) fn string<'a>(fields: &'a Map<String, Value>, name: &str) -> Option<&'a str> {
    fields
        .get(name)
        .and_then(Value::as_str)
        .filter(|text| !text.is_empty())
}

/// A whole number, written as a number or as text.
pub(super) fn number(fields: &Map<String, Value>, name: &str) -> Option<i64> {
    fields.get(name).and_then(integer)
}

/// An id of a person: printable ASCII of sensible length.
///
/// WeChat's have 28 or 29 characters. An id that is not of this form is treated as
/// absent, because an id that is stored shortened or garbled is shared one day.
pub(super) fn id<'a>(fields: &'a Map<String, Value>, name: &str) -> Option<&'a str> {
    string(fields, name).filter(|id| id.len() <= 128 && id.bytes().all(|b| b.is_ascii_graphic()))
}

/// Whether a field says yes in any of the ways in which JSON can say it.
pub(super) fn is_set(fields: &Map<String, Value>, name: &str) -> bool {
    match fields.get(name) {
        None | Some(Value::Null) => false,
        Some(Value::Bool(yes)) => *yes,
        Some(Value::String(text)) => !matches!(text.trim(), "" | "0" | "false"),
        Some(value) => integer(value) != Some(0),
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "only whole numbers far within the range are cast"
)]
fn integer(value: &Value) -> Option<i64> {
    match value {
        Value::Number(number) => number.as_i64().or_else(|| {
            let float = number.as_f64()?;
            (float.fract() == 0.0 && float.abs() < 1e15).then_some(float as i64)
        }),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    }
}

/// Mends what WeChat is known to break inside of JSON strings, which is always
/// somebody's nickname: raw control characters, backslashes that escape nothing,
/// and halves of surrogate pairs.
fn repaired(text: &str) -> String {
    let mut mended = String::with_capacity(text.len() + 16);
    let mut in_string = false;
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let (piece, length) = match c {
            '\\' if in_string => escape(rest),
            c if in_string && c.is_ascii_control() => (format!("\\u{:04x}", u32::from(c)), 1),
            c => {
                in_string ^= c == '"';
                (c.to_string(), c.len_utf8())
            }
        };
        mended.push_str(&piece);
        rest = &rest[length..];
    }
    mended
}

/// Mends the escape that `rest` begins with; also says how many bytes it had.
fn escape(rest: &str) -> (String, usize) {
    let replacement = || "\\ufffd".to_owned();
    match rest.as_bytes().get(1) {
        Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => (rest[..2].to_owned(), 2),
        Some(b'u') => match (unit(rest), rest.get(6..).and_then(unit)) {
            (Some(0xd800..=0xdbff), Some(0xdc00..=0xdfff)) => (rest[..12].to_owned(), 12),
            (Some(0xd800..=0xdfff), _) => (replacement(), 6),
            (Some(_), _) => (rest[..6].to_owned(), 6),
            (None, _) => ("\\\\".to_owned(), 1),
        },
        _ => ("\\\\".to_owned(), 1),
    }
}

/// The UTF-16 unit of an escape such as `\u4e2d` at the beginning of a text.
fn unit(text: &str) -> Option<u16> {
    let digits = text.strip_prefix("\\u")?.get(..4)?;
    if !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
        return None;
    }
    u16::from_str_radix(digits, 16).ok()
}

#[cfg(test)]
mod tests;

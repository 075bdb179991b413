//! Rows as a file: CSV for spreadsheets, JSON Lines for programs.

use axum::response::{IntoResponse, Response};
use http::{HeaderValue, header};
use serde_json::Value;

/// The form of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Csv,
    JsonLines,
}

impl Form {
    pub(super) fn from_tag(tag: Option<&str>) -> Self {
        match tag {
            Some("jsonl") => Self::JsonLines,
            _ => Self::Csv,
        }
    }

    pub(super) fn tag(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::JsonLines => "jsonl",
        }
    }

    fn content_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::JsonLines => "application/jsonl; charset=utf-8",
        }
    }
}

/// A file that grows row by row.
pub(super) struct File {
    form: Form,
    columns: &'static [&'static str],
    text: String,
}

impl File {
    pub(super) fn new(form: Form, columns: &'static [&'static str]) -> Self {
        let mut file = Self {
            form,
            columns,
            text: String::new(),
        };
        if form == Form::Csv {
            let heads = columns.iter().map(|name| cell(&Value::from(*name)));
            file.line(heads);
        }
        file
    }

    /// Adds a row, one value for each column.
    pub(super) fn add(&mut self, values: Vec<Value>) {
        match self.form {
            Form::Csv => self.line(values.iter().map(cell)),
            Form::JsonLines => {
                let names = self.columns.iter().map(|name| (*name).to_owned());
                let row: serde_json::Map<String, Value> = names.zip(values).collect();
                self.text.push_str(&Value::from(row).to_string());
                self.text.push('\n');
            }
        }
    }

    fn line(&mut self, cells: impl Iterator<Item = String>) {
        let cells: Vec<String> = cells.collect();
        self.text.push_str(&cells.join(","));
        self.text.push_str("\r\n");
    }

    /// The file as a download.
    pub(super) fn answer(self, name: &str) -> Response {
        let name = format!("attachment; filename=\"{name}.{}\"", self.form.tag());
        let headers = [
            (
                header::CONTENT_TYPE,
                HeaderValue::from_static(self.form.content_type()),
            ),
            (
                header::CONTENT_DISPOSITION,
                HeaderValue::from_str(&name).unwrap_or(HeaderValue::from_static("attachment")),
            ),
            (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        ];
        (headers, self.text).into_response()
    }
}

/// A cell in quotes (RFC 4180). Names are of people's own choosing, and a spreadsheet takes
/// some beginnings for formulas: a quotation mark before them makes them text.
fn cell(value: &Value) -> String {
    let text = match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let is_formula = value.is_string() && text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let guard = if is_formula { "'" } else { "" };
    format!("\"{guard}{}\"", text.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn cells_hold_anything_and_start_no_formula() {
        for (value, written) in [
            (json!("a,b\"c\r\n"), "\"a,b\"\"c\r\n\""),
            (json!("=HYPERLINK(\"x\")"), "\"'=HYPERLINK(\"\"x\"\")\""),
            (json!("@sum"), "\"'@sum\""),
            (json!(-5), "\"-5\""),
            (json!(null), "\"\""),
            (json!(true), "\"true\""),
            (json!({"a": 1}), "\"{\"\"a\"\":1}\""),
        ] {
            assert_eq!(cell(&value), written);
        }
    }

    #[test]
    fn each_form_has_its_rows() {
        let rows = |form| {
            let mut file = File::new(form, &["at", "name"]);
            file.add(vec![json!(1), json!("小明")]);
            file.text
        };
        assert_eq!(rows(Form::Csv), "\"at\",\"name\"\r\n\"1\",\"小明\"\r\n");
        assert_eq!(rows(Form::JsonLines), "{\"at\":1,\"name\":\"小明\"}\n");
    }
}

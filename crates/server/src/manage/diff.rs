//! What is different between two documents.

use serde_json::{Map, Value};
use store::FieldChange;

/// The fields in which two documents differ, with dots between the names of nested ones.
/// A value under one of the `secret` names is not shown, only that it is another one.
pub(crate) fn diff(before: &Value, after: &Value, secret: &[&str]) -> Vec<FieldChange> {
    let mut changes = Vec::new();
    compare(String::new(), before, after, secret, &mut changes);
    changes
}

fn compare(
    path: String,
    before: &Value,
    after: &Value,
    secret: &[&str],
    changes: &mut Vec<FieldChange>,
) {
    if before == after {
        return;
    }
    let is_object = |value: &Value| value.is_object() || value.is_null();
    if is_object(before) && is_object(after) {
        let none = Map::new();
        let (old, new) = (
            before.as_object().unwrap_or(&none),
            after.as_object().unwrap_or(&none),
        );
        let mut names: Vec<&String> = old.keys().chain(new.keys()).collect();
        names.sort();
        names.dedup();
        for name in names {
            let path = if path.is_empty() {
                name.clone()
            } else {
                format!("{path}.{name}")
            };
            let value = |of: &Map<String, Value>| of.get(name).cloned().unwrap_or(Value::Null);
            if secret.contains(&name.as_str()) {
                if value(old) != value(new) {
                    changes.push(FieldChange::replaced(&path));
                }
            } else {
                compare(path, &value(old), &value(new), secret, changes);
            }
        }
        return;
    }
    changes.push(FieldChange {
        field: path,
        before: before.clone(),
        after: after.clone(),
    });
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn only_what_differs_is_told_and_secrets_never() {
        let before = json!({ "a": 1, "b": { "c": "x", "clientSecret": "old" }, "same": [1, 2] });
        let after =
            json!({ "a": 2, "b": { "c": "x", "clientSecret": "new" }, "same": [1, 2], "d": {} });
        let changes = diff(&before, &after, &["clientSecret"]);
        let told: Vec<_> = changes.iter().map(|change| change.field.as_str()).collect();
        assert_eq!(told, ["a", "b.clientSecret"]);
        assert_eq!(
            (&changes[0].before, &changes[0].after),
            (&json!(1), &json!(2))
        );
        assert_eq!(changes[1], FieldChange::replaced("b.clientSecret"));
        assert!(!format!("{changes:?}").contains("new"));
    }

    #[test]
    fn what_appears_and_what_goes_is_told_field_by_field() {
        let document = json!({ "a": { "b": 1 }, "secret": "s" });
        let made = diff(&Value::Null, &document, &["secret"]);
        let fields: Vec<_> = made.iter().map(|change| change.field.as_str()).collect();
        assert_eq!(fields, ["a.b", "secret"]);
        assert_eq!(made[0].before, Value::Null);
        let gone = diff(&document, &Value::Null, &["secret"]);
        assert_eq!(gone[0].after, Value::Null);
        assert!(diff(&document, &document, &[]).is_empty());
    }

    #[test]
    fn a_list_is_one_value() {
        let changes = diff(
            &json!({ "social": ["a"] }),
            &json!({ "social": ["b", "a"] }),
            &[],
        );
        assert_eq!(changes.len(), 1);
        assert_eq!(changes[0].after, json!(["b", "a"]));
    }
}

//! The configuration of a connector: tidied, and with its secrets in the right hands.

use connector_kit::{FormItemKind, Metadata, Timestamp};
use serde_json::{Map, Value};
use store::{ConnectorRecord, ConnectorSettings};

/// The key of what an app is known by at the vendor. A secret belongs to it.
const CLIENT_ID: &str = "clientId";

/// What may be told about a secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SecretNote {
    /// Where it stands, such as `inWechat.clientSecret`.
    pub(crate) place: String,
    /// Its last characters, unless they are most of it.
    pub(crate) ends_in: Option<String>,
    /// Since when it is this one.
    pub(crate) since: Option<Timestamp>,
    /// Whether it looks like none of this vendor: how many characters it has.
    pub(crate) odd: Option<usize>,
}

/// The keys of texts that are secrets, in each accepted spelling.
pub(super) fn secret_names(metadata: &Metadata) -> Vec<&'static str> {
    let items = metadata.form_items.iter();
    let secrets = items.filter(|item| item.confidential && item.kind == FormItemKind::Text);
    secrets
        .flat_map(|item| std::iter::once(item.key).chain(item.aliases.iter().copied()))
        .collect()
}

/// A configuration as it is kept: texts without the dirt that comes along when people
/// copy, one spelling for each key, nothing that is empty.
pub(super) fn tidy(metadata: &Metadata, config: &Value) -> Value {
    match config {
        Value::Object(object) => Value::Object(tidy_object(metadata, object)),
        Value::Null => Value::Object(Map::new()),
        other => other.clone(),
    }
}

fn tidy_object(metadata: &Metadata, object: &Map<String, Value>) -> Map<String, Value> {
    let mut tidied = Map::new();
    // A key under its own name comes first, so that another spelling never replaces it.
    let mut entries: Vec<_> = object.iter().collect();
    entries.sort_by_key(|(name, _)| canonical(metadata, name) != name.as_str());
    for (name, value) in entries {
        let value = match value {
            Value::String(text) => Value::from(trimmed(text)),
            Value::Object(inner) => Value::Object(tidy_object(metadata, inner)),
            other => other.clone(),
        };
        let is_empty = match &value {
            Value::Null => true,
            Value::String(text) => text.is_empty(),
            Value::Object(inner) => inner.is_empty(),
            _ => false,
        };
        if is_empty {
            continue;
        }
        let key = canonical(metadata, name);
        match tidied.get(key) {
            // Two spellings that disagree stay, for the connector to refuse.
            Some(other) if *other != value => tidied.insert(name.clone(), value),
            _ => tidied.insert(key.to_owned(), value),
        };
    }
    tidied
}

/// The name of a key, whichever spelling was used.
fn canonical<'a>(metadata: &Metadata, name: &'a str) -> &'a str {
    let items = metadata.form_items.iter();
    items
        .filter(|item| item.aliases.contains(&name))
        .map(|item| item.key)
        .next()
        .unwrap_or(name)
}

fn trimmed(text: &str) -> &str {
    let is_dirt = |c: char| {
        c.is_whitespace() || c.is_control() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}')
    };
    text.trim_matches(is_dirt)
}

/// Every place of a secret: the group that it is in (empty for the whole) and its key.
fn places(metadata: &Metadata, config: &Value) -> Vec<(String, &'static str)> {
    let items = metadata.form_items.iter();
    let keys: Vec<&'static str> = items
        .clone()
        .filter(|item| item.confidential && item.kind == FormItemKind::Text)
        .map(|item| item.key)
        .collect();
    let inner = items.filter(|item| item.kind == FormItemKind::Json);
    let inner = inner.filter(|item| config.get(item.key).is_some_and(Value::is_object));
    let groups = std::iter::once("").chain(inner.map(|item| item.key));
    groups
        .flat_map(|group| keys.iter().map(move |key| (group.to_owned(), *key)))
        .collect()
}

fn group<'a>(config: &'a Value, name: &str) -> Option<&'a Map<String, Value>> {
    match name {
        "" => config.as_object(),
        name => config.get(name)?.as_object(),
    }
}

fn path(group: &str, key: &str) -> String {
    if group.is_empty() {
        key.to_owned()
    } else {
        format!("{group}.{key}")
    }
}

/// Puts the stored secrets where none is given, and gives the places where they must not
/// stay: they would go to another address, or with another App ID.
pub(super) fn fill_secrets(
    metadata: &Metadata,
    before: &Value,
    after: &mut Value,
    same_place: bool,
) -> Vec<String> {
    let mut wrong = Vec::new();
    for (name, key) in places(metadata, after) {
        let Some(stored) = group(before, &name).and_then(|group| group.get(key)) else {
            continue;
        };
        let old_id = group(before, &name).and_then(|group| group.get(CLIENT_ID));
        let same_app = old_id == group(after, &name).and_then(|group| group.get(CLIENT_ID));
        let target = match name.as_str() {
            "" => after.as_object_mut(),
            name => after.get_mut(name).and_then(Value::as_object_mut),
        };
        // An empty configuration has no app that could lack a secret.
        let Some(target) = target.filter(|target| !target.is_empty()) else {
            continue;
        };
        if target.contains_key(key) {
            continue;
        }
        target.insert(key.to_owned(), stored.clone());
        if !(same_place && same_app) {
            wrong.push(path(&name, key));
        }
    }
    wrong
}

/// Writes down since when each secret is the one that it is.
pub(super) fn note_secrets(
    metadata: &Metadata,
    before: &Value,
    after: &Value,
    now: Timestamp,
    settings: &mut ConnectorSettings,
) {
    let secret = |config: &Value, name: &str, key: &str| {
        group(config, name).and_then(|group| group.get(key).cloned())
    };
    let mut since = std::mem::take(&mut settings.secrets_since);
    for (name, key) in places(metadata, after) {
        let Some(theirs) = secret(after, &name, key) else {
            continue;
        };
        let place = path(&name, key);
        let known = since.remove(&place);
        let same = secret(before, &name, key) == Some(theirs);
        let at = known.filter(|_| same).unwrap_or(now);
        settings.secrets_since.insert(place, at);
    }
}

/// A configuration without its secrets.
pub(super) fn without(metadata: &Metadata, config: &Value) -> Value {
    let mut config = config.clone();
    for (name, key) in places(metadata, &config) {
        let group = match name.as_str() {
            "" => config.as_object_mut(),
            name => config.get_mut(name).and_then(Value::as_object_mut),
        };
        if let Some(group) = group {
            group.remove(key);
        }
    }
    config
}

/// The configuration of a connector without its secrets. Of a kind that nobody knows any
/// more, nothing is told.
pub(crate) fn without_secrets(record: &ConnectorRecord) -> Value {
    match connectors::factory(&record.factory) {
        Some(factory) => without(factory.metadata(), &record.config),
        None => Value::Object(Map::new()),
    }
}

/// What may be told about the secrets of a connector.
pub(crate) fn secret_notes(record: &ConnectorRecord) -> Vec<SecretNote> {
    let Some(factory) = connectors::factory(&record.factory) else {
        return Vec::new();
    };
    let metadata = factory.metadata();
    let notes = places(metadata, &record.config)
        .into_iter()
        .filter_map(|(name, key)| {
            let secret = group(&record.config, &name)?.get(key)?.as_str()?;
            let place = path(&name, key);
            let length = secret.chars().count();
            let is_usual = length == 32
                && secret
                    .bytes()
                    .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
            Some(SecretNote {
                ends_in: (length >= 16).then(|| secret.chars().skip(length - 4).collect()),
                since: record.settings.secrets_since.get(&place).copied(),
                odd: (metadata.target == "wechat" && !is_usual).then_some(length),
                place,
            })
        });
    notes.collect()
}

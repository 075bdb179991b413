//! The OpenAPI document as the page shows it.

use pages::api_docs::{Answer, Endpoint, Field, Group, Kind, Shape};
use serde_json::{Map, Value};

/// The endpoints, by tag, in the order in which tags are met.
pub(crate) fn groups(document: &Value) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for (path, methods) in members(document, "paths") {
        let operations = methods.as_object().into_iter().flatten();
        for (method, operation) in operations {
            let endpoint = endpoint(path, method, operation);
            let name = text(&operation["tags"][0]);
            match groups.iter_mut().find(|group| group.name == name) {
                Some(group) => group.endpoints.push(endpoint),
                None => groups.push(Group {
                    name,
                    endpoints: vec![endpoint],
                }),
            }
        }
    }
    groups
}

/// What bodies are made of, by name.
pub(crate) fn shapes(document: &Value) -> Vec<Shape> {
    let schemas = members(&document["components"], "schemas");
    schemas.map(|(name, schema)| shape(name, schema)).collect()
}

fn endpoint(path: &str, method: &str, operation: &Value) -> Endpoint {
    let parameters = list(&operation["parameters"]).iter().map(|it| Field {
        name: text(&it["name"]),
        kind: kind(&it["schema"]),
        required: it["required"] == true,
        description: text(&it["description"]),
    });
    let answers = members(operation, "responses").map(|(status, answer)| Answer {
        status: status.clone(),
        description: text(&answer["description"]),
        body: body(answer),
    });
    // Public ones say that no scheme is enough.
    let schemes = list(&operation["security"]).iter();
    let is_public = schemes
        .clone()
        .any(|it| it.as_object().is_some_and(Map::is_empty));
    Endpoint {
        id: text(&operation["operationId"]),
        method: method.to_uppercase(),
        path: path.to_owned(),
        summary: text(&operation["summary"]),
        description: text(&operation["description"]),
        is_public,
        parameters: parameters.collect(),
        body: body(&operation["requestBody"]),
        answers: answers.collect(),
    }
}

fn shape(name: &str, schema: &Value) -> Shape {
    let parts: Vec<&Value> = match list(&schema["allOf"]) {
        [] => vec![schema],
        parts => parts.iter().collect(),
    };
    Shape {
        name: name.to_owned(),
        description: text(&schema["description"]),
        fields: parts.iter().flat_map(|part| fields(part)).collect(),
        includes: parts.iter().filter_map(|part| reference(part)).collect(),
        values: list(&schema["enum"]).iter().map(text).collect(),
    }
}

fn fields(schema: &Value) -> impl Iterator<Item = Field> {
    let required = list(&schema["required"]);
    members(schema, "properties").map(|(name, field)| Field {
        name: name.clone(),
        kind: kind(field),
        required: required.iter().any(|it| it == name),
        description: text(&field["description"]),
    })
}

/// The shape of a body, whatever its media type.
fn body(holder: &Value) -> Option<Kind> {
    let (_, content) = members(holder, "content").next()?;
    Some(kind(&content["schema"]))
}

fn kind(schema: &Value) -> Kind {
    let plain = |text: String| Kind { text, shape: None };
    if let Some(name) = reference(schema) {
        return Kind {
            text: String::new(),
            shape: Some(name),
        };
    }
    // A value that may be null is written as a choice.
    let choices = ["oneOf", "anyOf", "allOf"].into_iter();
    let choice = choices
        .flat_map(|name| list(&schema[name]))
        .find(|it| it["type"] != "null");
    if let Some(choice) = choice {
        return kind(choice);
    }
    let name = match &schema["type"] {
        Value::Array(several) => several.iter().find(|it| *it != "null").map(text),
        one => Some(text(one)),
    };
    match name.unwrap_or_default().as_str() {
        "array" => {
            let Kind { text, shape } = kind(&schema["items"]);
            let text = format!("list of {text}");
            Kind { text, shape }
        }
        "" => plain("any value".to_owned()),
        other => plain(other.to_owned()),
    }
}

fn reference(schema: &Value) -> Option<String> {
    let reference = schema["$ref"].as_str()?;
    reference.rsplit('/').next().map(str::to_owned)
}

fn members<'a>(value: &'a Value, name: &str) -> impl Iterator<Item = (&'a String, &'a Value)> {
    value[name].as_object().into_iter().flatten()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

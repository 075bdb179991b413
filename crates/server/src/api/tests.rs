use std::collections::BTreeSet;

use serde_json::Value;

use super::*;

fn document() -> Value {
    let (_, document) = described();
    serde_json::to_value(document).unwrap()
}

/// Every operation of the document as path, method and description.
fn operations(document: &Value) -> Vec<(String, String, Value)> {
    let mut all = Vec::new();
    for (path, methods) in document["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            all.push((path.clone(), method.clone(), operation.clone()));
        }
    }
    all
}

/// The paths of the source that are given to a router without a document.
fn undocumented() -> BTreeSet<String> {
    let source = include_str!("../api.rs");
    let lines = source.lines().map(str::trim);
    let routes = lines.filter_map(|line| line.strip_prefix(".route("));
    routes
        .map(|route| match route.split(',').next().unwrap() {
            "docs::PATH" => docs::PATH.to_owned(),
            path => path.trim_matches('"').to_owned(),
        })
        .collect()
}

#[test]
fn every_route_is_in_the_document_or_answers_that_there_is_nothing() {
    let expected = [
        "/api",
        "/api/",
        "/api/.well-known/{*path}",
        "/api/docs",
        "/api/{*path}",
    ];
    let expected: BTreeSet<_> = expected.map(str::to_owned).into();
    assert_eq!(undocumented(), expected);

    // What the router itself knows, which prints its paths.
    let (router, document) = endpoints().split_for_parts();
    let printed = format!("{router:?}");
    let known: BTreeSet<&str> = printed
        .split('"')
        .filter(|text| text.starts_with("/api"))
        .collect();
    let described = document.paths.paths.keys().map(String::as_str).collect();
    assert_eq!(known, described);
    assert!(known.len() > 3, "{known:?}");
}

#[test]
fn operations_have_names_of_their_own_and_say_what_they_do() {
    let document = document();
    let mut names = BTreeSet::new();
    for (path, method, operation) in operations(&document) {
        let name = operation["operationId"].as_str().unwrap();
        assert!(name.starts_with(|c: char| c.is_ascii_uppercase()), "{name}");
        assert!(names.insert(name.to_owned()), "{name} is there twice");
        for text in ["summary", "operationId"] {
            let text = operation[text].as_str().unwrap_or_default();
            assert!(!text.is_empty(), "{method} {path}");
        }
        let tags = operation["tags"].as_array().unwrap();
        assert_eq!(tags.len(), 1, "{method} {path}");
        for answer in operation["responses"].as_object().unwrap().values() {
            assert_ne!(answer["description"], "", "{method} {path}");
        }
    }
}

#[test]
fn what_says_that_it_needs_no_token_is_on_the_list_and_only_that() {
    let document = document();
    assert_eq!(
        document["components"]["securitySchemes"][document::SCHEME]["scheme"],
        "bearer"
    );
    assert_eq!(
        document["security"][0][document::SCHEME],
        serde_json::json!([])
    );
    for (path, method, operation) in operations(&document) {
        let listed = PUBLIC.contains(&&*path) || path.starts_with("/api/.well-known/");
        let says_so = operation["security"] == serde_json::json!([{}]);
        assert_eq!(says_so, listed && method == "get", "{method} {path}");
        let has_401 = operation["responses"].get("401").is_some();
        assert_eq!(has_401, !says_so, "{method} {path}");
    }
}

#[tokio::test]
async fn a_handler_that_panics_is_answered_in_json() {
    async fn panics() -> &'static str {
        std::panic::panic_any("hush")
    }
    let router: Router = Router::new()
        .route("/", get(panics))
        .layer(error::on_panic());
    let request = http::Request::new(axum::body::Body::empty());
    let response = tower::ServiceExt::oneshot(router, request).await.unwrap();
    assert_eq!(response.status(), 500);
    let body = axum::body::to_bytes(response.into_body(), 1000)
        .await
        .unwrap();
    let body: Value = serde_json::from_slice(&body).unwrap();
    assert_eq!(body["code"], "system.internal_error");
    assert!(!body.to_string().contains("hush"));
}

#[test]
fn every_shape_that_is_named_is_described() {
    let document = document();
    let text = document.to_string();
    for part in text.split(r##""$ref":"#/components/schemas/"##).skip(1) {
        let name = part.split('"').next().unwrap();
        let schema = &document["components"]["schemas"][name];
        assert!(schema.is_object(), "{name}");
    }
    assert!(text.contains("#/components/schemas/Error"));
}

#[test]
fn the_page_shows_every_endpoint_and_every_shape() {
    let document = document();
    let groups = docs::groups(&document);
    let shown: BTreeSet<_> = groups
        .iter()
        .flat_map(|group| &group.endpoints)
        .collect::<Vec<_>>()
        .into_iter()
        .map(|endpoint| (endpoint.path.clone(), endpoint.method.to_lowercase()))
        .collect();
    let described: BTreeSet<_> = operations(&document)
        .into_iter()
        .map(|(path, method, _)| (path, method))
        .collect();
    assert_eq!(shown, described);
    let shapes = docs::shapes(&document);
    let factory = shapes
        .iter()
        .find(|shape| shape.name == "ConnectorFactory")
        .unwrap();
    assert_eq!(factory.includes, ["ConnectorMetadata"]);
    assert!(factory.fields.iter().any(|field| field.name == "type"));
    let metadata = shapes
        .iter()
        .find(|shape| shape.name == "ConnectorMetadata")
        .unwrap();
    let items = metadata
        .fields
        .iter()
        .find(|field| field.name == "formItems")
        .unwrap();
    assert_eq!(items.kind.text, "list of ");
    assert_eq!(items.kind.shape.as_deref(), Some("ConnectorFormItem"));
    assert!(items.required);
}

/// Every object of the document, with where it is.
fn objects<'a>(place: &str, value: &'a Value, found: &mut Vec<(String, &'a Value)>) {
    match value {
        Value::Object(fields) => {
            found.push((place.to_owned(), value));
            for (name, value) in fields {
                objects(&format!("{place}/{name}"), value, found);
            }
        }
        Value::Array(items) => {
            for (number, value) in items.iter().enumerate() {
                objects(&format!("{place}/{number}"), value, found);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// The names of a path between braces.
fn names(path: &str) -> BTreeSet<&str> {
    let parts = path.split('{').skip(1);
    parts.map(|part| part.split('}').next().unwrap()).collect()
}

#[test]
fn the_document_keeps_to_openapi() {
    let document = document();
    let version = document["openapi"].as_str().unwrap();
    assert!(version.starts_with("3."), "{version}");
    for field in ["title", "version"] {
        assert!(!document["info"][field].as_str().unwrap().is_empty());
    }
    for (path, method, operation) in operations(&document) {
        let here = format!("{method} {path}");
        assert!(path.starts_with("/api/"), "{here}");
        let mut in_path = BTreeSet::new();
        let mut seen = BTreeSet::new();
        for parameter in operation["parameters"].as_array().into_iter().flatten() {
            let name = parameter["name"].as_str().unwrap();
            let place = parameter["in"].as_str().unwrap();
            assert!(seen.insert((place, name)), "{here}: {name} twice");
            assert!(parameter["schema"].is_object(), "{here}: {name}");
            assert!(parameter["description"].is_string(), "{here}: {name}");
            match place {
                "path" => {
                    assert_eq!(parameter["required"], true, "{here}: {name}");
                    in_path.insert(name);
                }
                "query" => assert_ne!(parameter["required"], true, "{here}: {name}"),
                other => panic!("{here}: {other}"),
            }
        }
        assert_eq!(in_path, names(&path), "{here}");
        let body = &operation["requestBody"];
        let takes_body = matches!(&*method, "post" | "put" | "patch");
        assert_eq!(!body.is_null(), takes_body, "{here}");
        if takes_body {
            let content = &body["content"]["application/json"];
            assert!(content["schema"].is_object(), "{here}");
        }
        let answers = operation["responses"].as_object().unwrap();
        let good = answers.keys().filter(|status| status.starts_with('2'));
        assert!(good.count() > 0, "{here}");
        for (status, answer) in answers {
            let number: u16 = status.parse().unwrap();
            assert!((200..600).contains(&number), "{here}: {status}");
            let content = &answer["content"];
            match number {
                204 => assert!(content.is_null(), "{here}"),
                // Some of Logto's writes answer with nothing but their status.
                200 | 201 if content.is_null() => assert_ne!(method, "get", "{here}"),
                200..400 => assert!(content.is_object(), "{here}: {status}"),
                _ => assert_eq!(
                    content["application/json"]["schema"]["$ref"], "#/components/schemas/Error",
                    "{here}: {status}"
                ),
            }
        }
        let secured = operation.get("security").is_none();
        for status in ["401", "403", "500", "503"] {
            assert_eq!(answers.contains_key(status), secured, "{here}: {status}");
        }
        for status in ["400", "413"] {
            let has_it = answers.contains_key(status);
            assert!(has_it || !takes_body, "{here}: {status}");
        }
        assert!(
            answers.contains_key("404") || in_path.is_empty() || method == "put",
            "{here}"
        );
    }
}

#[test]
fn shapes_are_those_of_json_schema() {
    const TYPES: [&str; 7] = [
        "object", "array", "string", "integer", "number", "boolean", "null",
    ];
    let document = document();
    let mut found = Vec::new();
    objects("", &document, &mut found);
    for (place, object) in &found {
        // What is there by example, or by the name of a field, is no schema.
        if place.ends_with("/example") || place.ends_with("/properties") {
            continue;
        }
        if let Some(link) = object["$ref"].as_str() {
            let target = document.pointer(link.strip_prefix('#').unwrap());
            assert!(target.is_some(), "{place}: {link}");
        }
        let is_schema = place.contains("/schema");
        let kinds = match &object["type"] {
            Value::String(kind) => vec![kind.as_str()],
            Value::Array(kinds) => kinds.iter().map(|kind| kind.as_str().unwrap()).collect(),
            _ => vec![],
        };
        if !is_schema || place.ends_with("/securitySchemes/ManagementApi") {
            continue;
        }
        for kind in kinds {
            assert!(TYPES.contains(&kind), "{place}: {kind}");
            if kind == "array" {
                let has_items = object["items"].is_object() || object["prefixItems"].is_array();
                assert!(has_items, "{place}");
            }
        }
        for name in object["required"].as_array().into_iter().flatten() {
            let name = name.as_str().unwrap();
            assert!(object["properties"][name].is_object(), "{place}: {name}");
        }
    }
    let shapes = document["components"]["schemas"].as_object().unwrap();
    assert!(shapes.len() > 30, "{}", shapes.len());
}

use std::collections::BTreeSet;

use serde_json::Value;

use super::*;

fn document() -> Value {
    let (_, document) = endpoints().split_for_parts();
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
